//! What kind of report a text is, and which of a mail's texts is the report. Judged by the fields that are
//! in it: the subject is the same for all three kinds and says nothing.

use std::collections::BTreeMap;

use super::{
    label::{KnownField, LabelTable},
    line::TextLine,
    quotes::QuoteLayer,
    reading::{FieldValue, Reading},
};
use crate::domain::{
    melding::{Certainty, MeldingKind},
    time_kind::TimeKind,
};

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

/// The kind of report a text is, as far as its fields and its title say.
pub fn kind(reading: &Reading, lines: &[TextLine], labels: &LabelTable) -> MeldingKind {
    let present = || labels.fields().iter().filter(|field| reading.fields.contains_key(&field.name));
    let signs = |kind| present().filter(|field| field.sign_of == Some(kind)).count();
    let sure = |name: &String| reading.fields.get(name).is_some_and(|v| v.certainty == Certainty::Certain);
    let decided = |kind| present().any(|field| field.decides == Some(kind) && sure(&field.name));
    let mbv = signs(MeldingKind::Mbv);
    let certain_mbv = mbv >= 6 || decided(MeldingKind::Mbv);
    if let Some(kind) = [MeldingKind::OaEnd, MeldingKind::Moa].into_iter().find(|kind| decided(*kind))
        && !certain_mbv
    {
        return kind;
    }
    if mbv >= 3 {
        return MeldingKind::Mbv;
    }
    let person = reading.fields.contains_key(labels.name_of(KnownField::Person));
    let voorval = reading.fields.contains_key(TimeKind::Voorval.field());
    match title(lines) {
        Some(kind) if reading.fields.len() >= 2 => kind,
        _ if person && signs(MeldingKind::Moa) > 0 => MeldingKind::Moa,
        _ if mbv >= 2 && (person || voorval) => MeldingKind::Mbv,
        _ if person && voorval && is_about_absence(lines) => MeldingKind::Moa,
        Some(_) | None => MeldingKind::Unknown,
    }
}

/// The title of a form: a short line that names it.
pub fn title(lines: &[TextLine]) -> Option<MeldingKind> {
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
pub fn fields<'a>(kind: MeldingKind, reading: &'a Reading, labels: &LabelTable) -> BTreeMap<String, &'a FieldValue> {
    let kept = labels.fields().iter().filter_map(|field| {
        let name = field.kept_in.get(&kind)?;
        Some((name.clone(), reading.fields.get(&field.name)?))
    });
    kept.collect()
}

/// The text that is the report: the newest layer that has one, and in it the first that is about as full
/// as the fullest. In a chain of forwarded mails the first is the newest version.
pub fn choose<'a>(candidates: &'a [Candidate], labels: &LabelTable) -> Option<&'a Candidate> {
    let extent = |k: &Candidate| fields(k.kind, &k.reading, labels).len();
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
pub fn same(one: &Candidate, other: &Candidate, labels: &LabelTable) -> bool {
    let known = [KnownField::Person, KnownField::BirthDate, KnownField::Inrichting].map(|known| labels.name_of(known));
    known.into_iter().chain([TimeKind::Voorval.field()]).all(|name| {
        match (one.reading.fields.get(name), other.reading.fields.get(name)) {
            (Some(a), Some(b)) => a.value.to_lowercase() == b.value.to_lowercase(),
            (Some(_) | None, None) | (None, Some(_)) => true,
        }
    })
}
