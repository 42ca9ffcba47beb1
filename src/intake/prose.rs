//! A report in running text, without a form: "Cliënt R. Proef, geb. 16-01-1982, is om 18.00 uur niet teruggekeerd".
//! What its sentences say is only proposed, each with the words that say it; whoever is on duty takes it over or not.
//! What is asked, supposed, practised, denied or taken back is no report.

mod ago;
mod clause;
pub mod frame;
mod person;
mod place;
mod reference;
pub mod sentence;
mod told;
pub mod when;
pub mod words;

use std::collections::BTreeMap;

use self::{
    person::Births,
    place::ToldPlace,
    sentence::{Sentence, says},
    words::WORDS,
};
use super::{
    fields,
    label::{KnownField, LabelTable},
    limits,
    line::TextLine,
    reading::{FieldValue, ReadingEnv},
};
use crate::{
    domain::{
        melding::{Certainty, MeldingKind},
        moment::Moment,
        sector::Sector,
    },
    intake::reading_words::READING,
    rules::book::FormAbout,
};

/// What a text came in.
#[derive(Debug, Clone, Copy)]
pub struct Cover<'a> {
    /// When it was sent.
    pub sent: Option<Moment>,
    /// What its subject says.
    pub subject: &'a str,
}

/// What a text reports.
#[derive(Debug, Clone)]
pub struct ToldReport {
    /// Which form that would be; unknown where it does not report by itself.
    pub kind: MeldingKind,
    /// What it says, each a proposal.
    pub fields: BTreeMap<String, FieldValue>,
    /// It tells enough to propose it, also where it does not report by itself.
    pub tells: bool,
    /// What stays open, a sentence each.
    pub open: Vec<String>,
}

/// Bytes of a sentence that is looked at.
const MAX_SENTENCE: usize = 1500;
/// What the facts of a text count for together, from which on it is a report.
const ENOUGH: usize = 4;
/// Facts that are proposed of a text that reports nothing by itself.
const MIN_TOLD: usize = 2;
/// Bytes of a sentence that is shown as the place of what was read.
const SHOWN: usize = 80;
/// Words up to which a text is a cry for help.
const SHORT: usize = 30;

/// What a text as a whole says of itself.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own about the text")]
struct TextTone {
    /// All of it, in small letters.
    whole: String,
    /// It names what happened.
    happened: bool,
    /// It names who is gone.
    gone: bool,
    /// It is no exercise and no denial.
    tells: bool,
    /// It says that it reports.
    says_so: bool,
    /// It says so, or names a form.
    reports: bool,
}

impl TextTone {
    fn of(body: &[&Sentence], subject: &str, labels: &LabelTable) -> Self {
        let subject = subject.to_lowercase();
        let whole = body.iter().map(|s| s.lower.as_str()).chain([subject.as_str()]).collect::<Vec<_>>().join(" . ");
        let happened = body.iter().any(|s| s.event().is_some());
        let gone = body.iter().any(|s| s.gone().is_some());
        let is_real = !says(&whole, WORDS.no_report) || says(&whole, WORDS.real);
        let denied = !gone && !happened && body.iter().any(|s| s.denies());
        let mut titles = labels.forms().iter().flat_map(|form| &form.signs.title_words);
        let names_a_form = titles.any(|word| says(&whole, &[word]));
        let says_so = body.iter().any(|sentence| says(&sentence.lower, WORDS.reports));
        Self { happened, gone, tells: is_real && !denied, says_so, reports: says_so || names_a_form, whole }
    }

    /// Which form it would have been.
    fn form(&self, labels: &LabelTable, sector: Option<&Sector>) -> Option<MeldingKind> {
        // Who calls it by the name of that form alone knows what it is.
        let named = |about: FormAbout| {
            let form = labels.forms().iter().find(|form| form.about == about);
            form.is_some_and(|form| form.signs.title_words.iter().any(|word| says(&self.whole, &[word])))
        };
        let absence = self.gone || !self.happened && named(FormAbout::Absence) && !named(FormAbout::Voorval);
        labels.form_about(if absence { FormAbout::Absence } else { FormAbout::Voorval }, sector)
    }
}

/// How many of its sentences a text tells before it is signed.
fn told_until(lines: &[TextLine], all: &[Sentence], labels: &LabelTable) -> usize {
    let below = fields::signature(lines, labels).and_then(|at| lines.get(at)).map(|line| line.nr);
    let ends = |s: &Sentence| labels.is_greeting(&s.text) || below.is_some_and(|nr| s.nr >= nr);
    all.iter().position(ends).unwrap_or(all.len())
}

/// The report that a text tells, with what it is about.
pub fn read(lines: &[TextLine], cover: Cover<'_>, env: ReadingEnv<'_>) -> Option<ToldReport> {
    let all: Vec<Sentence> =
        sentence::sentences(lines).into_iter().filter(|sentence| sentence.text.len() <= MAX_SENTENCE).collect();
    let signed = told_until(lines, &all, env.labels);
    let body: Vec<&Sentence> = all.iter().take(signed).filter(|s| !s.is_open()).collect();
    let labels = env.labels;
    let tone = TextTone::of(&body, cover.subject, labels);
    let TextTone { ref whole, happened, gone, tells, says_so, reports } = tone;
    let mut out = BTreeMap::new();
    let mut put = |name: &str, value: String, sentence: &Sentence, words: &str| {
        let words = words.trim().to_owned();
        let found = FieldValue { value, label: words, nr: sentence.nr, certainty: Certainty::Proposed };
        out.entry(name.to_owned()).or_insert(found);
    };
    let mut open = Vec::new();
    let mut facts = usize::from(reports) + if gone || happened { 2 } else { 0 };
    let births = person::born(&body, env);
    match &births {
        Births::One(born) => {
            facts += 1;
            put(labels.name_of(KnownField::BirthDate), born.date.to_string(), born.sentence, &born.words);
        }
        Births::Several => {
            open.push("De tekst noemt meer dan één geboortedatum: kies zelf wie het betreft.".to_owned());
        }
        Births::Untold => {}
    }
    if let Some((name, sentence)) = person::name(&body, &births) {
        facts += 1;
        put(labels.name_of(KnownField::Person), name.clone(), sentence, &name);
    }
    let times = if tells { clause::moments(&body, cover.sent, reports) } else { Vec::new() };
    let dated = !times.is_empty();
    facts += 2 * usize::from(dated);
    for (kind, found) in times {
        put(kind.field(), found.moment.rfc3339(), found.sentence, &found.words);
    }
    if let Some((number, sentence, words)) =
        reference::reference(&all.iter().filter(|s| !s.is_open()).collect::<Vec<_>>())
    {
        facts += 1;
        put(labels.name_of(KnownField::Reference), number, sentence, &words);
    }
    if let Some((date, sentence, words)) = clause::end_date(&body, env) {
        put(labels.name_of(KnownField::EndDate), date.to_string(), sentence, &words);
    }
    let mut sector = None;
    match place::told(&all, signed, env) {
        ToldPlace::Named { inrichting, sentence, words } => {
            facts += 1;
            sector = inrichting.sector.as_ref();
            put(labels.name_of(KnownField::Inrichting), inrichting.name.clone(), sentence, &words);
        }
        ToldPlace::Doubtful(why) => {
            facts += 1;
            open.push(why);
        }
        ToldPlace::Unnamed => {}
    }
    if tells
        && gone
        && let Some((way, sentence)) = clause::way(&body)
    {
        put(labels.name_of(KnownField::Way), clause::as_answer(&way), sentence, &way);
    }
    let urgent = says(whole, READING.urgent) && whole.split(' ').count() <= SHORT;
    facts += usize::from(urgent);
    let kind = tone.form(labels, sector)?;
    // Without a word for what happened the rest has to say that much more.
    let enough = if gone || happened { ENOUGH } else { ENOUGH + 1 };
    let near = body.iter().any(|s| (s.event().is_some() || s.gone().is_some()) && when::names_near_day(&s.lower));
    let claims = tells && (dated || (gone || happened) && (says_so || urgent || near)) && facts >= enough;
    let said = claims || !out.is_empty();
    let tells = tells && out.len() >= MIN_TOLD;
    if claims {
        for told::ToldAnswer { field, value, sentence } in told::answers(&body, env) {
            let label = limits::start(&sentence.text, SHOWN).to_owned();
            let found = FieldValue { value, label, nr: sentence.nr, certainty: Certainty::Proposed };
            out.entry(field).or_insert(found);
        }
    }
    said.then_some(ToldReport { kind: if claims { kind } else { MeldingKind::Unknown }, fields: out, tells, open })
}

#[cfg(test)]
mod tests;
