//! Which signs stay in a text that came from outside, one by one: those that a terminal would obey, that turn the
//! reading order or that nobody sees go, save where they join or choose what is drawn and stand behind what takes them.

/// True for characters that no field, log line or terminal should ever receive.
pub(super) const fn is_dangerous(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// What joins the emoji of one picture.
pub(super) const JOINER: char = '\u{200D}';

/// True for what can be part of a picture of several emoji.
const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// What says of the sign before it whether it is drawn as a picture or as a letter.
pub(super) const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}')
}

/// True for a digit or sign that becomes a key of a telephone by a selector and [`KEYCAP`].
const fn is_key(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

/// What draws a key around the sign before it.
const KEYCAP: char = '\u{20E3}';

/// True for a sign that is drawn otherwise by a selector. Behind any other it changes nothing that anybody sees.
const fn takes_selector(c: char) -> bool {
    is_emoji(c)
        || matches!(c,
            '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}'
            | '\u{2300}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{25FF}' | '\u{2934}' | '\u{2935}'
            | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}')
}

/// Whether a sign that is typed behind another one stays. What it waits for may be still to come; where that never
/// comes it joins and draws nothing, and goes with the text.
pub fn stays_behind(before: Option<char>, c: char) -> bool {
    let joins = c == JOINER && before.is_some_and(|b| is_emoji(b) || is_selector(b));
    let selects = is_selector(c) && before.is_some_and(|b| takes_selector(b) || is_key(b));
    !is_dangerous(c) || joins || selects
}

/// The letters of one line that stay: what is dangerous goes, save what joins two emoji, which would fall apart, and
/// what chooses how a sign is drawn, behind a sign that has the choice.
pub(super) fn harmless(line: &str) -> impl Iterator<Item = char> {
    // The sign that the next one stands behind, and whether one chose how it is drawn.
    let (mut base, mut is_selected) = (None, false);
    let mut rest = line.chars();
    std::iter::from_fn(move || {
        loop {
            let c = rest.next()?;
            let next = || rest.clone().next();
            if is_selector(c) {
                let drawn = |b: char| takes_selector(b) || (is_key(b) && next() == Some(KEYCAP));
                if !is_selected && base.is_some_and(drawn) {
                    is_selected = true;
                    return Some(c);
                }
                continue;
            }
            let joins = || c == JOINER && base.is_some_and(is_emoji) && next().is_some_and(is_emoji);
            if !is_dangerous(c) || joins() {
                (base, is_selected) = (Some(c), false);
                return Some(c);
            }
        }
    })
}
