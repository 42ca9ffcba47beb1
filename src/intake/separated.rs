//! A form that a program exported as a file of separated values and somebody pasted: a line of names between quotes or
//! semicolons, and the values on the line below it.

use super::line::{LineWeight, TextLine};

/// Values on one line; fewer occur in any sentence.
const MIN_CELLS: usize = 3;

/// Puts a line of names and the values below it into cells.
pub fn apart(lines: &mut [TextLine]) {
    let mut at = 0;
    while let Some([names, values]) = lines.get_mut(at..at + 2) {
        let rows = (cells(names), cells(values));
        at += 1;
        if let (Some(above), Some(below)) = rows
            && above.len() == below.len()
            && above.iter().all(|name| name.chars().any(char::is_alphabetic) && name.chars().count() <= MAX_NAME)
        {
            let width = above.len();
            for (line, row) in [(names, above), (values, below)] {
                *line = TextLine { quoted: line.quoted, ..TextLine::row(line.nr, row) };
            }
            if let Some(names) = lines.get_mut(at - 1) {
                names.weight = LineWeight::Headings;
            }
            at += 1;
            // One more line for every person.
            while let Some(line) = lines.get_mut(at)
                && let Some(row) = cells(line).filter(|row| row.len() == width)
            {
                *line = TextLine { quoted: line.quoted, ..TextLine::row(line.nr, row) };
                at += 1;
            }
        }
    }
}

/// Characters of a name.
const MAX_NAME: usize = 90;

/// The values of a line: all between quotes, or parted by semicolons.
fn cells(line: &TextLine) -> Option<Vec<String>> {
    if line.table || line.cells.len() > 1 {
        return None;
    }
    let text = line.plain();
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    let cells: Vec<String> = match inner {
        Some(inner) => inner.replace("\";\"", "\",\"").split("\",\"").map(|cell| cell.replace("\"\"", "\"")).collect(),
        None => text.split(';').map(|cell| cell.trim().to_owned()).collect(),
    };
    (cells.len() >= MIN_CELLS && cells.iter().any(|cell| !cell.is_empty())).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::super::line;

    #[test]
    fn names_and_the_values_below_them_are_rows() {
        for text in ["\"Naam\",\"Delict\",\"Titel\"\n\"A, B\",\"geen\",\"tbs\"", "Naam;Delict;Titel\nA, B;geen;tbs"] {
            let lines = line::lines(text);
            assert!(lines[0].is_headings() && !lines[1].is_headings(), "{text}");
            assert_eq!(lines[1].cells, ["A, B", "geen", "tbs"], "{text}");
        }
        for text in ["Eerst dit; dan dat; en dan weer iets.\nHij ging weg.", "\"Ja\", zei hij.\n\"Nee\", zei zij."] {
            assert!(line::lines(text).iter().all(|line| !line.table), "{text}");
        }
    }
}
