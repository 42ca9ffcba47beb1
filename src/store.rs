//! The log on disk, and everything that is derived from it. One SQLite file in one
//! folder holds an append-only log whose entries are chained by their hashes; the cases, reports and
//! the search index beside it are projections, written in the same transaction as the entry they
//! follow from, by the very fold that the screen uses ([`Desk::apply`](crate::log::desk::Desk)).
//!
//! # The bytes of the chain
//!
//! `hash` is the SHA-256, in lower-case hexadecimal, of these eleven fields in UTF-8, each followed
//! by one line feed; no field can contain one:
//!
//! 1. the constant `piket-logboek-1`;
//! 2. `seq`, decimal, from 1 without gaps;
//! 3. `vastgelegd_op` and 4. `voorgevallen_op`, RFC 3339 in UTC with milliseconds;
//! 5. `actor`; 6. `soort`; 7. `versie`, decimal; 8. `zaak`, or nothing;
//! 9. `gegevens`: the event as JSON, byte for byte as it is stored, in which each confidential text
//!    is replaced by its number, as `{"§":0}`;
//! 10. `geheim_hash`, or nothing when the entry has no confidential text;
//! 11. `vorige`: the `hash` of the entry before, or 64 zeros for the first.
//!
//! `geheim_hash` is the SHA-256 of the 32 bytes of salt followed by the UTF-8 bytes of `geheim`: the
//! confidential texts as a JSON list, byte for byte as stored. Salt and texts can be destroyed; the
//! chain does not notice, and without the salt the hash gives nothing away.
//!
//! An export holds one JSON object per line with those fields by name, `zout` in hexadecimal, and
//! `null` for what is not there. Behind those, one object per file that came in: `bij`, the entry it came
//! with, `digest`, its SHA-256, and `bytes` in hexadecimal. This is all it takes to check one:
//!
//! ```python
#![doc = include_str!("store/check.py")]
//! ```
//!
//! The chain shows that something was changed, removed, moved or put in. Who can write the whole file
//! can also compute a whole new chain, or take the newest entries off: only a last hash that was
//! noted elsewhere shows that, which is why `controleer` reports it.

mod access;
mod alarm;
mod attempts;
mod audit;
pub mod backup;
mod blob;
mod blobs;
mod chain;
mod check;
mod closed;
mod codec;
mod disk;
mod errors;
mod export;
mod exposure;
mod film;
mod following;
mod footing;
mod handover;
mod head;
mod heads;
mod history;
mod import;
mod key;
mod last_heads;
mod log;
mod open_store;
mod opening;
mod projection;
mod purge;
mod purged_mail;
mod reading;
mod rebuild;
mod remains;
mod room;
mod schema;
mod sealed;
mod search;
mod seen;
mod stand_in;
mod stop_sign;
mod takeover;
mod typed;
mod unwritable;
mod watch;
mod week;
mod worker;
mod write_lock;

pub use self::{
    access::{Access, StoreKind},
    alarm::WekkerboekLine,
    attempts::note_attempt,
    audit::AuditLine,
    blob::Blob,
    chain::{ChainError, SideChainCheck},
    check::ChainCheck,
    closed::{ClosedStore, HeldPen},
    errors::{is_unreadable, is_unwritable},
    exposure::exposed,
    following::News,
    handover::{
        Balance, BalanceSheet, Bundle, BundleHeader, BundledMelding, BundledTermijn, BundledZaak, Carried, CarriedKind,
        GONE, RECEIPT_FORM, Receipt, TakenZaak,
    },
    import::Imported,
    key::{PassphraseChange, Seal, StoreKey, Unlock},
    open_store::Store,
    opening::{change_passphrase, discard_empty, exists, is_encrypted, open, open_telling, unlock},
    rebuild::{RebuildProgress, Rebuilt},
    sealed::{Refuge, name_elsewhere},
    search::Hits,
    stop_sign::StopSign,
    watch::{heartbeat, watcher},
    worker::{ChangeJob, ReadJob, Request, Response, ReturnedRequest, StoreHandle, StoreWorker},
    write_lock::{is_busy, writer},
};
