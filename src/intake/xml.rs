//! The XML of a document, walked once for all formats that are made of it: what is skipped whole, references
//! to characters, a text without end, and damage, which gives what stood before it.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::document::ReadDocument;

/// What is told of a document while it is walked.
pub trait XmlDocument {
    /// True for an element that is skipped with all that is in it.
    fn is_skipped(&self, name: &str) -> bool;
    /// An element begins; `empty` for one that ends where it begins, which is closed too.
    fn open(&mut self, e: &BytesStart<'_>, empty: bool);
    /// The element of this local name ends.
    fn close(&mut self, name: &str);
    /// Text, with its references resolved.
    fn text(&mut self, text: &str);
    /// True when no more text is taken.
    fn is_full(&self) -> bool;
}

/// Walks a document; what was left off is remarked on.
pub fn walk(xml: &str, document: &mut impl XmlDocument, read: &mut ReadDocument) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut skipped: Option<SkippedElement> = None;
    while let Ok(event) = reader.read_event() {
        if let Some(element) = &mut skipped {
            if matches!(event, Event::Eof) {
                break;
            }
            if element.has_ended(&event) {
                skipped = None;
            }
            continue;
        }
        match event {
            Event::Start(e) if document.is_skipped(e.local_name().as_ref()) => {
                skipped = Some(SkippedElement { name: e.local_name().as_ref().to_owned(), open: 1 });
            }
            Event::Start(e) => document.open(&e, false),
            Event::Empty(e) => {
                document.open(&e, true);
                document.close(e.local_name().as_ref());
            }
            Event::End(e) => document.close(e.local_name().as_ref()),
            Event::Text(t) => document.text(&t.xml10_content()),
            Event::CData(t) => document.text(&t.xml10_content()),
            Event::GeneralRef(r) => {
                let character = r.resolve_char_ref().ok().flatten();
                document.text(&character.map_or_else(|| unescape(&format!("&{};", r.into_inner())), String::from));
            }
            Event::Eof => break,
            _ => {}
        }
        if document.is_full() {
            read.remark("is zeer lang; alleen het begin is gelezen");
            break;
        }
    }
}

/// An element that is skipped, and how many of its name are open within each other.
struct SkippedElement {
    name: String,
    open: usize,
}

impl SkippedElement {
    fn has_ended(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(e) if e.local_name().as_ref() == self.name => self.open += 1,
            Event::End(e) if e.local_name().as_ref() == self.name => self.open -= 1,
            _ => {}
        }
        self.open == 0
    }
}

/// An attribute by its local name.
pub fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| unescape(&a.value))
}

/// The five entities of XML.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
