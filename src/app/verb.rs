//! The verbs: one parser for the shell and for the palette. What a verb does to the log is an
//! [`Act`] like any other; what it reads or writes outside is left to whoever runs it.

mod acts;
mod args;
mod grammatica;
mod onderhoud;
mod opdracht;
mod regel;

pub use acts::acts;
pub use args::{
    BeslechtArgs, ConceptArgs, Globaal, InboxArgs, Lijstvorm, MeldArgs, SamenvoegArgs, SplitsArgs, StapStandArg,
    TermijnArgs, ZetTermijnArgs,
};
pub use grammatica::{Piket, Verb};
pub use onderhoud::{Bewaarverb, Inrichtingverb, Logboekverb, Overdrachtverb, Reserveverb, Sleutelverb, Wekkerverb};
pub use opdracht::opdracht;
pub use regel::{hulp, is_verb, lees, run_line, vertaal};
