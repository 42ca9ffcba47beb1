//! Who wrote a mail: a person, a mailbox that answers by itself, or a program that sends by itself. Judged by
//! the headers that mail programs agreed on (RFC 3834, RFC 3464, RFC 8098) and by those that were used before.

use mail_parser::Message;

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

/// What the subject of an automatic answer begins with, in the languages that come in.
const SUBJECTS: [&str; 36] = [
    "automatisch antwoord",
    "automatische reactie",
    "automatische beantwoording",
    "automatisch bericht",
    "automatic reply",
    "automatic response",
    "automated reply",
    "automated response",
    "auto reply",
    "auto-reply",
    "autoreply",
    "out of office",
    "out of the office",
    "out-of-office",
    "buiten kantoor",
    "niet aanwezig:",
    "afwezig:",
    "afwezigheidsbericht",
    "afwezigheidsassistent",
    "afwezigheidsmelding",
    "ontvangstbevestiging",
    "leesbevestiging",
    "gelezen:",
    "niet gelezen:",
    "read:",
    "not read:",
    "read receipt",
    "bezorgd:",
    "delivered:",
    "onbestelbaar",
    "undeliverable",
    "undelivered mail",
    "delivery status notification",
    "delivery failure",
    "mail delivery failed",
    "failure notice",
];

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
        || OWN_HEADERS.into_iter().any(has);
    if answers {
        return MailAuthor::Autoresponder;
    }
    let generated = !matches!(automatic.as_str(), "" | "no");
    let subject = from_subject(m.subject().unwrap_or_default());
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

/// Whether a subject is one that mailboxes give to their own answers.
fn from_subject(subject: &str) -> bool {
    let subject = subject.trim().to_lowercase();
    // Somebody's own server may mark mail from elsewhere: "[extern] Automatisch antwoord: …".
    let bare = subject.split_once(']').filter(|_| subject.starts_with('[')).map_or(subject.as_str(), |(_, s)| s.trim());
    SUBJECTS.iter().any(|start| bare.starts_with(start))
}

/// Who wrote an Outlook message of this class: `REPORT.IPM.Note.NDR`, `IPM.Note.Rules.OofTemplate.Microsoft`.
pub fn of_class(class: &str, otherwise: MailAuthor) -> MailAuthor {
    let class = class.trim().to_lowercase();
    if class.starts_with("report.") || class.starts_with("ipm.note.rules.") {
        MailAuthor::Autoresponder
    } else {
        otherwise
    }
}
