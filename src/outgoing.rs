//! What leaves the desk: drafts rendered from templates, the count of a text message, and a mail
//! that a mail program opens as unsent. Nothing here sends anything; the officer does.

pub mod adres;
pub mod categorie;
pub mod eml;
pub mod gegevens;
mod gsm7;
mod leemte;
pub mod sjabloon;
pub mod sms;

pub use gegevens::Berichtgegevens;
pub use sjabloon::Sjablonen;
