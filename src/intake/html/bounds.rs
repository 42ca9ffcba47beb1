//! What of an HTML text is left out before anybody reads it: pictures that stand in it as text, and comments; and
//! whether the text itself is whole.

use crate::intake::limits;

/// The text without what is written down for nobody to see.
pub fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        // "<!-->" is a whole comment.
        let end = if after.starts_with('>') || after.starts_with("->") { after.find('>') } else { None };
        let end = end.map(|at| at + 1).or_else(|| after.find("-->").map(|at| at + 3));
        rest = end.and_then(|end| after.get(end..)).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// From so many bytes of text a picture in the text itself may be a form.
const LARGE_PICTURE: usize = 50 << 10;

/// The text without the pictures that stand in it as text, and whether one of them is large.
pub fn without_pictures(html: &str) -> (String, bool) {
    const MARK: &str = ";base64,";
    let mut out = String::with_capacity(html.len().min(limits::TEXT));
    let (mut rest, mut large) = (html, false);
    while let Some(pos) = rest.find(MARK) {
        let (before, after) = rest.split_at(pos + MARK.len());
        out.push_str(before);
        let coded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '\r' | '\n');
        let end = after.find(|c| !coded(c)).unwrap_or(after.len());
        large |= end >= LARGE_PICTURE;
        rest = after.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    (out, large)
}

/// True for a page that ends in the midst of what it began: it says that it is one, and never that it ends, nor does the
/// last of its tables or its form.
pub fn is_cut(html: &str) -> bool {
    let small = html.to_ascii_lowercase();
    let open = |name: &str| {
        let ends = small.rfind(&format!("</{name}"));
        small.rfind(&format!("<{name}")).is_some_and(|begins| ends.is_none_or(|ends| ends < begins))
    };
    open("html") && ["table", "form"].into_iter().any(open)
}
