//! What stands around the desk on the screen: what rings, what is amiss, what was just said, and which keys do something.
//! It is worked out once a message was taken in, so that whatever draws looks at no session.

use super::{departure::Departure, screen::StatusLine, shielding::Overview};
use crate::{
    alarm::wekkerboek::{MissedSpan, TargetBasis},
    desk::command::CommandId,
    domain::{
        alarm::{AlarmPoint, AlarmTopic},
        moment::Moment,
    },
};

/// What rings first, and how many more do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ringing {
    /// What it is about.
    pub topic: AlarmTopic,
    /// The moment that it warns for.
    pub due: Moment,
    /// From when that is too late.
    pub too_late_at: Moment,
    /// By what it is known.
    pub basis: TargetBasis,
    /// So many ring beside it.
    pub others: usize,
}

/// All of that.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// That this desk looks along, where it does.
    pub role: Option<String>,
    /// What is not as it should be, the first of it first.
    pub amiss: Vec<String>,
    /// Who is on the telephone in a night of practice, with the words.
    pub telephone: Option<String>,
    /// What the tour of a new officer says next.
    pub tour: Option<String>,
    /// What rings.
    pub ringing: Option<Ringing>,
    /// What was missed, as long as nobody answered it.
    pub missed: Option<MissedSpan>,
    /// The alarms that are planned.
    pub planned: Vec<AlarmPoint>,
    /// What a covered screen tells.
    pub overview: Overview,
    /// In so many seconds the desk locks of itself, once that is near.
    pub locks_in: Option<i64>,
    /// How far the officer is with leaving.
    pub departure: Departure,
    /// What is asked then.
    pub leaving: Vec<String>,
    /// The bottom line.
    pub line: Option<StatusLine>,
    /// The commands that the bottom line names, the most important first.
    pub keys: Vec<CommandId>,
}
