//! An HTML text as the tree that a browser makes of it, built by html5ever. What it is given is bounded first, because
//! its time grows with how deep elements are nested and with how many attributes one tag has: pictures and comments are
//! left out, no element stands deeper than in a browser, and a tag without an end is ended. What a bound cuts is told.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::flat::Bounded;
use crate::intake::limits;
use html5ever::{
    Attribute, QualName, TokenizerResult,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

/// Elements and texts of one tree.
const MAX_NODES: usize = 200_000;
/// Bytes that are read at a time, and that may be read without anything coming out of them.
const CHUNK: usize = 4 << 10;
const MAX_SILENT: usize = 16 << 10;
/// Ends whatever has no end: an attribute within quotes, a tag, a comment.
const END_OF_ALL: &str = " '>\">-->";

/// What stands in a place of the tree.
#[derive(Debug)]
pub(super) enum NodeContent {
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document itself, comments and what stands in a template.
    Unseen,
}

/// A place of the tree.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) content: NodeContent,
    parent: Option<usize>,
    pub(super) children: Vec<usize>,
    depth: usize,
}

/// What an element is to the one beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairPart {
    /// It names what stands in the next one.
    Label,
    /// It answers the one before it.
    Answer,
}

/// An element as it stands in the tree.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    /// Its name, lower case.
    pub name: &'a str,
    /// What it is to the element beside it.
    pub part: Option<PairPart>,
    pub(super) attributes: &'a [Attribute],
}

impl Element<'_> {
    /// The value of an attribute; empty when it has none, `None` when it is absent.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// The parts of its own style, lower case and without spaces.
    pub fn styles(&self) -> Vec<(String, String)> {
        let style: String = self.attribute("style").unwrap_or_default().to_lowercase().split_whitespace().collect();
        style.split(';').filter_map(|part| part.split_once(':')).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
    }

    /// True when it is drawn bold by its own style.
    pub fn is_bold(&self) -> bool {
        let bold = |value: &str| ["bold", "600", "700"].iter().any(|weight| value.starts_with(weight));
        self.styles().iter().any(|(name, value)| name == "font-weight" && bold(value))
    }
}

/// What is met on the way through a tree.
pub trait HtmlVisitor {
    /// An element begins; false when what stands in it is passed over.
    fn enter(&mut self, element: Element<'_>) -> bool;
    /// An element that was entered ends.
    fn leave(&mut self, element: Element<'_>);
    /// A text.
    fn text(&mut self, text: &str);
    /// True when no more is taken.
    fn is_full(&self) -> bool;
}

/// The tree, whether it is flatter than the text, and whether more than fits stands in the text.
pub(super) fn build(html: &str) -> (Vec<Node>, [bool; 2]) {
    let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Arena::new(), options);
    let tokenizer = Tokenizer::new(Bounded::new(builder), TokenizerOpts::default());
    let (mut rest, mut silent) = (html, 0);
    while !rest.is_empty() && !tokenizer.sink.is_full() {
        let chunk = limits::start(rest, CHUNK);
        rest = rest.get(chunk.len()..).unwrap_or_default();
        silent = if feed(&tokenizer, chunk) { 0 } else { silent + chunk.len() };
        if silent >= MAX_SILENT {
            feed(&tokenizer, END_OF_ALL);
            silent = 0;
        }
    }
    if !tokenizer.sink.is_full() {
        tokenizer.end();
    }
    let told = [tokenizer.sink.flattened.get(), tokenizer.sink.is_full()];
    (tokenizer.sink.builder.sink.nodes.take(), told)
}

/// Reads some more; true when anything came of it.
fn feed(tokenizer: &Tokenizer<Bounded>, text: &str) -> bool {
    tokenizer.sink.heard.set(false);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    // A script that would have to run is no reason to stop.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.sink.heard.get()
}

/// A place in the tree.
#[derive(Debug, Clone)]
pub(super) struct TreePlace {
    nr: usize,
    name: Rc<QualName>,
}

/// The tree while it grows.
#[derive(Debug)]
pub(super) struct Arena {
    nodes: RefCell<Vec<Node>>,
    /// How deep the element stands that is being filled.
    pub(super) depth: Cell<usize>,
    unnamed: Rc<QualName>,
}

impl Arena {
    /// Whether no more fits.
    pub(super) fn is_full(&self) -> bool {
        self.nodes.borrow().len() >= MAX_NODES
    }

    fn new() -> Self {
        let unnamed = Rc::new(QualName::new(None, ns!(), local_name!("")));
        let document = Node { content: NodeContent::Unseen, parent: None, children: Vec::new(), depth: 0 };
        Self { nodes: RefCell::new(vec![document]), depth: Cell::new(0), unnamed }
    }

    fn add(&self, content: NodeContent) -> TreePlace {
        let name = match &content {
            NodeContent::Element { name, .. } => Rc::clone(name),
            NodeContent::Text(_) | NodeContent::Unseen => Rc::clone(&self.unnamed),
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, parent: None, children: Vec::new(), depth: 0 });
        TreePlace { nr: nodes.len() - 1, name }
    }

    /// Puts something among the children of an element, before one of them or behind them all.
    fn put(&self, parent: usize, before: Option<usize>, child: NodeOrText<TreePlace>) {
        let at = before.and_then(|sibling| self.place_of(parent, sibling));
        let nr = match child {
            NodeOrText::AppendNode(place) => {
                self.take_out(place.nr);
                place.nr
            }
            NodeOrText::AppendText(text) => {
                if self.lengthen(parent, at, &text) {
                    return;
                }
                self.add(NodeContent::Text(text.to_string())).nr
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let Some(above) = nodes.get_mut(parent) else { return };
        let depth = above.depth + 1;
        let at = at.unwrap_or(above.children.len()).min(above.children.len());
        above.children.insert(at, nr);
        if let Some(node) = nodes.get_mut(nr) {
            (node.parent, node.depth) = (Some(parent), depth);
            if matches!(node.content, NodeContent::Element { .. }) {
                self.depth.set(depth);
            }
        }
    }

    /// Adds to the text before this place, if there is one.
    fn lengthen(&self, parent: usize, at: Option<usize>, text: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let previous = nodes.get(parent).and_then(|node| {
            let at = at.unwrap_or(node.children.len());
            node.children.get(at.checked_sub(1)?).copied()
        });
        match previous.and_then(|nr| nodes.get_mut(nr)).map(|node| &mut node.content) {
            Some(NodeContent::Text(known)) => {
                known.push_str(text);
                true
            }
            Some(NodeContent::Element { .. } | NodeContent::Unseen) | None => false,
        }
    }

    /// What is sought stands among the last as a rule.
    fn place_of(&self, parent: usize, child: usize) -> Option<usize> {
        self.nodes.borrow().get(parent)?.children.iter().rposition(|nr| *nr == child)
    }

    fn parent_of(&self, nr: usize) -> Option<usize> {
        self.nodes.borrow().get(nr)?.parent
    }

    fn take_out(&self, nr: usize) {
        let Some(parent) = self.parent_of(nr) else { return };
        let place = self.place_of(parent, nr);
        let mut nodes = self.nodes.borrow_mut();
        if let (Some(above), Some(place)) = (nodes.get_mut(parent), place) {
            above.children.remove(place);
        }
        if let Some(node) = nodes.get_mut(nr) {
            node.parent = None;
        }
    }
}

impl TreeSink for Arena {
    type Handle = TreePlace;
    type Output = ();
    type ElemName<'a> = &'a QualName;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> TreePlace {
        TreePlace { nr: 0, name: Rc::clone(&self.unnamed) }
    }

    fn elem_name<'a>(&'a self, target: &'a TreePlace) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> TreePlace {
        self.add(NodeContent::Element { name: Rc::new(name), attributes })
    }

    fn create_comment(&self, _: StrTendril) -> TreePlace {
        self.add(NodeContent::Unseen)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> TreePlace {
        self.add(NodeContent::Unseen)
    }

    fn append(&self, parent: &TreePlace, child: NodeOrText<TreePlace>) {
        self.put(parent.nr, None, child);
    }

    fn append_based_on_parent_node(&self, element: &TreePlace, previous: &TreePlace, child: NodeOrText<TreePlace>) {
        match self.parent_of(element.nr) {
            Some(parent) => self.put(parent, Some(element.nr), child),
            None => self.put(previous.nr, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &TreePlace) {
        let depth = self.nodes.borrow().get(node.nr).map_or(0, |node| node.depth);
        self.depth.set(depth.saturating_sub(1));
    }

    /// Nobody sees what stands in a template.
    fn get_template_contents(&self, target: &TreePlace) -> TreePlace {
        let contents = self.add(NodeContent::Unseen);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(target.nr).map_or(0, |node| node.depth + 1);
        if let Some(node) = nodes.get_mut(contents.nr) {
            node.depth = depth;
        }
        contents
    }

    fn same_node(&self, one: &TreePlace, other: &TreePlace) -> bool {
        one.nr == other.nr
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &TreePlace, child: NodeOrText<TreePlace>) {
        if let Some(parent) = self.parent_of(sibling.nr) {
            self.put(parent, Some(sibling.nr), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &TreePlace, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(NodeContent::Element { attributes, .. }) = nodes.get_mut(target.nr).map(|node| &mut node.content) {
            for attribute in more {
                if attributes.len() < MAX_ADDED && attributes.iter().all(|a| a.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &TreePlace) {
        self.take_out(target.nr);
    }

    fn reparent_children(&self, node: &TreePlace, parent: &TreePlace) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes.get_mut(node.nr).map(|node| std::mem::take(&mut node.children)).unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(parent.nr);
            }
        }
        if let Some(parent) = nodes.get_mut(parent.nr) {
            parent.children.extend(children);
        }
    }
}

/// Attributes that further tags of a page may add to its first.
const MAX_ADDED: usize = 100;
