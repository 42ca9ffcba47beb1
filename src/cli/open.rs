//! Opens the desk: the real one, or the fictitious week.

use std::{io::IsTerminal, path::Path, sync::Arc};

use chrono::Duration;

use super::{
    Exit,
    environment::{Environment, ScratchDir, name, tell_progress},
    look::{look, stands_still},
    print,
    reference::Reference,
};
use crate::{
    alarm::ladder::{ArrivalCall, Ladder},
    demo,
    desk::{
        model::Model,
        state::{
            agenda_file::AgendaFile, alarm_service::AlarmService, backup_plan::BackupPlan, departure::Departure,
            motion::Motion, passphrase::PromptKind, reveal::Masking, role::Role, screen_lock::LockRule, setup::Setup,
        },
    },
    domain::{
        audit::Origin,
        error::{Error, Result},
        moment::Moment,
        passphrase,
        watch::AlarmHost,
        writer::Writer,
    },
    paths, platform,
    runtime::{self, Attempt, Equipment, Farewell, clock::Clock},
    settings::{Settings, Switch},
    store::{self, Access, Store, StoreKey, StoreKind, Unlock},
    ui::{Screen, welcome::WelcomeChoice},
};

/// What a demo is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoContent {
    /// The fictitious week of this seed.
    Week(u64),
    /// Twenty running terms.
    Twenty,
    /// Nothing.
    Empty,
}

/// Opens the real desk; without a store it asks first.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened.
pub fn desk(env: &Environment) -> Result<Exit> {
    require_terminal()?;
    if !store::exists(&env.paths.data)? {
        match runtime::welcome(&env.paths.data, look(env))? {
            WelcomeChoice::Desk => {}
            // Also where a folder was named: that one is for the real log.
            WelcomeChoice::Demo => return scratch_demo(env, DemoContent::Week(7)),
            WelcomeChoice::Quit => return Ok(Exit::Done),
        }
    }
    match open_on_screen(env)? {
        Some(((store, clock), why)) => show(env, store, clock, why),
        None => Ok(Exit::Done),
    }
}

/// Opens the real store, and asks for its passphrase on screen where no file holds it; `None` when the
/// officer leaves.
fn open_on_screen(env: &Environment) -> Result<Option<Observed<(Store, Clock)>>> {
    let folder = &env.paths.data;
    let (exists, encrypted) = (store::exists(folder)?, store::is_encrypted(folder)?);
    if env.has_passphrase() || (exists && !encrypted) {
        return env
            .open_or_create()
            .map(|opened| (opened, None))
            .or_else(|error| observe_instead(folder, error, || env.open(Access::Read)))
            .map(Some);
    }
    platform::keep_private();
    let (now, look) = (Clock::machine().now(), look(env));
    let open = |unlock: Unlock<'_>| {
        store::open_telling(folder, Access::Write, Some(StoreKind::Real), unlock, now, &tell_progress)
    };
    let store = if exists {
        let key =
            runtime::passphrase(PromptKind::Existing, folder, look, |typed| match store::unlock(folder, typed) {
                Ok(Some(key)) => Attempt::Open(key),
                Ok(None) => {
                    store::note_attempt(folder, Clock::machine().now(), Origin::Desk);
                    Attempt::Failed(passphrase::incorrect())
                }
                Err(error) => Attempt::Other(error),
            })?;
        let open = |s: StoreKey| {
            let unlock = Unlock::StoreKey(&s);
            open(unlock).map(|store| (store, None)).or_else(|error| {
                observe_instead(folder, error, || {
                    store::open_telling(folder, Access::Read, None, unlock, now, &tell_progress)
                })
            })
        };
        key.map(open).transpose()?
    } else {
        runtime::passphrase(PromptKind::New, folder, look, |typed| {
            open(Unlock::Passphrase(typed)).map_or_else(Attempt::Other, |store| Attempt::Open((store, None)))
        })?
    };
    let clock = env.clock(StoreKind::Real)?;
    Ok(store.map(|(store, why)| ((store, clock), why)))
}

/// What was opened, and why it can only look along, where nothing else tells that.
type Observed<T> = (T, Option<Error>);

/// Where another process writes, an entry of the log does not read or the disk takes nothing, the desk is no less
/// of use: it looks along.
fn observe_instead<T>(folder: &Path, refused: Error, open: impl FnOnce() -> Result<T>) -> Result<Observed<T>> {
    if store::is_unwritable(&refused) {
        return Ok((open()?, Some(refused)));
    }
    if store::is_unreadable(&refused) {
        return Ok((open()?, None));
    }
    match store::writer(folder) {
        Ok(Writer::Process(_) | Writer::Unknown) => Ok((open()?, None)),
        Ok(Writer::Nobody) | Err(_) => Err(refused),
    }
}

/// Opens the fictitious week, in a folder of its own or in the one that was named.
///
/// # Errors
/// When the named folder holds a real store, or there is no terminal.
pub fn demo(env: &Environment, content: DemoContent, create_only: bool) -> Result<Exit> {
    if create_only && !env.dir_given {
        return Err(Error::usage("Een demo om te bewaren heeft een map nodig.").hint("Noem de map met --data-dir."));
    }
    if !create_only {
        require_terminal()?;
    }
    if !env.dir_given {
        return scratch_demo(env, content);
    }
    let folder = &env.paths.data;
    let opened = open_demo(env, content, folder);
    let ((store, clock), why) = if create_only {
        (opened?, None)
    } else {
        opened
            .map(|opened| (opened, None))
            .or_else(|error| observe_instead(folder, error, || env.open(Access::Read)))?
    };
    require_demo(&store)?;
    if create_only {
        store.close()?;
        print(&format!("De demo staat in {}.", name(folder)))?;
        return Ok(Exit::Done);
    }
    show(env, store, clock, why)
}

/// Opens the fictitious week in a folder that is gone when the desk closes.
fn scratch_demo(env: &Environment, content: DemoContent) -> Result<Exit> {
    let folder = ScratchDir::create()?;
    let (store, clock) = open_demo(env, content, folder.path())?;
    show(env, store, clock, None)
}

fn open_demo(env: &Environment, content: DemoContent, folder: &Path) -> Result<(Store, Clock)> {
    let existed = store::exists(folder)?;
    if store::is_encrypted(folder)? {
        return Err(real_log());
    }
    let clock = env.clock(StoreKind::Demo)?;
    let (kind, now) = (Some(StoreKind::Demo), clock.now());
    let mut store = store::open_telling(folder, Access::Write, kind, Unlock::None, now, &tell_progress)?;
    require_demo(&store)?;
    if !existed {
        fill(env, &mut store, content, clock.now())?;
    }
    Ok((store, clock))
}

fn real_log() -> Error {
    Error::usage("In deze map staat een echt logboek.").hint("Kies voor de demo een andere map.")
}

fn require_demo(store: &Store) -> Result<()> {
    match store.kind() {
        StoreKind::Demo => Ok(()),
        StoreKind::Real => Err(real_log()),
    }
}

fn fill(env: &Environment, store: &mut Store, content: DemoContent, now: Moment) -> Result<()> {
    let (inrichtingen, _) = env.inrichtingen()?;
    let (start, sender) = (env.settings.piketweek, demo::sender());
    let basis = demo::Basis { now, start, book: env.book(), inrichtingen: &inrichtingen, sender: &sender };
    let history = match content {
        DemoContent::Week(seed) => demo::week(seed, &basis)?,
        DemoContent::Twenty => demo::twenty(&basis)?,
        DemoContent::Empty => return Ok(()),
    };
    store.play_history("demo", &history).map(|_| ())
}

fn require_terminal() -> Result<()> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Error::usage("De desk heeft een terminal nodig.")
        .hint("Start piket in een terminal, of gebruik een opdracht; «piket --help» toont ze."))
}

fn show(env: &Environment, store: Store, clock: Clock, why: Option<Error>) -> Result<Exit> {
    let folder = store.path().to_owned();
    let (mut model, store, equipment) = create(env, store, clock, AlarmHost::Desk)?;
    if let Some(why) = why {
        model.warn(format!("{} Deze desk kijkt mee.", why.sentence));
    }
    let screen = Screen::new(look(env));
    let Farewell { sentence, departure, key, unsaved } = runtime::desk(model, screen, store, equipment)?;
    // Where the terminal is gone nobody can be told any more.
    let _ = sentence.map(|sentence| print(&sentence));
    match departure {
        Departure::No | Departure::Asked => {}
        Departure::ToWatch => {
            // The watch may go on for hours.
            let _ = unsaved.as_ref().map_err(|error| print(&error.to_string()));
            let unlock = Unlock::from(key.as_ref());
            let store = store::open_telling(&folder, Access::Read, None, unlock, clock.now(), &tell_progress)?;
            let (model, store, equipment) = create(env, store, clock, AlarmHost::Watch)?;
            runtime::watch(model, store, equipment)?;
        }
    }
    unsaved.map(|()| Exit::Done)
}

/// All that a desk runs with, with or without a screen.
///
/// # Errors
/// When the store cannot be read.
pub fn create(env: &Environment, mut store: Store, clock: Clock, who: AlarmHost) -> Result<(Model, Store, Equipment)> {
    let (now, uptime) = (clock.now(), clock.uptime());
    // What cannot be noted now stays in its file for the next opening.
    let _ = store.take_attempts(&env.actor());
    let role = match store.access() {
        Access::Write => Role::Writes,
        Access::Read => {
            store.follow_from_here()?;
            Role::follows(store::writer(store.path())?, uptime)
        }
    };
    let desk = store.load_open()?;
    let Reference { book, inrichtingen, templates, keymap, labels, warnings } = Reference::read(env)?;
    let i = &env.settings;
    let setup = Setup {
        book,
        inrichtingen,
        addresses: Arc::clone(env.addresses()),
        keymap,
        week_start: i.piketweek,
        kalender: i.kalender,
        choice: i.termijn,
        ladder: ladder(i),
        recipients: i.recipients().into_iter().map(|(kind, to)| (kind, to.to_vec())).collect(),
        sender: match store.kind() {
            // The messages of a demo are signed by who signed them when it was made.
            StoreKind::Demo => demo::sender(),
            StoreKind::Real => env.sender().clone(),
        },
        masking: match i.masking {
            Switch::On => Masking::On,
            Switch::Off => Masking::Off,
        },
        motion: match i.motion {
            Switch::On if !stands_still() => Motion::Full,
            Switch::On | Switch::Off => Motion::Still,
        },
        lock_rule: match (who, store.kind(), i.lock_after) {
            // Who has no screen has nothing to lock.
            (AlarmHost::Watch | AlarmHost::Command, _, _)
            | (AlarmHost::Desk, StoreKind::Demo, _)
            | (AlarmHost::Desk, StoreKind::Real, 0) => LockRule::Never,
            (AlarmHost::Desk, StoreKind::Real, minutes) => LockRule::After(Duration::minutes(minutes.into())),
        },
        demo: store.kind() == StoreKind::Demo,
    };
    let mut model = Model::new(setup, desk, now, uptime, warnings);
    model.session.role = role;
    model.session.alarm_service = AlarmService::new(who, now);
    let remains = if store.access() == Access::Write { store.clean_remains(now).err() } else { None };
    let amiss = [
        model.view.setup.book.kalenders().uncertain_soon(now, i.kalender),
        store.missing_tail()?,
        store.unreadable().map(|error| error.sentence.clone()),
        remains.map(|error| error.sentence),
    ];
    let exposed = store::exposed(store.path());
    amiss.into_iter().flatten().chain(exposed).for_each(|sentence| model.warn(sentence));
    model.session.backup = match store.kind() {
        StoreKind::Real if who == AlarmHost::Desk => BackupPlan::At(uptime),
        StoreKind::Real | StoreKind::Demo => BackupPlan::Never,
    };
    // An exercise has no place in the calendar of a phone.
    let agenda = match store.kind() {
        StoreKind::Real if who != AlarmHost::Command => env.agenda(),
        StoreKind::Real | StoreKind::Demo => None,
    };
    model.session.agenda = agenda.as_ref().map_or_else(AgendaFile::default, |_| AgendaFile::requested());
    // What really arrives does not belong in a demo, which is not encrypted either.
    let sources = match store.kind() {
        StoreKind::Real if who == AlarmHost::Desk => env.sources(),
        StoreKind::Real | StoreKind::Demo => Vec::new(),
    };
    let settings = i.clone();
    let ways = env.message_ways();
    let (own_command, refuge) = (env.own_command(), paths::refuge());
    let actor = env.actor();
    // What an exercise teaches stays in it.
    let labels = if store.kind() == StoreKind::Demo { Arc::default() } else { labels };
    let equipment =
        Equipment { clock, settings, own_command, ways, templates, labels, actor, sources, agenda, who, refuge };
    Ok((model, store, equipment))
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
