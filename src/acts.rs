//! What the officer can do: each act is judged against the desk and answers with the facts to record,
//! the facts that would undo them, and a sentence. Pure: the same desk and act give the same answer.

pub mod act;
pub mod decide;
