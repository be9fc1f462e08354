//! What the pages and documents outside the client API may show of posts. Their addresses are read from the code that
//! declares them; one that has no rule here fails the walk.

use std::fs;
use std::path::{Path, PathBuf};

/// What an address shows of posts to somebody who sends no token.
pub enum Door {
    /// Tells of posts: how to ask besides by its own path, and which posts of ours have to be found there.
    Shows(&'static [&'static str], &'static [&'static str]),
    /// Tells of no post, with the reason; how to ask besides by its own path.
    Quiet(&'static str, &'static [&'static str]),
}

/// The files and folders that declare routes outside the table of the client API.
const DECLARE: [&str; 5] = ["server.rs", "doors.rs", "federation", "web", "mastodon"];

/// Names that stand in the place of a path: two pictures, and the table, which is walked by itself.
const NAMED: [&str; 4] = ["pictures::AVATAR", "pictures::HEADER", "&format!(", "path"];

/// Every path that is declared outside the client API's table; what cannot be read there is a mistake of its own.
pub fn declared() -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for name in DECLARE {
        collect(&source.join(name), &mut files);
    }
    let mut paths = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).expect("the source can be read");
        for hidden in [".nest(", ".nest_service(", ".route_service("] {
            assert!(
                !text.contains(hidden),
                "{} declares addresses that the walk cannot read",
                file.display()
            );
        }
        for call in text.split(".route(").skip(1) {
            let call = call.trim_start();
            match call.strip_prefix('"').and_then(|call| call.split_once('"')) {
                Some((path, _)) => paths.push(path.to_owned()),
                None => assert!(
                    NAMED.iter().any(|name| call.starts_with(name)),
                    "{} declares an address that the walk cannot read: {}",
                    file.display(),
                    call.lines().next().unwrap_or_default()
                ),
            }
        }
    }
    paths.sort();
    paths.dedup();
    paths
}

fn collect(path: &Path, into: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("the folder can be read") {
            collect(&entry.expect("an entry").path(), into);
        }
    } else if path.extension().is_some_and(|kind| kind == "rs") {
        into.push(path.to_owned());
    }
}

/// A declared path with marks that the town can fill.
pub fn marked(path: &str) -> String {
    let known = [
        ("/posts/{id}", "/posts/{post}"),
        ("/@{name}/{id}", "/@{name}/{post}"),
        ("/activities/{id}", "/activities/{activity}"),
        ("{tag}", "river"),
    ];
    let path = known.iter().fold(path.to_owned(), |path, (from, to)| path.replace(from, to));
    let parts = path.split('/').map(|part| match part.find('{') {
        Some(_) if ["{post}", "{activity}", "{name}", "@{name}"].contains(&part) => part.to_owned(),
        Some(at) => format!("{}1", &part[..at]),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The rule of an address.
pub fn of(path: &str) -> Option<Door> {
    use Door::{Quiet, Shows};
    let starts =
        |prefixes: &[&str]| prefixes.iter().any(|p| path == *p || path.starts_with(&format!("{p}/")));
    Some(match path {
        "/@{name}" | "/actors/{name}" | "/@{name}/feed.atom" | "/@{name}/feed.json" | "/activities/{id}" => {
            Shows(&[], &["open"])
        }
        "/actors/{name}/outbox" => Shows(&["/actors/{name}/outbox?page=true"], &["open"]),
        "/posts/{id}" => Shows(&["/posts/{post}?lang=en"], &["open", "unlisted"]),
        "/@{name}/{id}" | "/@{name}/{id}/feed.atom" | "/@{name}/{id}/feed.json" => {
            Shows(&[], &["open", "unlisted"])
        }
        "/"
        | "/actors/{name}/featured"
        | "/posts/{id}/replies"
        | "/posts/{id}/versions/{version}"
        | "/@{name}/{id}/versions"
        | "/tags/{tag}"
        | "/campaigns/{name}"
        | "/campaigns/{name}/feed.atom"
        | "/campaigns/{name}/feed.json" => Shows(&[], &[]),
        "/interact" | "/follow" => Quiet(
            "where to go from here, for any address whatever",
            &["/interact?uri={here}%2Fposts%2F{post}", "/follow?uri={here}%2Fposts%2F{post}"],
        ),
        "/.well-known/webfinger" => {
            Quiet("names of accounts", &["/.well-known/webfinger?resource={here}%2Fposts%2F{post}"])
        }
        "/posts/{id}/likes" | "/posts/{id}/shares" => Quiet("numbers", &[]),
        "/posts/{id}/endorsements"
        | "/actors/{name}/endorsements"
        | "/endorsements/{id}"
        | "/posts/{id}/quotes/{stamp}" => Quiet("who stands behind what, by address", &[]),
        "/actors/{name}/followers"
        | "/actors/{name}/followers/synchronization"
        | "/actors/{name}/following"
        | "/actor/{collection}"
        | "/actor" => Quiet("accounts and numbers", &[]),
        "/actors/{name}/peers"
        | "/actors/{name}/collections"
        | "/actors/{name}/collections/{page}"
        | "/actors/{name}/stamps/{stamp}"
        | "/directory"
        | "/directory/feed.atom"
        | "/directory/feed.json" => Quiet("coalitions and campaigns that agreed to be listed", &[]),
        "/inbox" | "/actor/inbox" | "/actors/{name}/inbox" => Quiet("takes and shows nothing", &[]),
        "/events/{id}/card.png" | "/directory/card.png" | "/exchange/card.png" => {
            Quiet("an event, or numbers, as a picture", &[])
        }
        "/@{name}/card.png"
        | "/@{name}/counter.svg"
        | "/@{name}/badge.svg"
        | "/@{name}/embed"
        | "/@{name}/share" => Quiet("a campaign or a coalition in a picture", &[]),
        "/@{name}/{id}/card.png" => Quiet("a public statement as a picture", &[]),
        "/@{name}/sign" => Quiet("a form", &[]),
        "/@{name}/events" | "/@{name}/events.ics" | "/events/{id}" | "/events/{id}/event.ics" => {
            Quiet("events, which everybody may see", &[])
        }
        "/events/{id}/come" | "/events/{id}/answer" | "/events/confirm/{link}" | "/events/erase/{link}" => {
            Quiet("forms by which people answer to events, and what confirms them", &[])
        }
        "/events/feed.atom"
        | "/events/feed.json"
        | "/@{name}/events/feed.atom"
        | "/@{name}/events/feed.json"
        | "/events/{id}/feed.atom"
        | "/events/{id}/feed.json" => Quiet("events, which everybody may see", &[]),
        "/exchange" | "/exchange/feed.atom" | "/exchange/feed.json" => {
            Quiet("calls to other coalitions", &[])
        }
        "/media/{name}" | "/media/copies/{seal}/{address}" | "/media/passed/{seal}/{address}" => {
            Quiet("files, by an address that only readers of the post know", &[])
        }
        "/assets/{file}" | "/favicon.ico" | "/robots.txt" | "/language/{tag}" => Quiet("parts of pages", &[]),
        "/healthz" | "/readyz" | "/metrics" => Quiet("how the server is", &[]),
        "/api" | "/api/{*rest}" => Quiet("an error", &[]),
        "/.well-known/host-meta"
        | "/.well-known/host-meta.json"
        | "/.well-known/nodeinfo"
        | "/nodeinfo/2.0"
        | "/nodeinfo/2.1" => Quiet("about the server", &[]),
        _ if starts(&["/letters", "/pledges", "/newsletter"]) => Quiet("forms and what confirms them", &[]),
        _ if starts(&["/sign-in", "/sign-out", "/join", "/oauth/authorize"]) => Quiet("forms", &[]),
        // Every room is asked by an owner, and by somebody without a session.
        _ if starts(&["/desk"]) => Quiet("what the coalition does; what members write is not among it", &[]),
        _ => return None,
    })
}
