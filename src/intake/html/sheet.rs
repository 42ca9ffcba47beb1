//! What a style sheet within an HTML text hides: the few rules that keep an element from being seen, by its name, its
//! class or its own name, as far as anybody needs them. Rules for paper or for small screens do not count.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Element;

/// Bytes of style that are read, and rules that are kept.
const MAX_STYLE: usize = 256 << 10;
const MAX_RULES: usize = 1000;
/// What of a rule may keep an element from being seen.
const TELLING: [&str; 16] = [
    "display",
    "visibility",
    "mso-hide",
    "font-size",
    "opacity",
    "position",
    "left",
    "top",
    "right",
    "text-indent",
    "clip",
    "clip-path",
    "width",
    "height",
    "overflow",
    "color",
];

/// What one element has to be for a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Compound {
    name: Option<String>,
    classes: Vec<String>,
    id: Option<String>,
}

/// A rule: what stands around the element, the element itself, and its style.
#[derive(Debug)]
struct SheetRule {
    around: Vec<Compound>,
    own: Compound,
    style: Vec<(String, String)>,
}

/// The rules of a text.
#[derive(Debug, Default)]
pub struct StyleSheet {
    rules: Vec<SheetRule>,
    /// The classes and names that any rule is about, so that most elements need not be held against them.
    known: BTreeSet<String>,
    /// The elements around the one that is looked at.
    path: Vec<Compound>,
}

impl StyleSheet {
    /// The rules in an HTML text.
    pub fn of(html: &str) -> Self {
        let mut out = Self::default();
        let mut rest = html;
        // Small letters are as long only where nothing but ASCII is made small.
        let mut read = 0;
        while let Some((_, after)) = split_at_tag(rest) {
            let Some((_, style)) = after.split_once('>') else { break };
            let end = find_small(style, "</style").unwrap_or(style.len());
            let style = style.get(..end).unwrap_or_default();
            read += style.len();
            if read > MAX_STYLE {
                break;
            }
            out.read(&without_remarks(style));
            rest = after.get(end.min(after.len())..).unwrap_or_default();
        }
        out
    }

    fn read(&mut self, style: &str) {
        let mut rest = style;
        while let Some((selectors, after)) = rest.split_once('{') {
            if self.rules.len() >= MAX_RULES {
                return;
            }
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                // What is within it holds for paper, small screens and the like.
                let whole = selectors.starts_with("@media all") || selectors.starts_with("@media screen{");
                rest = if whole { after } else { behind_block(after) };
                continue;
            }
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let style = declarations(body);
            if style.is_empty() {
                continue;
            }
            for selector in selectors.split(',') {
                let parts: Option<Vec<Compound>> = selector
                    .split([' ', '>', '\n', '\t', '\r'])
                    .filter(|part| !part.trim().is_empty())
                    .map(compound)
                    .collect();
                let Some((own, around)) = parts.as_deref().and_then(<[Compound]>::split_last) else { continue };
                self.known.extend(own.classes.iter().chain(&own.id).chain(&own.name).cloned());
                self.rules.push(SheetRule { around: around.to_vec(), own: own.clone(), style: style.clone() });
            }
        }
    }

    /// An element begins; the styles that it is drawn by, the rules of the sheet before its own.
    pub fn enter(&mut self, element: Element<'_>) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        if !self.rules.is_empty() {
            let own = Compound {
                name: Some(element.name.to_owned()),
                classes: element.attribute("class").unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
                id: element.attribute("id").map(str::to_owned),
            };
            if own.classes.iter().chain(&own.id).chain(&own.name).any(|name| self.known.contains(name)) {
                for rule in self.rules.iter().filter(|rule| rule.own.is(&own)) {
                    if rule.around.iter().all(|around| self.path.iter().any(|above| around.is(above))) {
                        out.extend(rule.style.iter().cloned());
                    }
                }
            }
            self.path.push(own);
        }
        out.extend(element.styles());
        out
    }

    /// It ends.
    pub fn leave(&mut self) {
        self.path.pop();
    }
}

impl Compound {
    /// True where an element is what this asks for.
    fn is(&self, element: &Self) -> bool {
        (self.name.is_none() || self.name == element.name)
            && (self.id.is_none() || self.id == element.id)
            && self.classes.iter().all(|class| element.classes.contains(class))
    }
}

/// `div.naam#een`; `None` for what asks more of an element, as `:hover` does.
fn compound(part: &str) -> Option<Compound> {
    let part = part.trim();
    if part.contains([':', '[', '+', '~', '(']) {
        return None;
    }
    let mut out = Compound::default();
    let begin = part.find(['.', '#']).unwrap_or(part.len());
    let (name, mut rest) = part.split_at_checked(begin)?;
    out.name = Some(name.to_ascii_lowercase()).filter(|name| !name.is_empty() && name != "*");
    while let Some(mark) = rest.chars().next() {
        let inner = rest.get(1..)?;
        let end = inner.find(['.', '#']).unwrap_or(inner.len());
        let (word, after) = inner.split_at_checked(end)?;
        match mark {
            '.' => out.classes.push(word.to_owned()),
            _ => out.id = Some(word.to_owned()),
        }
        rest = after;
    }
    Some(out)
}

/// The parts of a style that tell, lower case and without spaces.
fn declarations(body: &str) -> Vec<(String, String)> {
    let small: String = body.to_lowercase().split_whitespace().collect();
    let parts = small.split(';').filter_map(|part| part.split_once(':'));
    parts.filter(|(name, _)| TELLING.contains(name)).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What follows the block that is open.
fn behind_block(text: &str) -> &str {
    let mut open = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn without_remarks(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// Where a word in small letters stands, whatever letters the text has.
fn find_small(text: &str, word: &str) -> Option<usize> {
    let length = word.len();
    text.match_indices('<')
        .map(|(at, _)| at)
        .find(|at| text.get(*at..at + length).is_some_and(|found| found.eq_ignore_ascii_case(word)))
}

/// What stands before the first tag of a style sheet, and what behind its name.
fn split_at_tag(html: &str) -> Option<(&str, &str)> {
    let at = find_small(html, "<style")?;
    Some((html.get(..at)?, html.get(at + "<style".len()..)?))
}
