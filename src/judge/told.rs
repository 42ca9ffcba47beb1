//! What a mail tells of what happened: the words that claim something. Labels, headings, choices that nobody ticked,
//! legends, greetings with what stands under them and disclaimers are a form's or a mail program's words, and what
//! answers another question ("Delict: …") tells of another time.

use std::collections::HashMap;

use crate::{
    domain::{
        feit::Topic,
        fold::fold,
        melding::{Certainty, Mail},
    },
    rules::{book::Rulebook, language::Language},
};

/// Bytes of a text in which a report says what happened.
const LONGEST: usize = 64 * 1024;
/// From so many labels on a text is a form, in which a short line by itself is a heading.
const FORM: usize = 3;
/// Words of a heading, and of what stands before a colon and is still one.
const HEADING: usize = 4;
/// Words of an item of a legend.
const ITEM: usize = 9;
/// From so many items on a list is one.
const LEGEND: usize = 3;

const TICKED: [char; 7] = ['☒', '☑', '✓', '✔', '✅', '■', '√'];
const OPEN: [char; 6] = ['☐', '□', '○', '❏', '◯', '❌'];

/// What its form describes, else what its own text and those that came with it claim.
pub fn told(book: &Rulebook, mail: &Mail) -> String {
    let items = || book.forms.iter().flat_map(|form| &form.items);
    let tells = |name: &str| {
        items().any(|item| item.field == name && item.feit.as_ref().is_some_and(|feit| feit.topic == Topic::Event))
    };
    let mut described =
        mail.fields.iter().filter(|(name, field)| tells(name) && field.certainty != Certainty::PutAside);
    if let Some(text) = described.find_map(|(_, field)| field.value.filled()) {
        return text.to_owned();
    }
    let mut form = MailQuestions::default();
    for (_, field) in mail.fields.iter().filter(|(name, _)| !tells(name)) {
        form.answered(label_of(field.source.read()), field.value.read());
    }
    for pair in &mail.unread {
        match &pair.perhaps {
            // A choice that was ticked and that no field took says what it is about.
            Some(name)
                if !tells(name) && is_short(pair.answer.read()) && ticked(pair.answer.read()) == pair.answer.read() =>
            {
                form.answered(pair.label.read(), pair.answer.read());
            }
            Some(_) | None => form.asked(pair.label.read()),
        }
    }
    let texts = std::iter::once(&mail.text).chain(mail.documents.iter().map(|document| &document.text));
    let mut out = subject(mail.subject.read()).to_owned();
    for text in texts {
        out.push_str("\n\n");
        out.push_str(&form.claimed(text.read()));
    }
    out
}

/// Words of an answer that tells nothing of what happened.
const SHORT_ANSWER: usize = 4;

fn is_short(answer: &str) -> bool {
    answer.split_whitespace().count() <= SHORT_ANSWER
}

/// The words of a source between its quotation marks: the label that the value stood behind.
fn label_of(source: &str) -> &str {
    let end = source.rfind('»').unwrap_or_default();
    let start = source.get(..end).and_then(|before| before.rfind('«')).map_or(end, |at| at + '«'.len_utf8());
    source.get(start..end).unwrap_or_default()
}

/// A subject says what happened where it is no more than a few words behind the name of the form.
fn subject(raw: &str) -> &str {
    let lower = raw.to_lowercase();
    let passed_on = ["re:", "antw:", "aw:"].iter().any(|mark| lower.trim_start().starts_with(mark));
    if passed_on { "" } else { raw }
}

/// What is known of the questions of a mail.
#[derive(Debug, Default)]
struct MailQuestions {
    /// Each label, and whether what stands behind it may tell of what happened.
    labels: HashMap<String, bool>,
    /// The answers that tell of something else.
    answers: Vec<String>,
}

impl MailQuestions {
    fn asked(&mut self, label: &str) {
        self.labels.entry(fold(label)).or_insert(true);
    }

    fn answered(&mut self, label: &str, answer: &str) {
        self.labels.insert(fold(label), false);
        self.answers.push(format!(" {} ", fold(answer)));
    }

    fn is_form(&self) -> bool {
        self.labels.len() >= FORM
    }

    /// The part of a text that claims something.
    fn claimed(&self, text: &str) -> String {
        let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let lines: Vec<&str> = text.get(..end).unwrap_or_default().lines().map(str::trim).collect();
        let legend = legend(&lines);
        let mut out = String::new();
        let (mut signed, mut begins) = (false, true);
        for (nr, line) in lines.iter().enumerate() {
            if line.is_empty() {
                begins = true;
                // However many there are, they part what stands around them once.
                if !out.ends_with("\n\n") {
                    out.push('\n');
                }
                continue;
            }
            let lower = line.to_lowercase();
            if Language::built_in().is_copied_header(&lower) || line.starts_with("-----") {
                // Below it stands another letter.
                signed = false;
                begins = true;
                continue;
            }
            signed |= is_greeting(&lower);
            let said =
                if signed || line.starts_with('>') || legend.contains(&nr) { "" } else { self.said(line, begins) };
            begins = line.is_empty() || said.is_empty();
            out.push_str(&ticked(said));
            out.push('\n');
        }
        let sentence = |part: &&str| !is_about_itself(&fold(part));
        out.split_inclusive(['.', '!', '?', '\n']).filter(sentence).collect()
    }

    /// What a line says by itself; `begins` where nothing stands directly above it that it goes on from.
    fn said<'t>(&self, line: &'t str, begins: bool) -> &'t str {
        if let Some((label, answer)) = parted(line)
            && let Some(tells) = self.labels.get(&fold(label)).copied().or_else(|| self.without_brackets(label))
        {
            return if !tells {
                ""
            } else if self.is_form() {
                answer
            } else {
                line
            };
        }
        let folded = fold(line);
        let words = folded.split(' ').count();
        let question = self.labels.contains_key(&folded) || words <= HEADING && line.ends_with(':');
        let heading = self.is_form() && begins && words <= HEADING && !line.ends_with(['.', '!']);
        let whole = format!(" {folded} ");
        let other = self.answers.iter().any(|answer| answer.contains(&whole));
        if question || heading || other { "" } else { line }
    }

    fn without_brackets(&self, label: &str) -> Option<bool> {
        self.labels.get(&fold(label.split('(').next()?)).copied()
    }
}

/// A line at its first sign that parts a label from its answer.
fn parted(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '\t', '?', '=']).into_iter().chain(line.find("  ")).chain(line.find("..")).min()?;
    let rest = line.get(at..)?;
    Some((line.get(..at)?, rest.trim_start_matches([':', '\t', '?', '=', ' ', '.'])))
}

fn is_greeting(lower: &str) -> bool {
    let folded = fold(lower);
    let words = folded.split(' ').count();
    let begins = |greeting: &str| {
        let most = if greeting.contains(' ') { ITEM } else { FORM };
        let rest = folded.strip_prefix(greeting).filter(|_| words <= most);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', 'e']))
    };
    lower == "--" || Language::built_in().greetings.iter().any(|greeting| begins(greeting))
}

fn is_about_itself(folded: &str) -> bool {
    let (padded, language) = (format!(" {folded} "), Language::built_in());
    language.about_the_mail.iter().chain(&language.how_to_fill_in).any(|phrase| padded.contains(&format!(" {phrase} ")))
}

/// The lines of lists of what could be answered: items in a row with a letter or a number before each.
fn legend(lines: &[&str]) -> Vec<usize> {
    let mark = |line: &str| {
        let mut chars = line.trim_start_matches(['(', '-', '•', ' ']).chars();
        let first = chars.next().filter(char::is_ascii_alphanumeric)?;
        let second = chars.next().filter(|c| ".)=:".contains(*c) || *c == ' ')?;
        let short = line.split_whitespace().count() <= ITEM && !line.ends_with('.');
        (short && (second != ' ' || chars.as_str().starts_with(['=', '-', '–', ':'])))
            .then_some(first.to_ascii_lowercase())
    };
    let mut out = Vec::new();
    let mut row: Vec<(usize, char)> = Vec::new();
    for (nr, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let next = row.last().and_then(|(_, last)| char::from_u32(u32::from(*last) + 1));
        match mark(line) {
            Some(c) if next == Some(c) => row.push((nr, c)),
            Some(c) => {
                close(&mut row, &mut out);
                row.push((nr, c));
            }
            None => close(&mut row, &mut out),
        }
        let inline = keys(line);
        if inline >= LEGEND {
            out.push(nr);
        }
    }
    close(&mut row, &mut out);
    out
}

fn close(row: &mut Vec<(usize, char)>, out: &mut Vec<usize>) {
    let enough = row.len() >= LEGEND;
    out.extend(row.drain(..).filter(|_| enough).map(|(nr, _)| nr));
}

/// How often a line has a single capital with a sign behind it: "A = brand, B: geweld, C. drugs".
fn keys(line: &str) -> usize {
    let words: Vec<&str> = line.split([' ', ',', ';', '(', '/']).filter(|word| !word.is_empty()).collect();
    let key = |nr: &usize| {
        let word = words.get(*nr).copied().unwrap_or_default();
        let sign = |text: &str| matches!(text, "=" | ":" | "." | ")" | "-" | "–");
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let rest = word.get(1..).unwrap_or_default();
        capital
            && (sign(rest)
                || rest.is_empty() && words.get(nr + 1).is_some_and(|next| sign(next))
                || rest.starts_with('='))
    };
    (0..words.len()).filter(key).count()
}

/// A line of choices without those that were left open; any other as it is.
fn ticked(line: &str) -> String {
    let plain = ["[x]", "[X]", "(x)", "(X)"].iter().fold(line.to_owned(), |text, mark| text.replace(mark, "☒"));
    let plain = ["[ ]", "[]", "( )", "()"].iter().fold(plain, |text, mark| text.replace(mark, "☐"));
    if !plain.contains(TICKED) && !plain.contains(OPEN) {
        return line.to_owned();
    }
    let (mut out, mut counts) = (String::new(), true);
    for c in plain.chars() {
        if TICKED.contains(&c) || OPEN.contains(&c) {
            counts = TICKED.contains(&c);
            out.push(' ');
        } else if counts {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However many lines stand open between two sentences, they part these once.
    #[test]
    fn blank_lines_part_and_tell_nothing() {
        let claimed = |text: &str| MailQuestions::default().claimed(text);
        let parted = claimed("Er was brand.\n\nEr is niemand gewond.");
        for count in [3, 50, 60_000] {
            let text = format!("Er was brand.{}Er is niemand gewond.", "\n".repeat(count));
            assert_eq!(claimed(&text), parted, "{count}");
        }
    }
}
