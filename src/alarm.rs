//! What is called out and when: the rungs of a term, the rounds, what was missed, and the wekkerboek that
//! proves it. Pure; who rings and shows is the shell.

pub mod watch_news;

pub mod ladder;
pub mod target;
pub mod wekkerboek;
