//! What of an HTML text nobody sees: hidden elements, letters without a size, white letters on a page that is white. It
//! is no answer, because whoever checked the form did not see it either, and it is said that it stands there.

use std::collections::BTreeMap;

use super::{sheet::StyleSheet, tree::Element};

/// The styles that an element is drawn by.
type DrawnStyles = BTreeMap<String, String>;

/// What is never shown; of a choice that is what was struck out.
const NEVER_SHOWN: [&str; 8] = ["script", "style", "title", "s", "strike", "del", "noscript", "template"];

/// Whether what stands in an element is passed over whatever it is drawn like.
pub fn is_never_shown(element: Element<'_>) -> bool {
    NEVER_SHOWN.contains(&element.name)
}

/// What is hidden at a place of the text.
#[derive(Debug, Default)]
pub struct Unseen {
    /// Elements that are open.
    depth: usize,
    /// Where the hidden one among them stands.
    hidden: Option<usize>,
    /// How many of them have a colour of their own behind them.
    coloured: usize,
    /// The sheet of styles gives colours to what lies behind letters, nobody knows where.
    colours: bool,
    /// What the sheet of styles hides.
    sheet: StyleSheet,
    /// Words stood where nobody sees them.
    pub said: bool,
}

impl Unseen {
    /// What is hidden in this text, before it begins.
    pub fn of(html: &str) -> Self {
        let colours = (html.contains("<style") || html.contains("<STYLE")) && html.contains("background");
        Self { colours, sheet: StyleSheet::of(html), ..Self::default() }
    }

    /// An element begins; true when it is seen.
    pub fn enter(&mut self, element: Element<'_>) -> bool {
        self.depth += 1;
        self.coloured += usize::from(has_ground(element));
        let styles = self.sheet.enter(element);
        let white = !self.colours && self.coloured == 0 && is_white_on(element, &styles);
        if self.hidden.is_none() && (is_hidden(element, &styles) || white) {
            self.hidden = Some(self.depth);
        }
        self.hidden.is_none()
    }

    /// An element ends; true when it was seen.
    pub fn leave(&mut self, element: Element<'_>) -> bool {
        let seen = self.hidden.is_none();
        self.sheet.leave();
        if self.hidden == Some(self.depth) {
            self.hidden = None;
        }
        self.depth = self.depth.saturating_sub(1);
        self.coloured = self.coloured.saturating_sub(usize::from(has_ground(element)));
        seen
    }

    /// Whether a text is seen at this place.
    pub fn sees(&mut self, text: &str) -> bool {
        self.said |= self.hidden.is_some() && text.contains(char::is_alphanumeric);
        self.hidden.is_none()
    }
}

/// True when nothing of it is drawn.
fn is_hidden(element: Element<'_>, styles: &DrawnStyles) -> bool {
    let number = |value: &str| -> Option<f64> {
        let bare = value.trim_end_matches("!important");
        bare.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse().ok()
    };
    let says = |name: &str, words: &str| styles.get(name).is_some_and(|value| value.starts_with(words));
    let no_more_than =
        |name: &str, most: f64| styles.get(name).and_then(|value| number(value)).is_some_and(|value| value <= most);
    let placed = says("position", "absolute") || says("position", "fixed");
    let away = placed && ["left", "top", "right"].iter().any(|side| no_more_than(side, OFF_THE_PAGE))
        || no_more_than("text-indent", OFF_THE_PAGE);
    // What programs that read aloud still say is cut to a dot for the eye.
    let cut = placed && (says("clip", "rect(0") || says("clip", "rect(1px,1px") || says("clip-path", "inset(50%"));
    let folded = says("overflow", "hidden") && (no_more_than("height", 1.0) || no_more_than("width", 1.0));
    element.attribute("hidden").is_some()
        || says("display", "none")
        || says("visibility", "hidden")
        || says("mso-hide", "all")
        || no_more_than("font-size", 0.0)
        || no_more_than("opacity", 0.0)
        || away
        || cut
        || folded
}

/// So far to the left of the page, or above it, nobody sees anything, in the unit of the style.
const OFF_THE_PAGE: f64 = -500.0;

/// True when its letters are as white as a page.
fn is_white_on(element: Element<'_>, styles: &DrawnStyles) -> bool {
    element.name == "font" && element.attribute("color").is_some_and(is_white)
        || styles.get("color").is_some_and(|value| is_white(value))
}

/// True when there is another colour than white behind it.
fn has_ground(element: Element<'_>) -> bool {
    let bare = |value: &str| is_white(value) || ["transparent", "none", "inherit", "initial"].contains(&value);
    element.attribute("bgcolor").is_some_and(|value| !bare(value))
        || element.attribute("background").is_some()
        || element.styles().iter().any(|(name, value)| name.starts_with("background") && !bare(value))
}

fn is_white(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let value = value.trim().trim_end_matches("!important");
    ["white", "#fff", "#ffffff", "rgb(255,255,255)", "ffffff"].contains(&value)
}
