//! The log and the store as the rest of the program uses them, and as somebody with an SQLite
//! library and bad intentions would.

#[path = "log/alarm.rs"]
mod alarm;
#[path = "log/audit.rs"]
mod audit;
#[path = "log/backup.rs"]
mod backup;
#[path = "log/chain.rs"]
mod chain;
#[path = "log/encrypted.rs"]
mod encrypted;
#[path = "log/forms.rs"]
mod forms;
#[path = "log/import.rs"]
mod import;
#[path = "common/key.rs"]
mod key;
#[path = "log/lost.rs"]
mod lost;
#[path = "log/power_cord.rs"]
mod power_cord;
#[path = "log/power_loss.rs"]
mod power_loss;
#[path = "log/properties.rs"]
mod properties;
#[path = "log/purge.rs"]
mod purge;
#[path = "log/refuse.rs"]
mod refuse;
#[path = "log/search.rs"]
mod search;
#[path = "log/support.rs"]
mod support;
#[path = "log/tamper.rs"]
mod tamper;
#[path = "log/worker.rs"]
mod worker;
