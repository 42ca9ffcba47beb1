//! The parameters of a header, put together as RFC 2231 cuts them up: `filename*0*=…; filename*1*=…`. The cut
//! may fall inside a character, so the bytes are joined before they are read.

use std::collections::BTreeMap;

use crate::intake::encoding::to_text;

/// Pieces of one parameter.
const MAX_PIECES: usize = 100;

/// The value of `name` in this raw header, when it is written in pieces or with a character set; the ordinary
/// way is left to the parser of the header.
pub fn extended(raw: &str, name: &str) -> Option<String> {
    let mut pieces: BTreeMap<usize, (bool, String)> = BTreeMap::new();
    let mut whole = None;
    for (key, value) in parameters(raw) {
        let Some(rest) = strip_name(&key, name).and_then(|rest| rest.strip_prefix('*')) else { continue };
        if rest.is_empty() {
            whole.get_or_insert(value);
            continue;
        }
        let (number, encoded) = rest.strip_suffix('*').map_or((rest, false), |number| (number, true));
        if let Ok(number) = number.parse::<usize>()
            && pieces.len() < MAX_PIECES
        {
            pieces.entry(number).or_insert((encoded, value));
        }
    }
    if !pieces.contains_key(&0) {
        let (charset, text) = charset_and_text(&whole?);
        return Some(to_text(&percent_decoded(&text), charset.as_deref()));
    }
    let mut charset = None;
    let mut bytes = Vec::new();
    for (expected, (number, (encoded, value))) in pieces.into_iter().enumerate() {
        if number != expected {
            break;
        }
        let text = if encoded && number == 0 {
            let (named, text) = charset_and_text(&value);
            charset = named;
            text
        } else {
            value
        };
        bytes.extend(if encoded { percent_decoded(&text) } else { text.into_bytes() });
    }
    Some(to_text(&bytes, charset.as_deref()))
}

fn strip_name<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    let start = key.get(..name.len())?;
    start.eq_ignore_ascii_case(name).then(|| key.get(name.len()..)).flatten()
}

/// Names and values, quotes undone.
fn parameters(raw: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut part = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in raw.chars().chain([';']) {
        match c {
            _ if escaped => {
                part.push(c);
                escaped = false;
            }
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                if let Some((key, value)) = part.split_once('=') {
                    out.push((key.to_owned(), value.to_owned()));
                }
                part.clear();
            }
            // What stands between quotes keeps its spaces.
            c if c.is_whitespace() && !quoted => {}
            '\r' | '\n' => {}
            c => part.push(c),
        }
    }
    out
}

/// `utf-8'nl'text` in its parts.
fn charset_and_text(value: &str) -> (Option<String>, String) {
    let mut parts = value.splitn(3, '\'');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(charset), Some(_), Some(text)) => (Some(charset.to_owned()).filter(|c| !c.is_empty()), text.to_owned()),
        _ => (None, value.to_owned()),
    }
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, onward)) = rest.split_first() {
        let code = onward
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { onward.get(2..).unwrap_or_default() } else { onward };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_before_they_are_read() {
        let cut = "attachment;\r\n filename*0*=UTF-8''melding%20pati%C3;\r\n filename*1*=%ABnt%20;\r\n filename*2=\"Horst 2.txt\"";
        assert_eq!(extended(cut, "filename").as_deref(), Some("melding patiënt Horst 2.txt"));
        let turned = "attachment; filename*1=\"b;c.txt\"; filename*0=\"a \"";
        assert_eq!(extended(turned, "filename").as_deref(), Some("a b;c.txt"));
        let one = "attachment; filename=x.txt; filename*=iso-8859-1'nl'pati%EBnt.txt";
        assert_eq!(extended(one, "filename").as_deref(), Some("patiënt.txt"));
        assert_eq!(extended("attachment; filename=\"x*1=y.txt\"", "filename"), None);
        assert_eq!(extended("x; name*1*=%41", "name"), None);
    }
}
