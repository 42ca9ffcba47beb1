//! `dossier` and `achtergrond`: what is known of a case as a Word document, a PDF or a text, past the kanaalpoort. The audit keeps
//! that it was made, and of which case.

use std::path::Path;

use super::{
    answer::print,
    audit,
    environment::{Environment, name},
    exit::Exit,
    terms::countdowns_of,
};
use crate::{
    desk::verb::DossierArgs,
    domain::{audit::AuditAct, dossier_kind::DossierKind, error::Result},
    judge::{case_rule::CaseRule, provisions::provisions},
    platform::file,
    report::dossier::{CaseFile, Dossier, dossier as make, paper::DossierForm},
    store::Access,
};

/// Writes it.
///
/// # Errors
/// When there is no such case, the gate has no good material, a letter is not there in the form that was asked, or the file
/// cannot be written.
pub fn dossier(env: &Environment, kind: DossierKind, args: &DossierArgs) -> Result<Exit> {
    let path = args.out.file.as_path();
    let form = DossierForm::of(path)?;
    let (mut store, clock) = env.open(Access::Read)?;
    let now = clock.now();
    let desk = store.fetch(args.zaak)?;
    let zaak = desk.zaken.get(&args.zaak).ok_or_else(|| args.zaak.unknown())?;
    let entries = store.entries(Some(args.zaak), None)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let inrichting = zaak.plek().and_then(|plek| inrichtingen.by_name(plek));
    let case = CaseRule::of(zaak, env.book(), inrichting);
    let file = CaseFile {
        zaak,
        desk: &desk,
        case,
        book: env.book(),
        inrichting,
        entries: &entries,
        countdowns: &countdowns_of(env, zaak, &inrichtingen).unwrap_or_default(),
        provisions: &provisions(&entries, env.addresses(), &|_| case.book().unwrap_or(env.book())),
        sender: env.sender(),
        now,
    };
    let made = make(kind, &file)?;
    let written = form.bytes(&made).and_then(|bytes| file::write_bytes(path, args.out.existing(), &bytes));
    let object = format!("{} {}", args.zaak, kind.code());
    audit::note(env, &mut store, now, AuditAct::Exported, &object, audit::outcome(&written));
    written?;
    print(&told(path, &made))?;
    Ok(Exit::Done)
}

fn told(path: &Path, made: &Dossier) -> String {
    let file = name(path);
    match made.left_out {
        0 => format!("Geschreven: {file}."),
        1 => format!("Geschreven: {file}. De kanaalpoort liet één plaats weg; dat staat erbij."),
        n => format!("Geschreven: {file}. De kanaalpoort liet {n} plaatsen weg; dat staat erbij."),
    }
}
