//! A mail as RFC 5322 and MIME write it. The tree of parts is walked here and not by a library, because
//! every step must be counted: a mail of a thousand nested parts may not cost more than its budget.

use std::collections::BTreeSet;

use super::{
    attachment,
    encoding::{self, Decoded},
    headers::{self, PartHeaders},
    html,
    letter::{AttachmentRole, HTML_TEXT, IncomingLetter, RawAttachment, TextSource, file_name},
    limits::{self, Budget, find},
    line,
    quotes::QuoteLayer,
};

/// Reads a mail at this depth of nesting.
pub fn read(bytes: &[u8], budget: &mut Budget, depth: usize) -> IncomingLetter {
    let mut unpacker = Unpacker { budget, letter: IncomingLetter::default(), running: Vec::new() };
    let parsed = headers::read(bytes);
    unpacker.letter.headers = parsed.headers;
    let content = bytes.get(parsed.content..).unwrap_or_default();
    unpacker.part(&parsed.part, content, depth, false);
    unpacker.finish()
}

/// A piece of running text, and whether it was HTML.
struct RunningText {
    text: String,
    html: bool,
}

/// Whether the plain rendering says what the HTML says. Some programs only put there that the mail is HTML.
fn plain_is_enough(renderings: &[RunningText]) -> bool {
    let words = |html: bool| -> BTreeSet<String> {
        let texts = renderings.iter().filter(|l| l.html == html).map(|l| limits::start(&l.text, COMPARED));
        let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        texts.flat_map(str::split_whitespace).map(bare).filter(|w| !w.is_empty()).collect()
    };
    let (plain, formatted) = (words(false), words(true));
    !plain.is_empty() && 2 * formatted.iter().filter(|w| plain.contains(*w)).count() >= formatted.len()
}

/// Bytes of a rendering that are held against the other.
const COMPARED: usize = 20_000;

struct Unpacker<'b> {
    budget: &'b mut Budget,
    letter: IncomingLetter,
    running: Vec<RunningText>,
}

impl Unpacker<'_> {
    fn part(&mut self, headers: &PartHeaders, content: &[u8], depth: usize, in_digest: bool) {
        if !self.budget.take_part() {
            self.letter.warn("De mail heeft te veel delen; de rest staat alleen in het origineel: zelf lezen.");
            return;
        }
        let kind = match headers.mediatype.as_str() {
            "" if in_digest => "message/rfc822",
            "" => "text/plain",
            kind => kind,
        };
        let text = kind == "text/plain" || kind == "text/html" || kind == "text/*";
        match (kind, &headers.boundary) {
            (s, Some(boundary)) if s.starts_with("multipart/") => self.more(s, boundary, content, depth),
            (s, None) if s.starts_with("multipart/") => self.text(headers, "text/plain", content),
            // What a mail system reports is text, whatever it is called.
            (
                "message/delivery-status"
                | "message/global-delivery-status"
                | "message/disposition-notification"
                | "message/feedback-report"
                | "text/rfc822-headers",
                _,
            ) => self.text(headers, "text/plain", content),
            ("message/rfc822" | "message/global", _) => self.mail(headers, content, depth),
            (s, _) if text && !headers.attachment && headers.name.is_none() => self.text(headers, s, content),
            (s, _) => self.attachment(headers, s, content, depth),
        }
    }

    fn more(&mut self, kind: &str, boundary: &str, content: &[u8], depth: usize) {
        if depth >= limits::MAX_DEPTH {
            self.letter
                .warn("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
            return;
        }
        let first = self.running.len();
        let parts = split(content, boundary.as_bytes());
        if parts.is_empty() && !content.trim_ascii().is_empty() {
            self.letter.warn("De opbouw van de mail klopt niet; wat leesbaar was is als tekst gelezen.");
            self.text(&PartHeaders::default(), "text/plain", content);
            return;
        }
        for part in parts {
            let parsed = headers::read(part);
            let inner = part.get(parsed.content..).unwrap_or_default();
            self.part(&parsed.part, inner, depth + 1, kind == "multipart/digest");
        }
        // Of two renderings of one text the plain one is for reading; both are searched for fields.
        if kind == "multipart/alternative" {
            let mut new = self.running.split_off(first.min(self.running.len()));
            if plain_is_enough(&new) {
                new.retain(|l| !l.html);
            }
            self.running.extend(new);
        }
    }

    fn text(&mut self, headers: &PartHeaders, kind: &str, content: &[u8]) {
        let is_html = kind == "text/html";
        // More than can be searched is not worth decoding either; in HTML most of it may be pictures.
        let most = if is_html { limits::DOCUMENT } else { 4 * limits::TEXT };
        let start = content.get(..content.len().min(most)).unwrap_or_default();
        let Some(read) = self.unpacked(headers, start, "De tekst van de mail") else { return };
        // What was cut here may end anywhere.
        let bytes = if start.len() == content.len() { self.told(read, "De tekst van de mail") } else { read.bytes };
        let charset = headers.charset.clone().or_else(|| html::own_charset(&bytes).filter(|_| is_html));
        let text = encoding::to_text(&bytes, charset.as_deref());
        let text = if headers.joins_words && !is_html { with_joined_words(&text) } else { text };
        let text = if is_html { self.without_pictures(&text) } else { text };
        if text.len() > limits::TEXT && !is_html {
            self.letter.warn("De tekst van de mail is zeer lang; alleen het begin is gelezen: zelf lezen.");
        }
        let place = if is_html { HTML_TEXT } else { "tekst" };
        let read = if is_html { html::read(&text) } else { line::lines(&text).into() };
        let certainty = read.certainty;
        let lines = self.letter.remarked("De tekst van de mail", read);
        let text = if is_html { line::as_text(&lines) } else { text };
        self.running.push(RunningText { text, html: is_html });
        let source = TextSource { place: place.to_owned(), layer: QuoteLayer::New, lines, letter: true, certainty };
        self.letter.add_source(source, self.budget);
    }

    fn without_pictures(&mut self, html: &str) -> String {
        let (text, large) = html::without_pictures(html);
        if large {
            self.letter.warn(
                "In de tekst van de mail staat een grote afbeelding; die kan het formulier zelf zijn: zelf lezen.",
            );
        }
        text
    }

    fn mail(&mut self, headers: &PartHeaders, content: &[u8], depth: usize) {
        let Some(bytes) = self.decode(headers, content, "Een bijgevoegde mail") else { return };
        let name = headers.name.clone().unwrap_or_default();
        let name = file_name(&name, self.letter.attachments.len() + 1, "message/rfc822");
        self.letter.attachments.push(RawAttachment {
            name,
            mediatype: "message/rfc822".to_owned(),
            bytes: bytes.clone(),
            // It always counted with all its bytes; otherwise a mail that is in the log would come in again.
            role: AttachmentRole::Own,
        });
        attachment::read_mail(&bytes, &mut self.letter, self.budget, depth);
    }

    fn attachment(&mut self, headers: &PartHeaders, kind: &str, content: &[u8], depth: usize) {
        let nr = self.letter.attachments.len() + 1;
        let name = file_name(headers.name.as_deref().unwrap_or_default(), nr, kind);
        let Some(bytes) = self.decode(headers, content, &format!("Bijlage «{name}»")) else { return };
        let mut raw_attachment = RawAttachment { name, mediatype: kind.to_owned(), bytes, ..RawAttachment::default() };
        let hint = attachment::AttachmentHint {
            charset: headers.charset.as_deref(),
            decorative: headers.embedded && !headers.attachment,
        };
        raw_attachment.role = attachment::read(&raw_attachment, hint, &mut self.letter, self.budget, depth);
        self.letter.attachments.push(raw_attachment);
    }

    /// Undoes the transfer encoding, if the budget allows.
    fn decode(&mut self, headers: &PartHeaders, content: &[u8], what: &str) -> Option<Vec<u8>> {
        self.unpacked(headers, content, what).map(|read| self.told(read, what))
    }

    /// The bytes, after it is said when some of them were damaged.
    fn told(&mut self, read: Decoded, what: &str) -> Vec<u8> {
        if !read.whole {
            self.letter.warn(format!("{what} is beschadigd aangekomen; wat leesbaar was is gelezen."));
        }
        read.bytes
    }

    fn unpacked(&mut self, headers: &PartHeaders, content: &[u8], what: &str) -> Option<Decoded> {
        if !self.budget.take_bytes(content.len()) {
            self.letter
                .warn(format!("{what} is te groot om uit te pakken en staat alleen in het origineel: zelf lezen."));
            return None;
        }
        Some(encoding::decode(content, &headers.encoding))
    }

    fn finish(mut self) -> IncomingLetter {
        let parts: Vec<String> = self.running.into_iter().map(|l| l.text.trim().to_owned()).collect();
        let own = parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
        if own.is_empty() {
            self.letter.settle();
        }
        self.letter.text =
            [own, self.letter.text].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
        self.letter
    }
}

/// Lines that end in a space go on in the next one without it (RFC 3676, 4.2); the line that parts the
/// signature does not, and a quote goes on only in the same quote.
fn with_joined_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for raw in text.lines() {
        let inner = raw.trim_start_matches('>');
        let depth = raw.len() - inner.len();
        let content = inner.strip_prefix(' ').unwrap_or(inner);
        if open == Some(depth) && content != "-- " {
            out.push_str(content);
        } else {
            if open.is_some() {
                out.push('\n');
            }
            out.push_str(raw.get(..depth).unwrap_or_default());
            out.push_str(if depth > 0 { inner } else { content });
        }
        open = (content.ends_with(' ') && content != "-- ").then_some(depth);
        if open.is_some() {
            out.pop();
        } else {
            out.push('\n');
        }
    }
    out
}

/// The parts between the boundary lines. A missing last boundary ends the last part at the end.
fn split<'b>(content: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut pos = 0;
    while pos < content.len() && parts.len() < limits::MAX_PARTS {
        let end = find(content, b"\n", pos).map_or(content.len(), |e| e + 1);
        let line = content.get(pos..end).unwrap_or_default();
        if let Some(after) = line.strip_prefix(b"--").and_then(|r| r.strip_prefix(boundary)) {
            let after = after.trim_ascii_end();
            if after.is_empty() || after == b"--" {
                if let Some(b) = start.take() {
                    parts.push(without_line_ending(content.get(b..pos).unwrap_or_default()));
                }
                if after == b"--" {
                    return parts;
                }
                start = Some(end);
            }
        }
        pos = end;
    }
    if let Some(b) = start {
        parts.push(content.get(b..).unwrap_or_default());
    }
    parts
}

/// The line end before a boundary belongs to the boundary.
fn without_line_ending(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_stands_between_the_boundaries() {
        let parts = split(b"aanhef\r\n--x\r\nA\r\n--x \r\nB\n--xy\n--x--\nrest", b"x");
        assert_eq!(parts, [&b"A"[..], b"B\n--xy"]);
        assert_eq!(split(b"--x\nA\n--x\nB", b"x"), [&b"A"[..], b"B"]);
        assert!(split(b"niets", b"x").is_empty());
    }

    #[test]
    fn words_that_were_cut_for_transport_are_whole_again() {
        let flowed = "Naam: J. Proef \npersoon\n  twee spaties\n> aan \n> een\n> los \nvan\n-- \nNaam\n";
        assert_eq!(
            with_joined_words(flowed),
            "Naam: J. Proefpersoon\n twee spaties\n> aaneen\n> los\nvan\n-- \nNaam\n"
        );
    }

    #[test]
    fn a_plain_part_that_says_nothing_does_not_hide_the_html() {
        let mail = b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nDit bericht is HTML.\n\
                     --x\nContent-Type: text/html\n\n<p>Er was vannacht brand op de afdeling.</p>\n--x--\n";
        let letter = read(mail, &mut Budget::new(), 0);
        assert_eq!(letter.text, "Dit bericht is HTML.\n\nEr was vannacht brand op de afdeling.");
    }

    #[test]
    fn a_mail_without_its_boundary_is_read_as_text() {
        let mail = b"Content-Type: multipart/mixed; boundary=x\n\nNaam: A. Proef\n";
        let letter = read(mail, &mut Budget::new(), 0);
        assert_eq!((letter.text.as_str(), letter.warnings.len()), ("Naam: A. Proef", 1));
    }

    #[test]
    fn of_two_renderings_the_plain_one_is_the_text() {
        let mail = b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nplat\n\
                     --x\nContent-Type: text/html\n\n<b>plat</b>\n--x--\n";
        let letter = read(mail, &mut Budget::new(), 0);
        assert_eq!((letter.text.as_str(), letter.sources.len()), ("plat", 2));
    }
}
