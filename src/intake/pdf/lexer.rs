//! One pass over PDF syntax: objects, and the operators between them in a page's content. Never looks back,
//! never nests deeper than it is told, and stops when the file has more in it than a form can have.

use lopdf::{Dictionary, Object, StringFormat};

/// Arrays and dictionaries within each other.
const MAX_DEPTH: usize = 40;
/// Numbers, names, strings and so on in one file; each costs memory many times its size.
pub const MAX_NODES: usize = 400_000;

/// Reads objects from bytes.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    /// Where it is.
    pub pos: usize,
    /// How many more objects it will read.
    pub remaining: usize,
}

/// What stands next.
#[derive(Debug, Clone, PartialEq)]
pub enum PdfToken {
    /// A value.
    Object(Object),
    /// A word that is no value: `obj`, `stream`, `Tj`.
    Word(Vec<u8>),
}

const fn is_whitespace(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(b: u8) -> bool {
    is_whitespace(b) || matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// Starts at `pos`.
    pub const fn new(bytes: &'a [u8], pos: usize, remaining: usize) -> Self {
        Self { bytes, pos, remaining }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    fn starts_with(&self, magic: &[u8]) -> bool {
        self.bytes.get(self.pos..).is_some_and(|r| r.starts_with(magic))
    }

    /// Past white space and comments.
    pub fn skip_whitespace(&mut self) {
        while let Some(b) = self.peek() {
            if b == b'%' {
                while self.peek().is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                    self.pos += 1;
                }
            } else if is_whitespace(b) {
                self.pos += 1;
            } else {
                return;
            }
        }
    }

    /// The next object or word; `None` at the end, or when it is too much or makes no sense.
    pub fn next_token(&mut self) -> Option<PdfToken> {
        self.at_depth(0)
    }

    /// The next object; a word ends it.
    pub fn object(&mut self) -> Option<Object> {
        match self.at_depth(0)? {
            PdfToken::Object(o) => Some(o),
            PdfToken::Word(_) => None,
        }
    }

    fn at_depth(&mut self, depth: usize) -> Option<PdfToken> {
        self.skip_whitespace();
        self.remaining = self.remaining.checked_sub(1)?;
        let object = match self.peek()? {
            b'/' => Object::Name(self.label()),
            b'(' => Object::String(self.parens()?, StringFormat::Literal),
            b'<' if self.starts_with(b"<<") => Object::Dictionary(self.dictionary(depth)?),
            b'<' => Object::String(self.hex()?, StringFormat::Hexadecimal),
            b'[' => Object::Array(self.array(depth)?),
            b'0'..=b'9' | b'+' | b'-' | b'.' => return Some(self.number()),
            b')' | b'>' | b']' | b'{' | b'}' => {
                let loose = self.peek()?;
                self.pos += 1;
                return Some(PdfToken::Word(vec![loose]));
            }
            _ => return Some(self.word()),
        };
        Some(PdfToken::Object(object))
    }

    fn until_delimiter(&mut self) -> &'a [u8] {
        let start = self.pos;
        while self.peek().is_some_and(|b| !is_delimiter(b)) {
            self.pos += 1;
        }
        self.bytes.get(start..self.pos).unwrap_or_default()
    }

    fn word(&mut self) -> PdfToken {
        match self.until_delimiter() {
            b"true" => PdfToken::Object(Object::Boolean(true)),
            b"false" => PdfToken::Object(Object::Boolean(false)),
            b"null" => PdfToken::Object(Object::Null),
            word => PdfToken::Word(word.to_vec()),
        }
    }

    fn number(&mut self) -> PdfToken {
        let word = self.until_delimiter();
        let Ok(text) = std::str::from_utf8(word) else { return PdfToken::Word(word.to_vec()) };
        if let Ok(whole) = text.parse::<i64>() {
            return PdfToken::Object(self.reference(whole).unwrap_or(Object::Integer(whole)));
        }
        match text.parse::<f32>() {
            Ok(real) if real.is_finite() => PdfToken::Object(Object::Real(real)),
            Ok(_) | Err(_) => PdfToken::Word(word.to_vec()),
        }
    }

    /// `12 0 R`, seen from behind the 12.
    fn reference(&mut self, number: i64) -> Option<Object> {
        let number = u32::try_from(number).ok()?;
        let mut ahead = Lexer::new(self.bytes, self.pos, 0);
        ahead.skip_whitespace();
        let version = std::str::from_utf8(ahead.until_delimiter()).ok()?.parse::<u16>().ok()?;
        ahead.skip_whitespace();
        if ahead.until_delimiter() != b"R" {
            return None;
        }
        self.pos = ahead.pos;
        Some(Object::Reference((number, version)))
    }

    fn label(&mut self) -> Vec<u8> {
        self.pos += 1;
        let raw = self.until_delimiter();
        let mut out = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, onward)) = rest.split_first() {
            rest = onward;
            match (first, onward) {
                (b'#', [a, b, ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
                    out.push(digit(*a) << 4 | digit(*b));
                    rest = onward.get(2..).unwrap_or_default();
                }
                _ => out.push(*first),
            }
        }
        out
    }

    fn parens(&mut self) -> Option<Vec<u8>> {
        self.pos += 1;
        let mut out = Vec::new();
        let mut open = 1_usize;
        loop {
            let b = self.peek()?;
            self.pos += 1;
            match b {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(out);
                    }
                }
                b'\\' => {
                    self.escaped(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(b);
        }
    }

    fn escaped(&mut self, out: &mut Vec<u8>) {
        let Some(b) = self.peek() else { return };
        self.pos += 1;
        match b {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' | b'f' | b'\n' => {}
            b'\r' => self.pos += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(b - b'0');
                for _ in 0..2 {
                    let Some(c @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(c - b'0');
                    self.pos += 1;
                }
                out.push(u8::try_from(value & 0xff).unwrap_or_default());
            }
            other => out.push(other),
        }
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        self.pos += 1;
        let mut out = Vec::new();
        let mut half = None;
        loop {
            let b = self.peek()?;
            self.pos += 1;
            match (b, half) {
                (b'>', rest) => {
                    out.extend(rest.map(|h: u8| h << 4));
                    return Some(out);
                }
                (b, Some(high)) if b.is_ascii_hexdigit() => {
                    out.push(high << 4 | digit(b));
                    half = None;
                }
                (b, None) if b.is_ascii_hexdigit() => half = Some(digit(b)),
                _ => {}
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Object>> {
        self.pos += 1;
        if depth >= MAX_DEPTH {
            return None;
        }
        let mut out = Vec::new();
        loop {
            match self.at_depth(depth + 1)? {
                PdfToken::Object(o) => out.push(o),
                PdfToken::Word(w) if w == b"]" => return Some(out),
                PdfToken::Word(w) if matches!(w.as_slice(), b"endobj" | b"stream" | b">") => return None,
                PdfToken::Word(_) => {}
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Dictionary> {
        self.pos += 2;
        if depth >= MAX_DEPTH {
            return None;
        }
        let mut out = Dictionary::new();
        loop {
            self.skip_whitespace();
            if self.starts_with(b">>") {
                self.pos += 2;
                return Some(out);
            }
            let key = match self.at_depth(depth + 1)? {
                PdfToken::Object(Object::Name(name)) => name,
                PdfToken::Object(_) => continue,
                PdfToken::Word(_) => return None,
            };
            self.skip_whitespace();
            if self.starts_with(b">>") {
                continue;
            }
            match self.at_depth(depth + 1)? {
                PdfToken::Object(o) => out.set(key, o),
                PdfToken::Word(_) => return None,
            }
        }
    }
}

const fn digit(b: u8) -> u8 {
    match b {
        b'0'..=b'9' => b - b'0',
        b'a'..=b'f' => b - b'a' + 10,
        b'A'..=b'F' => b - b'A' + 10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Option<Object> {
        Lexer::new(text, 0, 1000).object()
    }

    #[test]
    fn objects_of_every_kind() {
        let o = read(b"<< /A#42 [1 -2.5 (a\\(b\\051 \\101) <48 6> 7 0 R true null] % c\n /B <</C /D>> >>");
        let array =
            o.as_ref().and_then(|o| o.as_dict().ok()?.get(b"AB").ok()?.as_array().ok()).cloned().unwrap_or_default();
        assert_eq!(array.len(), 7);
        assert_eq!(array.get(2), Some(&Object::String(b"a(b) A".to_vec(), StringFormat::Literal)));
        assert_eq!(array.get(3), Some(&Object::String(b"H`".to_vec(), StringFormat::Hexadecimal)));
        assert_eq!(array.get(4), Some(&Object::Reference((7, 0))));
    }

    #[test]
    fn rubbish_ends() {
        for text in [&b"["[..], b"<<", b"(", b"<", b"<< /A", b"[[[[", b"/", b")", b"<< 1 2 3", b"1 0", b""] {
            let _ = read(text);
        }
        assert_eq!(read(&b"[".repeat(1_000_000)), None);
        assert_eq!(read(&b"<</A".repeat(1_000_000)), None);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        proptest::proptest!(|(bytes in proptest::collection::vec(proptest::sample::select(b"<>[]()/\\#%0 1R.-a\n\xff".to_vec()), 0..60))| {
            let mut o = Lexer::new(&bytes, 0, 1000);
            while o.next_token().is_some() {}
        });
    }
}
