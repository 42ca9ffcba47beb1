//! What the program itself writes where an officer might have: it stands in the log as confidential text, like anything
//! that may be typed there, and says nothing of anybody, so that no list has to keep it back.

/// Who says what is told in a call, unless told otherwise.
pub const TOLD_BY_PHONE: &str = "telefoon inrichting";

/// Why a row was chosen that came with its report.
pub const CHOSEN_AT_MELDING: &str = "gekozen bij de melding";

/// Why one time counts and not another.
pub const TIME_BY_HAND: &str = "deze tijd is met de hand gekozen";

/// True of a text that the program wrote.
pub fn is_own(text: &str) -> bool {
    [TOLD_BY_PHONE, CHOSEN_AT_MELDING, TIME_BY_HAND].contains(&text.trim())
}
