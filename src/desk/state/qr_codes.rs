//! What a telephone reads from the screen, one code at a time.

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrText {
    /// What it is, for the officer.
    pub label: String,
    /// The number that it dials, as it is written: it can be dialled by hand, or copied.
    pub number: Option<String>,
    /// What the telephone gets.
    pub payload: String,
    /// What to do instead where it does not fit the screen.
    pub otherwise: &'static str,
}

/// The codes that are shown, with the one that is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCodes {
    /// All of them.
    pub codes: Vec<QrText>,
    /// Which is shown.
    pub at: usize,
}

impl QrCodes {
    /// The one on screen.
    pub fn shown(&self) -> Option<&QrText> {
        self.codes.get(self.at)
    }
}
