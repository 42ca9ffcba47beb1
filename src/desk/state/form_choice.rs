//! A field in which one of a few is chosen, or suggested. What is typed there is sought among the options and stands there as it
//! was typed; it chooses only what it can mean alone. What fits nothing was meant for a text: it goes to the next
//! field for one, and then nothing is chosen any more. So no word is lost and none becomes another answer.

use super::{
    form::{Form, FormAnswer},
    form_field::{FieldKind, FormField, SUGGESTIONS},
    key::{KeyPress, KeySym},
};
use crate::domain::{error::Error, field_name::FieldName, fold::fold};

/// How what was typed in a choice stands when its field is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// An option, or nothing.
    Chosen,
    /// Nothing that fits: it stands in a field for text now, where the cursor is.
    Carried,
    /// It fits several, or nothing while there is no field for text.
    Stays,
}

/// What Tab finds to take for what was typed in a field with suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proposed {
    /// It stands in the field.
    Taken,
    /// Several fit, which are named; what was typed stands there.
    Several,
    /// Nothing fits.
    Nothing,
}

/// From so many letters on a later word of an option finds it too.
const LETTERS: usize = 3;

impl FormField {
    /// The options that what was typed may mean: those with these words, or with the beginnings of them, one after
    /// the other. None where this is no choice.
    pub fn fitting(&self) -> Vec<&str> {
        let FieldKind::Choice(options) = &self.kind else { return Vec::new() };
        let typed = fold(&self.input.text());
        if typed.is_empty() {
            return Vec::new();
        }
        // One letter in the middle of a name is a guess: "e" is not "in een ander postvak".
        let within = typed.chars().count() >= LETTERS;
        let begun = |option: &&String| {
            let option = fold(option);
            option.starts_with(&typed) || within && option.contains(&format!(" {typed}"))
        };
        let begun: Vec<&str> = options.iter().filter(begun).map(String::as_str).collect();
        let called = |option: &&str| fold(option) == typed;
        match begun.iter().copied().find(called) {
            Some(one) => vec![one],
            None => begun,
        }
    }

    /// The option that stands there, or that alone is meant; `None` where this is no choice or nothing is chosen.
    pub fn choice(&self) -> Option<&str> {
        match self.fitting().as_slice() {
            [one] => Some(one),
            [] | [_, ..] => None,
        }
    }

    /// True where what stands in a choice is what was typed to find one.
    pub(super) fn is_sought(&self) -> bool {
        let FieldKind::Choice(options) = &self.kind else { return false };
        !self.input.is_empty() && !options.contains(&self.input.text())
    }

    /// Why nothing is chosen here; `None` where something is, or where this is no choice.
    pub fn choice_error(&self) -> Option<Error> {
        let FieldKind::Choice(options) = &self.kind else { return None };
        let (typed, label) = (self.input.text(), &self.label);
        let (typed, fitting) = (typed.trim(), self.fitting());
        match fitting.as_slice() {
            [_] => None,
            // What arrived is asked only after a yes, and by the act.
            [] if typed.is_empty() && matches!(self.name, FieldName::Delivered | FieldName::Road) => None,
            [] if typed.is_empty() => Some(
                Error::usage(format!("{label}: kies eerst {}.", listed(options.iter().map(String::as_str))))
                    .hint("Typ het begin van het woord, of kies met ← en →."),
            ),
            [] => Some(
                Error::usage(format!("{label}: «{typed}» is hier geen keuze."))
                    .hint("De tekst staat er nog; Ctrl-U wist haar, ← en → kiezen."),
            ),
            several => Some(
                Error::usage(format!("{label}: «{typed}» past bij {}.", listed(several.iter().copied())))
                    .hint("Typ verder, of kies met ← en →."),
            ),
        }
    }

    /// Takes a key of a choice; `false` where it means nothing there.
    pub(super) fn choice_key(&mut self, key: KeyPress) -> bool {
        match (key.code, key.character()) {
            (KeySym::Left, _) => self.cycle(-1),
            (KeySym::Right, _) => self.cycle(1),
            (_, Some(c)) => {
                if !self.searching {
                    if c.is_whitespace() {
                        return false;
                    }
                    self.begin_search();
                }
                return self.input.key(key);
            }
            (_, None) => return self.searching && self.input.key(key),
        }
        true
    }

    /// What comes next is typed in the place of the option that stood there.
    pub(super) fn begin_search(&mut self) {
        if !self.searching {
            self.input.set("");
            self.searching = true;
        }
    }

    /// Puts the option there that alone is meant.
    pub(super) fn settle(&mut self) {
        if let Some(option) = self.choice().map(str::to_owned) {
            self.input.set(&option);
            self.searching = false;
        }
    }

    /// Goes to the next option: of those that fit what was typed, else of all.
    fn cycle(&mut self, step: isize) {
        let FieldKind::Choice(options) = &self.kind else { return };
        let options: Vec<&str> = match self.fitting() {
            several if several.len() > 1 => several,
            _ => options.iter().map(String::as_str).collect(),
        };
        let count = options.len().max(1);
        let here = self.choice().and_then(|chosen| options.iter().position(|o| *o == chosen));
        let new = match here {
            Some(here) => (here + count).saturating_add_signed(step) % count,
            None if step < 0 => count - 1,
            None => 0,
        };
        if let Some(option) = options.get(new).map(|o| (*o).to_owned()) {
            self.input.set(&option);
            self.searching = false;
        }
    }
}

/// Names as a sentence lists them to choose from.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} of {last}", all.join(", ")),
    }
}

impl Form {
    /// Takes the one suggestion that the field with the cursor can mean.
    pub(super) fn take_proposal(&mut self) -> Proposed {
        let Some(field) = self.fields.get_mut(self.cursor) else { return Proposed::Nothing };
        if let Some(one) = field.proposal().map(str::to_owned) {
            field.take(&one);
            return Proposed::Taken;
        }
        let fitting = field.proposals();
        let several = listed(fitting.iter().copied().take(SUGGESTIONS));
        if several.is_empty() || field.input.is_empty() {
            return Proposed::Nothing;
        }
        let more = fitting.len().saturating_sub(SUGGESTIONS);
        let several = if more > 0 { format!("{several}, en bij nog {more}") } else { several };
        self.error =
            Some(Error::usage(format!("Past bij {several}.")).hint("Typ verder, of ga met ↓ door zoals het er staat."));
        Proposed::Several
    }

    /// True where the cursor is on a choice with words that are none.
    pub(super) fn holds_what_fits_nothing(&self) -> bool {
        self.fields.get(self.cursor).is_some_and(|f| f.searching && !f.input.is_empty() && f.fitting().is_empty())
    }

    /// The officer is done: what was sought in a choice is what it means.
    pub(super) fn filled(&mut self) -> FormAnswer {
        self.fields.iter_mut().filter(|field| field.searching).for_each(FormField::settle);
        FormAnswer::Record
    }

    /// Settles the choice under the cursor, which is about to be left.
    pub(super) fn settle_choice(&mut self) -> Settled {
        let Some(field) = self.fields.get_mut(self.cursor).filter(|field| field.searching) else {
            return Settled::Chosen;
        };
        field.settle();
        if field.input.is_empty() || field.choice().is_some() {
            field.searching = false;
            return Settled::Chosen;
        }
        if field.fitting().is_empty() && self.carry() {
            return Settled::Carried;
        }
        self.error = self.fields.get(self.cursor).and_then(FormField::choice_error);
        Settled::Stays
    }

    /// Takes what fits no choice to the field for a longer text, else to one for words; `false` where there is
    /// neither. Nothing is chosen then.
    pub(super) fn carry(&mut self) -> bool {
        let from = self.cursor;
        let behind = || (from + 1..self.fields.len()).chain(0..from);
        let is = |i: &usize, kind: FieldKind| self.fields.get(*i).is_some_and(|field| field.kind == kind);
        let long = behind().find(|i| is(i, FieldKind::Prose));
        let Some(to) = long.or_else(|| behind().find(|i| is(i, FieldKind::Text))) else { return false };
        let Some(choice) = self.fields.get_mut(from) else { return false };
        let (typed, label) = (choice.input.text().trim().to_owned(), choice.label.clone());
        choice.input.set("");
        choice.searching = false;
        self.follow_choice();
        let Some(text) = self.fields.get_mut(to) else { return false };
        let was = text.input.text();
        let between = if was.is_empty() || was.ends_with(char::is_whitespace) { "" } else { " " };
        text.input.set(&format!("{was}{between}{typed}"));
        let there = &text.label;
        self.cursor = to;
        self.error = Some(
            Error::usage(format!("«{typed}» is geen keuze bij {label}; de tekst staat nu bij {there}."))
                .hint(format!("Kies {label} nog.")),
        );
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::state::line_input::LineInput;

    fn choice(options: &[&str]) -> FormField {
        let kind = FieldKind::Choice(options.iter().map(|o| (*o).to_owned()).collect());
        let first = options.first().copied().unwrap_or_default();
        let (input, began) = (LineInput::with(first), first.to_owned());
        FormField { name: FieldName::Choice, label: "Onderwerp".into(), kind, input, began, searching: false }
    }

    fn typed(options: &[&str], word: &str) -> Option<String> {
        let mut field = choice(options);
        for c in word.chars() {
            field.choice_key(KeyPress::bare(KeySym::Char(c)));
        }
        // A space over what stood there is no beginning.
        let begun = word.trim_start();
        assert!(field.input.text() == begun || !field.searching, "{word} stands there as {}", field.input.text());
        field.choice().map(str::to_owned)
    }

    #[test]
    fn letters_choose_what_they_alone_can_mean_and_nothing_else() {
        let subjects = ["voorval", "letsel", "afloop", "politie", "aard van het letsel"];
        for (word, expected) in [
            ("afloop", Some("afloop")),
            ("p", Some("politie")),
            ("AF", Some("afloop")),
            ("aard", Some("aard van het letsel")),
            ("het", Some("aard van het letsel")),
            ("letsel", Some("letsel")),
            ("let", None),
            ("pp", None),
            ("a", None),
            ("floop", None),
            ("afgevoerd met ambulance", None),
            ("letsel aard", None),
        ] {
            assert_eq!(typed(&subjects, word).as_deref(), expected, "{word}");
        }
        for (word, expected) in
            [("nee", Some("nee")), ("nee ", Some("nee")), ("N", Some("nee")), ("jn", None), ("nee maar", None)]
        {
            assert_eq!(typed(&["ja", "nee"], word).as_deref(), expected, "{word}");
        }
        // A stray space over what stands there does nothing.
        assert_eq!(typed(&["ja", "nee"], "  ").as_deref(), Some("ja"));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
        #[test]
        fn whatever_is_typed_in_a_choice_means_an_option_with_all_of_it_or_none(word in "[a-z ]{1,8}") {
            let options = ["ja", "nee", "nog niet", "niet nodig"];
            if let Some(chosen) = typed(&options, &word) {
                let sought = word.trim();
                proptest::prop_assert!(sought.is_empty() || chosen.contains(sought), "{word:?} became {chosen}");
            }
        }
    }
}
