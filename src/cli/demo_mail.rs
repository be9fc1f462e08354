//! The mailbox of the demonstration: a mail relay on this machine that passes nothing on, and shows what has come.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{self, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::failure::Failure;

/// What one connection may say at most, in bytes.
const MOST_SAID: u64 = 8 << 20;
/// How many mails are kept; those that come later are taken and forgotten.
const MOST_KEPT: usize = 1_000;

/// A mail as it came.
#[derive(Clone, Debug)]
struct Caught {
    to: String,
    text: String,
}

#[derive(Debug, Default)]
struct Shelf {
    mails: Mutex<Vec<Caught>>,
    came: Notify,
}

impl Shelf {
    fn put(&self, mail: Caught) {
        let mut mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        if mails.len() < MOST_KEPT {
            mails.push(mail);
        }
        drop(mails);
        self.came.notify_one();
    }

    fn after(&self, count: usize) -> Vec<Caught> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails.get(count..).unwrap_or_default().to_vec()
    }
}

/// The mailbox, open until it is dropped.
#[derive(Debug)]
pub struct Mailbox {
    /// Where it listens on this machine.
    pub port: u16,
    shelf: Arc<Shelf>,
    listening: tokio::task::JoinHandle<()>,
}

impl Mailbox {
    /// Opens it on any free port.
    pub async fn open() -> Result<Self, Failure> {
        let cannot = |e: io::Error| Failure::failed(format!("no mail can be taken on this machine: {e}"));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(cannot)?;
        let port = listener.local_addr().map_err(cannot)?.port();
        let shelf = Arc::new(Shelf::default());
        let to = shelf.clone();
        let listening = tokio::spawn(async move {
            // Those who still talk are cut off when the mailbox closes.
            let mut talks = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                while talks.try_join_next().is_some() {}
                let shelf = to.clone();
                talks.spawn(async move { talk(stream, &shelf).await.ok() });
            }
        });
        Ok(Self { port, shelf, listening })
    }

    /// The newest link in a mail to this address that begins so.
    pub fn link(&self, to: &str, start: &str) -> Option<String> {
        let mails = self.shelf.after(0);
        let mut found = mails.iter().rev().filter(|mail| mail.to == to).flat_map(links);
        found.find(|link| link.starts_with(start))
    }

    /// Says on standard error what comes from now on, with its links: nobody else would open these mails.
    pub async fn tell(&self) {
        let mut told = self.shelf.after(0).len();
        loop {
            for mail in self.shelf.after(told) {
                told += 1;
                eprintln!("A mail has come for {}.", mail.to.escape_default());
                for link in links(&mail) {
                    eprintln!("  {}", link.escape_default());
                }
            }
            self.shelf.came.notified().await;
        }
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Takes what one client of the relay sends, as RFC 5321 has it.
async fn talk(stream: TcpStream, shelf: &Shelf) -> io::Result<()> {
    let (from, mut back) = stream.into_split();
    let mut lines = BufReader::new(from.take(MOST_SAID)).split(b'\n');
    back.write_all(b"220 demo ready\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_segment().await? {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" | "HELO" => "250 demo",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 ok"
            }
            "DATA" => {
                back.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while let Some(line) = lines.next_segment().await? {
                    let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
                    if line == "." {
                        break;
                    }
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push('\n');
                }
                shelf.put(Caught { to: std::mem::take(&mut to), text });
                "250 taken"
            }
            "MAIL" | "RSET" | "NOOP" => "250 ok",
            "QUIT" => {
                back.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 not here",
        };
        back.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// The links of its plain text, each once.
fn links(mail: &Caught) -> Vec<String> {
    // The HTML says the same once more.
    let plain = mail.text.split("text/html").next().unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for word in unquoted(plain).split_whitespace() {
        let is_link = word.starts_with("http://") || word.starts_with("https://");
        if is_link && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// Undoes quoted-printable (RFC 2045); what is not of it stays as it is.
fn unquoted(text: &str) -> String {
    let text = text.replace("=\n", "");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'=').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_is_taken_and_its_link_found() {
        let mailbox = Mailbox::open().await.expect("a port");
        let stream = TcpStream::connect(("127.0.0.1", mailbox.port)).await.expect("it listens");
        let (from, mut to) = stream.into_split();
        let mut heard = BufReader::new(from).lines();
        assert_eq!(heard.next_line().await.expect("it speaks").as_deref(), Some("220 demo ready"));
        let text = "Subject: a\r\n\r\n..dots\r\nhttp://river.localhost/pledges/con=\r\nfirm/a=3Db \r\n.";
        for (said, answer) in [
            ("EHLO me", "250 demo"),
            ("STARTTLS", "502 not here"),
            ("MAIL FROM:<a@river.example>", "250 ok"),
            ("RCPT TO:<vera@example.org>", "250 ok"),
            ("DATA", "354 go on"),
            (text, "250 taken"),
            ("QUIT", "221 bye"),
        ] {
            to.write_all(format!("{said}\r\n").as_bytes()).await.expect("it reads");
            assert_eq!(heard.next_line().await.expect("it speaks").as_deref(), Some(answer), "{said}");
        }
        let link = mailbox.link("vera@example.org", "http://river.localhost/pledges/confirm/");
        assert_eq!(link.as_deref(), Some("http://river.localhost/pledges/confirm/a=b"));
        assert_eq!(mailbox.link("somebody@example.org", "http://"), None);
        assert!(mailbox.shelf.after(0)[0].text.contains("\n.dots\n"), "a doubled dot is one");
    }

    #[test]
    fn what_is_not_quoted_stays() {
        assert_eq!(unquoted("a=C3=B3 =zz =\nb ="), "aó =zz b =");
    }
}
