//! The monitor as pages to print and to file.

use super::{format::MonitorFormat, public, summary};
use crate::report::page::pdf::pdf;

/// A4 on its side.
pub(super) const FORMAT: MonitorFormat = MonitorFormat {
    ending: "pdf",
    write: |monitor| pdf(&summary::page(monitor)),
    public: Some(|monitor| pdf(&public::page(monitor))),
};
