//! What a filled form asks for: acts, a message to write after them, a call that becomes a case, a file.

use super::on_commit::DraftOf;
use crate::{
    acts::Act,
    domain::{
        monitor_order::MonitorOrder,
        overdracht_order::{OverdrachtOrder, OverdrachtReading},
        period::Period,
    },
};

/// What a filled form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormConsequence {
    /// Acts on the log, in this order.
    Acts(Vec<Act>),
    /// Acts on the log, and after them a message to write.
    Draft {
        /// The acts.
        acts: Vec<Act>,
        /// The message.
        then: DraftOf,
    },
    /// The call it is about, to be opened as a case.
    Call,
    /// A monitor, written to a file.
    Monitor(MonitorOrder),
    /// A monitor on screen.
    Charts(Period),
    /// A handover, opened to be taken over.
    ReadOverdracht(OverdrachtReading),
    /// A handover, written to a file.
    Overdracht(OverdrachtOrder),
}
