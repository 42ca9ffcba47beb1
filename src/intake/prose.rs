//! A report in running text, without a form: "Cliënt R. Proef, geb. 16-01-1982, is om 18.00 uur niet teruggekeerd".
//! What its sentences say is only proposed, each with the words that say it; whoever is on duty takes it over or not.

mod clause;
mod person;
mod place;
mod spoken;

use std::collections::BTreeMap;

use self::place::ToldPlace;
use super::{
    end,
    label::KnownField,
    line::TextLine,
    reading::{FieldValue, ReadingEnv},
};
use crate::{
    domain::{
        melding::{Certainty, MeldingKind},
        time_kind::TimeKind,
    },
    rules::book::FormAbout,
};

/// A sentence, and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sentence {
    nr: usize,
    text: String,
}

/// What a text reports.
#[derive(Debug, Clone)]
pub struct ToldReport {
    /// Which form that would be.
    pub kind: MeldingKind,
    /// What it says, each a proposal.
    pub fields: BTreeMap<String, FieldValue>,
    /// What stays open, a sentence each.
    pub open: Vec<String>,
}

/// Words by which somebody reports. In a letter about a rule or a meeting none of what follows them stands there.
const REPORTS: [&str; 12] = [
    "hierbij",
    "meld ik",
    "ik meld",
    "melden wij",
    "wij melden",
    "we melden",
    "melden we",
    "melding van",
    "doe ik melding",
    "doen wij melding",
    "ter melding",
    "te melden",
];
/// Words that tell of what is reported.
const INCIDENTS: [&str; 32] = [
    "voorval",
    "incident",
    "geslagen",
    "gestoken",
    "gebeten",
    "bedreigd",
    "aangevallen",
    "aangetroffen",
    "gevonden",
    "brand",
    "overleden",
    "levenloos",
    "suïcide",
    "suicide",
    "zelfdoding",
    "vechtpartij",
    "geweld",
    "gegijzeld",
    "gijzeling",
    "contrabande",
    "wapen",
    "drugs",
    "mes ",
    "vernield",
    "gewond",
    "ontruimd",
    "hongerstaking",
    "ontsnap",
    "explosie",
    "mishandel",
    "aanranding",
    "steekpartij",
];
/// Words that tell that somebody is gone, which with their clause say how.
const ABSENT: [&str; 14] = [
    "niet teruggekeerd",
    "niet teruggekomen",
    "niet terug gekeerd",
    "niet terug van",
    "niet terugg",
    "onttrokken aan",
    "onttrok zich",
    "ontvlucht",
    "ontsnapt",
    "weggelopen",
    "over het hek",
    "ongeoorloofd afwezig",
    "ervandoor",
    "uit het oog verloren",
];
/// Bytes of a sentence that is looked at.
const MAX_SENTENCE: usize = 1500;
/// What the facts of a text count for together, from which on it is a report.
const ENOUGH: usize = 4;

/// The report that a text tells, with what it is about.
pub fn read(lines: &[TextLine], env: ReadingEnv<'_>) -> Option<ToldReport> {
    let all: Vec<Sentence> = end::sentences(lines)
        .into_iter()
        .filter(|(_, text)| text.len() <= MAX_SENTENCE)
        .map(|(nr, text)| Sentence { nr, text })
        .collect();
    let signed = all.iter().position(|s| env.labels.is_greeting(&s.text)).unwrap_or(all.len());
    let asks = |s: &&Sentence| s.text.trim_end().ends_with('?');
    let body: Vec<&Sentence> = all.iter().take(signed).filter(|s| !asks(s)).collect();
    let whole = body.iter().map(|s| format!(" {} ", s.text.to_lowercase())).collect::<Vec<_>>().concat();
    let tells = |words: &[&str]| words.iter().any(|word| whole.contains(&format!(" {word}")));
    let absent = ABSENT.iter().any(|words| whole.contains(words));
    if !absent && !tells(&INCIDENTS) {
        return None;
    }
    let labels = env.labels;
    let mut out = BTreeMap::new();
    let mut put = |name: &str, value: String, sentence: &Sentence, words: &str| {
        let words = words.trim().to_owned();
        let found = FieldValue { value, label: words, nr: sentence.nr, certainty: Certainty::Proposed };
        out.entry(name.to_owned()).or_insert(found);
    };
    let names_a_form =
        labels.forms().iter().flat_map(|form| &form.signs.title_words).any(|word| whole.contains(&format!(" {word}")));
    let mut facts = usize::from(tells(&REPORTS) || names_a_form) + usize::from(absent);
    let (born, two) = person::born(&body, env);
    if two {
        return None;
    }
    if let Some(born) = &born {
        facts += 2;
        put(labels.name_of(KnownField::BirthDate), born.date.to_string(), born.sentence, &born.words);
    }
    if let Some((name, sentence)) = person::name(&body, born.as_ref()) {
        facts += 1;
        put(labels.name_of(KnownField::Person), name.clone(), sentence, &name);
    }
    for (kind, found) in clause::moments(&body, env) {
        facts += 1;
        put(kind.field(), found.moment.rfc3339(), found.sentence, &found.words);
    }
    if let Some((number, sentence, words)) = clause::reference(&body) {
        facts += 1;
        put(labels.name_of(KnownField::Reference), number, sentence, &words);
    }
    if let Some((date, sentence, words)) = clause::end_date(&body, env) {
        put(labels.name_of(KnownField::EndDate), date.to_string(), sentence, &words);
    }
    let mut open = Vec::new();
    match place::told(&all, signed, env) {
        ToldPlace::Named { inrichting, sentence, words } => {
            facts += 1;
            put(labels.name_of(KnownField::Inrichting), inrichting.name.clone(), sentence, &words);
        }
        ToldPlace::Doubtful(why) => {
            facts += 1;
            open.push(why);
        }
        ToldPlace::Unnamed => {}
    }
    if absent && let Some((way, sentence)) = clause::way(&body, &ABSENT) {
        put(labels.name_of(KnownField::Way), clause::as_answer(&way), sentence, &way);
    }
    let dated = born.is_some() || out.contains_key(TimeKind::Voorval.field());
    let kind = labels.form_about(if absent { FormAbout::Absence } else { FormAbout::Voorval })?;
    (dated && facts >= ENOUGH).then_some(ToldReport { kind, fields: out, open })
}

#[cfg(test)]
mod tests;
