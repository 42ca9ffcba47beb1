//! What a desk is set up with, by the settings and the officer's own files; the same before and behind its lock.

use std::sync::Arc;

use chrono::Duration;

use super::{environment::Environment, look::stands_still};
use crate::{
    alarm::ladder::{ArrivalCall, Ladder},
    demo,
    desk::{
        keymap::Keymap,
        state::{
            motion::Motion,
            reveal::Masking,
            screen_lock::LockRule,
            setup::{OwnFiles, Setup},
        },
    },
    domain::{inrichting::Inrichtingen, watch::AlarmHost},
    report::monitor::MonitorFormat,
    rules::book::Book,
    settings::{Settings, Switch},
    store::StoreKind,
};

/// What a desk is set up with.
pub fn setup(
    env: &Environment,
    kind: StoreKind,
    who: AlarmHost,
    own_files: OwnFiles,
    (book, inrichtingen, keymap): (Book, Arc<Inrichtingen>, Arc<Keymap>),
) -> Setup {
    let i = &env.settings;
    Setup {
        book,
        own_files,
        inrichtingen,
        addresses: Arc::clone(env.addresses()),
        keymap,
        week_start: i.piketweek,
        kalender: i.kalender,
        choice: i.termijn,
        ladder: ladder(i),
        recipients: i.recipients.clone(),
        sender: match kind {
            // The messages of a demo are signed by who signed them when it was made.
            StoreKind::Demo => demo::sender(),
            StoreKind::Real => env.sender().clone(),
        },
        views: i.views.clone(),
        monitor_endings: MonitorFormat::endings(),
        masking: match i.masking {
            Switch::On => Masking::On,
            Switch::Off => Masking::Off,
        },
        motion: match i.motion {
            Switch::On if !stands_still() => Motion::Full,
            Switch::On | Switch::Off => Motion::Still,
        },
        lock_rule: match (who, kind, i.lock_after) {
            // Who has no screen has nothing to lock.
            (AlarmHost::Watch | AlarmHost::Command, _, _)
            | (AlarmHost::Desk, StoreKind::Demo, _)
            | (AlarmHost::Desk, StoreKind::Real, 0) => LockRule::Never,
            (AlarmHost::Desk, StoreKind::Real, minutes) => LockRule::After(Duration::minutes(minutes.into())),
        },
        demo: kind == StoreKind::Demo,
        night: env.practice().map(|practice| Arc::clone(&practice.night)),
    }
}

/// The ladder of the alarms by the settings.
pub fn ladder(i: &Settings) -> Ladder {
    let minutes = |list: &[u32]| list.iter().copied().map(i64::from).collect::<Vec<_>>();
    Ladder {
        rungs: minutes(&i.alarm),
        per_termijn: i.alarm_per_termijn.iter().map(|(kind, m)| (*kind, minutes(m))).collect(),
        arrivals: match i.arrivals {
            Switch::On => ArrivalCall::Once,
            Switch::Off => ArrivalCall::Never,
        },
        loud_from: i.loud_per_termijn.iter().map(|(kind, m)| (*kind, i64::from(*m))).collect(),
        repeat: i64::from(i.alarm_repeat),
        after_seen: i64::from(i.alarm_after_seen),
    }
}
