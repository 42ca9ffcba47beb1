//! The mark by which the same mail is known again, however it travelled and by whatever program it was saved.

use crate::{
    domain::{digest::sha256, moment::Moment},
    intake::letter::IncomingLetter,
};

/// The same mail has the same fingerprint however it travelled or was saved: it covers the sender's address,
/// the Date header, the subject, the words of the text and the digests of the attachments. Not covered are
/// the Received headers and, where a time was given, the Message-ID, which relays change, the layout of the text and the names of the
/// attachments; and what a program wraps a mail in, because the same mail saved by another program has none. Two
/// mails that an inrichting sends apart differ in Date; a mail that was sent on counts with all that is in it.
pub fn of(letter: &IncomingLetter, mut digests: Vec<String>) -> String {
    digests.sort_unstable();
    let sent = letter.headers.sent.map(Moment::log_form).unwrap_or_default();
    let words = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let address = if letter.headers.address.is_empty() { &letter.headers.sender } else { &letter.headers.address };
    // Without a time two mails with the same words may well be two mails.
    let id = letter.headers.message_id.as_deref().filter(|_| letter.headers.sent.is_none()).unwrap_or_default();
    let mut covered = Vec::new();
    for part in [address.as_str(), &sent, &letter.headers.subject, &words]
        .into_iter()
        .chain(Some(id).filter(|id| !id.is_empty()))
        .chain(digests.iter().map(String::as_str))
    {
        // With its length before it, no two lists of parts read the same.
        covered.extend((part.len() as u64).to_be_bytes());
        covered.extend(part.as_bytes());
    }
    sha256(&[&covered])
}
