//! What a printer puts at the edge of every page and nobody wrote: "pagina 1 van 2" in the midst of an answer that runs
//! on over two pages.

use std::borrow::Cow;

use crate::intake::{line::TextLine, reading_words::READING};

/// The lines without the numbers of their pages.
pub fn without(lines: Cow<'_, [TextLine]>) -> Cow<'_, [TextLine]> {
    if lines.iter().any(is_mark) { lines.iter().filter(|line| !is_mark(line)).cloned().collect() } else { lines }
}

/// "Pagina 1 van 2", "blz. 3", "- pag 2/4 -", and nothing else.
fn is_mark(line: &TextLine) -> bool {
    if line.table && line.cells.len() > 1 {
        return false;
    }
    let text = line.plain().to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = words.next().is_some_and(|word| READING.page_words.contains(&word));
    let number = |word: Option<&str>| word.is_some_and(|w| w.len() <= 3 && w.parse::<u16>().is_ok());
    if !named || !number(words.next()) {
        return false;
    }
    match words.next() {
        None => true,
        Some(of) => {
            (READING.page_joints.contains(&of) && number(words.next()) || number(Some(of))) && words.next().is_none()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line;

    #[test]
    fn the_number_of_a_page_is_no_line_of_a_form() {
        for (text, left) in [
            ("ja\npagina 1 van 2\nook", 2),
            ("ja\n- Blz. 3 -\nook", 2),
            ("Pag 2/4", 0),
            ("Pagina 12 van het dossier is zoek", 1),
            ("Pagina: 12 van Noord", 1),
        ] {
            assert_eq!(without(Cow::Owned(line::lines(text))).len(), left, "{text}");
        }
    }
}
