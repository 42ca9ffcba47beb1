//! What stands between the tokenizer and the tree: it keeps the tree from growing too deep or too large. An element that
//! would stand too deep is left out, but not what stands in it: where it would begin a line, one begins.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use super::tree::{Arena, TreePlace};
use html5ever::{
    LocalName, local_name,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult},
    tree_builder::TreeBuilder,
};

/// Elements within each other; browsers keep no more either.
const MAX_DEPTH: usize = 512;
/// How much deeper those may stand that make rows and lines of what is in them, and how much deeper the tables of these.
const MAX_ROWS: usize = 128;
const MAX_TABLES: usize = 64;
/// Elements that hold no others, so that they make nothing deeper.
const HOLDS_NONE: [&str; 15] = [
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr", "script", "style", "title", "textarea",
    "option",
];
/// Elements that make rows and lines. A row closes the one before it where the tables around it are left out.
const MAKES_ROWS: [&str; 10] = ["tr", "td", "th", "p", "li", "dt", "dd", "select", "tbody", "label"];
/// Elements that begin no line.
const IN_LINE: [&str; 13] =
    ["a", "abbr", "b", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "u"];

pub(super) struct Bounded {
    pub(super) builder: TreeBuilder<TreePlace, Arena>,
    /// Something came out of what was read.
    pub(super) heard: Cell<bool>,
    /// Something stood too deep.
    pub(super) flattened: Cell<bool>,
    /// How many elements of a name are left out and still open.
    open: RefCell<BTreeMap<LocalName, usize>>,
    /// Something was written since the last line break of its own.
    written: Cell<bool>,
}

impl Bounded {
    pub(super) fn new(builder: TreeBuilder<TreePlace, Arena>) -> Self {
        let [heard, flattened, written] = [const { Cell::new(false) }; 3];
        Self { builder, heard, flattened, open: RefCell::default(), written }
    }

    pub(super) fn is_full(&self) -> bool {
        self.builder.sink.is_full()
    }

    /// Whether a tag opens an element that would stand too deep, or closes one that did.
    fn leaves_out(&self, tag: &Tag) -> bool {
        let name = &*tag.name;
        let mut open = self.open.borrow_mut();
        match tag.kind {
            TagKind::StartTag => {
                let more = match name {
                    "table" | "dl" => MAX_TABLES,
                    name if MAKES_ROWS.contains(&name) => MAX_ROWS,
                    _ => 0,
                };
                let bound = MAX_DEPTH + more;
                if HOLDS_NONE.contains(&name) || self.builder.sink.depth.get() < bound {
                    return false;
                }
                *open.entry(tag.name.clone()).or_default() += 1;
                self.flattened.set(true);
                true
            }
            TagKind::EndTag => match open.get_mut(&tag.name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                Some(_) | None => false,
            },
        }
    }

    /// What takes the place of a tag that is left out.
    fn instead(&self, tag: &Tag) -> Option<Token> {
        if ["td", "th"].contains(&&*tag.name) {
            return Some(Token::CharacterTokens(" ".into()));
        }
        let breaks = !IN_LINE.contains(&&*tag.name) && self.written.replace(false);
        breaks.then(|| {
            Token::TagToken(Tag {
                kind: TagKind::StartTag,
                name: local_name!("br"),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            })
        })
    }
}

impl TokenSink for Bounded {
    type Handle = TreePlace;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<TreePlace> {
        if !matches!(token, Token::ParseError(_)) {
            self.heard.set(true);
        }
        if self.is_full() {
            return TokenSinkResult::Continue;
        }
        match &token {
            Token::TagToken(tag) if self.leaves_out(tag) => match self.instead(tag) {
                Some(other) => self.builder.process_token(other, line),
                None => TokenSinkResult::Continue,
            },
            Token::CharacterTokens(text) if !text.trim().is_empty() => {
                self.written.set(true);
                self.builder.process_token(token, line)
            }
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
