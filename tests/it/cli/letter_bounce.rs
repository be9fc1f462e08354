//! `antiphon letter bounce`: what a mail server pipes into it.

use super::Place;

#[test]
fn what_is_no_report_or_belongs_to_nothing_here_ends_with_a_status_and_a_sentence() {
    let place = Place::set_up();
    let said = place.fails_with_input(1, &["letter", "bounce"], b"Subject: Re: your letter\n\nThank you.\n");
    assert!(said.contains("This is no report about a mail that came back"), "{said}");
    let report = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <00112233445566778899aabbccddeeff@a.example>\n\n--b--\n";
    let said = place.fails_with_input(1, &["letter", "bounce"], report);
    assert!(said.contains("belongs to no mail that went out from here"), "{said}");
    let long = vec![b'x'; 1024 * 1024 + 10];
    assert!(place.fails_with_input(1, &["letter", "bounce"], &long).contains("larger than 1 MiB"));
    assert!(place.fails(3, &["letter", "show", "7"]).contains("no decision-maker 7"));
}
