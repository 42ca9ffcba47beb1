//! Upkeep of log and shell: `logboek`, `herbouw`, `aanvullingen`, `man`.

use std::{fs::File, io::BufReader, path::Path, str::FromStr};

use clap_complete::{Shell, generate};

use super::{
    answer::{AnswerWriter, Output, notice, print},
    audit,
    environment::{Environment, name},
    exit::Exit,
    head,
    manual::SUBJECTS,
};
use crate::{
    desk::verb::{LogVerb, command},
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        if_exists::IfExists,
    },
    platform::{
        failure::{why, why_not_written},
        file,
    },
    store::{Access, Imported},
};

/// `piket logboek controleer|inzage|exporteer|importeer`.
///
/// # Errors
/// When the store cannot be read or the file not written.
pub fn log(env: &Environment, what: &LogVerb) -> Result<Exit> {
    match what {
        LogVerb::Audit { json } => audit::audit(env, Output::of(*json)),
        LogVerb::Export { out, replace } => export(env, out.as_deref(), IfExists::asked(*replace)),
        LogVerb::Import { file } => import(env, file),
        LogVerb::Check { head, at } => head::check(env, head.as_ref(), *at),
    }
}

fn export(env: &Environment, out: Option<&Path>, existing: IfExists) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let now = clock.now();
    let count = if let Some(path) = out {
        let written = file::write(path, existing, |file| store.export(file));
        let outcome = audit::outcome(&written);
        audit::note(env, &mut store, now, AuditAct::Exported, "logboek", outcome);
        written?
    } else {
        audit::note(env, &mut store, now, AuditAct::Printed, "logboek", Outcome::Succeeded);
        let mut answer = AnswerWriter::new();
        let count = store.export(&mut answer)?;
        answer.finish()?;
        count
    };
    notice(&format!("{count} regels geëxporteerd."));
    Ok(Exit::Done)
}

fn import(env: &Environment, path: &Path) -> Result<Exit> {
    // Before a store is made for it.
    let file =
        File::open(path).map_err(|e| Error::data(format!("«{}» is niet te lezen ({}).", name(path), why(&e))))?;
    let (Imported { files, head }, store) = env.begin_with(|store, clock| {
        let read = store.import(&mut BufReader::new(file));
        let outcome = audit::outcome(&read);
        audit::note(env, store, clock.now(), AuditAct::Imported, "logboek", outcome);
        read
    })?;
    store.close()?;
    print(&format!("{} regels en {files} bestanden ingelezen; de keten klopt.", head.seq))?;
    print(&format!("Kop: {}\n     {} (regel {})", head.words(), head.hash, head.seq))?;
    Ok(Exit::Done)
}

/// `piket herbouw`.
///
/// # Errors
/// When the store cannot be written.
pub fn rebuild(env: &Environment) -> Result<Exit> {
    let (mut store, _) = env.open_for_writing()?;
    let h = store.rebuild()?;
    store.close()?;
    let difference = if h.differences == 0 {
        "gelijk aan wat er stond".to_owned()
    } else {
        format!("{} verschillen hersteld", h.differences)
    };
    print(&format!("{} zaken en {} meldingen herbouwd: {difference}.", h.zaken, h.meldingen))?;
    Ok(Exit::Done)
}

/// `piket aanvullingen`.
///
/// # Errors
/// When the shell is not known.
pub fn completions(shell: &str) -> Result<Exit> {
    let shell = Shell::from_str(shell).map_err(|_| {
        Error::usage(format!("Shell «{shell}» is niet bekend.")).hint("Kies bash, zsh, fish, elvish of powershell.")
    })?;
    let mut out = Vec::new();
    generate(shell, &mut command(), "piket", &mut out);
    print(&String::from_utf8_lossy(&out))?;
    Ok(Exit::Done)
}

/// `piket man`: one page with every verb, and the subjects of the manual.
///
/// # Errors
/// When the page cannot be made.
pub fn man() -> Result<Exit> {
    let mut out = Vec::new();
    let error = |e: std::io::Error| Error::data(format!("De handleiding is niet te maken ({}).", why_not_written(&e)));
    clap_mangen::Man::new(command()).render(&mut out).map_err(error)?;
    for verb in command().get_subcommands().filter(|v| !v.is_hide_set()) {
        let man = clap_mangen::Man::new(verb.clone());
        man.render_name_section(&mut out).map_err(error)?;
        man.render_synopsis_section(&mut out).map_err(error)?;
        man.render_options_section(&mut out).map_err(error)?;
    }
    out.extend_from_slice(b".SH ONDERWERPEN\nUitleg per onderwerp toont \\fBpiket hulp ONDERWERP\\fR:\n");
    for subject in SUBJECTS {
        out.extend_from_slice(format!(".TP\n\\fB{}\\fR\n{}\n", subject.name, subject.title()).as_bytes());
    }
    print(&String::from_utf8_lossy(&out))?;
    Ok(Exit::Done)
}
