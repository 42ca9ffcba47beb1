//! A file of several mails, as mail programs keep and export them: each begins with a line "From …" that is no
//! header. Only where such a line follows an empty one and headers follow it, a mail begins; in a letter the
//! word can stand anywhere.

use std::ops::Range;

use super::limits::find;

/// Where each mail stands, the line before its headers included. A file that is no mbox is one mail.
pub fn mails(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    if is_mbox(bytes) {
        let mut pos = 0;
        while let Some(found) = find(bytes, b"\nFrom ", pos) {
            pos = found + 1;
            if after_empty_line(bytes, found) && header_follows(bytes.get(pos..).unwrap_or_default()) {
                starts.push(pos);
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// A mail without the line before its headers, and without the mark that such a file sets before a line of the
/// text that begins with the same word.
pub fn content(mail: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    let bytes = mail.strip_prefix(b"\xef\xbb\xbf").unwrap_or(mail);
    if !is_mbox(bytes) {
        return bytes.into();
    }
    let content = find(bytes, b"\n", 0).and_then(|e| bytes.get(e + 1..)).unwrap_or_default();
    if find(content, b"\n>From ", 0).is_none() {
        return content.into();
    }
    let mut out = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|b| *b == b'\n') {
        let bare = line.strip_prefix(b">").filter(|l| l.starts_with(b"From "));
        out.extend_from_slice(bare.unwrap_or(line));
    }
    out.into()
}

fn is_mbox(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(b"From ")
}

fn after_empty_line(bytes: &[u8], line_end: usize) -> bool {
    let before = bytes.get(..line_end).unwrap_or_default();
    let before = before.strip_suffix(b"\r").unwrap_or(before);
    before.is_empty() || before.ends_with(b"\n")
}

/// Whether the line after this one is a header.
fn header_follows(bytes: &[u8]) -> bool {
    let Some(next) = find(bytes, b"\n", 0).and_then(|e| bytes.get(e + 1..)) else { return false };
    let name = next.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    name > 0 && next.get(name) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_begins_where_headers_follow_the_line() {
        let text = b"From a@b Sun\r\nSubject: een\r\n\r\nFrom nu af aan\r\nis het stil.\r\n\r\nFrom dat moment\r\nniets.\r\n\r\n\
                     From c@d Sun\r\nX-A: 1\r\n\r\n>From hier\r\n>>From daar\r\n";
        let parts: Vec<&[u8]> = mails(text).into_iter().filter_map(|r| text.get(r)).collect();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts.concat(), text);
        assert_eq!(
            parts.get(1).map(|p| content(p).into_owned()).as_deref(),
            Some(&b"X-A: 1\r\n\r\nFrom hier\r\n>>From daar\r\n"[..])
        );
        assert_eq!(mails(b"Subject: x\n\nFrom a\nFrom: b\n").len(), 1);
    }
}
