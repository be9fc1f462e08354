//! A headless Chromium that a test leads by its debugging protocol: it types and clicks as a person does, and runs no
//! script of any page. The proofs of the pages in `src/web/views` lead it as well, so it names nothing else of the tests.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

/// How long a page may take; a machine that builds something else beside the tests is slow.
const PATIENCE: Duration = Duration::from_secs(90);

/// How high the window is, in pixels.
const WINDOW: u64 = 900;

/// Where the program is, on a machine that has it.
pub fn installed() -> Option<PathBuf> {
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        .iter()
        .map(PathBuf::from)
        .find(|path| path.exists())
}

/// Where pictures go: `target/screens`, beside the folders of the builds.
fn screens() -> PathBuf {
    let program = std::env::current_exe().expect("a test is a program");
    let target = program.ancestors().nth(3).expect("a test lies in target/debug/deps");
    let screens = target.join("screens");
    std::fs::create_dir_all(&screens).expect("a folder");
    screens
}

/// Looks again and again until it is so.
async fn wait_for(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !so().await {
        assert!(begun.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A page of a browser of its own, which ends with it.
pub struct Page {
    child: Child,
    stream: WebSocketStream<TcpStream>,
    session: String,
    asked: u64,
    _profile: tempfile::TempDir,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Page {
    /// Opens a browser in which scripts are off and the names of the rig lead to this machine.
    pub async fn open(chromium: &Path) -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(chromium)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en"])
            .args(["--no-first-run", "--remote-debugging-port=0"])
            .arg("--host-resolver-rules=MAP *.test 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let address = tokio::task::spawn_blocking(move || {
            let mut lines = lines.map_while(Result::ok);
            let found = lines.find_map(|line| Some(line.split_once("listening on ")?.1.to_owned()));
            // What it says later is read as well, so that it never waits for a reader.
            std::thread::spawn(move || lines.for_each(drop));
            found
        });
        let address = address.await.expect("it is read").expect("it says where it listens");
        let (_, place) = address.split_once("ws://").expect("an address");
        let (host, _) = place.split_once('/').expect("a path");
        let stream = TcpStream::connect(host).await.expect("it listens");
        let (stream, _) = client_async(&address, stream).await.expect("it lets us in");
        let mut page = Self { child, stream, session: String::new(), asked: 0, _profile: profile };
        let target = page.tell("Target.createTarget", json!({"url": "about:blank"})).await;
        let target = json!({"targetId": target["targetId"], "flatten": true});
        let attached = page.tell("Target.attachToTarget", target).await;
        attached["sessionId"].as_str().expect("a session").clone_into(&mut page.session);
        page.tell("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
        page
    }

    async fn tell(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let mut message = json!({"id": self.asked, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.stream.send(Message::text(message.to_string())).await.expect("it is sent");
        loop {
            let heard = self.stream.next().await.expect("it is open").expect("a message");
            let heard: Value = serde_json::from_str(heard.to_text().expect("a text")).expect("JSON");
            if heard["id"] == json!(self.asked) {
                return heard.get("result").cloned().unwrap_or(Value::Null);
            }
        }
    }

    /// From now on every page is asked for anew; public ones may else be kept for a minute.
    pub async fn keeps_nothing(&mut self) {
        self.tell("Network.enable", json!({})).await;
        self.tell("Network.setCacheDisabled", json!({"cacheDisabled": true})).await;
    }

    /// Goes to an address.
    pub async fn go(&mut self, url: &str) {
        self.tell("Page.navigate", json!({"url": url})).await;
    }

    /// Waits until everything that the page is drawn with has come: without its style sheet it would be as wide as its
    /// longest word.
    async fn is_whole(&mut self) {
        let page = tokio::sync::Mutex::new(&mut *self);
        let asked = json!({"expression": "document.readyState"});
        wait_for("the page is whole", async || {
            let state = page.lock().await.tell("Runtime.evaluate", asked.clone()).await;
            state["result"]["value"] == json!("complete")
        })
        .await;
    }

    /// The address of the page that is shown.
    pub async fn address(&mut self) -> String {
        let history = self.tell("Page.getNavigationHistory", json!({})).await;
        let at = history["currentIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
        history["entries"][at]["url"].as_str().unwrap_or_default().to_owned()
    }

    /// The first thing on the page that fits; 0 while there is none.
    async fn find(&mut self, selector: &str) -> u64 {
        let root = self.tell("DOM.getDocument", json!({"depth": 0})).await["root"]["nodeId"].clone();
        let found = self.tell("DOM.querySelector", json!({"nodeId": root, "selector": selector})).await;
        found["nodeId"].as_u64().unwrap_or_default()
    }

    /// Waits until there is something on the page that fits.
    pub async fn shows(&mut self, selector: &str) -> u64 {
        let page = tokio::sync::Mutex::new(&mut *self);
        wait_for(selector, async || page.lock().await.find(selector).await != 0).await;
        self.find(selector).await
    }

    /// Asks something about what fits until there is an answer: what is on the page can be asked for before it is drawn,
    /// and what was found may be gone with the page before.
    async fn ask(&mut self, selector: &str, method: &str) -> Value {
        let (page, mut answer) = (self, Value::Null);
        wait_for(&format!("{selector} for {method}"), async || {
            let node = page.find(selector).await;
            if node != 0 {
                answer = page.tell(method, json!({"nodeId": node})).await;
            }
            !answer.is_null()
        })
        .await;
        answer
    }

    /// What people read of something in one line; empty where the page has no such thing.
    pub async fn reads(&mut self, selector: &str) -> String {
        self.shows("footer p").await;
        let node = self.find(selector).await;
        let html = self.tell("DOM.getOuterHTML", json!({"nodeId": node})).await;
        let html = html["outerHTML"].as_str().unwrap_or_default().to_owned();
        let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        let text = pieces.collect::<Vec<_>>().join(" ").replace(['\u{2068}', '\u{2069}'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Types into a field.
    pub async fn types(&mut self, selector: &str, text: &str) {
        self.ask(selector, "DOM.focus").await;
        self.tell("Input.insertText", json!({"text": text})).await;
    }

    /// Clicks into the middle of something.
    pub async fn clicks(&mut self, selector: &str) {
        self.ask(selector, "DOM.scrollIntoViewIfNeeded").await;
        let form = self.ask(selector, "DOM.getBoxModel").await["model"]["content"].clone();
        let at = |place: usize| form[place].as_f64().expect("a place on the page");
        let (x, y) = (f64::midpoint(at(0), at(4)), f64::midpoint(at(1), at(5)));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.tell("Input.dispatchMouseEvent", event).await;
        }
    }

    /// From now on the page is as wide as a phone.
    pub async fn narrow(&mut self) {
        self.sized(390, WINDOW).await;
    }

    /// Takes out what stands in a field.
    pub async fn clears(&mut self, selector: &str) {
        self.ask(selector, "DOM.focus").await;
        let all = json!({"type": "rawKeyDown", "commands": ["selectAll"]});
        self.tell("Input.dispatchKeyEvent", all).await;
        self.tell("Input.insertText", json!({"text": ""})).await;
        let back = json!({"type": "rawKeyDown", "commands": ["deleteBackward"]});
        self.tell("Input.dispatchKeyEvent", back).await;
    }

    /// The page as its source stands now.
    pub async fn source(&mut self) -> String {
        let root = self.tell("DOM.getDocument", json!({"depth": 0})).await["root"]["nodeId"].clone();
        let html = self.tell("DOM.getOuterHTML", json!({"nodeId": root})).await;
        html["outerHTML"].as_str().unwrap_or_default().to_owned()
    }

    /// Shows the page in a window of so many pixels.
    async fn sized(&mut self, width: u32, height: u64) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// How wide and how high the page is in a window so many pixels wide.
    async fn extent(&mut self, width: u32) -> (u64, u64) {
        self.is_whole().await;
        self.sized(width, WINDOW).await;
        let layout = self.tell("Page.getLayoutMetrics", json!({})).await;
        let of = |side: &str| layout["cssContentSize"][side].as_u64().expect("whole pixels");
        (of("width"), of("height"))
    }

    /// What stands out of the page at its side when it is so many pixels wide.
    pub async fn excess(&mut self, width: u32) -> Option<String> {
        let (wide, _) = self.extent(width).await;
        (wide > u64::from(width)).then(|| format!("{wide} wide on {width}"))
    }

    /// Takes one picture of what is shown, so many pixels wide, by day or by night: `target/screens/{name}.png`. Nothing
    /// may stand out of the page at its side.
    pub async fn picture(&mut self, name: &str, width: u32, scheme: &str) {
        assert_eq!(self.excess(width).await, None, "{name}");
        self.draw(name, width, scheme).await;
    }

    /// The same, whatever stands out.
    pub async fn draw(&mut self, name: &str, width: u32, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.tell("Emulation.setEmulatedMedia", json!({"features": features})).await;
        // What is asked for beyond the window comes displaced where the text runs from right to left, so the window grows.
        let (_, height) = self.extent(width).await;
        if height > WINDOW {
            self.sized(width, height).await;
        }
        let shot = json!({"format": "png", "optimizeForSpeed": true});
        let shot = self.tell("Page.captureScreenshot", shot).await;
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(shot["data"].as_str().expect("a picture"))
            .expect("base64");
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() > 5_000, "{name} shows next to nothing");
        std::fs::write(screens().join(format!("{name}.png")), bytes).expect("written");
    }

    /// Takes pictures of what is shown, as a phone and as a desktop show it, by day and by night: for people to look at,
    /// under `target/screens/`. Nothing may stand out of the page at its side.
    pub async fn pictures(&mut self, name: &str) {
        for (width, device) in [(390, "phone"), (1280, "desktop")] {
            for scheme in ["light", "dark"] {
                self.picture(&format!("{name}-{device}-{scheme}"), width, scheme).await;
            }
        }
        self.tell("Emulation.clearDeviceMetricsOverride", json!({})).await;
    }
}
