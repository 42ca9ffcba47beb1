//! Who sends messages and to whom, as the settings say it; the sources fix none of it.

/// What every message says of its sender and addressee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageSender {
    /// Who drafts it.
    pub name: String,
    /// Where he can be called.
    pub phone: Option<String>,
    /// To whom messages are addressed.
    pub salutation: String,
    /// The marking of every message.
    pub classification: String,
}
