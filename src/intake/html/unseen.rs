//! What of an HTML text nobody sees: hidden elements, letters without a size, white letters on a page that is white. It
//! is no answer, because whoever checked the form did not see it either, and it is said that it stands there.

use super::tree::Element;

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
    sheet: bool,
    /// Words stood where nobody sees them.
    pub said: bool,
}

impl Unseen {
    /// What is hidden in this text, before it begins.
    pub fn of(html: &str) -> Self {
        let sheet = (html.contains("<style") || html.contains("<STYLE")) && html.contains("background");
        Self { sheet, ..Self::default() }
    }

    /// An element begins; true when it is seen.
    pub fn enter(&mut self, element: Element<'_>) -> bool {
        self.depth += 1;
        self.coloured += usize::from(has_ground(element));
        let white = !self.sheet && self.coloured == 0 && is_white_on(element);
        if self.hidden.is_none() && (is_hidden(element) || white) {
            self.hidden = Some(self.depth);
        }
        self.hidden.is_none()
    }

    /// An element ends; true when it was seen.
    pub fn leave(&mut self, element: Element<'_>) -> bool {
        let seen = self.hidden.is_none();
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
fn is_hidden(element: Element<'_>) -> bool {
    let no_size = |value: &str| {
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '%' | '!'));
        number.parse::<f64>().is_ok_and(|size| size <= 0.0)
    };
    element.attribute("hidden").is_some()
        || element.styles().iter().any(|(name, value)| match name.as_str() {
            "display" => value.starts_with("none"),
            "visibility" => value.starts_with("hidden"),
            "mso-hide" => value.starts_with("all"),
            "font-size" | "opacity" => no_size(value),
            _ => false,
        })
}

/// True when its letters are as white as a page.
fn is_white_on(element: Element<'_>) -> bool {
    element.name == "font" && element.attribute("color").is_some_and(is_white)
        || element.styles().iter().any(|(name, value)| name == "color" && is_white(value))
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
