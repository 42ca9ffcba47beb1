//! The mail of a night of practice, as bytes: it is read by the same road as mail that really comes in.

use crate::domain::{digest::sha256, moment::Moment};

/// A mail as it comes in.
#[derive(Debug, Clone)]
pub struct NightMail {
    /// When.
    pub at: Moment,
    /// As it was sent.
    pub bytes: Vec<u8>,
}

impl NightMail {
    /// A mail with a form in its text.
    pub(super) fn form(inrichting: &str, subject: &str, lines: &str, at: Moment) -> Self {
        let text = format!("Geachte piketfunctionaris,\n\n{lines}\n\nMet vriendelijke groet,\nDirectie");
        let mark: String =
            sha256(&[format!("{inrichting}\n{}\n{text}", at.log_form()).as_bytes()]).chars().take(16).collect();
        let head = [
            format!("From: Directie {inrichting} <directie@inrichting.example>"),
            "To: piket@dji.example".to_owned(),
            format!("Subject: {subject}"),
            format!("Date: {}", at.amsterdam().to_rfc2822()),
            format!("Message-ID: <oefening.{mark}@inrichting.example>"),
            "MIME-Version: 1.0".to_owned(),
            "Content-Type: text/plain; charset=utf-8".to_owned(),
            "Content-Transfer-Encoding: 8bit".to_owned(),
        ];
        Self { at, bytes: format!("{}\r\n\r\n{}", head.join("\r\n"), text.replace('\n', "\r\n")).into_bytes() }
    }
}
