//! An HTML text as the page that a browser makes of it: its tree, which is walked through from its first word to its
//! last, and what had to be cut to get it.

use std::collections::BTreeMap;

use super::{
    beside,
    bounds::{without_comments, without_pictures},
    tree::{self, Element, HtmlVisitor, Node, NodeContent, PairPart},
};
use crate::intake::limits;

/// A page.
pub struct HtmlPage {
    nodes: Vec<Node>,
    /// The elements that are a label or an answer by where they stand.
    parts: BTreeMap<usize, PairPart>,
    /// What the bounds did to it, each as the end of a sentence about the text.
    pub remarks: Vec<&'static str>,
}

impl HtmlPage {
    /// The page of an HTML text.
    pub fn of(html: &str) -> Self {
        let (text, _) = without_pictures(html);
        let read = limits::start(&text, limits::TEXT);
        let (nodes, [flattened, full]) = tree::build(&without_comments(read));
        let cut = full || read.len() < text.len();
        let remarks = [
            (cut, "is zeer lang; alleen het begin is gelezen"),
            (flattened, "is dieper genest dan de desk volgt; wat het diepst staat is als losse regels gelezen"),
        ];
        let remarks = remarks.into_iter().filter_map(|(is, remark)| is.then_some(remark)).collect();
        let mut out = Self { nodes, parts: BTreeMap::new(), remarks };
        out.parts = beside::parts(&out);
        out
    }

    /// How many places it has.
    pub fn places(&self) -> usize {
        self.nodes.len()
    }

    /// What stands within a place, in order.
    pub fn children(&self, nr: usize) -> &[usize] {
        self.nodes.get(nr).map_or(&[], |node| &node.children)
    }

    /// The element at a place.
    pub fn element(&self, nr: usize) -> Option<Element<'_>> {
        match self.nodes.get(nr).map(|node| &node.content) {
            Some(NodeContent::Element { name, attributes }) => {
                Some(Element { name: &name.local, part: self.parts.get(&nr).copied(), attributes })
            }
            Some(NodeContent::Text(_) | NodeContent::Unseen) | None => None,
        }
    }

    /// The text at a place that is no element.
    pub fn text(&self, nr: usize) -> Option<&str> {
        match self.nodes.get(nr).map(|node| &node.content) {
            Some(NodeContent::Text(text)) => Some(text),
            Some(NodeContent::Element { .. } | NodeContent::Unseen) | None => None,
        }
    }

    /// Shows what stands on it to a visitor, in order.
    pub fn show(&self, visitor: &mut impl HtmlVisitor) {
        // No recursion, so that no nesting can exhaust the stack.
        let mut path: Vec<(usize, usize)> = vec![(0, 0)];
        while let Some((nr, next)) = path.last_mut() {
            let (parent, child) = (*nr, self.children(*nr).get(*next).copied());
            *next += 1;
            match child.filter(|_| !visitor.is_full()) {
                None => {
                    path.pop();
                    if let Some(element) = self.element(parent) {
                        visitor.leave(element);
                    }
                }
                Some(child) => {
                    if let Some(text) = self.text(child) {
                        visitor.text(text);
                    } else if self.element(child).is_some_and(|element| visitor.enter(element)) {
                        path.push((child, 0));
                    }
                }
            }
        }
    }
}
