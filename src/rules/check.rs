//! Faults that no single field shows: a row that is missing or stands twice, a letter in brackets
//! without a question to weigh it by, a form without a term. Each is reported where its author looks.

use super::{
    call_question::CallQuestion,
    form::FormRule,
    message_family::MessageFamily,
    rij_rule::{Code, RijRule},
    seen::SeenIds,
    termijn_rule::{ClockStart, TermijnRule},
    toml_reader::Table,
    undetermined::Undetermined,
};
/// A table of the file with what it became, if it could be read.
type ReadTable<'a, 'b, T> = (&'b Table<'a>, Option<T>);

/// Checks the rows: there are some, each consistent in itself and with the terms of the book.
pub(super) fn rijen(
    book: &Table<'_>,
    rijen: &[ReadTable<'_, '_, RijRule>],
    termijnen: &[ReadTable<'_, '_, TermijnRule>],
    undetermined: &[Undetermined],
) {
    if rijen.is_empty() {
        book.error("rij", "Dit regelboek heeft geen rijen.");
    }
    let read: Vec<&TermijnRule> = termijnen.iter().filter_map(|(_, rule)| rule.as_ref()).collect();
    // A term that could not be read is not missing: its own faults are on the list.
    let complete = read.len() == termijnen.len();
    // A source may demand a form and name no hour for it: then that is a gap, and nothing counts down.
    let form_has_hour = undetermined.iter().all(|gap| gap.topic != "M");
    for (t, rij) in rijen.iter().filter_map(|(t, rij)| Some((t, rij.as_ref()?))) {
        consistent(t, rij);
        for kind in rij.weegvragen.iter().flat_map(|q| [&q.yes, &q.no]).filter_map(|c| c.ends) {
            if !rij.termijnen.contains(&kind) {
                t.error("weegvraag", format!("Een antwoord eindigt de termijn {kind}, die rij {} niet heeft.", rij.nr));
            }
        }
        carries(t, rij, &read, complete);
        if complete && form_has_hour {
            carries_form(t, rij, &read);
        }
    }
}

/// Checks the forms: a row asks for one that the book describes.
pub(super) fn forms(rijen: &[ReadTable<'_, '_, RijRule>], forms: &[FormRule]) {
    for (t, rij) in rijen.iter().filter_map(|(t, rij)| Some((t, rij.as_ref()?))) {
        if forms.iter().all(|form| form.kind != rij.form) {
            let known: Vec<&str> = forms.iter().map(|form| form.kind.code()).collect();
            t.error("formulier", format!("«{}» kan hier niet; kies uit {}.", rij.form, known.join(", ")));
        }
    }
}

/// Checks what messages and the call need: a row names a family of the book, a question stands in it once,
/// and what an answer weighs is a question of the book.
pub(super) fn messages(
    book: &Table<'_>,
    rijen: &[ReadTable<'_, '_, RijRule>],
    families: &[MessageFamily],
    questions: &[CallQuestion],
    seen: &SeenIds,
) {
    for (t, rij) in rijen.iter().filter_map(|(t, rij)| Some((t, rij.as_ref()?))) {
        if let Some(name) = rij.family.as_ref().filter(|name| families.iter().all(|f| f.id != **name)) {
            t.error("familie", format!("Familie «{name}» staat niet in dit regelboek."));
        }
    }
    for (i, question) in questions.iter().enumerate() {
        if questions.iter().take(i).any(|earlier| earlier.id == question.id) {
            book.error("belvraag", format!("Belvraag {} staat er twee keer.", question.id));
        }
        // The digits are those of the weighing: a hand that is half asleep presses 1 for yes and 2 for no.
        for (word, place) in [("ja", 1), ("nee", 2)] {
            let stands = question.choices.iter().zip(1..).find(|(choice, _)| choice.word == word);
            if stands.is_some_and(|(_, at)| at != place) {
                let id = &question.id;
                book.error(
                    "belvraag",
                    format!("Belvraag {id} heeft «{word}» niet als antwoord {place}; zet het daar."),
                );
            }
        }
        for (weighed, _) in question.choices.iter().flat_map(|choice| &choice.weighs) {
            if !seen.knows_question(weighed) {
                let id = &question.id;
                book.error(
                    "belvraag",
                    format!("Belvraag {id} weegt vraag {weighed}, die niet in dit regelboek staat."),
                );
            }
        }
    }
}

fn consistent(t: &Table<'_>, rij: &RijRule) {
    for (letter, code) in rij.letters() {
        if matches!(code, Code::Weging | Code::IfRelevant) && rij.weegvragen.is_empty() {
            t.error(letter.field(), "Hier valt iets te wegen, maar de rij heeft geen weegvragen.");
        }
    }
    match (rij.is_notifiable(), &rij.alternative) {
        (false, None) => t.error("nr", "Deze rij vraagt geen melding; zeg bij «alternatief» wat dan wel kan."),
        (true, Some(_)) => t.error("alternatief", "Een alternatief hoort alleen bij een rij zonder melding."),
        (true, None) | (false, Some(_)) => {}
    }
}

/// A row without a form has no term, and one with a term has the step that meets it.
fn carries(t: &Table<'_>, rij: &RijRule, termijnen: &[&TermijnRule], complete: bool) {
    for kind in &rij.termijnen {
        let rule = termijnen.iter().find(|rule| rule.kind == *kind);
        if rij.m == Code::No {
            t.error("termijnen", format!("Rij {} vraagt geen formulier en heeft dus geen {kind}.", rij.nr));
        } else if rule.is_none() && complete {
            t.error("termijnen", format!("De termijn {kind} staat niet in dit regelboek."));
        } else if rule.is_some_and(|rule| rule.start == ClockStart::OaEnd) && !rij.is_oa() {
            t.error("termijnen", format!("Rij {} is geen afwezigheid; {kind} kan daar niet beginnen.", rij.nr));
        } else if let Some(step) = rule.map(|rule| rule.step)
            && step.is_of_book()
            && !rij.steps.contains(&step)
        {
            t.error("termijnen", format!("Rij {} mist de stap {step}, waarmee {kind} gehaald is.", rij.nr));
        }
    }
}

/// One term of a form, where a form is demanded.
fn carries_form(t: &Table<'_>, rij: &RijRule, termijnen: &[&TermijnRule]) {
    let forms = rij.termijnen.iter().filter(|kind| termijnen.iter().any(|rule| rule.kind == **kind && rule.is_form()));
    let count = forms.count();
    if rij.m != Code::No && count != 1 {
        t.error("m", format!("Rij {} vraagt één formulier, maar er gelden {count} formuliertermijnen.", rij.nr));
    }
}
