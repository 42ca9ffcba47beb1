//! `inbox --bron`: a mail as it came in, out of the store and into a file, for who wants to open it in a
//! mail program or must hand over the evidence. Leaving the store is recorded like any other export.

use std::path::Path;

use crate::{
    cli::{
        answer::print,
        audit,
        environment::{Environment, name},
        exit::Exit,
    },
    domain::{
        audit::AuditAct,
        error::{Error, Result},
        ids::Meldingnummer,
        if_exists::IfExists,
        melding::Content,
    },
    platform::file,
    store::{Access, Store},
};

/// Writes the original bytes of a mail to a file.
///
/// # Errors
/// When there is no such mail, its bytes were destroyed, the file is there and stays, or it cannot be written.
pub fn write_source(env: &Environment, melding: Meldingnummer, out: &Path, existing: IfExists) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let bytes = original(&store, melding)?;
    let written = file::write_bytes(out, existing, &bytes);
    let outcome = audit::outcome(&written);
    audit::note(env, &mut store, clock.now(), AuditAct::Exported, &format!("bron {melding}"), outcome);
    written?;
    print(&format!("{melding} staat in {}, zoals de mail binnenkwam.", name(out)))?;
    Ok(Exit::Done)
}

fn original(store: &Store, number: Meldingnummer) -> Result<Vec<u8>> {
    let melding = store.melding(number)?.ok_or_else(|| number.unknown())?;
    let Content::Mail(mail) = &melding.content else {
        return Err(Error::no(format!("{number} is een telefoontje en heeft geen mail."))
            .hint("De mail zelf bestaat alleen van wat per mail binnenkwam."));
    };
    store
        .blob(mail.original.read())?
        .ok_or_else(|| Error::no(format!("De mail van {number} is gewist; alleen het spoor ervan is bewaard.")))
}
