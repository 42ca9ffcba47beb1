//! One pass over PDF syntax: objects, and the operators between them in a page's content. Never looks back,
//! never nests deeper than it is told, and stops when the file has more in it than a form can have.

use lopdf::{Dictionary, Object, StringFormat};

/// Arrays and dictionaries within each other.
const DIEPTE: usize = 40;
/// Numbers, names, strings and so on in one file; each costs memory many times its size.
pub const KNOPEN: usize = 400_000;

/// Reads objects from bytes.
pub struct Ontleder<'a> {
    bytes: &'a [u8],
    /// Where it is.
    pub plek: usize,
    /// How many more objects it will read.
    pub over: usize,
}

/// What stands next.
#[derive(Debug, Clone, PartialEq)]
pub enum Volgende {
    /// A value.
    Object(Object),
    /// A word that is no value: `obj`, `stream`, `Tj`.
    Woord(Vec<u8>),
}

const fn is_wit(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_grens(b: u8) -> bool {
    is_wit(b) || matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Ontleder<'a> {
    /// Starts at `plek`.
    pub const fn nieuw(bytes: &'a [u8], plek: usize, over: usize) -> Self {
        Self { bytes, plek, over }
    }

    fn kijk(&self) -> Option<u8> {
        self.bytes.get(self.plek).copied()
    }

    fn begint_met(&self, merk: &[u8]) -> bool {
        self.bytes.get(self.plek..).is_some_and(|r| r.starts_with(merk))
    }

    /// Past white space and comments.
    pub fn sla_wit_over(&mut self) {
        while let Some(b) = self.kijk() {
            if b == b'%' {
                while self.kijk().is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                    self.plek += 1;
                }
            } else if is_wit(b) {
                self.plek += 1;
            } else {
                return;
            }
        }
    }

    /// The next object or word; `None` at the end, or when it is too much or makes no sense.
    pub fn volgende(&mut self) -> Option<Volgende> {
        self.op_diepte(0)
    }

    /// The next object; a word ends it.
    pub fn object(&mut self) -> Option<Object> {
        match self.op_diepte(0)? {
            Volgende::Object(o) => Some(o),
            Volgende::Woord(_) => None,
        }
    }

    fn op_diepte(&mut self, diepte: usize) -> Option<Volgende> {
        self.sla_wit_over();
        self.over = self.over.checked_sub(1)?;
        let object = match self.kijk()? {
            b'/' => Object::Name(self.naam()),
            b'(' => Object::String(self.haakjes()?, StringFormat::Literal),
            b'<' if self.begint_met(b"<<") => Object::Dictionary(self.woordenboek(diepte)?),
            b'<' => Object::String(self.hex()?, StringFormat::Hexadecimal),
            b'[' => Object::Array(self.rij(diepte)?),
            b'0'..=b'9' | b'+' | b'-' | b'.' => return Some(self.getal()),
            b')' | b'>' | b']' | b'{' | b'}' => {
                let los = self.kijk()?;
                self.plek += 1;
                return Some(Volgende::Woord(vec![los]));
            }
            _ => return Some(self.woord()),
        };
        Some(Volgende::Object(object))
    }

    fn tot_grens(&mut self) -> &'a [u8] {
        let begin = self.plek;
        while self.kijk().is_some_and(|b| !is_grens(b)) {
            self.plek += 1;
        }
        self.bytes.get(begin..self.plek).unwrap_or_default()
    }

    fn woord(&mut self) -> Volgende {
        match self.tot_grens() {
            b"true" => Volgende::Object(Object::Boolean(true)),
            b"false" => Volgende::Object(Object::Boolean(false)),
            b"null" => Volgende::Object(Object::Null),
            woord => Volgende::Woord(woord.to_vec()),
        }
    }

    fn getal(&mut self) -> Volgende {
        let woord = self.tot_grens();
        let Ok(tekst) = std::str::from_utf8(woord) else { return Volgende::Woord(woord.to_vec()) };
        if let Ok(heel) = tekst.parse::<i64>() {
            return Volgende::Object(self.verwijzing(heel).unwrap_or(Object::Integer(heel)));
        }
        match tekst.parse::<f32>() {
            Ok(gebroken) if gebroken.is_finite() => Volgende::Object(Object::Real(gebroken)),
            Ok(_) | Err(_) => Volgende::Woord(woord.to_vec()),
        }
    }

    /// `12 0 R`, seen from behind the 12.
    fn verwijzing(&mut self, nummer: i64) -> Option<Object> {
        let nummer = u32::try_from(nummer).ok()?;
        let mut vooruit = Ontleder::nieuw(self.bytes, self.plek, 0);
        vooruit.sla_wit_over();
        let versie = std::str::from_utf8(vooruit.tot_grens()).ok()?.parse::<u16>().ok()?;
        vooruit.sla_wit_over();
        if vooruit.tot_grens() != b"R" {
            return None;
        }
        self.plek = vooruit.plek;
        Some(Object::Reference((nummer, versie)))
    }

    fn naam(&mut self) -> Vec<u8> {
        self.plek += 1;
        let ruw = self.tot_grens();
        let mut uit = Vec::with_capacity(ruw.len());
        let mut rest = ruw;
        while let Some((eerste, verder)) = rest.split_first() {
            rest = verder;
            match (eerste, verder) {
                (b'#', [a, b, ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
                    uit.push(cijfer(*a) << 4 | cijfer(*b));
                    rest = verder.get(2..).unwrap_or_default();
                }
                _ => uit.push(*eerste),
            }
        }
        uit
    }

    fn haakjes(&mut self) -> Option<Vec<u8>> {
        self.plek += 1;
        let mut uit = Vec::new();
        let mut open = 1_usize;
        loop {
            let b = self.kijk()?;
            self.plek += 1;
            match b {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(uit);
                    }
                }
                b'\\' => {
                    self.ontsnapt(&mut uit);
                    continue;
                }
                _ => {}
            }
            uit.push(b);
        }
    }

    fn ontsnapt(&mut self, uit: &mut Vec<u8>) {
        let Some(b) = self.kijk() else { return };
        self.plek += 1;
        match b {
            b'n' => uit.push(b'\n'),
            b'r' => uit.push(b'\r'),
            b't' => uit.push(b'\t'),
            b'b' | b'f' | b'\n' => {}
            b'\r' => self.plek += usize::from(self.kijk() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut waarde = u32::from(b - b'0');
                for _ in 0..2 {
                    let Some(c @ b'0'..=b'7') = self.kijk() else { break };
                    waarde = waarde * 8 + u32::from(c - b'0');
                    self.plek += 1;
                }
                uit.push(u8::try_from(waarde & 0xff).unwrap_or_default());
            }
            anders => uit.push(anders),
        }
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        self.plek += 1;
        let mut uit = Vec::new();
        let mut half = None;
        loop {
            let b = self.kijk()?;
            self.plek += 1;
            match (b, half) {
                (b'>', rest) => {
                    uit.extend(rest.map(|h: u8| h << 4));
                    return Some(uit);
                }
                (b, Some(hoog)) if b.is_ascii_hexdigit() => {
                    uit.push(hoog << 4 | cijfer(b));
                    half = None;
                }
                (b, None) if b.is_ascii_hexdigit() => half = Some(cijfer(b)),
                _ => {}
            }
        }
    }

    fn rij(&mut self, diepte: usize) -> Option<Vec<Object>> {
        self.plek += 1;
        if diepte >= DIEPTE {
            return None;
        }
        let mut uit = Vec::new();
        loop {
            match self.op_diepte(diepte + 1)? {
                Volgende::Object(o) => uit.push(o),
                Volgende::Woord(w) if w == b"]" => return Some(uit),
                Volgende::Woord(w) if matches!(w.as_slice(), b"endobj" | b"stream" | b">") => return None,
                Volgende::Woord(_) => {}
            }
        }
    }

    fn woordenboek(&mut self, diepte: usize) -> Option<Dictionary> {
        self.plek += 2;
        if diepte >= DIEPTE {
            return None;
        }
        let mut uit = Dictionary::new();
        loop {
            self.sla_wit_over();
            if self.begint_met(b">>") {
                self.plek += 2;
                return Some(uit);
            }
            let sleutel = match self.op_diepte(diepte + 1)? {
                Volgende::Object(Object::Name(naam)) => naam,
                Volgende::Object(_) => continue,
                Volgende::Woord(_) => return None,
            };
            self.sla_wit_over();
            if self.begint_met(b">>") {
                continue;
            }
            match self.op_diepte(diepte + 1)? {
                Volgende::Object(o) => uit.set(sleutel, o),
                Volgende::Woord(_) => return None,
            }
        }
    }
}

const fn cijfer(b: u8) -> u8 {
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

    fn lees(tekst: &[u8]) -> Option<Object> {
        Ontleder::nieuw(tekst, 0, 1000).object()
    }

    #[test]
    fn objects_of_every_kind() {
        let o = lees(b"<< /A#42 [1 -2.5 (a\\(b\\051 \\101) <48 6> 7 0 R true null] % c\n /B <</C /D>> >>");
        let rij =
            o.as_ref().and_then(|o| o.as_dict().ok()?.get(b"AB").ok()?.as_array().ok()).cloned().unwrap_or_default();
        assert_eq!(rij.len(), 7);
        assert_eq!(rij.get(2), Some(&Object::String(b"a(b) A".to_vec(), StringFormat::Literal)));
        assert_eq!(rij.get(3), Some(&Object::String(b"H`".to_vec(), StringFormat::Hexadecimal)));
        assert_eq!(rij.get(4), Some(&Object::Reference((7, 0))));
    }

    #[test]
    fn rubbish_ends() {
        for tekst in [&b"["[..], b"<<", b"(", b"<", b"<< /A", b"[[[[", b"/", b")", b"<< 1 2 3", b"1 0", b""] {
            let _ = lees(tekst);
        }
        assert_eq!(lees(&b"[".repeat(1_000_000)), None);
        assert_eq!(lees(&b"<</A".repeat(1_000_000)), None);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        proptest::proptest!(|(bytes in proptest::collection::vec(proptest::sample::select(b"<>[]()/\\#%0 1R.-a\n\xff".to_vec()), 0..60))| {
            let mut o = Ontleder::nieuw(&bytes, 0, 1000);
            while o.volgende().is_some() {}
        });
    }
}
