//! What a form of the monitor is: how its files are named, and what writes it. Each form is a file with one of these.

use super::overview::Monitor;
use crate::domain::error::Result;

/// Writes a monitor out.
pub type Write = fn(&Monitor) -> Result<Vec<u8>>;

/// A form in which the monitor can be written.
#[derive(Debug, Clone, Copy)]
pub struct MonitorFormat {
    /// How the names of its files end.
    pub ending: &'static str,
    /// The monitor in this form.
    pub write: Write,
    /// The public summary in this form, where it is a form to read.
    pub public: Option<Write>,
}
