//! One HTML tag and the character references, without the rest of HTML.

use mail_parser::decoders::html::add_html_token;

use crate::intake::{encoding, limits};

/// One tag: name, attributes as written, opening or closing.
#[derive(Debug, Default)]
pub struct Tag {
    /// Its name, lower case.
    pub name: String,
    attributes: String,
    /// True for a closing tag.
    pub closing: bool,
}

impl Tag {
    /// The value of an attribute; empty when it has none, `None` when it is absent.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes.as_str();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end.max(rest.chars().next().map_or(0, char::len_utf8)));
            let after = after.trim_start();
            let (value, onward) = match after.strip_prefix('=').map(str::trim_start) {
                None => ("", after),
                Some(w) => match w.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                    Some(quote_char) => {
                        let inner = w.get(1..).unwrap_or_default();
                        let end = inner.find(quote_char).unwrap_or(inner.len());
                        (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default())
                    }
                    None => w.split_at(w.find(char::is_whitespace).unwrap_or(w.len())),
                },
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(unescape(value));
            }
            rest = onward;
        }
    }

    /// True when what stands in it is not shown.
    pub fn is_hidden(&self) -> bool {
        let style: String =
            self.attribute("style").unwrap_or_default().to_lowercase().split_whitespace().collect::<String>();
        style.contains("display:none") || style.contains("visibility:hidden") || self.attribute("hidden").is_some()
    }
}

/// Takes the tag at the start of `html`; a `>` inside quotes does not end it.
pub fn split_tag(html: &str) -> (Tag, &str) {
    let mut quote_char = None;
    // A tag longer than this is an attack or a picture in an attribute; a lone quote must not eat the mail.
    let window = limits::start(html, 8192);
    let end = window
        .char_indices()
        .skip(1)
        .find(|(_, c)| {
            match (quote_char, *c) {
                (None, '"' | '\'') => quote_char = Some(*c),
                (Some(q), c) if q == c => quote_char = None,
                _ => {}
            }
            quote_char.is_none() && *c == '>'
        })
        .map(|(i, _)| i)
        .or_else(|| html.find('>'));
    let Some(end) = end else { return (Tag::default(), "") };
    let inner = html.get(1..end).unwrap_or_default();
    let (inner, closing) = inner.strip_prefix('/').map_or((inner, false), |b| (b, true));
    let limit = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(limit);
    let tag = Tag { name: name.to_ascii_lowercase(), attributes: attributes.to_owned(), closing };
    (tag, html.get(end + 1..).unwrap_or_default())
}

/// Replaces character references.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(pos) = rest.find('&') {
        let (before, after) = rest.split_at(pos);
        out.push_str(before);
        let name = limits::start(after, 34).find(';').filter(|e| *e >= 2).and_then(|e| after.get(..=e));
        let whole = name.filter(|n| n.chars().skip(1).all(|c| c.is_ascii_alphanumeric() || matches!(c, '#' | ';')));
        if let Some(character) = whole.and_then(windows) {
            out.push_str(&character);
            rest = after.get(whole.map_or(0, str::len)..).unwrap_or_default();
        } else if let Some(name) = whole {
            add_html_token(&mut out, name.as_bytes(), false);
            rest = after.get(name.len()..).unwrap_or_default();
        } else {
            out.push('&');
            rest = after.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// A numbered reference between 128 and 159: no character by its number, but everywhere read as one of Windows.
fn windows(reference: &str) -> Option<String> {
    let number = reference.strip_prefix("&#")?.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u8::from_str_radix(hex, 16),
        None => number.parse::<u8>(),
    };
    let code = code.ok().filter(|code| (0x80..=0x9f).contains(code))?;
    Some(encoding::to_text(&[code], Some("windows-1252")))
}
