//! The keys that are named under an open draft: one table, which says of each key for which standing of the text it
//! does something.

use TextStanding::{Begun, Checked, Open, Sent, Whole};

use crate::desk::{state::open_editor::Editor, view::View};

/// How a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStanding {
    /// Something is still to be filled in.
    Open,
    /// Nothing is.
    Whole,
    /// This very text was checked.
    Checked,
    /// It was sent: it stays as it is until another version is begun.
    Sent,
    /// Another version was begun, and nothing was changed yet.
    Begun,
}

/// The keys, those that are needed most first: as many are shown as there is room for.
const KEYS: [(&str, &str, &[TextStanding]); 16] = [
    ("Esc", "sluiten", &[Open, Whole, Checked, Sent, Begun]),
    ("F2", "nieuwe versie", &[Sent]),
    ("F4", "feiten van nu", &[Sent, Begun]),
    ("Tab", "open plek", &[Open]),
    ("F7", "onbekend", &[Open]),
    ("F8", "alle onbekend", &[Open]),
    ("F5", "gecontroleerd", &[Open, Whole]),
    ("F6", "verzonden", &[Whole, Checked]),
    ("Ctrl-O", "uit", &[Whole, Checked, Sent]),
    ("Alt-M", "meelezen", &[Whole, Checked]),
    ("F3", "versies", &[Open, Whole, Checked, Sent, Begun]),
    ("F4", "opnieuw", &[Open, Whole, Checked]),
    ("Ctrl-T", "versie terug", &[Open, Whole, Checked]),
    ("Ctrl-X", "bron", &[Whole, Checked, Sent, Begun]),
    ("F6", "nog eens verzonden", &[Sent]),
    ("Alt-E", "eigen editor", &[Open, Whole, Checked, Begun]),
];

/// The keys that do something with a text that stands so.
pub fn keys(standing: TextStanding) -> Vec<(&'static str, &'static str)> {
    KEYS.iter().filter(|(.., works)| works.contains(&standing)).map(|(key, word, _)| (*key, *word)).collect()
}

/// How the text in the field stands.
pub fn standing(editor: &Editor, view: &View, is_whole: bool) -> TextStanding {
    let draft = view.desk.zaken.get(&editor.zaak).and_then(|z| z.drafts.get(&editor.draft));
    if view.sent_version(editor).is_some() {
        Sent
    } else if view.begun_version(editor).is_some() {
        Begun
    } else if !is_whole {
        Open
    } else if draft.is_some_and(|d| d.is_checked() && d.text.holds(&editor.text)) {
        Checked
    } else {
        Whole
    }
}
