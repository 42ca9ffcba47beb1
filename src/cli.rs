//! Runs the verbs. Every act of the screen goes through the same judgement here; what a verb prints
//! is its answer, errors go to standard error as one Dutch sentence.

mod acts;
mod agenda;
mod alarm;
mod answer;
mod audit;
mod backup;
mod bewaartermijn;
mod check;
mod copies;
mod demo_content;
mod document;
mod dossier;
mod environment;
mod exit;
mod form;
mod gate;
mod head;
mod history;
mod inrichtingen;
mod kalender;
mod key;
mod lists;
mod locked;
mod look;
mod mail;
mod maintenance;
mod manual;
mod messages;
mod monitor;
mod open;
mod opening;
mod overdracht;
mod own_addresses;
mod own_templates;
mod passphrase;
mod practice;
mod practice_mailbox;
mod provisions;
mod reference;
mod rules;
mod scratch_dir;
mod search;
mod settings;
mod setup;
mod show;
mod sources;
mod stdin_text;
mod teach;
mod terms;
mod then;
mod token;
mod turn;
mod watch;
mod week;
mod words;

use std::ffi::OsString;

use clap::error::ErrorKind;

use crate::{
    acts::RecordingVerb,
    desk::verb::{self, InboxArgs, Piket, RetentionVerb, StoreUse, Verb},
    domain::{
        dossier_kind::DossierKind,
        error::{Error, Result},
        if_exists::IfExists,
    },
    log::history::Direction,
    platform, runtime,
    store::{self, Access},
};
use answer::{Output, notice, print};
use demo_content::DemoContent;
use environment::Environment;
use exit::Exit;

/// Runs the program and answers its exit code: 0 done, 1 no, 2 usage, 3 data or store.
pub fn run(words: impl IntoIterator<Item = OsString>) -> u8 {
    let words = match stdin_text::fill(words.into_iter().collect()) {
        Ok(words) => words,
        Err(error) => return say(&error),
    };
    let piket = match verb::parse(&words) {
        Ok(piket) => piket,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return print(&verb::help(&e)).map_or_else(|error| say(&error), |()| 0);
        }
        Err(e) => return say(&verb::translate(&e)),
    };
    match execute(&piket, words) {
        Ok(Exit::Done) => 0,
        Ok(Exit::No) => 1,
        Err(error) => say(&error),
    }
}

fn say(error: &Error) -> u8 {
    notice(&error.to_string());
    error.kind.exit_code()
}

fn execute(piket: &Piket, words: Vec<OsString>) -> Result<Exit> {
    platform::ignore_lock_signal();
    let env = Environment::new(&piket.globals, words)?;
    let Some(verb) = &piket.verb else { return open::desk(&env) };
    if env.access == Access::Read && verb.store_use().changes() {
        return Err(Error::usage("Met --alleen-lezen wordt er van zaken niets vastgelegd.")
            .hint("Laat het weg om dit te doen."));
    }
    // The desk has its header for this.
    if !matches!(verb, Verb::Demo { .. } | Verb::Practice(_)) {
        for sentence in env.warnings() {
            notice(&format!("Let op: {sentence}"));
        }
    }
    perform(&env, piket, verb).map_err(|error| beside_the_desk(&env, verb, error))
}

/// Where an open desk keeps a verb from the store it is said what does the same in that desk.
fn beside_the_desk(env: &Environment, verb: &Verb, error: Error) -> Error {
    if !store::is_busy(&error) || !runtime::has_door(&env.paths.data) {
        return error;
    }
    let error = Error { hint: None, ..error };
    error.hint(match verb.store_use() {
        StoreUse::WritesAlone(why) => why,
        StoreUse::Acts(_)
        | StoreUse::Turns { .. }
        | StoreUse::Mail(_)
        | StoreUse::Monitor(_)
        | StoreUse::Beside
        | StoreUse::ListsDeeds
        | StoreUse::Looks => "De open desk antwoordt niet: sluit haar eerst.",
    })
}

fn perform(env: &Environment, piket: &Piket, verb: &Verb) -> Result<Exit> {
    match verb {
        Verb::Demo { seed, create, empty, twenty } => {
            let content = match (empty, twenty) {
                (true, _) => DemoContent::Empty,
                (false, true) => DemoContent::Twenty,
                (false, false) => DemoContent::Week(*seed),
            };
            open::demo(env, content, *create)
        }
        Verb::Practice(args) => practice::practice(env, args),
        Verb::Termijn(args) => rules::termijn(env, args),
        Verb::Matrix { sector, json } => rules::matrix(env, sector.as_ref(), Output::of(*json)),
        Verb::Kalender { year, json } => kalender::kalender(env, *year, Output::of(*json)),
        Verb::SmsTally { text, json } => messages::sms_tally(text, Output::of(*json)),
        Verb::Gate(args) => gate::gate(env, args),
        Verb::Form { file, domain, json } => form::form(env, file, domain.as_deref(), Output::of(*json)),
        Verb::Teach(args) => teach::teach(env, args),
        Verb::Words(args) => words::words(env, args),
        Verb::Import { paths, json } => mail::import(env, paths, Output::of(*json)),
        Verb::Inbox(InboxArgs { source: Some(melding), out: Some(out), replace, .. }) => {
            mail::write_source(env, *melding, out, IfExists::asked(*replace))
        }
        Verb::Inbox(InboxArgs { format, .. }) => lists::inbox(env, format),
        Verb::Incidents(format) => lists::incidents(env, format),
        Verb::Show { zaak: Some(zaak), at, json } => show::show(env, *zaak, at.as_deref(), Output::of(*json)),
        Verb::Search { words, json } => search::search(env, words, Output::of(*json)),
        // The grammar asks for a moment where no case is named; no moment is now.
        Verb::Show { zaak: None, at, json } => then::show(env, at.as_deref().unwrap_or("nu"), Output::of(*json)),
        Verb::Monitor(args) => monitor::monitor(env, args),
        Verb::Week(args) => week::week(env, args),
        Verb::Provisions(args) => provisions::register(env, args),
        Verb::Dossier(args) => dossier::dossier(env, DossierKind::Dossier, args),
        Verb::Background(args) => dossier::dossier(env, DossierKind::Background, args),
        Verb::Addresses { json } => provisions::addresses(env, Output::of(*json)),
        Verb::Log { what } => maintenance::log(env, what),
        Verb::Key { what } => key::key(env, what),
        Verb::Bewaartermijn { json, what } => match what {
            None => bewaartermijn::list(env, Output::of(*json)),
            Some(RetentionVerb::Purge { objects, reason, out }) => bewaartermijn::purge(env, objects, reason, out),
            Some(RetentionVerb::Keep(verb)) => acts::run(env, verb.arguments()),
        },
        Verb::Undo { list: true, json, .. } => history::list(env, Output::of(*json)),
        Verb::Undo { number, .. } => history::turn(env, Direction::Undo, *number),
        Verb::Redo { number } => history::turn(env, Direction::Redo, *number),
        Verb::Overdracht { what } => overdracht::overdracht(env, what),
        Verb::Backup { what } => backup::backup(env, what),
        Verb::Inrichtingen { json, what } => inrichtingen::inrichtingen(env, Output::of(*json), what.as_ref()),
        Verb::Agenda { out } => agenda::agenda(env, &out.file, out.existing()),
        Verb::Alarm { what } => alarm::alarm(env, what),
        Verb::Watch { install: true } => watch::install(env, piket.globals.passphrase_file.as_deref()),
        Verb::Watch { install: false } => watch::watch(env),
        Verb::Check { json } => check::check(env, Output::of(*json)),
        Verb::Settings(args) => settings::settings(env, args),
        Verb::Rebuild => maintenance::rebuild(env),
        Verb::Completions { shell } => maintenance::completions(shell),
        Verb::Man => maintenance::man(),
        Verb::Manual { subject } => manual::manual(env, subject.as_deref()),
        Verb::Record(verb) => {
            // A draft may be read and written to a file without recording anything.
            if let RecordingVerb::SaveDraft(args) = verb {
                return messages::draft(env, args);
            }
            acts::run(env, verb.arguments())
        }
    }
}
