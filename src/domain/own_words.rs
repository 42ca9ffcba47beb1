//! What the program itself writes where an officer might have: it stands in the log as confidential text, like anything
//! that may be typed there, and says nothing of anybody, so that no list has to keep it back.

use super::{
    book_names::BookNames,
    delivery::{self, Delivered},
    ids::Meldingnummer,
    melding::MeldingKind,
    moment::Moment,
};

/// Who says what the officer typed in the place of what was read.
pub const OFFICER: &str = "piketfunctionaris";

/// Who says a fact of which nobody was named.
pub const OWN_EYES: &str = "eigen waarneming";

/// The source of a fact of which nobody said who or what says so.
pub const SOURCE_UNNAMED: &str = "bron niet genoemd";

/// Who says what is told in a call, unless told otherwise.
pub const TOLD_BY_PHONE: &str = "telefoon inrichting";

/// Why a row was chosen that came with its report.
pub const CHOSEN_AT_MELDING: &str = "gekozen bij de melding";

/// Why one time counts and not another.
pub const TIME_BY_HAND: &str = "deze tijd is met de hand gekozen";

/// Where a fact of a form comes from, by the name of the form on screen.
pub fn from_form(form: &str, melding: Meldingnummer) -> String {
    format!("{form} {melding}")
}

/// Where a fact of a call comes from: when it came in, and its number.
pub fn from_call(received: Moment, melding: Meldingnummer) -> String {
    format!("{CALL}{} ({melding})", received.clock_time())
}

/// What was typed in another field of a call and fits there nowhere: it is kept behind what happened.
pub fn typed_beside(label: &str, typed: &str) -> String {
    format!("{BESIDE}{label}{TYPED}{typed}]")
}

/// What happened in a call, without what is kept behind it: that is for whoever types on, and no fact.
pub fn without_typed_beside(what: &str) -> &str {
    let beside = what.match_indices(BESIDE).find(|(at, _)| what.get(*at..).is_some_and(|rest| rest.contains(TYPED)));
    beside.and_then(|(at, _)| what.get(..at)).unwrap_or(what).trim_end()
}

const BESIDE: &str = "[bij «";
const TYPED: &str = "» getypt: ";

/// How the fact begins that says why a report belongs to a case.
pub fn belongs(melding: Meldingnummer) -> String {
    format!("{REPORT}{melding}{BELONGS}")
}

/// True of such a fact: it is for the file, and no message tells it.
pub fn is_link_note(text: &str) -> bool {
    text.strip_prefix(REPORT)
        .and_then(|rest| rest.split_once(BELONGS))
        .is_some_and(|(n, _)| n.parse::<Meldingnummer>().is_ok())
}

const REPORT: &str = "Melding ";
const BELONGS: &str = " hoort bij deze zaak";
const CALL: &str = "telefoon ";

/// True of a text that the program wrote.
pub fn is_own(text: &str) -> bool {
    let text = text.trim();
    [OFFICER, OWN_EYES, SOURCE_UNNAMED, TOLD_BY_PHONE, CHOSEN_AT_MELDING, TIME_BY_HAND].contains(&text)
        || names_a_report(text)
        || delivery::is_words(text, |what| Delivered::ALL.iter().any(|known| known.label() == what))
}

/// True of where a fact comes from, as the program wrote it; a form by its name in the book at hand.
pub fn is_own_source(text: &str, names: &dyn BookNames) -> bool {
    is_own(text) || numbered(text.trim()).is_some_and(|what| names.is_form_name(what))
}

/// What stands before the number of a report; nothing where the text does not end in one.
fn numbered(text: &str) -> Option<&str> {
    let (what, number) = text.rsplit_once(' ')?;
    number.trim_matches(['(', ')']).parse::<Meldingnummer>().is_ok().then_some(what)
}

/// True of a report that is no form, or of its clock time, with its number and nothing else.
fn names_a_report(text: &str) -> bool {
    let Some(what) = numbered(text) else { return false };
    let is_kind = what == MeldingKind::Unknown.code();
    let is_time = |time: &str| time.chars().all(|c| c.is_ascii_digit() || c == ':');
    is_kind || what.strip_prefix(CALL).is_some_and(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{form_kind::FormKind, termijn_kind::TermijnKind};

    /// A book with one form.
    struct SaidWord;

    impl BookNames for SaidWord {
        fn termijn_name(&self, _: TermijnKind) -> Option<&str> {
            None
        }

        fn form_name(&self, _: FormKind) -> Option<&str> {
            Some("Proef")
        }

        fn is_form_name(&self, text: &str) -> bool {
            text == "Proef"
        }
    }

    #[test]
    fn what_the_program_writes_is_its_own_and_what_a_person_adds_is_not() -> crate::domain::error::Result<()> {
        let (now, melding) = (Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?, "M0012".parse()?);
        let own = |text: &str| is_own_source(text, &SaidWord);
        assert!(own(&from_call(now, melding)) && own(&from_form("Proef", melding)));
        for text in ["Proef M0012 van Jansen", "telefoon Jansen (M0012)", "Jansen M0012", "M0012", ""] {
            assert!(!own(text), "{text}");
        }
        Ok(())
    }
}
