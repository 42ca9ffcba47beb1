//! `inrichtingen`: the list the desk knows, and the officer's own additions to it. The embedded list
//! is never written; an own entry of the same name takes its place, so an alias copies the entry.

use std::path::Path;

use serde_json::json;

use super::{
    answer::{Output, print},
    environment::{Environment, name},
    exit::Exit,
};
use crate::{
    desk::verb::InrichtingVerb,
    domain::{
        error::{Error, Result},
        fold::fold,
        if_exists::IfExists,
        inrichting::{Inrichting, Inrichtingen, Ownership},
        sanitize,
        sector::Sector,
    },
    intake::{self, InrichtingList},
    platform::{failure::why, file},
    rules::file_error::FileError,
    runtime::clock::Clock,
};

/// The name of the own list, unless the settings say otherwise.
pub const FILE: &str = "inrichtingen.toml";

/// `piket inrichtingen`.
///
/// # Errors
/// When the own list does not read, or what is to be added is there already.
pub fn inrichtingen(env: &Environment, output: Output, what: Option<&InrichtingVerb>) -> Result<Exit> {
    let built_in = intake::inrichting_list()?;
    let path = env.own_inrichtingen();
    // A list with a fault is shown as the desk sees it, without; but it is not written over.
    let own = read_own(&path);
    let Some(what) = what else {
        let own = match own {
            Ok(own) => own,
            Err(error) => {
                print(&error.to_string())?;
                None
            }
        };
        show(&built_in, own.as_ref(), output)?;
        return Ok(Exit::Done);
    };
    let own = own?.map(|l| l.list).unwrap_or_default();
    let all = built_in.list.with(own.clone());
    let (new, sentence) = match what {
        InrichtingVerb::Add { name, place, ownership, sector } => add(&all, name, place, *ownership, sector.clone())?,
        InrichtingVerb::Alias { name, alias } => with_alias(&all, name, alias)?,
    };
    write(&path, own.with(Inrichtingen::new(vec![new])))?;
    print(&sentence)?;
    Ok(Exit::Done)
}

fn read_own(path: &Path) -> Result<Option<InrichtingList>> {
    match file::text(path) {
        Ok(text) => InrichtingList::parse(&text, &name(path))
            .map(Some)
            .map_err(|errors| FileError::combine("Uw lijst met inrichtingen", &errors)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::data(format!("{} is niet te lezen ({}).", name(path), why(&e)))),
    }
}

fn show(built_in: &InrichtingList, own: Option<&InrichtingList>, output: Output) -> Result<()> {
    let empty = Inrichtingen::default();
    let yours = own.map_or(&empty, |l| &l.list);
    let all = built_in.list.clone().with(yours.clone());
    for i in all.all() {
        let (origin, reference_date) = match own.filter(|l| l.list.by_name(&i.name).is_some()) {
            Some(l) => ("eigen", l.reference_date),
            None => ("ingebouwd", built_in.reference_date),
        };
        if output == Output::Json {
            let line = json!({
                "naam": i.name, "plaats": i.place, "beheer": i.ownership, "sector": i.sector, "aliassen": i.aliases,
                "herkomst": origin, "peildatum": reference_date.to_string(),
            });
            print(&line.to_string())?;
        } else {
            let aliases = i.aliases.join(", ");
            print(&format!("{:<32} {:<12} {:<13} {origin:<10} {aliases}", i.name, i.place, i.ownership.word()))?;
        }
    }
    if output == Output::Text {
        print(&format!("\nPeildatum van de ingebouwde lijst: {}.", built_in.reference_date.format("%d-%m-%Y")))?;
        if let Some(l) = own {
            print(&format!("Uw eigen lijst is bijgewerkt op {}.", l.reference_date.format("%d-%m-%Y")))?;
        }
    }
    Ok(())
}

fn add(
    all: &Inrichtingen,
    name: &str,
    place: &str,
    ownership: Ownership,
    sector: Option<Sector>,
) -> Result<(Inrichting, String)> {
    let (name, place) = (sanitize::line(name), sanitize::line(place));
    if fold(&name).is_empty() || place.is_empty() {
        return Err(Error::usage("Een inrichting heeft een naam en een plaats."));
    }
    if let Some(i) = all.recognise(&name) {
        return Err(Error::no(format!("«{name}» staat al in de lijst, als {}.", i.name))
            .hint("Geef zo nodig een alias op met «piket inrichtingen alias»."));
    }
    let sentence = format!("{name} ({place}, {}) staat in uw lijst.", ownership.word());
    Ok((Inrichting { name, place, ownership, sector, aliases: Vec::new() }, sentence))
}

fn with_alias(all: &Inrichtingen, written: &str, alias: &str) -> Result<(Inrichting, String)> {
    let alias = sanitize::line(alias);
    let i = all.recognise(written).ok_or_else(|| {
        Error::no(format!("«{}» is geen bekende inrichting.", sanitize::line(written)))
            .hint("«piket inrichtingen» toont de lijst.")
    })?;
    if fold(&alias).is_empty() {
        return Err(Error::usage("De alias is leeg."));
    }
    if let Some(other) = all.recognise(&alias).filter(|a| a.name != i.name) {
        return Err(Error::no(format!("«{alias}» staat al voor {}.", other.name))
            .hint("Kies een naam die maar één inrichting heeft."));
    }
    let mut new = i.clone();
    if !new.aliases.contains(&alias) {
        new.aliases.push(alias.clone());
    }
    let with = all.clone().with(Inrichtingen::new(vec![new.clone()]));
    if with.recognise(&alias).is_none_or(|a| a.name != new.name) {
        return Err(Error::no(format!("«{alias}» is te algemeen om een inrichting aan te herkennen.")));
    }
    let sentence = format!("«{alias}» staat nu voor {}.", new.name);
    Ok((new, sentence))
}

fn write(path: &Path, list: Inrichtingen) -> Result<()> {
    let text = InrichtingList { reference_date: Clock::machine().now().date(), list }.write()?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| file::not_writable(folder, &e))?;
    }
    file::write_bytes(path, IfExists::Replace, text.as_bytes())
}
