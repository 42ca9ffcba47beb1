//! A mail between its bytes and the inbox: what it says, the texts in it that may hold fields, what came
//! with it, and what could not be done. Every format (.eml, .msg, an attached mail) ends up as this.

use super::{
    document::ReadDocument,
    headers::MailHeaders,
    limits::{self, Budget},
    line::TextLine,
    quotes::QuoteLayer,
};
use crate::domain::{melding::Certainty, sanitize};

/// A text to search for fields.
#[derive(Debug, Clone)]
pub struct TextSource {
    /// Where it stands: `tekst`, `bijlage «x.docx»`.
    pub place: String,
    /// How far from the sender's hand.
    pub layer: QuoteLayer,
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// True for a letter, which may quote older letters; false for a document.
    pub letter: bool,
    /// How sure its fields can be at most: what arrived in part may have lost the end of any of them.
    pub certainty: Certainty,
}

/// What an attachment is to its mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AttachmentRole {
    /// The sender attached it.
    #[default]
    Own,
    /// A program packed the mail in it; what is in it counts by itself.
    Wrapper,
    /// It came out of another attachment, which counts as a whole.
    Within,
}

/// Something that came with the mail.
#[derive(Debug, Clone, Default)]
pub struct RawAttachment {
    /// Its name, safe to show and to save under.
    pub name: String,
    /// Its media type.
    pub mediatype: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is to the mail.
    pub role: AttachmentRole,
}

/// A mail.
#[derive(Debug, Default)]
pub struct IncomingLetter {
    /// Its headers.
    pub headers: MailHeaders,
    /// The headers of the mails within it.
    pub nested_headers: Vec<MailHeaders>,
    /// Its running text.
    pub text: String,
    /// A rendering of the running text that counts only where there is no other.
    pub spare_text: String,
    /// The texts that may hold fields.
    pub sources: Vec<TextSource>,
    /// What came with it.
    pub attachments: Vec<RawAttachment>,
    /// What could not be done, one sentence each.
    pub warnings: Vec<String>,
}

/// The place of what the formatted rendering of a running text says.
pub const HTML_TEXT: &str = "html-tekst";

/// More warnings than this help nobody.
const MAX_WARNINGS: usize = 40;

impl IncomingLetter {
    /// Adds a warning, once.
    pub fn warn(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if self.warnings.len() < MAX_WARNINGS && !self.warnings.contains(&sentence) {
            self.warnings.push(sentence);
        }
    }

    /// The lines of what was read, after what is to be said of how.
    pub fn remarked(&mut self, what: &str, read: ReadDocument) -> Vec<TextLine> {
        for remark in read.remarks {
            self.warn(format!("{what} {remark}: zelf lezen."));
        }
        read.lines
    }

    /// Adds a text to search, if the budget allows.
    pub fn add_source(&mut self, source: TextSource, budget: &mut Budget) {
        if source.lines.len() >= limits::LINES {
            self.warn(format!("In {} staat zeer veel tekst; alleen het begin is gelezen: zelf lezen.", source.place));
        }
        if budget.take_lines(source.lines.iter().map(TextLine::bytes)) {
            self.sources.push(source);
        } else {
            self.warn(format!("In {} staat te veel tekst om te doorzoeken: zelf lezen.", source.place));
        }
    }

    /// Adds to the running text what is read with it, once.
    pub fn add_text(&mut self, text: &str) {
        if !self.text.contains(text) {
            let all = format!("{}\n\n{text}", self.text);
            all.trim().clone_into(&mut self.text);
        }
    }

    /// Ends the reading: what there is of a running text is one.
    pub fn settle(&mut self) {
        if self.text.is_empty() {
            self.text = std::mem::take(&mut self.spare_text);
        }
    }

    /// Takes no field of it for certain: it did not arrive whole.
    pub fn doubt(&mut self) {
        self.sources.iter_mut().for_each(|source| source.certainty = Certainty::Proposed);
    }

    /// Takes in what a program packed up as one part: the same mail, not one that was passed on.
    pub fn unpack(&mut self, inner: Self) {
        let text = format!("{}\n\n{}", self.text, inner.text);
        text.trim().clone_into(&mut self.text);
        self.nested_headers.extend(inner.nested_headers);
        self.sources.extend(inner.sources);
        self.attachments.extend(inner.attachments);
        for sentence in inner.warnings {
            self.warn(sentence);
        }
    }

    /// Takes in a mail that was passed on within this one.
    pub fn absorb(&mut self, inner: Self) {
        let headers = [inner.headers.sender.as_str(), inner.headers.subject.as_str()]
            .into_iter()
            .filter(|k| !k.is_empty())
            .collect::<Vec<_>>()
            .join(": ");
        let text = format!("{}\n\n[doorgestuurd bericht van {headers}]\n\n{}", self.text, inner.text);
        text.trim().clone_into(&mut self.text);
        self.nested_headers.push(inner.headers);
        self.nested_headers.extend(inner.nested_headers);
        self.sources.extend(inner.sources.into_iter().map(|b| {
            let place = match b.layer {
                QuoteLayer::New => format!("doorgestuurd bericht, {}", b.place),
                QuoteLayer::Forwarded | QuoteLayer::Quoted => b.place,
            };
            TextSource { place, layer: b.layer.max(QuoteLayer::Forwarded), ..b }
        }));
        self.attachments.extend(inner.attachments);
        for sentence in inner.warnings {
            self.warn(sentence);
        }
    }
}

/// A file name that is safe to show and to save under: the last part of a path, without what file systems
/// or terminals trip over. `nr` names what has no name.
pub fn file_name(raw: &str, nr: usize, mediatype: &str) -> String {
    let clean = sanitize::line(raw);
    let last = clean.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe_text: String = last.chars().filter(|c| !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')).collect();
    let bare = safe_text.trim_matches(['.', ' ']);
    if !bare.is_empty() {
        return shortened(bare);
    }
    let kind = match mediatype {
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "text/calendar" => ".ics",
        "text/html" => ".html",
        "message/rfc822" => ".eml",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        _ => "",
    };
    format!("bijlage-{nr}{kind}")
}

/// At most 120 characters, keeping the extension.
fn shortened(name: &str) -> String {
    const MAX_LEN: usize = 120;
    if name.chars().count() <= MAX_LEN {
        return name.to_owned();
    }
    let (stem, kind) = name.rsplit_once('.').filter(|(_, s)| s.chars().count() <= 10).unwrap_or((name, ""));
    let stem: String = stem.chars().take(MAX_LEN - 12).collect();
    if kind.is_empty() { stem } else { format!("{stem}.{kind}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_folder_or_speak_to_a_terminal() {
        let name = |n: &str| file_name(n, 3, "application/pdf");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("C:\\Windows\\..\\x.exe"), "x.exe");
        assert_eq!(name("a\u{1b}]0;x\u{7}\u{202e}fdp.exe"), "afdp.exe");
        assert_eq!(name(".."), "bijlage-3.pdf");
        assert_eq!(name("\u{0}"), "bijlage-3.pdf");
        assert_eq!(name("MBV  formulier.docx"), "MBV formulier.docx");
        assert!(name(&format!("{}.docx", "x".repeat(500))).ends_with("x.docx"));
    }
}
