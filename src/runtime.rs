//! Everything that touches the world while the desk is open: the clock, the terminal, signals, the
//! store thread, notifications. It turns all of that into messages, and carries out effects.

mod announcer;
pub mod bounded_process;
pub mod clock;
mod clock_watch;
mod desktop_notification;
mod effects;
mod equipment;
mod event_loop;
mod keyboard;
pub mod label_file;
pub mod lesson;
pub mod letterbox;
mod line_prompt;
mod line_writer;
mod locked;
mod locked_mail;
pub mod mail_pile;
mod mail_reader;
mod message_ways;
mod multiplexer;
mod own_command;
mod own_copy;
mod own_editor;
mod question;
mod shell_door;
mod sleep_guard;
mod stack_wipe;
pub mod terminal;
mod unsaved;
mod watch;
mod welcome;
pub mod word_file;

pub use desktop_notification::Desktop;
pub use equipment::Equipment;
pub use event_loop::{Farewell, desk};
pub use line_prompt::passphrase_line;
pub use locked::{Handover, LockEnd, LockEquipment, StoreOpener, locked};
pub use message_ways::MessageWays;
pub use own_command::OwnCommand;
pub use question::{Attempt, passphrase};
pub use shell_door::call::{hand_over, has_door};
pub use watch::watch;
pub use welcome::welcome;
