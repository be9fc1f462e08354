//! Looking for what is wrong: each check asks one thing and tells what it found. How it is shown is the caller's matter.

use std::net::{IpAddr, SocketAddr};

use chrono::DateTime;
use url::Url;

use crate::app::{App, Cx};
use crate::client::Fetched;
use crate::domain::handle::Handle;
use crate::domain::mail_queue::MailState;
use crate::domain::time::{MINUTE, Time};
use crate::remote::webfinger;
use crate::store::upkeep;

use super::{Error, Result, accounts};

/// Other servers refuse signatures that are older or younger than this, as a rule.
const CLOCKS_MAY_DIFFER: i64 = MINUTE;
/// 2024-01-01: a clock before the program was written is wrong, and every signature with it.
const EARLIEST: Time = Time(1_704_067_200_000);

/// How a clock is mended.
const SET_THE_CLOCK: &str = "set the clock (timedatectl set-ntp true); signatures carry the time";
/// So many others are asked what time it is.
const ASKED: usize = 3;

/// What a check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// All is well.
    Well(String),
    /// It works, and somebody should look at it.
    Doubtful(String, String),
    /// It does not work; and how to mend it.
    Broken(String, String),
}

impl Finding {
    fn broken(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Broken(what.into(), mend.into())
    }

    fn doubtful(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Doubtful(what.into(), mend.into())
    }
}

/// Whether this machine's clock can be right.
pub fn clock(now: Time) -> Finding {
    if now < EARLIEST {
        let what = format!("the clock says {}", now.readable());
        return Finding::broken(what, SET_THE_CLOCK);
    }
    Finding::Well(format!("the clock says {}", now.readable()))
}

/// Whether the database is whole.
pub async fn integrity(app: &App) -> Finding {
    match upkeep::check(&app.store).await {
        Ok(faults) if faults.is_empty() => Finding::Well("the database is whole".to_owned()),
        Ok(faults) => Finding::broken(
            format!("the database is damaged: {}", faults.join("; ")),
            "stop the server, keep a copy of the data, and restore a backup",
        ),
        Err(e) => {
            Finding::broken(format!("the database cannot be checked: {e}"), "see whether the disk is well")
        }
    }
}

/// Whether films and sounds are taken.
pub fn films(app: &App) -> Finding {
    if app.media.studio.is_some() {
        return Finding::Well("films and sounds are taken, and drawn anew by ffmpeg".to_owned());
    }
    if !app.config.media.films.are_taken() {
        return Finding::Well("films and sounds are not taken, as media.films says".to_owned());
    }
    Finding::doubtful("films and sounds are not taken", "install ffmpeg, if members should send them")
}

/// What waits, and which hosts are in trouble.
pub async fn queues(app: &App) -> Result<Vec<Finding>> {
    let depth = super::queue::depth(app).await?;
    let bound = i64::try_from(app.config.limits.queue).unwrap_or(i64::MAX);
    let mut findings = Vec::new();
    let inbox = format!("{} received activities wait to be applied", depth.inbox);
    findings.push(if depth.inbox >= bound {
        Finding::broken(inbox, "the inbox turns others away; see in the log why it does not go on")
    } else if depth.inbox > bound / 2 {
        Finding::doubtful(inbox, "see in the log whether the server keeps up")
    } else {
        Finding::Well(inbox)
    });
    let troubled = super::queue::list(app, false).await?.into_iter().filter(|lane| lane.failures > 0).count();
    let waiting = format!("{} deliveries wait; {troubled} hosts failed the last time", depth.deliveries);
    findings.push(if troubled > 0 {
        Finding::doubtful(waiting, "antiphon queue list shows which, and why")
    } else {
        Finding::Well(waiting)
    });
    let aside = super::queue::count_quarantined(app).await?;
    if aside > 0 {
        let what = format!("{aside} received activities were set aside");
        findings.push(Finding::doubtful(what, "antiphon queue quarantine shows which, and why"));
    }
    Ok(findings)
}

/// Whether mail goes out, and what waits.
pub async fn mail(app: &App) -> Result<Vec<Finding>> {
    if !super::mails::is_on(app) {
        let what = "no mail is sent: forms without an account, newsletters and letters are off".to_owned();
        return Ok(vec![Finding::Well(what)]);
    }
    let host = app.config.mail.host.as_deref().unwrap_or_default();
    let relay = match super::mail_rounds::probe(app).await {
        Ok(()) => Finding::Well(format!("the mail relay {host} lets us in")),
        Err(why) => Finding::broken(why, "see [mail] in the settings; then: antiphon mail test ADDRESS"),
    };
    let numbers = super::mails::numbers(app).await?;
    let (waiting, failed) = (numbers.of(MailState::Waiting), numbers.of(MailState::Failed));
    let what = format!("{waiting} mails wait; {failed} could not be sent");
    let queue = if failed > 0 {
        Finding::doubtful(what, "antiphon mail list shows which, and why")
    } else {
        Finding::Well(what)
    };
    Ok(vec![relay, queue])
}

/// Whether a name leads to addresses that others can reach.
pub async fn name(what: &str, host: &str) -> Finding {
    let host = host.split(':').next().unwrap_or(host);
    let mend = "correct the DNS records of the name, or the setting";
    match tokio::net::lookup_host((host, 443)).await {
        Ok(found) => {
            let found: Vec<IpAddr> = found.map(|address: SocketAddr| address.ip()).collect();
            if found.is_empty() {
                return Finding::broken(format!("{what} {host} has no address"), mend);
            }
            let shown = found.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", ");
            if found.iter().all(IpAddr::is_loopback) {
                return Finding::doubtful(
                    format!("{what} {host} leads to {shown}, this machine itself"),
                    "from inside it cannot be told where others are led; ask from another machine",
                );
            }
            Finding::Well(format!("{what} {host} leads to {shown}"))
        }
        Err(e) => Finding::broken(format!("{what} {host} is not known to DNS: {e}"), mend),
    }
}

/// Whether the public address is one of this machine alone.
pub fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => true,
    }
}

/// Whether our own public address answers, by the guarded way that others' servers are asked, and with what clock.
pub async fn reachability(cx: &Cx) -> Finding {
    let mend = "see whether the server runs, and whether the reverse proxy and its certificate lead to it";
    let origin = cx.config.origin();
    let Ok(url) = Url::parse(&format!("{origin}/.well-known/nodeinfo")) else {
        return Finding::broken(format!("{origin} is no address"), "correct server.public_url");
    };
    let answer = match cx.client.get(&url, "application/json", cx.client.document_budget()).await {
        Ok(answer) if answer.status.is_success() => answer,
        Ok(answer) => {
            return Finding::broken(
                format!("{origin} answers {} where NodeInfo should be", answer.status),
                mend,
            );
        }
        Err(e) => return Finding::broken(format!("{origin} cannot be reached from here: {e}"), mend),
    };
    match difference(cx, &answer) {
        Some(differ) if differ > CLOCKS_MAY_DIFFER => Finding::broken(
            format!("this clock and that of {origin} differ by {} seconds", differ / 1_000),
            SET_THE_CLOCK,
        ),
        _ => Finding::Well(format!("{origin} answers, and its certificate is trusted")),
    }
}

/// By how much the clock of whoever gave this answer differs from ours, in milliseconds.
fn difference(cx: &Cx, answer: &Fetched) -> Option<i64> {
    let date = answer.headers.get("date")?.to_str().ok()?;
    Some((cx.now().0 - DateTime::parse_from_rfc2822(date).ok()?.timestamp_millis()).abs())
}

/// Whether our clock agrees with those of the servers that took something from us last: our own public address has our own
/// clock, as a rule. Nothing is found where nobody can be asked.
pub async fn clocks_of_others(cx: &Cx) -> Result<Option<Finding>> {
    let mut lanes = super::queue::list(cx, true).await?;
    lanes.retain(|lane| lane.last_success_at.is_some());
    lanes.sort_by_key(|lane| std::cmp::Reverse(lane.last_success_at));
    let scheme = if cx.config.federation.allow_http { "http" } else { "https" };
    let mut differences = Vec::new();
    for lane in lanes.iter().take(ASKED) {
        let Ok(url) = Url::parse(&format!("{scheme}://{}/.well-known/nodeinfo", lane.host)) else { continue };
        // Whatever it answers, it says when.
        if let Ok(answer) = cx.client.get(&url, "application/json", cx.client.document_budget()).await {
            differences.extend(difference(cx, &answer));
        }
    }
    Ok(compared(&differences))
}

/// What the clocks of others say of ours: one that agrees is enough, since theirs may be wrong as well.
fn compared(differences: &[i64]) -> Option<Finding> {
    let nearest = differences.iter().min()?;
    let asked = differences.len();
    if *nearest <= CLOCKS_MAY_DIFFER {
        return Some(Finding::Well(format!("the clock agrees with one of {asked} servers that were asked")));
    }
    let what = format!("this clock and those of {asked} other servers differ by {} seconds", nearest / 1_000);
    // A single one may be wrong itself.
    Some(if asked == 1 {
        Finding::doubtful(what, SET_THE_CLOCK)
    } else {
        Finding::broken(what, SET_THE_CLOCK)
    })
}

/// Whether the coalition's handle leads to its actor, as other servers look it up.
pub async fn discovery(cx: &Cx) -> Finding {
    match find_ourselves(cx).await {
        Ok((handle, true)) => Finding::Well(format!("{handle} leads to the coalition")),
        Ok((handle, false)) => Finding::broken(
            format!("{handle} leads to another actor"),
            "let the handle domain pass /.well-known/webfinger on to this server",
        ),
        Err(e) => Finding::broken(
            format!("the coalition's handle cannot be looked up: {e}"),
            "let the handle domain answer /.well-known/webfinger, or pass it on to this server",
        ),
    }
}

async fn find_ourselves(cx: &Cx) -> Result<(String, bool)> {
    let coalition = accounts::coalition(cx).await?;
    let written = format!("@{}@{}", coalition.username, cx.config.handle_domain());
    let handle = Handle::parse(&written).ok_or_else(|| Error::refused(format!("{written} is no handle")))?;
    let found = webfinger::resolve(cx, &handle).await?;
    Ok((written, found == coalition.uri))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_never_set_is_found() {
        assert!(matches!(clock(Time(0)), Finding::Broken(..)));
        assert!(matches!(clock(Time(1_795_000_000_000)), Finding::Well(_)));
    }

    #[test]
    fn one_clock_that_agrees_is_enough_and_one_that_does_not_proves_nothing() {
        assert_eq!(compared(&[]), None);
        assert!(matches!(compared(&[7_200_000, 900]), Some(Finding::Well(_))));
        assert!(matches!(compared(&[7_200_000]), Some(Finding::Doubtful(..))));
        let Some(Finding::Broken(what, _)) = compared(&[7_200_000, 7_300_000]) else { panic!("it is wrong") };
        assert!(what.contains("7200 seconds"), "{what}");
    }

    #[test]
    fn addresses_of_this_machine_alone() {
        for (url, private) in [
            ("http://localhost:8080", true),
            ("http://river.localhost", true),
            ("https://127.0.0.1", true),
            ("https://coalition.example", false),
            ("https://notlocalhost.example", false),
        ] {
            assert_eq!(is_private(&Url::parse(url).expect("an address")), private, "{url}");
        }
    }
}
