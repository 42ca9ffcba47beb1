//! The monitor as one web page to send and to print.

use super::{format::MonitorFormat, public, summary};
use crate::report::page::html::html;

/// One web page to send or to print, which needs nothing else.
pub(super) const FORMAT: MonitorFormat = MonitorFormat {
    ending: "html",
    write: |monitor| Ok(html(&summary::page(monitor)).into_bytes()),
    public: Some(|monitor| Ok(html(&public::page(monitor)).into_bytes())),
};
