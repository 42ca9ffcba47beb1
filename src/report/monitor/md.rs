//! The monitor as a text to read and to paste into a mail.

use super::{format::MonitorFormat, public, summary};
use crate::report::page::md::md;

/// A readable text, to read and to paste into a mail.
pub(super) const FORMAT: MonitorFormat = MonitorFormat {
    ending: "md",
    write: |monitor| Ok(md(&summary::page(monitor)).into_bytes()),
    public: Some(|monitor| Ok(md(&public::page(monitor)).into_bytes())),
};
