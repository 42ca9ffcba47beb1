//! What a telephone reads from the screen, one code at a time. Only the screen knows whether a code fits: what is recorded
//! of it waits for what was drawn.

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

/// What the screen made of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawnCode {
    /// It stands there, whole.
    Shown,
    /// There was no room for it.
    TooLarge,
}

/// The codes that are shown, with the one that is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCodes {
    /// All of them.
    pub codes: Vec<QrText>,
    /// Which is shown.
    pub at: usize,
    /// What the audit calls them.
    pub object: String,
    /// What the audit was told of them; nothing before they were drawn.
    pub told: Option<DrawnCode>,
}

impl QrCodes {
    /// The one on screen.
    pub fn shown(&self) -> Option<&QrText> {
        self.codes.get(self.at)
    }

    /// Whether this is news for the audit: that one was shown is told once, whatever a smaller window does later.
    pub fn is_news(&self, drawn: DrawnCode) -> bool {
        self.told != Some(DrawnCode::Shown) && self.told != Some(drawn)
    }
}
