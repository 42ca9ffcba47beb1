//! The styles of an OpenDocument text, as far as they say what is read: bold, struck out, hidden, a font of symbols.

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::intake::{symbol_font::SymbolFont, xml::attribute};

/// Styles of one document, and styles that build on each other.
const MAX_STYLES: usize = 20_000;
const MAX_PARENTS: usize = 8;

/// What a style says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextStyle {
    /// Bold.
    pub bold: bool,
    /// Struck out or hidden.
    pub gone: bool,
    /// Its letters are pictures.
    pub symbols: Option<SymbolFont>,
}

/// What one style changes of the one it builds on.
#[derive(Debug, Clone, Default)]
struct StyleChange {
    parent: Option<String>,
    bold: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
    font: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, StyleChange>,
}

impl Styles {
    /// Takes in the styles of one part.
    pub fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let mut open: Option<String> = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(e) if e.local_name().as_ref() == "style" => open = self.begin(&e),
                Event::Empty(e) if e.local_name().as_ref() == "style" => {
                    self.begin(&e);
                }
                Event::End(e) if e.local_name().as_ref() == "style" => open = None,
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "text-properties" => {
                    if let Some(change) = open.as_ref().and_then(|name| self.styles.get_mut(name)) {
                        change.properties(&e);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }

    fn begin(&mut self, e: &BytesStart<'_>) -> Option<String> {
        let name = attribute(e, "name").filter(|_| self.styles.len() < MAX_STYLES)?;
        let parent = attribute(e, "parent-style-name");
        self.styles.insert(name.clone(), StyleChange { parent, ..StyleChange::default() });
        Some(name)
    }

    /// What holds within a style of this name, inside what holds around it.
    pub fn within(&self, around: TextStyle, name: &str) -> TextStyle {
        let (mut bold, mut gone, mut font) = (None, None, None);
        let mut next = self.styles.get(name);
        for _ in 0..MAX_PARENTS {
            let Some(change) = next else { break };
            bold = bold.or(change.bold);
            gone = gone.or_else(|| (change.struck == Some(true) || change.hidden == Some(true)).then_some(true));
            font = font.or(change.font.as_deref());
            next = change.parent.as_ref().and_then(|parent| self.styles.get(parent));
        }
        TextStyle {
            bold: bold.unwrap_or(around.bold),
            // Within a hidden or struck out text nothing is shown again.
            gone: around.gone || gone == Some(true),
            symbols: font.map_or(around.symbols, SymbolFont::named),
        }
    }
}

impl StyleChange {
    fn properties(&mut self, e: &BytesStart<'_>) {
        let none = |value: String| value != "none";
        self.bold = attribute(e, "font-weight").map(|w| w == "bold" || w.parse().is_ok_and(|w: u32| w >= 600));
        self.struck = attribute(e, "text-line-through-style").map(none);
        self.hidden = attribute(e, "display").map(|d| d == "none");
        self.font = attribute(e, "font-name").or_else(|| attribute(e, "font-family"));
    }
}
