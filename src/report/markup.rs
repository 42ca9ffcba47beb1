//! Words on their way into Markdown or HTML, whoever wrote them: the one place where what would become markup is disarmed.
//! A name out of a mail stays the name that it is.

use crate::domain::sanitize;

/// One line of Markdown that reads as these words, wherever it stands: at the head of a line, in a cell, in a heading.
pub fn md(text: &str) -> String {
    let line = sanitize::line(text);
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '{' | '}' | '@' | '^' => {
                true
            }
            // A list, a rule, a heading or a definition only where a line begins.
            '-' | '+' | '=' => at == 0,
            '.' | ')' if at == digits && at > 0 => line.chars().nth(at + 1).is_none_or(char::is_whitespace),
            // What a reader of Markdown makes a link of without being asked.
            ':' if at == 0 => true,
            ':' => line.get(at..).is_some_and(|rest| rest.starts_with("://")),
            '.' => line.get(..at).is_some_and(|before| before.to_lowercase().ends_with("www")),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same in HTML, also within quotes.
pub fn html(text: &str) -> String {
    let line = sanitize::line(text);
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
