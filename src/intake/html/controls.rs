//! The boxes of a web form and what they are called: by a label elsewhere on the page, by what is read aloud, by the hint
//! that stands in an empty box, or by the name under which a program sends them. A box whose label is drawn before it on
//! its own line needs none of these.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    HtmlWriter,
    page::HtmlPage,
    tree::{Element, HtmlVisitor},
};
use crate::intake::{
    line::{BOLD_END, TextLine},
    pair::PairStructure,
};

/// Names that are kept of one page, labels that may be open within each other, and bytes of a name.
const MAX_NAMES: usize = 2000;
const MAX_OPEN: usize = 8;
const MAX_NAME: usize = 300;
/// Letters that a name has which says something.
const MIN_LETTERS: usize = 3;

/// What the boxes of a page are called by others.
#[derive(Debug, Default)]
pub struct ControlNames {
    /// The labels, by the box that they are for.
    labels: BTreeMap<String, String>,
    /// The texts of elements, by their own name.
    texts: BTreeMap<String, String>,
    /// The boxes that something is filled in.
    boxes: BTreeSet<String>,
}

/// What a box is called, and how the page says so.
#[derive(Debug)]
pub(super) struct ControlName {
    label: String,
    structure: PairStructure,
}

/// A box whose content is being read, with what ran on before it.
#[derive(Debug)]
pub(super) struct OpenControl {
    name: ControlName,
    before: String,
}

impl ControlNames {
    /// The names of the boxes of this page.
    pub fn of(page: &HtmlPage) -> Self {
        let mut collector = Collector::default();
        page.show(&mut collector);
        collector.names
    }

    /// True for a label of a box elsewhere, which is shown with that box.
    pub(super) fn names_box(&self, element: Element<'_>) -> bool {
        let of = element.attribute("for").filter(|_| element.name == "label");
        of.is_some_and(|id| self.boxes.contains(id) && self.labels.contains_key(id))
    }

    /// What a box is called where nothing is drawn before it on its line.
    fn of_control(&self, element: Element<'_>, in_row: bool, drawn: bool) -> Option<ControlName> {
        let id = element.attribute("id").unwrap_or_default();
        if let Some(label) = self.labels.get(id).filter(|_| !in_row) {
            return Some(ControlName { label: label.clone(), structure: PairStructure::Line });
        }
        if drawn {
            return None;
        }
        let said = |name: &str| element.attribute(name).map(str::to_owned).filter(|text| says_something(text));
        let by = element.attribute("aria-labelledby").and_then(|ids| {
            let texts: Vec<&str> =
                ids.split_whitespace().filter_map(|id| self.texts.get(id)).map(String::as_str).collect();
            Some(texts.join(" ")).filter(|text| says_something(text))
        });
        let shown = said("aria-label").or(by).or_else(|| self.labels.get(id).cloned());
        if let Some(label) = shown.or_else(|| said("title")).or_else(|| said("placeholder")) {
            return Some(ControlName { label, structure: PairStructure::Line });
        }
        let label = given_name(element)?;
        Some(ControlName { label, structure: PairStructure::Control })
    }
}

/// The words of the name that a program gives to a box: `geboortedatum_client`, `naamClient`.
fn given_name(element: Element<'_>) -> Option<String> {
    let raw = element.attribute("name").or_else(|| element.attribute("id"))?;
    let mut out = String::new();
    let mut small = false;
    for c in raw.chars().take(MAX_NAME) {
        if c.is_uppercase() && small {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.push(if c.is_alphabetic() { c } else { ' ' });
    }
    let words: Vec<&str> = out.split_whitespace().filter(|word| word.chars().count() > 1).collect();
    Some(words.join(" ").to_lowercase()).filter(|name| says_something(name))
}

fn says_something(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS && text.len() <= MAX_NAME
}

/// True for a box that text is filled in.
fn is_text_box(element: Element<'_>) -> bool {
    const TYPES: [&str; 11] =
        ["", "text", "date", "datetime-local", "time", "number", "email", "tel", "search", "url", "month"];
    let kind = || element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    match element.name {
        "textarea" | "select" => true,
        "input" => TYPES.contains(&kind().as_str()),
        _ => false,
    }
}

/// Collects the names of a page.
#[derive(Default)]
struct Collector {
    names: ControlNames,
    depth: usize,
    /// The elements whose text is collected: how deep, whose box or whose own name it is, and what it says so far.
    open: Vec<(usize, BoxName, String)>,
}

#[derive(Debug, PartialEq, Eq)]
enum BoxName {
    /// The label of this box.
    Label(String),
    /// The element with this name.
    Own(String),
    /// The label of a box that stands in it.
    Around,
}

impl HtmlVisitor for Collector {
    fn text(&mut self, text: &str) {
        for (_, _, said) in self.open.iter_mut().filter(|(_, _, said)| said.len() <= MAX_NAME) {
            said.push_str(text);
        }
    }

    fn enter(&mut self, element: Element<'_>) -> bool {
        if ["script", "style"].contains(&element.name) {
            return false;
        }
        self.depth += 1;
        let id = element.attribute("id").map(str::to_owned);
        if is_text_box(element) {
            self.names.boxes.extend(id);
            self.open.iter_mut().filter(|(_, named, _)| matches!(named, BoxName::Label(_))).for_each(
                |(_, named, _)| {
                    *named = BoxName::Around;
                },
            );
            // What was chosen or filled in is no name.
            return element.name == "input";
        }
        let full = self.names.labels.len() + self.names.texts.len() >= MAX_NAMES || self.open.len() >= MAX_OPEN;
        let of = element.attribute("for").filter(|_| element.name == "label").map(str::to_owned);
        if let Some(named) = of.map(BoxName::Label).or_else(|| id.map(BoxName::Own)).filter(|_| !full) {
            self.open.push((self.depth, named, String::new()));
        }
        true
    }

    fn leave(&mut self, _: Element<'_>) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        while let Some((_, named, said)) = self.open.pop_if(|(at, _, _)| *at >= depth) {
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            if !says_something(&said) {
                continue;
            }
            match named {
                BoxName::Label(of) => self.names.labels.entry(of).or_insert(said),
                BoxName::Own(id) => self.names.texts.entry(id).or_insert(said),
                BoxName::Around => continue,
            };
        }
    }

    fn is_full(&self) -> bool {
        false
    }
}

impl HtmlWriter {
    /// A box of one line, or a mark.
    pub(super) fn input(&mut self, element: Element<'_>) {
        let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
        if kind == "checkbox" || kind == "radio" {
            let ticked = element.attribute("checked").is_some();
            if ticked {
                self.chosen(element);
            }
            self.running.push_str(if ticked { "☒ " } else { "☐ " });
        } else if is_text_box(element) {
            let value = element.attribute("value").unwrap_or_default();
            if let Some(name) = self.control_name(element) {
                self.control(name, value);
            } else {
                self.answer_box();
                self.running.push_str(value);
            }
        }
    }

    /// A box begins that has its content within it.
    pub(super) fn open_control(&mut self, element: Element<'_>) {
        if let Some(name) = self.control_name(element) {
            let before = std::mem::take(&mut self.running);
            self.open_control = Some(OpenControl { name, before });
        } else {
            self.answer_box();
        }
    }

    /// It ends.
    pub(super) fn close_control(&mut self) {
        if let Some(OpenControl { name, before }) = self.open_control.take() {
            let value = std::mem::replace(&mut self.running, before);
            self.control(name, value.trim());
        }
    }

    fn control_name(&self, element: Element<'_>) -> Option<ControlName> {
        let row = self.rows.last();
        let before = row.is_some_and(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let drawn = before || !self.running.trim().is_empty();
        self.names.of_control(element, row.is_some(), drawn)
    }

    /// A box with its name, as a line by itself. One that nobody filled in is told where its label stands on the page.
    fn control(&mut self, name: ControlName, value: &str) {
        self.line_break();
        if value.trim().is_empty() && name.structure == PairStructure::Control {
            return;
        }
        let quoted = self.quoted > 0;
        let pair = TextLine::pair(self.out.len() + 1, name.label, value.to_owned(), name.structure);
        self.out.push(TextLine { quoted, ..pair });
    }

    /// One of a group was chosen: by the name that a program gives to the group, beside what is drawn.
    fn chosen(&mut self, element: Element<'_>) {
        let id = element.attribute("id").unwrap_or_default();
        let value = element.attribute("value").filter(|value| says_something(value) || value.len() == 1);
        let value = value.filter(|value| value.contains(char::is_alphabetic));
        let said = self.names.labels.get(id).map(String::as_str).or(value);
        if let (Some(name), Some(said)) = (given_name(element), said) {
            self.chosen.push((name, said.to_owned()));
        }
    }

    /// Puts what was chosen in groups behind all that is drawn.
    pub(super) fn add_chosen(&mut self) {
        for (name, said) in std::mem::take(&mut self.chosen) {
            let pair = TextLine::pair(self.out.len() + 1, name, said, PairStructure::Control);
            self.out.push(pair);
        }
    }

    /// A group of marks begins that only says aloud what it is.
    pub(super) fn open_group(&mut self, element: Element<'_>) {
        let group = ["radiogroup", "group"].contains(&element.attribute("role").unwrap_or_default());
        let label = element.attribute("aria-label").filter(|label| group && says_something(label));
        if let Some(label) = label.filter(|_| self.rows.is_empty()) {
            self.line_break();
            self.drawn = true;
            self.line(&format!("{label}{BOLD_END}"));
        }
    }

    /// What is filled in begins here: on a line of its own label it is the next cell.
    fn answer_box(&mut self) {
        if self.rows.is_empty() && !self.running.trim().is_empty() {
            self.running.push('\t');
        }
    }
}
