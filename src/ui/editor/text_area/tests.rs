//! What the text of a draft promises whatever is typed: it stays whole, all of it can be taken back, and a word is not
//! broken where a line can hold it.

use super::*;
use proptest::prelude::*;

const KEYS: [(KeySym, bool, bool); 24] = [
    (KeySym::Enter, false, false),
    (KeySym::Char('x'), false, false),
    (KeySym::Backspace, false, false),
    (KeySym::Delete, false, false),
    (KeySym::Backspace, true, false),
    (KeySym::Delete, true, false),
    (KeySym::Char('u'), true, false),
    (KeySym::Char('k'), true, false),
    (KeySym::Char('u'), false, true),
    (KeySym::Char('r'), true, false),
    (KeySym::Left, false, false),
    (KeySym::Right, false, false),
    (KeySym::Left, true, false),
    (KeySym::Right, true, false),
    (KeySym::Home, false, false),
    (KeySym::End, false, false),
    (KeySym::Home, true, false),
    (KeySym::End, true, false),
    (KeySym::Up, false, false),
    (KeySym::Down, false, false),
    (KeySym::PgUp, false, false),
    (KeySym::PgDn, false, false),
    (KeySym::Char('é'), false, false),
    (KeySym::Char(' '), false, false),
];

fn press(area: &mut TextArea, nr: usize) {
    if let Some((code, ctrl, alt)) = KEYS.get(nr) {
        area.key(KeyPress { code: *code, ctrl: *ctrl, alt: *alt });
    }
}

fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec!["een ", "woord", " ", "\n", "界", "e\u{301}", "🇳🇱", "langerwoord. ", "👍🏽"]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn what_is_in_view_is_the_text_with_the_cursor_in_it(
        text in text(),
        keys in prop::collection::vec((0..KEYS.len(), 1usize..20, 1usize..8, any::<bool>()), 0..40),
    ) {
        let mut area = TextArea::new(text, 0);
        let (mut width, mut height) = (10, 5);
        for (key, w, h, resize) in keys {
            press(&mut area, key);
            if resize {
                (width, height) = (w, h);
            }
            let (cursor, whole) = (area.cursor, area.text().to_owned());
            let between = whole.grapheme_indices(true).any(|(i, _)| i == cursor) || cursor == whole.len();
            prop_assert!(between, "{whole:?} {cursor}");
            let (lines, (column, row)) = area.view(width, height);
            prop_assert!(row < lines.len() && lines.len() <= height && column < width);
            for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
                // A word goes to the next line whole, where a line can hold it.
                let broken = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                let word = |text: &str| text.split(char::is_whitespace).map(str::len).max().unwrap_or_default();
                let fits = word(&whole) <= width;
                let end = line.as_ptr().addr() + line.len();
                let goes_on = end == next.as_ptr().addr();
                prop_assert!(!(fits && goes_on && broken(line.chars().last())), "{line:?} {next:?}");
            }
            for line in &lines {
                let columns: usize = line.trim_end().graphemes(true).map(cluster_width).sum();
                prop_assert!(columns <= width.max(2), "{line:?}");
            }
            // One after the other they are a piece of the text.
            let shown: String = lines.concat();
            let bare: String = whole.chars().filter(|c| *c != '\n').collect();
            prop_assert!(bare.contains(&shown));
        }
    }

    #[test]
    fn what_is_told_of_every_key_makes_the_same_text(
        text in text(),
        keys in prop::collection::vec((0..KEYS.len(), any::<bool>()), 0..40),
        other in text(),
    ) {
        let mut area = TextArea::new(text.clone(), text.len() / 2);
        let mut told = text;
        for (key, ask) in keys {
            press(&mut area, key);
            if ask {
                prop_assert!(area.take_edits().iter().all(|edit| edit.apply(&mut told)));
                prop_assert_eq!(&told, area.text());
            }
        }
        area.take(&other);
        prop_assert!(area.take_edits().iter().all(|edit| edit.apply(&mut told)));
        prop_assert_eq!(told, other);
    }

    #[test]
    fn all_that_was_done_can_be_taken_back_and_done_again(
        text in text(),
        keys in prop::collection::vec(0..8usize, 0..40),
    ) {
        let mut area = TextArea::new(text.clone(), text.len() / 2);
        for key in &keys {
            press(&mut area, if *key == 7 { 22 } else { *key });
        }
        let done = area.text().to_owned();
        (0..60).for_each(|_| area.undo());
        prop_assert_eq!(area.text(), text);
        (0..60).for_each(|_| area.redo());
        prop_assert_eq!(area.text(), done);
    }

    #[test]
    fn another_text_is_one_change_that_can_be_taken_back(text in text(), other in text(), at in 0usize..100) {
        let mut area = TextArea::new(text.clone(), at);
        area.take(&other);
        prop_assert_eq!(area.text(), other.as_str());
        prop_assert!(area.cursor <= other.len());
        area.undo();
        prop_assert_eq!(area.text(), text);
    }

    #[test]
    fn what_is_typed_replaces_what_is_selected_and_a_move_lets_it_be(text in text(), key in 0..KEYS.len()) {
        let marked = format!("{text}[gat]. en verder");
        let mut area = TextArea::new(marked.clone(), 0);
        area.select(text.len()..text.len() + "[gat]".len());
        area.view(40, 10);
        press(&mut area, key);
        let (code, ctrl, alt) = KEYS.get(key).copied().unwrap_or((KeySym::Esc, false, false));
        let expected = match (code, ctrl, alt) {
            (KeySym::Enter, _, _) => format!("{text}\n. en verder"),
            (KeySym::Char(c), false, false) => format!("{text}{c}. en verder"),
            (KeySym::Backspace | KeySym::Delete, _, _) | (KeySym::Char('u' | 'k'), true, _) => {
                format!("{text}. en verder")
            }
            _ => marked,
        };
        prop_assert_eq!(area.text(), expected);
        prop_assert!(area.selected().is_none());
    }

    #[test]
    fn down_and_up_again_is_back_where_one_was(text in text(), at in 0usize..100, width in 4usize..20) {
        let mut area = TextArea::new(text, at);
        area.move_to(at);
        area.view(width, 50);
        let start = area.lines().start_of(area.cursor);
        area.key(KeyPress::bare(KeySym::Down));
        let below = area.lines().start_of(area.cursor);
        area.key(KeyPress::bare(KeySym::Up));
        prop_assert!(below == start || area.lines().start_of(area.cursor) == start);
    }
}
