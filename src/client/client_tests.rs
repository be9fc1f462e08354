//! Tests of the guarded client against servers on loopback: whom it never calls, and what it never swallows.
//! The rules for URLs, names and addresses alone are tested where they are written.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use url::Url;

use super::{
    answer::Fetched,
    client_error::ClientError,
    outgoing::{Budget, Outgoing},
    test_server::{Admits, Canary, Reply, Server, head, reply, rig},
};

/// No test may hang: this is the longest that any exchange takes.
const PATIENCE: Duration = Duration::from_secs(5);

fn outgoing(more: &[(&str, &str)]) -> Outgoing {
    Outgoing::new(&rig(more), Arc::new(Admits::AllBut("blocked.test"))).unwrap()
}

async fn get(outgoing: &Outgoing, url: impl AsRef<str>) -> Result<Fetched, ClientError> {
    let budget = Budget { bytes: 64 * 1024, time: PATIENCE, redirects: 3 };
    outgoing.get(&Url::parse(url.as_ref()).unwrap(), "application/jrd+json", budget).await
}

/// The entry of the rig's host table that leads these names to a server.
fn table(names: &[&str], port: u16) -> String {
    let entries: Vec<String> =
        names.iter().map(|name| format!("\"{name}\" = \"127.0.0.1:{port}\"")).collect();
    format!("{{ {} }}", entries.join(", "))
}

#[tokio::test]
async fn a_fetch_says_who_asks_and_nothing_more() {
    let server = Server::start(|_| reply("200 OK", &["Content-Type: text/x", "X-A: b"], "hello")).await;
    let hosts = table(&["a.test"], server.address.port());
    let outgoing =
        outgoing(&[("FEDERATION__HOSTS", &hosts), ("FEDERATION__USER_AGENT_CONTACT", "mail@home.example")]);
    let fetched = get(&outgoing, "http://a.test/path?query#fragment").await.unwrap();
    assert_eq!((fetched.status.as_u16(), &fetched.body[..]), (200, &b"hello"[..]));
    assert_eq!(fetched.final_url.as_str(), "http://a.test/path?query");
    assert_eq!(fetched.content_type.as_deref(), Some("text/x"));
    assert_eq!(fetched.headers["x-a"], "b");

    let request = server.requests().remove(0).to_lowercase();
    assert!(request.starts_with("get /path?query http/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nhost: a.test\r\n"), "{request}");
    assert!(request.contains("\r\naccept: application/jrd+json\r\n"), "{request}");
    let agent = concat!(
        "\r\nuser-agent: antiphon/",
        env!("CARGO_PKG_VERSION"),
        " (+https://home.example; mail@home.example)\r\n"
    );
    assert!(request.contains(agent), "{request}");
    for unwanted in ["authorization", "cookie", "referer", "x-forwarded"] {
        assert!(!request.contains(unwanted), "{request}");
    }
}

/// The test above once more, in a process whose environment names a proxy.
#[test]
fn no_proxy_of_the_environment_is_used() {
    let canary = Canary::at("127.0.0.2");
    let proxy = format!("http://127.0.0.2:{}", canary.port());
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "client::client_tests::a_fetch_says_who_asks_and_nothing_more"]);
    child.env_remove("NO_PROXY").env_remove("no_proxy");
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        child.env(name, &proxy);
    }
    let output = child.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    assert!(canary.is_silent());
}

#[tokio::test]
async fn nobody_inside_is_called_by_address_or_by_name() {
    let canaries = [Canary::at("127.0.0.2"), Canary::at("127.0.0.1")];
    let (two, one) = (canaries[0].port(), canaries[1].port());
    let hosts = format!("{{ \"inside.test\" = \"127.0.0.2:{two}\" }}");
    // Only an address that nobody uses is allowed here.
    let narrow = outgoing(&[("FEDERATION__ALLOW_RANGES", "127.0.0.9"), ("FEDERATION__HOSTS", &hosts)]);
    for url in [
        format!("http://127.0.0.2:{two}/"),
        format!("http://127.0.0.1:{one}/"),
        format!("http://127.1:{one}/"),
        format!("http://2130706433:{one}/"),
        format!("http://0x7f.1:{one}/"),
        format!("http://0177.0.0.1:{one}/"),
        format!("http://[::ffff:7f00:1]:{one}/"),
        format!("http://0.0.0.0:{one}/"),
        format!("http://localhost:{one}/"),
        format!("https://localhost:{one}/"),
        "http://inside.test/".to_owned(),
        format!("http://INSIDE.test.:{two}/"),
    ] {
        let error = get(&narrow, &url).await.unwrap_err();
        assert!(error.is_our_refusal(), "{url}: {error}");
        let url = Url::parse(&url).unwrap();
        let error = narrow.post(&url, HeaderMap::new(), Bytes::from_static(b"{}")).await.unwrap_err();
        assert!(error.is_our_refusal(), "{url}: {error}");
    }
    assert!(canaries.iter().all(Canary::is_silent));
}

#[tokio::test]
async fn no_redirect_leads_inside() {
    let canary = Canary::at("127.0.0.2");
    let target = format!("http://127.0.0.2:{}/", canary.port());
    let (location, refresh) = (format!("Location: {target}"), format!("Refresh: 0; url={target}"));
    let server = Server::start(move |request| {
        let status = request.split(['/', ' ']).nth(2).unwrap().to_owned();
        match status.as_str() {
            "refresh" => reply("200 OK", &[&refresh], ""),
            status => reply(&format!("{status} Moved"), &[&location], ""),
        }
    })
    .await;
    let outgoing = outgoing(&[]);
    for status in ["301", "302", "303", "307", "308"] {
        let error = get(&outgoing, server.url(&format!("/{status}"))).await.unwrap_err();
        assert!(error.is_our_refusal(), "{status}: {error}");
    }
    assert_eq!(get(&outgoing, server.url("/refresh")).await.unwrap().status, 200);
    assert!(canary.is_silent());
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn redirects_are_followed_thrice_and_never_in_a_circle() {
    let server = Server::start(|request| {
        let path = request.split(' ').nth(1).unwrap();
        match path.strip_prefix("/hop") {
            Some("0") => reply("200 OK", &[], "here"),
            Some(left) => {
                let next: usize = left.parse().unwrap();
                reply("302 Found", &[&format!("Location: hop{}", next - 1)], "")
            }
            None if path == "/loop" => reply("301 Moved", &["Location: /loop#again"], ""),
            None if path == "/one" => reply("307 Moved", &["Location: /two"], ""),
            None if path == "/two" => reply("308 Moved", &["Location: /one"], ""),
            None if path == "/blocked" => reply("302 Found", &["Location: http://blocked.test/"], ""),
            None => reply("302 Found", &[], "nowhere"),
        }
    })
    .await;
    let outgoing = outgoing(&[]);
    let fetched = get(&outgoing, server.url("/hop3")).await.unwrap();
    assert_eq!((fetched.final_url, &fetched.body[..]), (server.url("/hop0"), &b"here"[..]));
    for (path, requests) in [("/hop4", 4), ("/hop30", 4), ("/loop", 1), ("/one", 2), ("/nowhere", 1)] {
        let before = server.requests().len();
        let error = get(&outgoing, server.url(path)).await.unwrap_err();
        assert!(matches!(error, ClientError::Redirect { .. }), "{path}: {error}");
        assert_eq!(server.requests().len() - before, requests, "{path}");
    }
    let error = get(&outgoing, server.url("/blocked")).await.unwrap_err();
    assert!(matches!(error, ClientError::Policy { .. }), "{error}");
}

#[tokio::test]
async fn a_blocked_host_hears_nothing() {
    let server = Server::start(|_| reply("200 OK", &[], "")).await;
    let hosts = table(&["blocked.test"], server.address.port());
    let outgoing = outgoing(&[("FEDERATION__HOSTS", &hosts)]);
    let url = Url::parse("http://blocked.test/inbox").unwrap();
    assert!(matches!(get(&outgoing, &url).await, Err(ClientError::Policy { .. })));
    let posted = outgoing.post(&url, HeaderMap::new(), Bytes::new()).await;
    assert!(matches!(posted, Err(ClientError::Policy { .. })));
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn no_answer_is_larger_than_its_budget() {
    // 16 KiB of zeros in 37 bytes, as a piece of a deflate stream that can be repeated for ever.
    const ZEROS: [u8; 37] = [
        0xec, 0xc1, 0x31, 0x01, 0, 0, 0, 0xc2, 0xa0, 0xf5, 0x4f, 0x6d, 0x0c, 0x1f, 0xa0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0xb7, 0x01, 0, 0, 0xff, 0xff,
    ];
    let server = Server::start(|request| match request.split(' ').nth(1).unwrap() {
        "/exact" => reply("200 OK", &[], vec![b'x'; 64 * 1024]),
        "/declared" => Reply::Drip([&head("200 OK", &["Content-Length: 5000000000"])[..], b"\r\n"].concat()),
        "/endless" => Reply::Endless([&head("200 OK", &[])[..], b"\r\n"].concat(), vec![b'x'; 1000]),
        "/lying" => reply("200 OK", &["Transfer-Encoding: chunked"], "ffffffff\r\nxxxxx"),
        _ => {
            let gzip = b"\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03";
            Reply::Endless([&head("200 OK", &["Content-Encoding: gzip"])[..], gzip].concat(), ZEROS.to_vec())
        }
    })
    .await;
    let outgoing = outgoing(&[]);
    assert_eq!(get(&outgoing, server.url("/exact")).await.unwrap().body.len(), 64 * 1024);
    for path in ["/declared", "/endless", "/gzip"] {
        let error = get(&outgoing, server.url(path)).await.unwrap_err();
        assert!(matches!(error, ClientError::TooLarge { limit: 65_536, .. }), "{path}: {error}");
    }
    // A body that breaks off is not taken for a whole one.
    assert!(get(&outgoing, server.url("/lying")).await.is_err());
}

#[tokio::test]
async fn a_slow_drip_ends_at_the_deadline() {
    let server = Server::start(|request| match request.split(' ').nth(1).unwrap() {
        "/body" => Reply::Drip([&head("200 OK", &["Content-Length: 60000"])[..], b"\r\n"].concat()),
        _ => Reply::Drip(head("200 OK", &["X-Slow: "])),
    })
    .await;
    let outgoing = outgoing(&[]);
    let budget = Budget { bytes: 64 * 1024, time: Duration::from_millis(200), redirects: 3 };
    for path in ["/body", "/head"] {
        let url = server.url(path);
        let fetch = outgoing.get(&url, "*/*", budget);
        let ended = tokio::time::timeout(PATIENCE, Box::pin(fetch)).await.expect("the deadline is total");
        assert!(matches!(ended, Err(ClientError::Timeout { .. })), "{path}: {ended:?}");
    }
}

#[tokio::test]
async fn a_delivery_reports_what_the_host_said() {
    let server = Server::start(|request| match request.split(' ').nth(1).unwrap() {
        "/busy" => reply("429 Busy", &["Retry-After: 3600"], "come\r\nagain\x07"),
        "/moved" => reply("307 Moved", &["Location: /elsewhere"], ""),
        "/chatty" => Reply::Endless([&head("400 Bad", &[])[..], b"\r\n"].concat(), vec![b'x'; 1000]),
        "/broken" => Reply::Once([&head("202 Accepted", &["Content-Length: 100"])[..], b"\r\nab"].concat()),
        "/slow" => Reply::Drip([&head("202 Accepted", &["Content-Length: 4000"])[..], b"\r\n"].concat()),
        _ => reply("202 Accepted", &[], "thanks"),
    })
    .await;
    let outgoing = outgoing(&[]);
    let post = async |path: &str| {
        let headers = HeaderMap::from_iter([(http::header::DATE, HeaderValue::from_static("now"))]);
        outgoing.post(&server.url(path), headers, Bytes::from_static(b"{\"a\":1}")).await.unwrap()
    };
    let answer = post("/inbox").await;
    assert_eq!((answer.status.as_u16(), answer.retry_after, answer.text.as_str()), (202, None, ""));
    let request = server.requests().remove(0).to_lowercase();
    assert!(request.starts_with("post /inbox ") && request.contains("content-length: 7\r\n"), "{request}");
    assert!(request.contains("date: now\r\n"), "{request}");

    let answer = post("/busy").await;
    assert_eq!(
        (answer.status.as_u16(), answer.retry_after, answer.text.as_str()),
        (429, Some(3600), "come again")
    );
    assert_eq!(post("/moved").await.status, 307);
    assert_eq!(post("/chatty").await.text.len(), 4096);
    assert_eq!(post("/broken").await.status, 202);
    let slow = tokio::time::timeout(PATIENCE, post("/slow")).await.expect("the status is not held back");
    assert_eq!(slow.status, 202);
    assert_eq!(server.requests().len(), 6, "no redirect was followed");
}

#[tokio::test]
async fn deliveries_in_a_row_share_a_connection() {
    let server =
        Server::start(|_| Reply::Keep(b"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok".to_vec()))
            .await;
    let outgoing = outgoing(&[]);
    for _ in 0..3 {
        outgoing.post(&server.url("/inbox"), HeaderMap::new(), Bytes::new()).await.unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (3, 1));
}

#[tokio::test]
async fn a_delivery_without_an_answer_ends() {
    let server = Server::start(|_| Reply::Drip(head("202 Accepted", &["X-Slow: "]))).await;
    let outgoing = outgoing(&[
        ("FEDERATION__REQUEST_TIMEOUT_SECONDS", "1"),
        ("FEDERATION__CONNECT_TIMEOUT_SECONDS", "1"),
    ]);
    let url = server.url("/inbox");
    let post = outgoing.post(&url, HeaderMap::new(), Bytes::new());
    let ended = tokio::time::timeout(PATIENCE, Box::pin(post)).await.expect("the deadline is total");
    assert!(matches!(ended, Err(ClientError::Timeout { .. })), "{ended:?}");
}

#[tokio::test]
async fn a_fault_is_told_apart_without_telling_the_path() {
    // Nobody listens there any more.
    let port = Canary::at("127.0.0.1").port();
    let error =
        get(&outgoing(&[]), format!("http://127.0.0.1:{port}/secret?token=wombat")).await.unwrap_err();
    assert!(matches!(error, ClientError::Connect { .. }) && !error.is_our_refusal(), "{error}");
    let message = error.to_string();
    assert!(message.contains("127.0.0.1") && message.ends_with('.'), "{message}");
    assert!(!message.contains("secret") && !message.contains("wombat"), "{message}");
    assert!(!format!("{error:?}").contains("wombat"));
}

/// A SOCKS5 proxy for one connection (RFC 1928), which answers itself instead of calling the host.
#[tokio::test]
async fn only_onion_hosts_go_through_the_proxy_and_their_names_stay_unresolved() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let proxy = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("socks5h://{}", proxy.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut stream, _) = proxy.accept().await.unwrap();
        let mut greeting = [0; 2];
        stream.read_exact(&mut greeting).await.unwrap();
        let mut methods = vec![0; usize::from(greeting[1])];
        stream.read_exact(&mut methods).await.unwrap();
        stream.write_all(&[5, 0]).await.unwrap();
        let mut wanted = [0; 5];
        stream.read_exact(&mut wanted).await.unwrap();
        let mut name = vec![0; usize::from(wanted[4]) + 2];
        stream.read_exact(&mut name).await.unwrap();
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.unwrap();
        let seen = std::sync::Mutex::default();
        super::test_server::serve(stream, &|_| reply("200 OK", &[], "from the dark"), &seen).await;
        (wanted[3], name)
    });
    let server = Server::start(|_| reply("200 OK", &[], "from the light")).await;
    let outgoing = outgoing(&[("FEDERATION__SOCKS", &address)]);
    assert_eq!(&get(&outgoing, server.url("/")).await.unwrap().body[..], b"from the light");
    assert_eq!(&get(&outgoing, "http://abc.onion/").await.unwrap().body[..], b"from the dark");
    let (kind, name) = asked.await.unwrap();
    assert_eq!((kind, &name[..]), (3, &b"abc.onion\x00\x50"[..]), "the proxy gets the name and port 80");
}
