//! What leaves the desk: drafts rendered from templates, the count of a text message, and a mail
//! that a mail program opens as unsent, a Word document and a PDF. Nothing here sends anything; the officer does.

pub mod age;
pub mod data;
mod denial;
mod desk_note;
pub mod docx;
pub mod eml;
mod ending;
mod gap;
mod gsm7;
pub mod kern;
pub mod message_file;
mod named_writer;
mod news;
mod opening;
mod outlook;
pub mod pdf;
pub mod picture;
mod sent_before;
pub mod sentence;
pub mod sheet;
pub mod sms;
mod sms_parts;
pub mod spelling;
pub mod template;
mod template_limits;
mod told;

pub use data::MessageData;
pub use template::Templates;
