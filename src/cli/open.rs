//! Opens the desk: the real one, or the fictitious week.

use std::{io::IsTerminal, path::Path, sync::Arc, thread};

use super::{
    answer::print,
    demo_content::DemoContent,
    environment::{Environment, Practice, name, tell_progress},
    exit::Exit,
    locked,
    look::look,
    practice_mailbox::PracticeMailbox,
    reference::Reference,
    scratch_dir::ScratchDir,
    setup::setup,
};
use crate::{
    demo,
    desk::{
        model::Model,
        ops::screen_lock,
        state::{
            agenda_file::AgendaFile,
            alarm_service::AlarmService,
            backup_plan::BackupPlan,
            departure::Departure,
            passphrase::PromptKind,
            role::{LookReason, Role},
        },
    },
    domain::{
        audit::{AuditAct, Origin},
        error::{Error, Result},
        moment::Moment,
        passphrase,
        watch::AlarmHost,
        writer::Writer,
    },
    intake::{self, source::Source},
    paths, platform,
    rules::book::{Books, Rulebook},
    runtime::{self, Attempt, Equipment, clock::Clock, letterbox::deliver, word_file::WordFile},
    store::{self, Access, Store, StoreKey, StoreKind, Unlock},
    ui::{Screen, welcome::WelcomeChoice},
};

/// Opens the real desk; without a store it asks first.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened.
pub fn desk(env: &Environment) -> Result<Exit> {
    require_terminal()?;
    // This process was a desk, and is what that left behind its lock.
    if let Some(kept) = locked::handed_over() {
        return locked::go_on(env, kept);
    }
    if !store::exists(&env.paths.data)? {
        if env.access == Access::Read {
            return Err(
                Error::no("Er is nog geen logboek om te lezen.").hint("Zonder --alleen-lezen begint piket er een.")
            );
        }
        match runtime::welcome(&env.paths.data, look(env))? {
            WelcomeChoice::Desk => {}
            // Also where a folder was named: that one is for the real log.
            WelcomeChoice::Demo => return scratch_demo(env, DemoContent::Week(7)),
            WelcomeChoice::Quit => return Ok(Exit::Done),
        }
    }
    match open_on_screen(env)? {
        Some(((store, clock), why)) => show(env, store, clock, why, Start::Opened),
        None => Ok(Exit::Done),
    }
}

/// Opens the real store, and asks for its passphrase on screen where no file holds it; `None` when the
/// officer leaves.
fn open_on_screen(env: &Environment) -> Result<Option<Observed<(Store, Clock)>>> {
    let folder = &env.paths.data;
    let (exists, encrypted) = (store::exists(folder)?, store::is_encrypted(folder)?);
    if env.has_passphrase() || (exists && !encrypted) {
        if env.access == Access::Read {
            return env.open(Access::Read).map(|opened| Some((opened, None)));
        }
        return env
            .open_or_create()
            .map(|opened| (opened, None))
            .or_else(|error| observe_instead(folder, error, || env.open(Access::Read)))
            .map(Some);
    }
    platform::keep_private();
    // The rule books are read while the officer types and the key is made; without a thread for it, after that.
    let _ = thread::Builder::new().spawn(|| Rulebook::all_built_in().for_each(|_| ()));
    let (now, look) = (Clock::machine().now(), look(env));
    let new = (env.access == Access::Write).then_some(StoreKind::Real);
    let open = |unlock: Unlock<'_>| store::open_telling(folder, env.access, new, unlock, now, &tell_progress);
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
pub type Observed<T> = (T, Option<Error>);

/// Where another process writes, an entry of the log does not read or the disk takes nothing, the desk is no less
/// of use: it looks along.
pub fn observe_instead<T>(folder: &Path, refused: Error, open: impl FnOnce() -> Result<T>) -> Result<Observed<T>> {
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
    let existed = store::exists(folder)?;
    let opened = match env.access {
        Access::Read if !create_only => env.open(Access::Read),
        Access::Read | Access::Write => open_demo(env, content, folder),
    };
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
        print(&if existed {
            format!("In {} stond al een demo; die is zoals zij was.", name(folder))
        } else {
            format!("De demo staat in {}.", name(folder))
        })?;
        return Ok(Exit::Done);
    }
    show(env, store, clock, why, Start::Opened)
}

/// Opens the fictitious week in a folder that is gone when the desk closes.
fn scratch_demo(env: &Environment, content: DemoContent) -> Result<Exit> {
    let folder = ScratchDir::create()?;
    let (mut store, clock) = open_demo(env, content, folder.path())?;
    if env.access == Access::Read {
        store.close()?;
        store = store::open_telling(folder.path(), Access::Read, None, Unlock::None, clock.now(), &tell_progress)?;
    }
    show(env, store, clock, None, Start::Opened)
}

/// Opens a demo in this folder, made where there is none.
///
/// # Errors
/// When the folder holds a real store.
pub fn open_demo(env: &Environment, content: DemoContent, folder: &Path) -> Result<(Store, Clock)> {
    let existed = store::exists(folder)?;
    if store::is_encrypted(folder)? {
        return Err(real_log());
    }
    let clock = env.clock(StoreKind::Demo)?;
    let (kind, now) = (Some(StoreKind::Demo), clock.now());
    // Before the store is made: one that holds half of it would pass for the whole from then on.
    let history = if existed { Vec::new() } else { history(env, content, now)? };
    let mut store = store::open_telling(folder, Access::Write, kind, Unlock::None, now, &tell_progress)?;
    require_demo(&store)?;
    store.play_history("demo", &history)?;
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

/// What happened in it. The exercise is of the first embedded book and its inrichtingen, whatever the officer's own say.
fn history(env: &Environment, content: DemoContent, now: Moment) -> Result<Vec<demo::Recording>> {
    let (inrichtingen, sender) = (intake::inrichtingen()?, demo::sender());
    let books = Books { book: Rulebook::built_in(), inrichtingen: &inrichtingen };
    // Whole minutes, so that what the week says is the same in whatever second somebody looks.
    let judged_by = demo::context(now.minute(), env.settings.piketweek, books, &sender);
    match content {
        DemoContent::Week(seed) => demo::week(seed, &judged_by),
        DemoContent::Twenty => demo::twenty(&judged_by),
        DemoContent::Empty => Ok(Vec::new()),
    }
}

/// # Errors
/// When there is no terminal for a desk.
pub fn require_terminal() -> Result<()> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Error::usage("De desk heeft een terminal nodig.")
        .hint("Start piket in een terminal, of gebruik een opdracht; «piket --help» toont ze."))
}

/// How a desk came to be open.
#[derive(Debug)]
pub enum Start {
    /// It was started.
    Opened,
    /// It was locked, and the officer was there.
    Unlocked(Box<locked::Unlocked>),
}

/// Shows the desk, and what it leaves behind its lock, until the officer leaves.
///
/// # Errors
/// When the store cannot be read, or something typed is not saved.
pub fn show(env: &Environment, store: Store, clock: Clock, why: Option<Error>, start: Start) -> Result<Exit> {
    let (mut next, mut why, mut start) = (store, why, start);
    loop {
        let (folder, kind, access) = (next.path().to_owned(), next.kind(), next.access());
        let (mut model, store, equipment) = create(env, next, clock, AlarmHost::Desk)?;
        if let Role::Follows(follower) = &mut model.session.role {
            follower.refused = why.take().map(|why| why.sentence).or(follower.refused.take());
        }
        let entry = match start {
            Start::Opened => AuditAct::Opened,
            Start::Unlocked(kept) => {
                screen_lock::opened(&mut model, kept.left);
                if let Some(typed) = kept.typed {
                    screen_lock::brought(&mut model, typed);
                }
                AuditAct::Unlocked
            }
        };
        let screen = Screen::new(look(env));
        let farewell = runtime::desk(model, screen, store, equipment, entry)?;
        if let Some(kept) = farewell.locked {
            // Nothing of what was known may stay in memory; a demo has nothing to hide.
            if kind == StoreKind::Real {
                locked::renew(&kept);
            }
            match locked::behind(env, *kept, (&folder, kind, access), clock)? {
                Some(((store, because), left)) => {
                    (next, why, start) = (store, because, Start::Unlocked(Box::new(left)));
                }
                None => return Ok(Exit::Done),
            }
            continue;
        }
        // Where the terminal is gone nobody can be told any more.
        let _ = farewell.sentence.map(|sentence| print(&sentence));
        match farewell.departure {
            Departure::No | Departure::Asked | Departure::Locked => {}
            Departure::ToWatch => {
                // The watch may go on for hours.
                let _ = farewell.unsaved.as_ref().map_err(|error| print(&error.to_string()));
                let unlock = Unlock::from(farewell.key.as_ref());
                let store = store::open_telling(&folder, Access::Read, None, unlock, clock.now(), &tell_progress)?;
                let (model, store, equipment) = create(env, store, clock, AlarmHost::Watch)?;
                runtime::watch(model, store, equipment)?;
            }
        }
        return farewell.unsaved.map(|()| Exit::Done);
    }
}

fn mailbox(practice: &Practice, clock: Clock) -> Box<dyn Source> {
    Box::new(PracticeMailbox::new(clock, practice.mails.clone()))
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
            let reason = match env.access {
                Access::Write => LookReason::Meanwhile,
                Access::Read => LookReason::Asked,
            };
            Role::follows(store::writer(store.path())?, reason, uptime)
                .kept_by(store.not_updated().map(|why| why.sentence.clone()))
        }
    };
    let Reference { book, inrichtingen, own_files, templates, keymap, labels, warnings } = Reference::read(env)?;
    let brought = match (store.access(), who) {
        // What was sealed away behind a lock comes first: what is shown has it.
        (Access::Write, AlarmHost::Desk) => {
            let context = env.context(&inrichtingen, now);
            deliver(&mut store, &paths::refuge(), &env.actor(), &context, &labels).unwrap_or_else(|e| vec![e.sentence])
        }
        (Access::Write, AlarmHost::Watch | AlarmHost::Command) | (Access::Read, _) => Vec::new(),
    };
    store.find_rows_by(&book);
    let desk = store.load_open()?;
    let i = &env.settings;
    let setup = setup(env, store.kind(), who, own_files, (book, inrichtingen, keymap));
    let mut model = Model::new(setup, desk, now, uptime, warnings);
    model.session.role = role;
    model.session.newest = store.newest().ok().flatten();
    model.session.alarm_service = match who {
        AlarmHost::Desk | AlarmHost::Watch => AlarmService::new(who, now),
        // A verb does not wait for the first look at the book.
        AlarmHost::Command => AlarmService::new(who, now).knowing(store.wekkerboek()?),
    };
    let remains = if store.access() == Access::Write { store.clean_remains(now).err() } else { None };
    let amiss = [
        model.view.setup.book.kalenders().uncertain_soon(now, i.kalender),
        store.missing_tail()?,
        remains.map(|error| error.sentence),
    ];
    let exposed = store::exposed(store.path());
    amiss.into_iter().flatten().chain(exposed).chain(brought).for_each(|sentence| model.warn(sentence));
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
    let sources: Vec<Box<dyn Source>> = match (store.kind(), who) {
        (StoreKind::Real, AlarmHost::Desk) => env.sources(),
        (StoreKind::Demo, AlarmHost::Desk) => env.practice().map(|p| mailbox(p, clock)).into_iter().collect(),
        (StoreKind::Real | StoreKind::Demo, AlarmHost::Watch | AlarmHost::Command) => Vec::new(),
    };
    let settings = i.clone();
    let ways = env.message_ways();
    let (own_command, refuge) = (env.own_command(), paths::refuge());
    let actor = env.actor();
    // What an exercise teaches stays in it.
    let labels = if store.kind() == StoreKind::Demo { Arc::default() } else { labels };
    let words = env.spelling();
    let words = if store.kind() == StoreKind::Demo { WordFile { own: None, ..words } } else { words };
    let equipment =
        Equipment { clock, settings, own_command, ways, templates, labels, words, actor, sources, agenda, who, refuge };
    Ok((model, store, equipment))
}
