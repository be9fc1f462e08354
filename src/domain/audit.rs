//! What people of the house do, as the audit log keeps it: one word an action, and a subject of a few words. Which
//! sentence a reader sees is in the texts (`words/en/audit.ftl`); here is only which text it is, and what goes into it.

/// A part of the subject, by the name that the sentence has for it.
pub type Part = (&'static str, String);

/// An action that has a sentence: its word, the key of the sentence, and what each word of the subject is called.
/// The last name takes all that is left.
type Known = (&'static str, &'static str, &'static [&'static str]);

/// "clean-river milestone 2 at 500": the words between the numbers are no part of what is said.
const MILESTONE: &[&str] = &["campaign", "word", "place", "at", "number"];

/// Every action that has a sentence. A new action adds a line here and its sentence in `audit.ftl`; one without is shown
/// with its word.
const KNOWN: &[Known] = &[
    ("app.act", "audit-app-act", &["what"]),
    ("app.allow", "audit-app-allow", &["what"]),
    ("app.sign_up", "audit-app-sign-up", &["what"]),
    ("campaign.create", "audit-campaign-create", &["campaign"]),
    ("campaign.discard", "audit-campaign-discard", &["campaign"]),
    ("campaign.edit", "audit-campaign-edit", &["campaign"]),
    ("campaign.milestone", "audit-campaign-milestone", MILESTONE),
    ("campaign.pin", "audit-campaign-pin", &["campaign", "what"]),
    ("campaign.state", "audit-campaign-state", &["campaign", "before", "state"]),
    ("coalition.profile", "audit-coalition-profile", &[]),
    ("account.allow", "audit-account-allow", &["what"]),
    ("account.suspend", "audit-account-suspend", &["what"]),
    ("call.adopt", "audit-call-adopt", &["what"]),
    ("directory.accept", "audit-directory-accept", &["what"]),
    ("directory.decline", "audit-directory-decline", &["what"]),
    ("directory.trust", "audit-directory-trust", &["what"]),
    ("directory.distrust", "audit-directory-distrust", &["what"]),
    ("directory.ask", "audit-directory-ask", &["what"]),
    ("directory.describe", "audit-directory-describe", &["what"]),
    ("directory.import", "audit-directory-import", &["what"]),
    ("directory.list", "audit-directory-list", &["what"]),
    ("directory.open", "audit-directory-open", &["what"]),
    ("directory.remove", "audit-directory-remove", &["what"]),
    ("directory.revoke", "audit-directory-revoke", &["what"]),
    ("draft.approve", "audit-draft-approve", &["draft", "digest", "key", "signature"]),
    ("draft.change", "audit-draft-change", &["draft", "what"]),
    ("draft.create", "audit-draft-create", &["draft", "what"]),
    ("draft.drop", "audit-draft-drop", &["draft", "what"]),
    ("draft.publish", "audit-draft-publish", &["draft", "what"]),
    ("draft.schedule", "audit-draft-schedule", &["draft", "what"]),
    ("draft.send_back", "audit-draft-send-back", &["draft", "what"]),
    ("draft.stop", "audit-draft-stop", &["draft", "what"]),
    ("draft.submit", "audit-draft-submit", &["draft", "what"]),
    ("draft.unschedule", "audit-draft-unschedule", &["draft", "what"]),
    ("draft.withdraw_approval", "audit-draft-withdraw-approval", &["draft", "what"]),
    ("event.answer", "audit-event-answer", &["what"]),
    ("event.call", "audit-event-call", &["what"]),
    ("event.cancel", "audit-event-cancel", &["what"]),
    ("event.change", "audit-event-change", &["what"]),
    ("endorsement.accept", "audit-endorsement-accept", &["what"]),
    ("endorsement.decline", "audit-endorsement-decline", &["what"]),
    ("endorsement.invite", "audit-endorsement-invite", &["what"]),
    ("endorsement.offer", "audit-endorsement-offer", &["what"]),
    ("endorsement.withdraw", "audit-endorsement-withdraw", &["what"]),
    ("joint.accept", "audit-joint-accept", &["campaign", "who"]),
    ("joint.decline", "audit-joint-decline", &["who"]),
    ("joint.invite", "audit-joint-invite", &["campaign", "who"]),
    ("joint.leave", "audit-joint-leave", &["who"]),
    ("joint.remove", "audit-joint-remove", &["campaign", "who"]),
    ("letter.address", "audit-letter-address", &["campaign", "who"]),
    ("letter.close", "audit-letter-close", &["what"]),
    ("letter.target", "audit-letter-target", &["campaign", "who"]),
    ("domain.allow", "audit-domain-allow", &["what"]),
    ("domain.block", "audit-domain-block", &["what"]),
    ("domain.forget", "audit-domain-forget", &["what"]),
    ("member.add", "audit-member-add", &["who"]),
    ("member.alias", "audit-member-alias", &["who"]),
    ("member.approve", "audit-member-approve", &["who", "role"]),
    ("member.import", "audit-member-import", &["what"]),
    ("member.invite", "audit-member-invite", &["what", "role", "uses"]),
    ("member.invite_revoke", "audit-member-invite-revoke", &["what"]),
    ("member.join", "audit-member-join", &["who", "role"]),
    ("member.link", "audit-member-link", &["who"]),
    ("member.move", "audit-member-move", &["what"]),
    ("member.password", "audit-member-password", &["who"]),
    ("member.password_reset", "audit-member-password-reset", &["who"]),
    ("member.recovery_code", "audit-member-recovery-code", &[]),
    ("member.recovery_codes", "audit-member-recovery-codes", &[]),
    ("member.reject", "audit-member-reject", &[]),
    ("member.revoke", "audit-member-revoke", &["who", "what"]),
    ("member.role", "audit-member-role", &["who", "role"]),
    ("member.session_end", "audit-member-session-end", &["what"]),
    ("member.session_end_of", "audit-member-session-end-of", &["who", "what"]),
    ("member.sessions_end", "audit-member-sessions-end", &["who"]),
    ("member.sign_in", "audit-member-sign-in", &["how"]),
    ("member.suspend", "audit-member-suspend", &["who"]),
    ("member.token", "audit-member-token", &["who"]),
    ("member.totp_off", "audit-member-totp-off", &["who"]),
    ("member.totp_on", "audit-member-totp-on", &[]),
    ("member.unsuspend", "audit-member-unsuspend", &["who"]),
    ("mail.drop", "audit-mail-drop", &["what"]),
    ("mail.retry", "audit-mail-retry", &["what"]),
    ("notice.change", "audit-notice-change", &["what"]),
    ("notice.publish", "audit-notice-publish", &["what"]),
    ("notice.remove", "audit-notice-remove", &["what"]),
    ("pledge.erase", "audit-pledge-erase", &["campaign"]),
    ("pledge.export", "audit-pledge-export", &["campaign"]),
    ("pledge.hide_name", "audit-pledge-hide-name", &["campaign"]),
    ("pledge.key", "audit-pledge-key", &["what"]),
    ("pledge.withdraw", "audit-pledge-withdraw", &["campaign"]),
    ("post.delete", "audit-post-delete", &["what"]),
    ("post.edit", "audit-post-edit", &["what"]),
    ("post.write", "audit-post-write", &["what"]),
    ("queue.drop", "audit-queue-drop", &["what"]),
    ("queue.requeue", "audit-queue-requeue", &["what"]),
    ("queue.retry", "audit-queue-retry", &["what"]),
    ("quorum.break_glass", "audit-quorum-break-glass", &["who", "what"]),
    ("quorum.set", "audit-quorum-set", &["setting", "what"]),
    ("report.close", "audit-report-close", &["what"]),
    ("report.look", "audit-report-look", &["what"]),
];

/// The sentence for an action that has none of its own.
const OTHER: &str = "audit-other";

/// The key of the sentence for an action, and what goes into it.
pub fn sentence(action: &str, subject: &str) -> (&'static str, Vec<Part>) {
    let Some((_, key, names)) = KNOWN.iter().find(|(word, ..)| *word == action) else {
        return (OTHER, vec![("action", action.to_owned()), ("what", subject.to_owned())]);
    };
    let mut rest = subject;
    let last = names.len().saturating_sub(1);
    let mut parts = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let (word, after) = match rest.split_once(' ') {
            Some((word, after)) if at < last => (word, after),
            _ => (rest, ""),
        };
        parts.push((*name, word.to_owned()));
        rest = after;
    }
    (key, parts)
}

/// The nouns that the log can be looked through by: the first half of an action's word.
pub const NOUNS: [&str; 20] = [
    "account",
    "app",
    "call",
    "campaign",
    "coalition",
    "directory",
    "domain",
    "draft",
    "endorsement",
    "event",
    "joint",
    "letter",
    "mail",
    "member",
    "notice",
    "pledge",
    "post",
    "queue",
    "quorum",
    "report",
];

/// What is looked for by an action: one (`campaign.state`), or everything of a noun (`campaign`); `None` when it is no
/// such word. It becomes a pattern of the database, so nothing else may stand in it.
pub fn pattern(word: &str) -> Option<String> {
    let is_plain = |text: &str| {
        (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    match word.split_once('.') {
        Some((noun, verb)) if is_plain(noun) && is_plain(verb) => Some(word.to_owned()),
        None if is_plain(word) => Some(format!("{word}.%")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_taken_apart_by_its_names_and_nothing_of_it_is_lost() {
        let parts = |action: &str, subject: &str| sentence(action, subject).1;
        let named = |name: &'static str, text: &str| (name, text.to_owned());
        assert_eq!(parts("member.role", "edda owner"), [named("who", "edda"), named("role", "owner")]);
        assert_eq!(
            parts("campaign.state", "clean-river draft gathering"),
            [named("campaign", "clean-river"), named("before", "draft"), named("state", "gathering")]
        );
        assert_eq!(parts("app.allow", "An App write"), [named("what", "An App write")]);
        assert_eq!(parts("member.role", "edda"), [named("who", "edda"), named("role", "")]);
        assert_eq!(parts("member.totp_on", "anything"), []);
        assert_eq!(
            sentence("letter.send", "7"),
            (OTHER, vec![named("action", "letter.send"), named("what", "7")])
        );
    }

    #[test]
    fn each_action_stands_in_the_table_once_under_a_known_noun() {
        for (at, (word, key, _)) in KNOWN.iter().enumerate() {
            let noun = word.split('.').next().unwrap_or_default();
            assert!(NOUNS.contains(&noun), "{word}");
            assert_eq!(*key, format!("audit-{}", word.replace(['.', '_'], "-")));
            assert!(KNOWN[..at].iter().all(|(other, ..)| other != word), "{word} twice");
        }
    }

    #[test]
    fn what_is_looked_for_is_a_word_and_no_pattern_of_a_stranger() {
        assert_eq!(pattern("campaign").as_deref(), Some("campaign.%"));
        assert_eq!(pattern("member.sign_in").as_deref(), Some("member.sign_in"));
        for word in ["", "%", "campaign.%", "a.b.c", "campaign.", "Campaign", "campaign state"] {
            assert_eq!(pattern(word), None, "{word}");
        }
    }
}
