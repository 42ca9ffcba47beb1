//! That the words by which a text is read stand in data, where they are found, counted and mended without reading code: a reader
//! of the gate that leaves holds a few of its own at the most, and numbers in their order.

use super::{TestResult, none, source::files};

/// So many words a reader may hold in a row.
const FEW: usize = 7;

/// Numbers as they are written out: the place of a word is what it says.
const NUMBERS: [&str; 2] = ["src/judge/gate/dates/own.rs", "src/judge/gate/dates/spelled.rs"];

#[test]
fn the_readers_of_the_gate_hold_no_lists_of_words() -> TestResult {
    let mut errors = Vec::new();
    for file in files()? {
        if file.path.starts_with("src/judge/gate") && !NUMBERS.contains(&file.path.as_str()) {
            errors.extend(lists(&file.raw).into_iter().map(|list| format!("{}: {}", file.path, list.join(", "))));
        }
    }
    none(errors);
    Ok(())
}

/// Words in a row that are more than a few, in what is no comment and no test.
fn lists(raw: &str) -> Vec<Vec<&str>> {
    let own = raw.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let (mut out, mut row): (Vec<Vec<&str>>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut left = own;
    while let Some((between, rest)) = left.split_once('"') {
        let goes_on = matches!(between.trim(), "," | "|");
        if !goes_on && row.len() > FEW {
            out.push(std::mem::take(&mut row));
        }
        if !goes_on {
            row.clear();
        }
        let Some((text, after)) = rest.split_once('"') else { break };
        // A sign between quotes of its own, or a comment that quotes a line of the one that is read.
        if between.ends_with('\'') || between.rsplit('\n').next().is_some_and(|line| line.contains("//")) {
            row.clear();
        } else if !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || c == ' ') {
            row.push(text);
        }
        left = after;
    }
    if row.len() > FEW {
        out.push(row);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_however_it_is_written() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|word| format!("\"{word}\""));
        for sign in [", ", " | ", ",\n    "] {
            let (many, few) = (words.join(sign), words.iter().skip(1).cloned().collect::<Vec<_>>().join(sign));
            assert_eq!(lists(&format!("x(\"no\"); const A: [&str; 8] = [{many}];")).len(), 1, "{many}");
            assert_eq!(lists(&format!("x(\"no\"); const A: [&str; 7] = [{few}]; y([\"z\"])")).len(), 0, "{few}");
            assert_eq!(
                lists(&format!("x(\"no\");\n#[cfg(test)]\nmod tests {{ const A: [&str; 8] = [{many}];")).len(),
                0
            );
        }
    }
}
