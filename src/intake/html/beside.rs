//! Elements of which only the style sheet says that they stand beside each other: two in a row of their own, or many in
//! turn. What their maker calls them by (`class`) tells the labels from the answers, where it does so all the way.

use std::collections::BTreeMap;

use super::{
    page::HtmlPage,
    tree::{Element, PairPart},
};

/// From so many pairs on that are made alike, it is the way of the page.
const MIN_PAIRS: usize = 3;
/// Characters of a label, and of what makes an element look as it does.
const MAX_LABEL: usize = 110;
const MAX_LOOK: usize = 120;
/// Elements and texts within one part of a pair; what has more is a part of the page.
const MAX_WITHIN: usize = 24;
/// Elements that stand beside each other where their style says so.
const MAY_STAND_BESIDE: [&str; 6] = ["div", "span", "label", "p", "li", "section"];
/// What no part of a pair holds.
const LARGER: [&str; 12] =
    ["table", "tr", "td", "ul", "ol", "dl", "form", "input", "select", "textarea", "fieldset", "button"];

/// How two elements are made that stand beside each other.
type Make = [(String, String); 2];

/// The elements that are a label or an answer by where they stand.
pub fn parts(page: &HtmlPage) -> BTreeMap<usize, PairPart> {
    let mut found: BTreeMap<Make, Vec<[usize; 2]>> = BTreeMap::new();
    for nr in 0..page.places() {
        let Some(children) = elements(page, nr) else { continue };
        for pair in children.chunks(2) {
            let [label, answer] = *pair else { continue };
            let make = [label, answer].map(|at| page.element(at).and_then(made));
            let [Some(one), Some(other)] = make else { continue };
            if one != other && is_label(page, label) && is_small(page, answer) {
                found.entry([one, other]).or_default().push([label, answer]);
            }
        }
    }
    let many = found.into_values().filter(|pairs| pairs.len() >= MIN_PAIRS).flatten();
    many.flat_map(|[label, answer]| [(label, PairPart::Label), (answer, PairPart::Answer)]).collect()
}

/// The elements within a place in which nothing else stands, if they are pairs.
fn elements(page: &HtmlPage, nr: usize) -> Option<Vec<usize>> {
    let children = page.children(nr);
    if children.len() < 2 || children.iter().any(|at| page.text(*at).is_some_and(|text| !text.trim().is_empty())) {
        return None;
    }
    let out: Vec<usize> = children.iter().copied().filter(|at| page.element(*at).is_some()).collect();
    let two = out.len() == 2;
    // In turn, all the way.
    let look = |at: &usize| page.element(*at).and_then(made);
    let turns = out.len() >= 2 * MIN_PAIRS
        && out.len().is_multiple_of(2)
        && out.chunks(2).all(|pair| pair.iter().map(look).eq(out.iter().take(2).map(look)));
    (two || turns).then_some(out)
}

/// What an element is and what it looks like, for one that has a look of its own. What a word processor calls its
/// paragraphs and its spelling says nothing.
fn made(element: Element<'_>) -> Option<(String, String)> {
    let class = element.attribute("class").map(str::trim).filter(|class| !class.is_empty() && !is_of_program(class));
    let beside = || element.attribute("style").filter(|style| places(&style.to_lowercase()));
    let look = class.or_else(beside).filter(|look| look.len() <= MAX_LOOK);
    let look = look.or_else(|| (element.name == "label").then_some(""))?;
    MAY_STAND_BESIDE.contains(&element.name).then(|| (element.name.to_owned(), look.to_owned()))
}

fn is_of_program(class: &str) -> bool {
    ["Mso", "SpellE", "GramE", "Apple-", "gmail_"].iter().any(|begin| class.starts_with(begin))
}

/// True for a style that says where an element stands.
fn places(style: &str) -> bool {
    ["inline-block", "table-cell", "float", "width", "flex"].iter().any(|word| style.contains(word))
}

fn is_label(page: &HtmlPage, nr: usize) -> bool {
    let said = within(page, nr).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    said.is_some_and(|text| text.contains(char::is_alphabetic) && text.chars().count() <= MAX_LABEL)
}

fn is_small(page: &HtmlPage, nr: usize) -> bool {
    within(page, nr).is_some()
}

/// The text within a place; `None` where a part of the page stands in it.
fn within(page: &HtmlPage, nr: usize) -> Option<String> {
    let (mut open, mut seen, mut out) = (vec![nr], 0, String::new());
    while let Some(at) = open.pop() {
        seen += 1;
        if seen > MAX_WITHIN || page.element(at).is_some_and(|element| LARGER.contains(&element.name)) {
            return None;
        }
        out.push_str(page.text(at).unwrap_or_default());
        out.push(' ');
        open.extend(page.children(at).iter().rev());
    }
    Some(out)
}
