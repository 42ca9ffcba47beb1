//! Who sends messages and to whom, as the settings say it; the sources fix none of it.

/// What every message says of its sender and addressee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageSender {
    /// Who drafts it.
    pub name: String,
    /// Where he can be called.
    pub phone: Option<String>,
    /// From which mail addresses his messages go, in small letters: a copy of one from elsewhere proves nothing.
    pub addresses: Vec<String>,
    /// To whom messages are addressed, where that is not whom the rule book names.
    pub salutation: Option<String>,
    /// The marking of every message.
    pub classification: String,
}

impl MessageSender {
    /// Nobody in particular: for a desk without settings.
    pub fn unnamed() -> Self {
        Self {
            name: "piketfunctionaris".to_owned(),
            phone: None,
            addresses: Vec::new(),
            salutation: None,
            classification: "vertrouwelijk".to_owned(),
        }
    }

    /// True where a text is no more than his own name or number, however it is spaced.
    pub fn is_own(&self, text: &str) -> bool {
        let bare = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let text = bare(text);
        !text.is_empty() && (text == bare(&self.name) || self.phone.as_deref().is_some_and(|own| bare(own) == text))
    }
}
