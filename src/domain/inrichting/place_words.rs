//! The words that say what kind of place an inrichting is, or that belong to many names. They stand in the assets: a sector
//! more has words of its own.

/// The words, each list by its use; in small letters.
#[derive(Debug, Clone, Copy)]
pub struct PlaceWords {
    /// What any of them is called.
    pub in_general: &'static str,
    /// Left out of a name before it is compared.
    pub left_out: &'static [&'static str],
    /// Say what kind of place it is, or belong to a name without telling it from another.
    pub common: &'static [&'static str],
    /// Beside a name they say nothing of their own.
    pub beside: &'static [&'static str],
    /// Before a name or a town they say what kind of place it is.
    pub kinds: &'static [&'static str],
    /// With what a name may begin that is also written without it; each with the space behind it.
    pub before: &'static [&'static str],
    /// With a capital before a name, and no first name of a person.
    pub no_first_names: &'static [&'static str],
    /// With which the names of many begin.
    pub begins: &'static [&'static str],
    /// By which one that nobody listed calls itself; longer than three letters also at the end of a word.
    pub called: &'static [&'static str],
    /// How an inrichting stands at the head of a note that it phones.
    pub callers: &'static [&'static str],
    /// With what words begin that are said of the inrichtingen of one sector alone, and of which; short ones whole.
    pub of_sector: &'static [(&'static str, &'static [&'static str])],
}

/// Those of the program.
pub static PLACE_WORDS: PlaceWords = include!("../../../assets/inrichtingwoorden.in");
