//! How large and how deep an own template may be. What it does is bounded by the fuel it gets, but reading it is not:
//! a long chain of operators or of blocks in blocks takes a step down the stack each, and a stack that ends takes the
//! desk with it. So this is looked at first, without reading it as a template. Nor may a template make lists of its own:
//! a list of a list of a list, each twice, is small until somebody walks it, and no fuel is counted for that.

/// Bytes of a file; the longest that ships with the program has two thousand.
const FILE: usize = 64 * 1024;
/// Bytes of one tag.
const TAG: usize = 1000;
/// Blocks in one another, with every further branch of a choice.
const DEPTH: usize = 40;

/// What is too much, and on which line, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch {
    /// On which line; `None` for the file as a whole.
    pub line: Option<usize>,
    /// What.
    pub what: &'static str,
}

/// The first thing that goes beyond the limits.
pub(super) fn beyond(text: &str) -> Option<TooMuch> {
    if text.len() > FILE {
        return Some(TooMuch { line: None, what: "het bestand is te groot (meer dan 64 kB)" });
    }
    let mut depth: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(tag) = next_tag(text, from) {
        let at = |what| Some(TooMuch { line: Some(line(text, tag.start)), what });
        let inside = text.get(tag.start..tag.end).unwrap_or_default();
        if inside.len() > TAG {
            return at("wat hier tussen de accolades staat, is te lang");
        }
        if makes_values(inside) {
            return at("een sjabloon maakt zelf geen lijst en geen som; gebruik de velden zoals zij zijn");
        }
        match first_word(inside) {
            Some(word) if word.starts_with("end") => {
                depth.pop();
            }
            Some("elif" | "else") => depth.last_mut().into_iter().for_each(|branches| *branches += 1),
            Some("set") if inside.contains('=') => {}
            // Whatever this word does, it is at most one level more.
            Some(_) => depth.push(1),
            None => {}
        }
        if depth.iter().sum::<usize>() > DEPTH {
            return at("hier staan te veel blokken in elkaar");
        }
        from = tag.end;
    }
    None
}

struct Tag {
    start: usize,
    end: usize,
}

/// The next `{{ … }}`, `{% … %}` or `{# … #}`. One that is not closed goes on to the end. What stands between quotes
/// closes none, as in the template language itself; a comment has no quotes.
fn next_tag(text: &str, from: usize) -> Option<Tag> {
    let bytes = text.as_bytes();
    let opens = |pair: &[u8]| matches!(pair, b"{{" | b"{%" | b"{#");
    let start = from + bytes.get(from..)?.windows(2).position(opens)?;
    let kind = bytes.get(start + 1).copied()?;
    let close = if kind == b'{' { b'}' } else { kind };
    let (mut quote, mut i) = (None, start + 2);
    while let Some(&byte) = bytes.get(i) {
        match quote {
            Some(_) if byte == b'\\' => i += 1,
            Some(open) if open == byte => quote = None,
            None if kind != b'#' && matches!(byte, b'\'' | b'"') => quote = Some(byte),
            None if byte == close && bytes.get(i + 1) == Some(&b'}') => return Some(Tag { start, end: i + 2 }),
            Some(_) | None => {}
        }
        i += 1;
    }
    Some(Tag { start, end: bytes.len() })
}

/// Words that stand before a bracket and call nothing.
const NO_CALL: [&str; 9] = ["and", "elif", "else", "if", "in", "is", "not", "or", "set"];

/// True where a tag puts values together: a list, a table, a row of values, a sum or a repetition. A comma is for the
/// arguments of a call alone.
fn makes_values(tag: &str) -> bool {
    if tag.starts_with("{#") {
        return false;
    }
    let inside = tag.get(2..).unwrap_or_default().trim_start_matches(['-', '+']);
    let inside = inside.strip_suffix("}}").or_else(|| inside.strip_suffix("%}")).unwrap_or(inside);
    let inside = inside.trim_end_matches(['-', '+']);
    let (mut calls, mut quote, mut word) = (Vec::new(), None, String::new());
    let mut apart = false;
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => {
                letters.next();
            }
            (Some(open), _) if open == letter => quote = None,
            (None, '\'' | '"') => quote = Some(letter),
            (None, '[' | '{' | '+' | '*') => return true,
            (None, ',') if calls.last() != Some(&true) => return true,
            (None, '(') => calls.push(!word.is_empty() && !NO_CALL.contains(&word.as_str())),
            (None, ')') => {
                calls.pop();
            }
            (Some(_) | None, _) => {}
        }
        match letter {
            _ if quote.is_some() => word.clear(),
            _ if letter.is_whitespace() => apart = true,
            _ if letter.is_alphanumeric() || letter == '_' => {
                if std::mem::take(&mut apart) {
                    word.clear();
                }
                word.push(letter);
            }
            _ => word.clear(),
        }
    }
    false
}

/// The word a statement begins with; a printed value and a comment have none.
fn first_word(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix("{%")?.trim_start_matches(['-', '+']).trim_start();
    inside.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

fn line(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> Option<(Option<usize>, &'static str)> {
        beyond(text).map(|t| (t.line, t.what))
    }

    #[test]
    fn what_is_long_or_deep_is_told_with_its_line() {
        let chain = format!("a\nb {{{{ 1{} }}}}", "+1".repeat(30_000));
        let blocks = format!("\n{}{}", "{% if a %}".repeat(2000), "{% endif %}".repeat(2000));
        let branches = format!("{{% if a %}}{}{{% endif %}}", "\n{% elif a %}x".repeat(2000));
        let hidden = format!("{{{{ '}}}}' {} }}}}", "~'}}'".repeat(3000));
        let raw = format!("{{% raw %}}{{{{ \"{{% endraw %}}{{{{ 1{} }}}}", "+1".repeat(900));
        for (text, line, part) in [
            (chain, Some(2), "te lang"),
            (blocks, Some(2), "in elkaar"),
            (branches, Some(41), "in elkaar"),
            (hidden, Some(1), "te lang"),
            (raw, Some(1), "te lang"),
            ("x".repeat(70_000), None, "te groot"),
            ("a\n{% set l = [kern, kern] %}".to_owned(), Some(2), "geen lijst"),
            ("{% set l = kern, kern %}".to_owned(), Some(1), "geen lijst"),
            ("{% for x in (kern, kern) %}{% endfor %}".to_owned(), Some(1), "geen lijst"),
            ("{% for x in(kern,) %}{% endfor %}".to_owned(), Some(1), "geen lijst"),
            ("{{ {'a': kern} }}".to_owned(), Some(1), "geen lijst"),
            ("{{ nieuw + nieuw }}".to_owned(), Some(1), "geen lijst"),
            ("{{ nieuw * 9 }}".to_owned(), Some(1), "geen lijst"),
        ] {
            let found = what(&text);
            assert!(found.is_some_and(|(l, w)| l == line && w.contains(part)), "{part}: {found:?}");
        }
    }

    #[test]
    fn what_ships_with_the_program_is_far_within() {
        for kind in crate::domain::draft::DraftKind::ALL {
            assert_eq!(what(kind.template()), None, "{kind}");
        }
        assert_eq!(what(&"{% if a %}x{% elif b %}y{% else %}z{% endif %}\n".repeat(200)), None);
        for text in
            ["{%+ if (a or b) and not (c) +%}{{ m(a, '[x] + y', b) }}{% endif %}", "{{- a | join(', ') -}}{# [a, b] #}"]
        {
            assert_eq!(what(text), None, "{text}");
        }
    }
}
