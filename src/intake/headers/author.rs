//! Who wrote a mail: a person, a mailbox that answers by itself, or a program that sends by itself. Judged by
//! the headers that mail programs agreed on (RFC 3834, RFC 3464, RFC 8098) and by those that were used before.

use mail_parser::Message;

use crate::intake::reading_words::READING;

/// Who wrote a mail, as far as its headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailAuthor {
    /// A person, or nothing says otherwise.
    #[default]
    Person,
    /// A mailbox that answers by itself: somebody is away, or a mail could not be delivered.
    Autoresponder,
    /// Only the subject says that it answers by itself; somebody who writes a form may use the same words.
    MaybeAutoresponder,
    /// A program that sends by itself, or a list: a newsletter, but also a form that a website sends on.
    Bulk,
}

/// Headers that only an automatic answer has.
const OWN_HEADERS: [&str; 5] =
    ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Failed-Recipients", "X-Auto-Reply-From"];

/// Who wrote the mail with these headers.
pub fn author(m: &Message<'_>) -> MailAuthor {
    let value = |name: &str| m.header_raw(name).map(|v| v.trim().to_lowercase()).unwrap_or_default();
    let has = |name: &'static str| m.header_raw(name).is_some();
    let (automatic, precedence, kind) = (value("Auto-Submitted"), value("Precedence"), value("Content-Type"));
    let from = value("From");
    let mailer = from.contains("mailer-daemon");
    let report = kind.starts_with("multipart/report")
        || kind.starts_with("message/delivery-status")
        || kind.starts_with("message/disposition-notification");
    let answers = automatic.starts_with("auto-replied")
        || automatic.starts_with("auto-notified")
        || matches!(precedence.as_str(), "auto_reply" | "auto-reply")
        || report
        || begins(m.subject().unwrap_or_default(), READING.own_subjects)
        || OWN_HEADERS.into_iter().any(has);
    if answers {
        return MailAuthor::Autoresponder;
    }
    let generated = !matches!(automatic.as_str(), "" | "no");
    let subject = begins(m.subject().unwrap_or_default(), READING.shared_subjects);
    // A mail that nobody can answer is a notice of a mail system, or looks like one.
    let unanswerable = value("Return-Path") == "<>" || mailer;
    if subject && unanswerable || mailer && generated {
        return MailAuthor::Autoresponder;
    }
    if subject || unanswerable {
        return MailAuthor::MaybeAutoresponder;
    }
    let listed = ["List-Id", "List-Unsubscribe"].into_iter().any(has);
    if listed || generated || matches!(precedence.as_str(), "bulk" | "list" | "junk") {
        return MailAuthor::Bulk;
    }
    MailAuthor::Person
}

/// Whether a subject begins so, whatever a server or an answer put before it.
fn begins(subject: &str, with: &[&str]) -> bool {
    let lower = subject.trim().to_lowercase();
    let mut bare = lower.as_str();
    // Somebody's own server may mark mail from elsewhere: "[extern] Automatisch antwoord: …".
    while let Some(rest) = bare.strip_prefix('[').and_then(|inner| inner.split_once(']')).map(|(_, rest)| rest.trim()) {
        bare = rest;
    }
    with.iter().any(|start| bare.starts_with(start))
}

/// Who wrote an Outlook message of this class, under this subject: `REPORT.IPM.Note.NDR`, `IPM.Note.Rules.OofTemplate.Microsoft`.
pub fn of_class(class: &str, subject: &str, otherwise: MailAuthor) -> MailAuthor {
    let class = class.trim().to_lowercase();
    if class.starts_with("report.") || class.starts_with("ipm.note.rules.") || begins(subject, READING.own_subjects) {
        MailAuthor::Autoresponder
    } else {
        otherwise
    }
}
