//! Words of a draft that no dictionary knows, of what stands on screen alone; each word is looked up once. Names that the
//! case knows, inrichtingen and the terms of the book are nobody's mistakes.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    desk::{state::open_editor::Editor, view::View},
    domain::{draft::DraftKind, fold::fold},
    judge::{case_persons, gate::Gate},
    outgoing::spelling::{Speller, words},
};

/// What is known of the words of one draft.
#[derive(Debug)]
pub(super) struct SpellingMarks {
    speller: Speller,
    /// Words of the case and the book, folded.
    known: Option<BTreeSet<String>>,
    /// What the dictionary said of a word.
    looked_up: BTreeMap<String, bool>,
}

impl SpellingMarks {
    /// Marks by this speller, whose dictionary is wanted from now on.
    pub(super) fn by(speller: Speller) -> Self {
        speller.begin();
        Self { speller, known: None, looked_up: BTreeMap::new() }
    }

    /// What is marked in these lines of a text, each with where it begins.
    pub(super) fn marked(&mut self, editor: &Editor, view: &View, shown: &[(&str, usize)]) -> Vec<Range<usize>> {
        if !self.speller.is_ready() {
            return Vec::new();
        }
        let known = self.known.get_or_insert_with(|| known_words(editor, view));
        let mut marked = Vec::new();
        for (line, start) in shown {
            for (range, word) in words(line) {
                if known.contains(&fold(word)) || self.speller.is_own(word) {
                    continue;
                }
                let speller = &self.speller;
                if !*self.looked_up.entry(word.to_owned()).or_insert_with(|| speller.knows(word)) {
                    marked.push(start + range.start..start + range.end);
                }
            }
        }
        marked
    }

    /// The word at this place of a line, if there is something to say about it; `None` without a dictionary.
    pub(super) fn word_at(&self, line: &str, at: usize) -> Option<String> {
        let found = words(line).find(|(range, _)| (range.start..=range.end).contains(&at));
        found.filter(|_| self.speller.is_ready()).map(|(_, word)| word.to_owned())
    }
}

/// The words of the case, of its book, of the known places and of the program's own templates.
fn known_words(editor: &Editor, view: &View) -> BTreeSet<String> {
    let (setup, book) = (&view.setup, view.book_of(editor.zaak));
    let mut texts: Vec<&str> = vec![&book.instruction, &book.contacts.addressee, &setup.sender.name];
    texts.extend(setup.sender.salutation.as_deref());
    texts.extend(DraftKind::ALL.iter().map(|kind| kind.template()));
    for rule in book.rijen() {
        texts.extend([rule.incident.as_str(), &rule.clarification, &rule.category.sms, &rule.category.public]);
        texts.extend(book.call_questions(rule).flat_map(|q| q.choices.iter().map(|c| c.sentence.as_str())));
        texts.extend(book.call_questions(rule).map(|q| q.name.as_str()));
    }
    texts.extend(setup.inrichtingen.all().flat_map(|i| [i.name.as_str(), &i.place]));
    texts.extend(setup.addresses.addressees().iter().map(|a| a.name.as_str()));
    let persons = Gate::open().ok().zip(view.desk.zaken.get(&editor.zaak));
    let persons =
        persons.map(|(gate, zaak)| case_persons::persons(gate, zaak, &view.desk, &setup.book)).unwrap_or_default();
    texts.extend(persons.iter().map(|person| person.name.as_str()));
    texts.iter().flat_map(|text| words(text)).map(|(_, word)| fold(word)).collect()
}
