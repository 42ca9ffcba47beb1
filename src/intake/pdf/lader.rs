//! A PDF file as its objects, found by scanning for `N G obj`. Of an object that is there twice the later
//! one counts, as in a file that was saved again. Damaged files and lying tables of contents read the same.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document, Object, ObjectId, Stream,
    encryption::{EncryptionState, decrypt_object},
};

use super::{
    Gemis, Stromen,
    ontleed::{KNOPEN, Ontleder, Volgende},
};
use crate::intake::grenzen::vind;

/// Objects in one file.
const OBJECTEN: usize = 50_000;

/// Bytes that may be looked at in vain for the price of one object.
const ZINLOOS: usize = 64;

/// Loads a file.
pub fn laad(bytes: &[u8], stromen: &mut Stromen) -> Result<Document, Gemis> {
    let mut lader =
        Lader { bytes, knopen: KNOPEN, plekken: BTreeMap::new(), document: Document::new(), te_veel: false };
    lader.objecten();
    lader.slotstukken();
    lader.ontsleutel()?;
    lader.objectstromen(stromen);
    if lader.te_veel {
        return Err(Gemis::TeGroot);
    }
    lader.wortel()?;
    Ok(lader.document)
}

struct Lader<'a> {
    bytes: &'a [u8],
    /// Objects that may still be read, all parts counted.
    knopen: usize,
    /// Where each object stands; the container's place for one in an object stream.
    plekken: BTreeMap<ObjectId, usize>,
    document: Document,
    te_veel: bool,
}

impl Lader<'_> {
    fn objecten(&mut self) {
        let mut plek = 0;
        while let Some(woord) = vind(self.bytes, b"obj", plek) {
            plek = woord + 3;
            let Some(id) = self.nummer_voor(woord) else { continue };
            let mut ontleder = Ontleder::nieuw(self.bytes, plek, self.knopen);
            let object = ontleder.object();
            self.knopen = ontleder.over;
            if self.knopen == 0 || self.document.objects.len() > OBJECTEN {
                self.te_veel = true;
                return;
            }
            let Some(object) = object else {
                // What made no sense may be looked at again from its middle, so looking costs.
                self.knopen = self.knopen.saturating_sub((ontleder.plek - plek) / ZINLOOS);
                continue;
            };
            plek = ontleder.plek;
            let object = match object {
                Object::Dictionary(d) => self.stroom(d, &mut plek),
                anders => anders,
            };
            self.plekken.insert(id, woord);
            self.document.objects.insert(id, object);
        }
    }

    /// The number and generation that stand before the word `obj`.
    fn nummer_voor(&self, woord: usize) -> Option<ObjectId> {
        let begin = woord.saturating_sub(24);
        let voor = std::str::from_utf8(self.bytes.get(begin..woord)?.trim_ascii_end()).ok().or_else(|| {
            let venster = self.bytes.get(begin..woord)?;
            let na = venster.iter().rposition(|b| !b.is_ascii())? + 1;
            std::str::from_utf8(venster.get(na..)?.trim_ascii_end()).ok()
        })?;
        let mut delen = voor.rsplit(|c: char| c.is_ascii_whitespace()).filter(|d| !d.is_empty());
        let versie: u16 = delen.next()?.parse().ok()?;
        let nummer: String = delen.next()?.chars().rev().take_while(char::is_ascii_digit).collect();
        let nummer: String = nummer.chars().rev().collect();
        Some((nummer.parse().ok()?, versie))
    }

    /// The stream that begins behind a dictionary, if one does. Its end is where its length says, when the
    /// word `endstream` stands there; else at the next such word.
    fn stroom(&self, woordenboek: Dictionary, plek: &mut usize) -> Object {
        let mut ontleder = Ontleder::nieuw(self.bytes, *plek, 2);
        if ontleder.volgende() != Some(Volgende::Woord(b"stream".to_vec())) {
            return Object::Dictionary(woordenboek);
        }
        let mut begin = ontleder.plek;
        for einde in [&b"\r\n"[..], b"\n", b"\r"] {
            if self.bytes.get(begin..).is_some_and(|r| r.starts_with(einde)) {
                begin += einde.len();
                break;
            }
        }
        let lengte = woordenboek.get(b"Length").and_then(Object::as_i64).ok().and_then(|l| usize::try_from(l).ok());
        let volgens_lengte = lengte.and_then(|l| begin.checked_add(l)).filter(|e| {
            let rest = self.bytes.get(*e..).unwrap_or_default();
            rest.get(..rest.len().min(16)).is_some_and(|r| r.trim_ascii_start().starts_with(b"endstream"))
        });
        let einde = volgens_lengte.or_else(|| vind(self.bytes, b"endstream", begin)).unwrap_or(self.bytes.len());
        *plek = einde;
        // Pictures are not read; their bytes would only take room.
        let beeld = woordenboek.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image");
        let inhoud = if beeld { &[] } else { self.bytes.get(begin..einde).unwrap_or_default() };
        Object::Stream(Stream::new(woordenboek, inhoud.to_vec()))
    }

    /// The trailers: as dictionaries of their own, or as part of a cross-reference stream.
    fn slotstukken(&mut self) {
        let mut plek = 0;
        while let Some(woord) = vind(self.bytes, b"trailer", plek) {
            plek = woord + 7;
            let mut ontleder = Ontleder::nieuw(self.bytes, plek, self.knopen.min(10_000));
            if let Some(Object::Dictionary(d)) = ontleder.object() {
                self.neem_slotstuk(&d);
            }
            self.knopen = self.knopen.saturating_sub(50 + (ontleder.plek - plek) / ZINLOOS);
            if self.knopen == 0 {
                return;
            }
        }
        let stromen: Vec<Dictionary> = self
            .document
            .objects
            .values()
            .filter_map(|o| o.as_stream().ok())
            .filter(|s| s.dict.has_type(b"XRef"))
            .map(|s| s.dict.clone())
            .take(100)
            .collect();
        for d in &stromen {
            self.neem_slotstuk(d);
        }
    }

    fn neem_slotstuk(&mut self, d: &Dictionary) {
        for sleutel in [&b"Root"[..], b"Encrypt", b"ID"] {
            if let Ok(waarde) = d.get(sleutel) {
                self.document.trailer.set(sleutel, waarde.clone());
            }
        }
    }

    /// Undoes an encryption without a password, which forms have so that only their fields can be changed.
    fn ontsleutel(&mut self) -> Result<(), Gemis> {
        let Ok(verwijzing) = self.document.trailer.get(b"Encrypt").and_then(Object::as_reference) else {
            let open = self.document.trailer.get(b"Encrypt").is_err();
            return if open { Ok(()) } else { Err(Gemis::Beveiligd) };
        };
        self.document.authenticate_password("").map_err(|_| Gemis::Beveiligd)?;
        let staat = EncryptionState::decode(&self.document, "").map_err(|_| Gemis::Beveiligd)?;
        for (id, object) in &mut self.document.objects {
            let zelf = object.as_stream().is_ok_and(|s| s.dict.has_type(b"XRef"));
            if *id != verwijzing && !zelf {
                // What cannot be decrypted stays as it is, and will not read as text.
                let _ = decrypt_object(&staat, *id, object);
            }
        }
        Ok(())
    }

    /// Takes the objects out of object streams.
    fn objectstromen(&mut self, stromen: &mut Stromen) {
        let houders: Vec<ObjectId> = self
            .document
            .objects
            .iter()
            .filter(|(_, o)| o.as_stream().is_ok_and(|s| s.dict.has_type(b"ObjStm")))
            .map(|(id, _)| *id)
            .collect();
        for houder in houders {
            let Some(Object::Stream(stroom)) = self.document.objects.remove(&houder) else { continue };
            let plek = self.plekken.get(&houder).copied().unwrap_or(0);
            let eerste = stroom.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|f| usize::try_from(f).ok());
            if let (Some(inhoud), Some(eerste)) = (stromen.lees(&stroom), eerste) {
                self.uit_objectstroom(&inhoud, eerste, plek);
            }
        }
    }

    fn uit_objectstroom(&mut self, inhoud: &[u8], eerste: usize, plek: usize) {
        let index = inhoud.get(..eerste).unwrap_or_default();
        let getallen: Vec<usize> =
            index.split(u8::is_ascii_whitespace).filter_map(|g| std::str::from_utf8(g).ok()?.parse().ok()).collect();
        let mut vorige = None;
        for [nummer, afstand] in getallen.as_chunks::<2>().0 {
            // Two objects at one place, or an earlier place, would be read again and again.
            if vorige.is_some_and(|v| *afstand <= v) {
                continue;
            }
            vorige = Some(*afstand);
            let (Some(begin), Ok(nummer)) = (eerste.checked_add(*afstand), u32::try_from(*nummer)) else { continue };
            let mut ontleder = Ontleder::nieuw(inhoud, begin, self.knopen);
            let object = ontleder.object();
            self.knopen = ontleder.over;
            // An object that runs on past its neighbours makes their places overlap; skip those too.
            vorige = vorige.max(ontleder.plek.checked_sub(eerste + 1));
            if self.knopen == 0 || self.document.objects.len() > OBJECTEN {
                self.te_veel = true;
                return;
            }
            let id = (nummer, 0);
            let Some(object) = object else { continue };
            if self.plekken.get(&id).is_none_or(|p| *p < plek) {
                self.plekken.insert(id, plek);
                self.document.objects.insert(id, object);
            }
        }
    }

    /// Makes sure that there is a catalog to start from.
    fn wortel(&mut self) -> Result<(), Gemis> {
        if self.document.catalog().is_ok_and(|c| c.has(b"Pages")) {
            return Ok(());
        }
        let catalogus = self
            .document
            .objects
            .iter()
            .rev()
            .find(|(_, o)| o.as_dict().is_ok_and(|d| d.has_type(b"Catalog")))
            .map(|(id, _)| *id);
        self.document.trailer.set("Root", Object::Reference(catalogus.ok_or(Gemis::GeenPdf)?));
        Ok(())
    }
}
