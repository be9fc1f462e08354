//! Reading a mail that tells of one that came back. Whatever comes in here may have been written by anybody.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use crate::domain::mail_return::{Field, LARGEST_REPORT, Mark, Refusal, Report, mark};

/// The most parts that are looked at.
const MOST_PARTS: usize = 50;
/// The most recipients of one report.
const MOST_FIELDS: usize = 50;
/// The most marks of one report.
const MOST_MARKS: usize = 20;

/// Reads a report: a `multipart/report` with a delivery status (RFC 3464), or the plain mail by which Exim told it before.
/// Only the report itself is read; one that somebody forwards or encloses says nothing.
pub fn read(raw: &[u8]) -> Result<Report, Refusal> {
    if raw.len() > LARGEST_REPORT {
        return Err(Refusal::Large);
    }
    let mail = MessageParser::new().parse(raw).ok_or(Refusal::NoReport)?;
    let mut report = Report::default();
    if is_report(&mail) {
        for part in mail.parts.iter().take(MOST_PARTS) {
            take(part, &mut report);
        }
    } else if mail.header_raw("X-Failed-Recipients").is_some() {
        plain(&mail, &mut report);
    }
    if report.fields.is_empty() {
        return Err(Refusal::NoReport);
    }
    // Some say in their own head to which mail they answer.
    for header in [mail.in_reply_to(), mail.references()] {
        for id in header.as_text_list().unwrap_or_default() {
            note(&mut report.marks, mark(id));
        }
    }
    Ok(report)
}

fn is_report(mail: &Message<'_>) -> bool {
    let Some(kind) = mail.content_type() else { return false };
    let of = kind.attribute("report-type").unwrap_or("delivery-status");
    kind.ctype().eq_ignore_ascii_case("multipart")
        && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("report"))
        && of.eq_ignore_ascii_case("delivery-status")
}

fn note(marks: &mut Vec<Mark>, found: Option<Mark>) {
    if let Some(found) = found.filter(|found| marks.len() < MOST_MARKS && !marks.contains(found)) {
        marks.push(found);
    }
}

/// A part: the status, or the mail that came back, or its head.
fn take(part: &MessagePart<'_>, report: &mut Report) {
    if let PartType::Message(returned) = &part.body {
        return note(&mut report.marks, returned.message_id().and_then(mark));
    }
    let Some(kind) = part.content_type() else { return };
    match kind.subtype().unwrap_or_default().to_ascii_lowercase().as_str() {
        "delivery-status" | "global-delivery-status" => status(&text(part), &mut report.fields),
        "rfc822-headers" | "global-headers" => {
            let head = part.contents();
            let head = MessageParser::new().parse_headers(head);
            note(&mut report.marks, head.as_ref().and_then(Message::message_id).and_then(mark));
        }
        _ => {}
    }
}

/// The text of a part; letters that are none in UTF-8 become marks of replacement.
fn text(part: &MessagePart<'_>) -> String {
    String::from_utf8_lossy(part.contents()).into_owned()
}

/// The groups of a delivery status. The first is about the mail, each other about a recipient; a few servers put all into one.
fn status(text: &str, fields: &mut Vec<Field>) {
    let text = text.replace("\r\n", "\n");
    for group in text.split("\n\n") {
        let mut field = Field::default();
        let mut last = String::new();
        for line in group.lines() {
            if line.starts_with([' ', '\t']) {
                // A line that goes on.
                if let Some(value) = part_of(&mut field, &last) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                continue;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let name = name.trim().to_ascii_lowercase();
            if let Some(kept) = part_of(&mut field, &name)
                && kept.is_empty()
            {
                value.trim().clone_into(kept);
            }
            last = name;
        }
        if !field.action.is_empty() && fields.len() < MOST_FIELDS {
            fields.push(field);
        }
    }
}

fn part_of<'a>(field: &'a mut Field, name: &str) -> Option<&'a mut String> {
    match name {
        "action" => Some(&mut field.action),
        "status" => Some(&mut field.status),
        "diagnostic-code" => Some(&mut field.diagnostic),
        _ => None,
    }
}

/// The mail by which Exim told of a failure for many years, and small servers still do: a head field, what the other server
/// said in plain words, and a copy of the mail.
fn plain(mail: &Message<'_>, report: &mut Report) {
    let Some(body) = mail.body_text(0) else { return };
    let mut said = String::new();
    for line in body.lines() {
        if let Some(id) =
            line.trim_start().strip_prefix("Message-ID:").or(line.trim_start().strip_prefix("Message-Id:"))
        {
            note(&mut report.marks, mark(id));
        } else if report.marks.is_empty() && said.is_empty() && is_answer(line) {
            line.trim().clone_into(&mut said);
        }
    }
    report.fields.push(Field { action: "failed".to_owned(), status: String::new(), diagnostic: said });
}

/// Whether a line quotes what a mail server answered.
fn is_answer(line: &str) -> bool {
    line.split(|c: char| c.is_whitespace() || c == '-' || c == ':').any(|word| {
        word.len() == 3
            && word.bytes().all(|b| b.is_ascii_digit())
            && matches!(word.as_bytes()[0], b'4' | b'5')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail_return::{Fate, judge};

    const ID: &str = "<00112233445566778899aabbccddeeff@coalition.example>";

    /// A report of Postfix: the head alone comes back.
    fn postfix(status: &str, head: &str) -> String {
        format!(
            "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\r\nSubject: Undelivered Mail Returned to Sender\r\nTo: campaigns@coalition.example\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"9B1A.1700000000/mx.example\"\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n--9B1A.1700000000/mx.example\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry to have to inform you.\r\n\r\n--9B1A.1700000000/mx.example\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\nX-Postfix-Queue-ID: 9B1A\r\nArrival-Date: Sat, 28 Nov 2026 10:00:00 +0000 (UTC)\r\n\r\n{status}\r\n\r\n--9B1A.1700000000/mx.example\r\nContent-Description: Undelivered Message Headers\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}\r\n\r\n--9B1A.1700000000/mx.example--\r\n"
        )
    }

    fn failed() -> String {
        let status = "Final-Recipient: rfc822; minister@gov.example\r\nOriginal-Recipient: rfc822;minister@gov.example\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mail.gov.example\r\nDiagnostic-Code: smtp; 550 5.1.1 <minister@gov.example>: Recipient address\r\n    rejected: User unknown";
        postfix(status, &format!("From: campaigns@coalition.example\r\nMessage-ID: {ID}\r\nSubject: x"))
    }

    fn read_text(text: &str) -> Result<(Vec<Mark>, Fate, String, String), Refusal> {
        let report = read(text.as_bytes())?;
        let said = judge(&report)?;
        Ok((report.marks, said.fate, said.code, said.words))
    }

    fn ours() -> Vec<Mark> {
        vec![mark(ID).expect("ours")]
    }

    #[test]
    fn a_report_of_postfix_is_read_with_its_folded_lines() {
        let words = "550 5.1.1 <minister@gov.example>: Recipient address rejected: User unknown".to_owned();
        let wanted = (ours(), Fate::NoMailbox, "5.1.1".to_owned(), words);
        assert_eq!(read_text(&failed()), Ok(wanted.clone()));
        // As a program hands it on that has changed the ends of lines.
        assert_eq!(read_text(&failed().replace("\r\n", "\n")), Ok(wanted));
    }

    #[test]
    fn reports_of_exim_and_exchange_are_read() {
        let exim = format!(
            "Return-path: <>\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=1700000000-eximdsn-42\nMIME-Version: 1.0\nSubject: Mail delivery failed: returning message to sender\n\n--1700000000-eximdsn-42\nContent-type: text/plain; charset=us-ascii\n\nThis message was created automatically by mail delivery software.\n\n--1700000000-eximdsn-42\nContent-type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nAction: failed\nFinal-Recipient: rfc822;minister@gov.example\nStatus: 5.0.0\nRemote-MTA: dns; mail.gov.example\nDiagnostic-Code: smtp; 550 no such mailbox\n\n--1700000000-eximdsn-42\nContent-type: message/rfc822\n\nReturn-path: <campaigns@coalition.example>\nMessage-ID: {ID}\nContent-Type: text/plain\n\nDear Minister\n\n--1700000000-eximdsn-42--\n"
        );
        let said = (ours(), Fate::NoMailbox, "5.0.0".to_owned(), "550 no such mailbox".to_owned());
        assert_eq!(read_text(&exim), Ok(said));
        let exchange = format!(
            "From: Microsoft Outlook <MicrosoftExchange@gov.example>\r\nContent-Type: multipart/report; differences=Content-Type; report-type=delivery-status;\r\n boundary=\"_outer_\"\r\nContent-Language: en-US\r\nIn-Reply-To: {ID}\r\nReferences: {ID}\r\nSubject: Undeliverable: x\r\n\r\n--_outer_\r\nContent-Type: multipart/alternative; differences=Content-Type;\r\n boundary=\"_inner_\"\r\n\r\n--_inner_\r\nContent-Type: text/plain; charset=\"us-ascii\"\r\n\r\nDelivery has failed\r\n\r\n--_inner_\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n<p>Delivery has failed\r\n\r\n--_inner_--\r\n\r\n--_outer_\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns;EX1.gov.example\r\nReceived-From-MTA: dns;mx.example\r\n\r\nFinal-Recipient: rfc822;minister@gov.example\r\nAction: failed\r\nStatus: 5.1.10\r\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found\r\n by SMTP address lookup\r\nX-Display-Name: minister\r\n\r\n--_outer_--\r\n"
        );
        let words = "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup";
        let said = (ours(), Fate::NoMailbox, "5.1.10".to_owned(), words.to_owned());
        assert_eq!(read_text(&exchange), Ok(said));
        let old = format!(
            "X-Failed-Recipients: minister@gov.example\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed\n\nThis message was created automatically by mail delivery software.\n\n  minister@gov.example\n    SMTP error from remote mail server after RCPT TO:<minister@gov.example>:\n    host mail.gov.example [192.0.2.1]: 550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <campaigns@coalition.example>\nMessage-ID: {ID}\nSubject: x\n\nDear Minister\n"
        );
        let (marks, fate, code, _) = read_text(&old).expect("it is read");
        assert_eq!((marks, fate, code.as_str()), (ours(), Fate::NoMailbox, "5.1.1"));
    }

    #[test]
    fn what_is_no_report_says_nothing_whatever_it_encloses() {
        let report = failed();
        let plain = format!(
            "Subject: Re: your letter\r\nIn-Reply-To: {ID}\r\n\r\nThank you. Status: 5.1.1 Action: failed\r\n"
        );
        let forwarded = format!(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{report}\r\n--b--\r\n"
        );
        let read_receipt =
            report.replace("report-type=delivery-status", "report-type=disposition-notification");
        let layer =
            |depth: u32| format!("Content-Type: multipart/report; boundary=b{depth}\r\n\r\n--b{depth}\r\n");
        let deep: String = (0..2_000).map(layer).collect();
        for text in
            ["", "\r\n\r\n", "Content-Type: multipart/report", &plain, &forwarded, &read_receipt, &deep]
        {
            assert_eq!(read_text(text), Err(Refusal::NoReport), "{}", &text[..text.len().min(60)]);
        }
        let without_action = report.replace("Action: failed", "Act: failed");
        assert_eq!(read_text(&without_action), Err(Refusal::NoReport));
        let large = format!("{report}{}", "x".repeat(LARGEST_REPORT));
        assert_eq!(read_text(&large), Err(Refusal::Large));
        // A report inside the mail that came back is not ours to read.
        let inner = report.replace("Message-ID: <0011", "Message-ID: <1111");
        let nested = format!(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {ID}\r\n{inner}\r\n--b--\r\n"
        );
        let (marks, fate, ..) = read_text(&nested).expect("the outer one");
        assert_eq!((marks, fate), (ours(), Fate::Delayed));
    }

    #[test]
    fn what_is_cut_off_or_in_another_encoding_is_read_as_far_as_it_goes() {
        let report = failed();
        for end in (0..report.len()).step_by(97) {
            if let Ok(found) = read(&report.as_bytes()[..end]) {
                assert!(found.fields.iter().all(|field| field.action == "failed"), "{end}");
            }
        }
        let mut raw = report.replace("User unknown", "Usuario QQ desconocido").into_bytes();
        for byte in raw.iter_mut().filter(|byte| **byte == b'Q') {
            *byte = 0xf1;
        }
        let found = read(&raw).expect("it is read");
        assert_eq!((&found.marks, found.fields.len()), (&ours(), 1));
        assert!(found.fields[0].diagnostic.contains('\u{fffd}'), "{found:?}");
        let encoded = {
            use base64::Engine as _;
            let status = "Reporting-MTA: dns; a\n\nAction: failed\nStatus: 5.1.1\n";
            base64::engine::general_purpose::STANDARD.encode(status)
        };
        let text = format!(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {ID}\r\n\r\n--b--\r\n"
        );
        let (marks, fate, ..) = read_text(&text).expect("it is read");
        assert_eq!((marks, fate), (ours(), Fate::NoMailbox));
    }
}
