//! The fields of a PDF form. Their answers are not part of the page's text: they are read by name, and put
//! on the page where the reader sees them, because makers of forms call their fields `Tekstveld12`.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{MAX_ANSWER, number, page::TextPiece, text, value};
use crate::intake::docx::words;

/// Fields of one form, and fields within fields.
const MAX_FIELDS: usize = 1000;
const MAX_DEPTH: usize = 16;
/// Height of a line in a field, points.
const LINE_HEIGHT: f64 = 12.0;

fn form(document: &Document) -> Option<&Dictionary> {
    value(document, document.catalog().ok()?, b"AcroForm")?.as_dict().ok()
}

/// True when the form is a program inside the PDF (XFA), whose pages only say so.
pub fn is_dynamic(document: &Document) -> bool {
    form(document).is_some_and(|f| f.has(b"XFA"))
}

/// Names and answers of the fields that have both; a field with a description counts under both. `cut` is set where
/// there are more fields, or more of an answer, than are read.
pub fn fields(document: &Document, cut: &mut bool) -> Vec<[String; 2]> {
    let mut out = Vec::new();
    let list = form(document).and_then(|f| value(document, f, b"Fields")).and_then(|o| o.as_array().ok());
    let mut seen = BTreeSet::new();
    for field in list.into_iter().flatten() {
        gather(document, field, 0, &mut seen, &mut out);
    }
    let long = |id: &ObjectId| {
        let field = document.get_dictionary(*id).ok().and_then(|field| value(document, field, b"V"));
        field.and_then(|answer| answer.as_str().ok()).is_some_and(|answer| answer.len() > MAX_ANSWER)
    };
    *cut |= seen.len() > MAX_FIELDS || seen.iter().any(long);
    out
}

fn gather(
    document: &Document,
    field: &Object,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
    out: &mut Vec<[String; 2]>,
) {
    let new = field.as_reference().is_ok_and(|id| seen.insert(id));
    if !new || depth > MAX_DEPTH || seen.len() > MAX_FIELDS {
        return;
    }
    let Some(dictionary) = document.dereference(field).ok().and_then(|(_, o)| o.as_dict().ok()) else { return };
    if let Some(answer) = answer(document, dictionary) {
        for name in [&b"TU"[..], b"T"] {
            if let Some(name) = value(document, dictionary, name).and_then(|o| o.as_str().ok()) {
                out.push([words(&text(name)), answer.clone()]);
            }
        }
    }
    let children = value(document, dictionary, b"Kids").and_then(|o| o.as_array().ok());
    for child in children.into_iter().flatten() {
        gather(document, child, depth + 1, seen, out);
    }
}

/// The answer in words; a button that is off, or only on, has none.
fn answer(document: &Document, field: &Dictionary) -> Option<String> {
    let out = match value(document, field, b"V")? {
        Object::String(s, _) => text(s),
        Object::Name(n) => text(n),
        Object::Array(list) => list.iter().filter_map(|o| o.as_str().ok()).map(text).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    let says_something = !matches!(out.to_lowercase().as_str(), "" | "off" | "on" | "yes" | "1" | "0");
    let button = value(document, field, b"FT").is_some_and(|o| o.as_name().is_ok_and(|n| n == b"Btn"));
    (says_something || !button && !out.trim().is_empty()).then_some(out)
}

/// The answers on a page, each at the place of its field.
pub fn filled_in(document: &Document, page_id: ObjectId) -> Vec<TextPiece> {
    let annotations = document
        .get_dictionary(page_id)
        .ok()
        .and_then(|page| value(document, page, b"Annots"))
        .and_then(|o| o.as_array().ok());
    annotations
        .into_iter()
        .flatten()
        .take(MAX_FIELDS)
        .filter_map(|a| document.dereference(a).ok()?.1.as_dict().ok())
        .flat_map(|a| in_place(document, a))
        .collect()
}

fn in_place(document: &Document, annotation: &Dictionary) -> Vec<TextPiece> {
    let kind = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let content = match kind {
        b"Widget" => in_field(document, annotation),
        // Typed onto the page with a viewer.
        b"FreeText" => value(document, annotation, b"Contents").and_then(|o| o.as_str().ok()).map(text),
        _ => None,
    };
    let corners: Vec<f64> = value(document, annotation, b"Rect")
        .and_then(|o| o.as_array().ok())
        .map(|h| h.iter().filter_map(number).collect())
        .unwrap_or_default();
    let (Some(content), [x0, y0, x1, y1]) = (content, corners.as_slice()) else { return Vec::new() };
    let (left, right, bottom, top) = (x0.min(*x1), x0.max(*x1), y0.min(*y1), y0.max(*y1));
    // One line sits a little above the lower edge; several start at the top.
    let first =
        if top - bottom < 2.0 * LINE_HEIGHT { bottom + (0.3 * (top - bottom)).min(4.0) } else { top - LINE_HEIGHT };
    let lines: Vec<&str> = content.split(['\r', '\n']).filter(|r| !r.trim().is_empty()).collect();
    lines
        .iter()
        .zip(0_u16..200)
        .map(|(line, nr)| TextPiece {
            x: left + 1.0,
            y: LINE_HEIGHT.mul_add(-f64::from(nr), first),
            width: right - left - 1.0,
            height: 10.0,
            text: (*line).to_owned(),
        })
        .collect()
}

/// What a field shows: its text, or a box that is ticked or not.
fn in_field(document: &Document, field: &Dictionary) -> Option<String> {
    let kind = from_field(document, field, b"FT")?.as_name().ok()?;
    if kind != b"Btn" {
        return match from_field(document, field, b"V")? {
            Object::String(s, _) => Some(text(s)),
            Object::Name(n) => Some(text(n)),
            _ => None,
        };
    }
    let flags = from_field(document, field, b"Ff").and_then(|o| o.as_i64().ok()).unwrap_or(0);
    let push_button = flags & (1 << 16) != 0;
    let state = value(document, field, b"AS").and_then(|o| o.as_name().ok());
    let on = state.is_some_and(|s| s != b"Off");
    (!push_button).then(|| if on { "☒ " } else { "☐ " }.to_owned())
}

/// An entry of a field that it may have from the field above it.
fn from_field<'d>(document: &'d Document, field: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut node = field;
    for _ in 0..MAX_DEPTH {
        if let Some(found) = value(document, node, key) {
            return Some(found);
        }
        node = value(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}
