//! What kind of report a text is, and which of a mail's texts is the report. Judged by the fields that are
//! in it: the subject is the same for all three kinds and says nothing.

use std::collections::BTreeMap;

use super::{
    line::TextLine,
    quotes::QuoteLayer,
    reading::{FieldValue, Reading},
};
use crate::domain::melding::MeldingKind;

/// A text of the mail that was searched.
#[derive(Debug)]
pub struct Candidate {
    /// Where it was found: `tekst`, `bijlage «x.docx»`.
    pub place: String,
    /// How far from the sender's hand.
    pub layer: QuoteLayer,
    /// What was read.
    pub reading: Reading,
    /// What kind of report that makes it.
    pub kind: MeldingKind,
}

/// Items that only the MBV asks for.
const MBV_ONLY: [&str; 16] = [
    "verblijfstitel",
    "datum_inschrijving",
    "delict",
    "briefnummer",
    "soort_afdeling",
    "verlofvorm",
    "type_voorval",
    "beschrijving",
    "recidivegevaar",
    "gemeld_opsporing",
    "gemeld_om",
    "media",
    "omwonenden",
    "slachtoffers",
    "maatregelen",
    "opmerkingen",
];
const MBV_SHARED: [&str; 9] = [
    "geboortedatum",
    "geslacht",
    "nationaliteit",
    "inrichting",
    "afdeling",
    "voorval",
    "constatering",
    "plaats",
    "datum",
];
const MOA: [&str; 6] = ["geboortedatum", "wijze_van_onttrekking", "einddatum", "inrichting", "voorval", "constatering"];

/// The kind of report a text is, as far as its fields and its title say.
pub fn kind(reading: &Reading, lines: &[TextLine]) -> MeldingKind {
    let has = |name: &str| reading.fields.contains_key(name);
    let mbv = MBV_ONLY.iter().filter(|v| has(v)).count();
    let certain_mbv = mbv >= 6 || has("type_voorval") || has("recidivegevaar");
    if has("einde_oa") && !certain_mbv {
        return MeldingKind::OaEnd;
    }
    if has("wijze_van_onttrekking") && !certain_mbv {
        return MeldingKind::Moa;
    }
    if mbv >= 3 {
        return MeldingKind::Mbv;
    }
    let fields = reading.fields.len();
    let title = title(lines);
    match title {
        Some(kind) if fields >= 2 => kind,
        _ if has("persoon") && has("einddatum") => MeldingKind::Moa,
        _ if mbv >= 2 && (has("persoon") || has("voorval")) => MeldingKind::Mbv,
        _ if has("persoon") && has("voorval") && is_about_absence(lines) => MeldingKind::Moa,
        Some(_) | None => MeldingKind::Unknown,
    }
}

/// The title of a form: a short line that names it.
fn title(lines: &[TextLine]) -> Option<MeldingKind> {
    lines.iter().filter(|r| !r.is_empty()).take(40).find_map(|r| {
        let plain = r.plain().to_lowercase();
        if plain.chars().count() > 80 {
            return None;
        }
        let word = |w: &str| plain.split(|c: char| !c.is_alphanumeric()).any(|p| p == w);
        let gone = plain.contains("ongeoorloofde afwezigheid") || word("moa");
        let end = ["einde", "beëindig", "beeindig", "terugkeer", "afloop"].iter().any(|e| plain.contains(e));
        let mbv = plain.contains("bijzonder voorval")
            || plain.contains("bijzondere voorval")
            || plain.contains("bijzonder geval")
            || word("mbv");
        match (gone, mbv) {
            (true, false) if end => Some(MeldingKind::OaEnd),
            (true, false) => Some(MeldingKind::Moa),
            (false, true) => Some(MeldingKind::Mbv),
            (true, true) | (false, false) => None,
        }
    })
}

fn is_about_absence(lines: &[TextLine]) -> bool {
    lines.iter().any(|r| {
        let plain = r.plain().to_lowercase();
        ["onttrokken", "onttrekking", "ongeoorloofd afwezig", "ongeoorloofde afwezig", "ontvlucht"]
            .iter()
            .any(|w| plain.contains(w))
    })
}

/// The fields of this kind of report under the names the domain uses, from one text.
pub fn fields(kind: MeldingKind, reading: &Reading) -> BTreeMap<String, &FieldValue> {
    let mut out = BTreeMap::new();
    let mut take = |names: &[&str]| {
        for name in names {
            if let Some(v) = reading.fields.get(*name) {
                out.insert((*name).to_owned(), v);
            }
        }
    };
    let person = match kind {
        MeldingKind::Mbv => {
            take(&MBV_ONLY);
            take(&MBV_SHARED);
            take(&["ondertekend_door"]);
            "verpleegde"
        }
        MeldingKind::Moa => {
            take(&MOA);
            "naam"
        }
        MeldingKind::OaEnd => {
            take(&["geboortedatum", "einde_oa"]);
            "naam"
        }
        MeldingKind::Phone | MeldingKind::Unknown => return out,
    };
    if let Some(v) = reading.fields.get("persoon") {
        out.insert(person.to_owned(), v);
    }
    out
}

/// The text that is the report: the newest layer that has one, and in it the first that is about as full
/// as the fullest. In a chain of forwarded mails the first is the newest version.
pub fn choose(candidates: &[Candidate]) -> Option<&Candidate> {
    let extent = |k: &Candidate| fields(k.kind, &k.reading).len();
    [QuoteLayer::New, QuoteLayer::Forwarded].into_iter().find_map(|layer| {
        let here = || candidates.iter().filter(|k| k.layer == layer && k.kind != MeldingKind::Unknown);
        let fullest = here().map(extent).max()?;
        let enough = match layer {
            QuoteLayer::New => fullest,
            QuoteLayer::Forwarded | QuoteLayer::Quoted => fullest.div_ceil(2),
        };
        here().find(|k| extent(k) >= enough)
    })
}

/// True when two texts are about the same person and moment, as far as both say.
pub fn same(one: &Candidate, other: &Candidate) -> bool {
    ["persoon", "geboortedatum", "inrichting", "voorval"].iter().all(|name| {
        match (one.reading.fields.get(*name), other.reading.fields.get(*name)) {
            (Some(a), Some(b)) => a.value.to_lowercase() == b.value.to_lowercase(),
            (Some(_) | None, None) | (None, Some(_)) => true,
        }
    })
}
