//! What kind of report a text is, and which of a mail's texts is the report. Judged by the fields that are
//! in it: the subject is the same for all three kinds and says nothing.

use std::collections::BTreeMap;

use super::{
    label::{KnownField, LabelTable, LabelTarget},
    line::TextLine,
    pair::Pair,
    quotes::QuoteLayer,
    reading::{FieldValue, Reading},
};
use crate::{
    domain::{
        melding::{Certainty, MeldingKind},
        sector::Sector,
        time_kind::TimeKind,
    },
    rules::book::{FormAbout, FormRule},
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
    /// The form that its title names.
    pub title: Option<MeldingKind>,
    /// The sector of the inrichting that it names, where that is known.
    pub sector: Option<Sector>,
}

/// The kind of report a text is, as far as its fields and its title say: one that its sector sends.
pub fn kind(reading: &Reading, lines: &[TextLine], labels: &LabelTable, sector: Option<&Sector>) -> MeldingKind {
    let of = |form: &FormRule| MeldingKind::Form(form.kind);
    let present = || labels.fields().iter().filter(|field| reading.fields.contains_key(&field.name));
    let signs = |form: &FormRule| present().filter(|field| field.sign_of == Some(of(form))).count();
    let has = |form: &FormRule, enough: Option<usize>| enough.is_some_and(|enough| signs(form) >= enough);
    // A label that is known decides, also where its answer leaves a doubt.
    let labelled = |name: &String, line: usize| {
        let named = |p: &&Pair| match p.target {
            LabelTarget::Field { field, .. } => labels.field(field).is_some_and(|f| f.name == *name),
            LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => false,
        };
        reading.pairs.iter().filter(named).any(|p| p.nr == line && p.certainty == Certainty::Certain)
    };
    let sure = |name: &String| {
        reading.fields.get(name).is_some_and(|v| v.certainty == Certainty::Certain || labelled(name, v.nr))
    };
    // Against the title of another form only a label counts that is known word for word.
    let named = title(lines, labels);
    let fits = |form: &FormRule, name: &String| {
        named.is_none_or(|kind| kind == of(form))
            || reading.fields.get(name).is_some_and(|read| labels.search_literal(&read.label).is_some())
    };
    let counts = |form: &FormRule, name: &String| sure(name) && fits(form, name);
    let decided = |form: &FormRule| present().any(|field| field.decides == Some(of(form)) && counts(form, &field.name));
    let forms: Vec<&FormRule> = labels.forms_of(sector).collect();
    let is_sent = |kind: &MeldingKind| forms.iter().any(|form| of(form) == *kind);
    let named = named.filter(is_sent);
    let certain = forms
        .iter()
        .copied()
        .any(|form| has(form, form.signs.certain) || form.signs.certain.is_some() && decided(form));
    // What a title says of an end stands above what is told again of its beginning.
    let over = named.filter(|kind| labels.about(*kind) == Some(FormAbout::AbsenceEnd) && reading.fields.len() >= 2);
    let began = |form: &FormRule| form.about == FormAbout::Absence;
    // The last that is decided: the form about an end has what that about the beginning has.
    if let Some(form) = forms.iter().copied().rev().find(|form| form.signs.certain.is_none() && decided(form))
        && !certain
    {
        return over.filter(|_| began(form)).unwrap_or_else(|| of(form));
    }
    if let Some(form) = forms.iter().copied().find(|form| has(form, form.signs.enough)) {
        return of(form);
    }
    let person = reading.fields.contains_key(labels.name_of(KnownField::Person));
    let voorval = reading.fields.contains_key(TimeKind::Voorval.field());
    let titled = named.filter(|_| reading.fields.len() >= 2);
    let with_person = || forms.iter().copied().find(|form| person && has(form, form.signs.with_person));
    let with_either =
        || forms.iter().copied().find(|form| (person || voorval) && has(form, form.signs.with_person_or_time));
    let told = || forms.iter().copied().find(|form| person && voorval && tells(lines, &form.signs.tells));
    titled.or_else(|| with_person().or_else(with_either).or_else(told).map(of)).unwrap_or(MeldingKind::Unknown)
}

/// Answers that a letter may seem to have: its place and date, its reference.
const MAX_LABELLED: usize = 3;
/// Words of running text.
const MIN_WORDS: usize = 12;

/// True for a document that asks nothing and answers nothing: a letter, of which the sentences say it all.
pub fn is_prose(text: &Candidate, lines: &[TextLine]) -> bool {
    // A letterhead has a telephone number too.
    let asked = |p: &&Pair| !p.answer.trim().is_empty() && p.target != LabelTarget::Other;
    let answered = text.reading.pairs.iter().filter(asked).count();
    let words: usize = lines.iter().filter(|l| !l.table).map(|l| l.plain().split_whitespace().count()).sum();
    text.kind == MeldingKind::Unknown && answered <= MAX_LABELLED && words >= MIN_WORDS
}

/// The title of a form: a short line that names it, and no other.
pub fn title(lines: &[TextLine], labels: &LabelTable) -> Option<MeldingKind> {
    let forms = labels.forms();
    lines.iter().filter(|r| !r.is_empty()).take(40).find_map(|r| {
        let plain = r.plain().to_lowercase();
        if plain.chars().count() > 80 {
            return None;
        }
        let word = |w: &String| plain.split(|c: char| !c.is_alphanumeric()).any(|p| p == w);
        let titled = |form: &&FormRule| {
            let bare = plain.trim_matches(|c: char| !c.is_alphanumeric());
            form.signs.title.iter().any(|t| plain.contains(t))
                || form.signs.title_words.iter().any(word)
                || form.signs.named.as_deref() == Some(bare)
        };
        let mut named = forms.iter().filter(titled);
        let (Some(form), None) = (named.next(), named.next()) else { return None };
        let more = |other: &&FormRule| {
            other.signs.title_of == Some(form.kind) && other.signs.title_more.iter().any(|more| plain.contains(more))
        };
        Some(MeldingKind::Form(forms.iter().find(more).unwrap_or(form).kind))
    })
}

/// True where a line has one of these words in it.
fn tells(lines: &[TextLine], words: &[String]) -> bool {
    lines.iter().any(|r| {
        let plain = r.plain().to_lowercase();
        words.iter().any(|word| plain.contains(word))
    })
}

/// The fields of this kind of report under the names the domain uses, from one text.
pub fn fields<'a>(kind: MeldingKind, reading: &'a Reading, labels: &LabelTable) -> BTreeMap<String, &'a FieldValue> {
    named(kind, &reading.fields, labels)
}

/// The same of fields by their names in the label table.
pub fn named<'a>(
    kind: MeldingKind,
    fields: &'a BTreeMap<String, FieldValue>,
    labels: &LabelTable,
) -> BTreeMap<String, &'a FieldValue> {
    let kept = labels.fields().iter().filter_map(|field| {
        let name = field.kept_in.get(&kind)?;
        Some((name.clone(), fields.get(&field.name)?))
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

/// The text of a mail that says most under known labels where none is a report, and the form in whose words its answers
/// are kept: the one that has most of them. What it is may be said by hand, and its answers stand then.
pub fn labelled<'a>(candidates: &'a [Candidate], labels: &LabelTable) -> Option<(&'a Candidate, MeldingKind)> {
    let sure = |c: &Candidate| c.reading.fields.values().filter(|v| v.certainty == Certainty::Certain).count();
    // "Naam", "Datum" and "Plaats" stand in any letter.
    let own = |c: &Candidate| {
        labels.fields().iter().any(|field| {
            let found = c.reading.fields.get(&field.name).filter(|v| v.certainty == Certainty::Certain);
            found.is_some_and(|v| field.shape.is_telling() || v.label.split_whitespace().count() > 1)
        })
    };
    let best = [QuoteLayer::New, QuoteLayer::Forwarded].into_iter().find_map(|layer| {
        let here = candidates.iter().filter(|c| c.layer == layer && own(c));
        here.rev().max_by_key(|c| sure(c))
    })?;
    Some((best, nearest_form(best, labels)?))
}

/// The form that the title names, or that has most of what was read; of two that have as much the first.
fn nearest_form(text: &Candidate, labels: &LabelTable) -> Option<MeldingKind> {
    let kinds = labels.forms_of(text.sector.as_ref()).map(|form| MeldingKind::Form(form.kind));
    let title = text.title.filter(|title| kinds.clone().any(|kind| kind == *title));
    title.or_else(|| kinds.rev().max_by_key(|kind| fields(*kind, &text.reading, labels).len()))
}

/// From so many answers behind known labels on, a mail with the subject that the instruction prescribes is the form.
const MIN_PRESCRIBED: usize = 5;

/// The kind of a text that came under the subject of the instruction, which says that it is a form and not which: with
/// enough answers behind known labels, among them whom or where it is about, the one that has most of them.
pub fn prescribed(text: &Candidate, labels: &LabelTable) -> Option<MeldingKind> {
    let sure = |name: &str| text.reading.fields.get(name).is_some_and(|v| v.certainty == Certainty::Certain);
    let count = labels.fields().iter().filter(|field| !field.kept_in.is_empty() && sure(&field.name)).count();
    let about = [KnownField::Person, KnownField::Inrichting].into_iter().any(|known| sure(labels.name_of(known)));
    (count >= MIN_PRESCRIBED && about).then(|| nearest_form(text, labels)).flatten()
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
