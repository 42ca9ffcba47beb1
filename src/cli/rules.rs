//! `termijn` and `matrix`: the rules without a store.

use std::{
    io::{BufRead, BufReader},
    path::Path,
};

use super::{
    answer::{AnswerWriter, Output, print},
    environment::{Environment, name},
    exit::Exit,
};
use crate::{
    deadline::{self, Baseline, InForce, answer::answer_json, batch, explanation, overview, why},
    desk::verb::TermijnArgs,
    domain::{
        error::{Error, Result},
        json_fault,
        moment::{Moment, ParsedMoment},
        sector::Sector,
        termijn_kind::Times,
        time_kind::TimeKind,
    },
    platform::failure,
    rules::{book::Rulebook, matrix},
    store::StoreKind,
};

/// `piket termijn`.
///
/// # Errors
/// When a time does not read, or the times contradict each other.
pub fn termijn(env: &Environment, args: &TermijnArgs) -> Result<Exit> {
    let book = of_sector(env, args.sector.as_ref())?;
    if let Some(path) = &args.batch {
        return batch(book, path);
    }
    let now = env.clock(StoreKind::Real)?.now();
    let nr = args.nr.ok_or_else(|| Error::usage("Er ontbreekt een rij.").hint("Geef --nr."))?;
    let line = book.find_rij(nr)?;
    let mut remarks = Vec::new();
    let mut parse = |kind: TimeKind, text: Option<&String>| -> Result<Option<Moment>> {
        let Some(text) = text else { return Ok(None) };
        let read: ParsedMoment = Moment::parse(text, Some(now))?;
        remarks.extend(explanation::doubled_hour(kind.with_article(), read));
        Ok(Some(read.moment))
    };
    let times = Times {
        voorval: parse(TimeKind::Voorval, args.voorval.as_ref())?,
        constatering: parse(TimeKind::Constatering, args.constatering.as_ref())?,
        oa_end: parse(TimeKind::OaEnd, args.oa_end.as_ref())?,
        oa_end_heard: parse(TimeKind::OaEndHeard, args.oa_end_heard.as_ref())?,
        ..Times::default()
    };
    let kalender = args.kalender.unwrap_or(env.settings.kalender);
    let termijnen = deadline::termijnen(book, nr, &times, kalender)?;
    for t in &termijnen {
        remarks.extend(explanation::uncertain(&book.kalenders, kalender, t));
    }
    remarks.dedup();
    if args.json {
        let answer = answer_json(book, nr, line, &termijnen).with_remarks(remarks);
        let json = serde_json::to_string(&answer)
            .map_err(|e| Error::data(format!("Het antwoord is niet te schrijven: {}.", json_fault::why(&e))))?;
        print(&json)?;
        return Ok(Exit::Done);
    }
    print(&format!("Rij {nr}: {} ({})", line.incident, line.codes()))?;
    if termijnen.is_empty() {
        print(&book.without_termijn(line))?;
        if let Some(alternative) = &line.alternative {
            print(alternative)?;
        }
    }
    let from = Baseline { book, rij: nr, times, kalender };
    for t in &termijnen {
        let applies = InForce::from(t, env.settings.termijn, None);
        print(&format!("\n{} vóór {}", t.label, applies.due.as_termijn()))?;
        for sentence in why(&from, t, &applies) {
            print(&format!("  {sentence}"))?;
        }
        if args.table {
            print("")?;
            for line in overview(&from, t) {
                print(&line)?;
            }
        }
    }
    for remark in remarks {
        print(&format!("\nLet op: {remark}"))?;
    }
    Ok(Exit::Done)
}

fn batch(book: &Rulebook, path: &Path) -> Result<Exit> {
    let reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(path).map_err(|e| {
            Error::data(format!("«{}» is niet te lezen ({}).", name(path), failure::why(&e)))
                .hint(failure::what_next(&e))
        })?;
        Box::new(BufReader::new(file))
    };
    let mut out = AnswerWriter::new();
    let mut end = Exit::Done;
    for line in reader.split(b'\n') {
        let line = line.map_err(|e| Error::data(format!("De invoer is niet te lezen ({}).", failure::why(&e))))?;
        let answer = batch::line(book, &String::from_utf8_lossy(&line)).unwrap_or_else(|error| {
            end = Exit::No;
            error
        });
        out.line(&answer)?;
        if !out.is_read() {
            break;
        }
    }
    out.finish()?;
    Ok(end)
}

/// `piket matrix`.
///
/// # Errors
/// When the rule book cannot be read, or the sector has none.
pub fn matrix(env: &Environment, sector: Option<&Sector>, output: Output) -> Result<Exit> {
    let book = of_sector(env, sector)?;
    if output == Output::Json {
        let text = serde_json::to_string_pretty(&matrix::rijen(book))
            .map_err(|e| Error::data(format!("De matrix is niet te schrijven: {}.", json_fault::why(&e))))?;
        print(&text)?;
    } else {
        print(&matrix::lines(book).collect::<Vec<_>>().join("\n"))?;
    }
    Ok(Exit::Done)
}

/// The book of a sector; that of the desk where none is named.
fn of_sector<'a>(env: &'a Environment, sector: Option<&Sector>) -> Result<&'a Rulebook> {
    let own: &Rulebook = env.book();
    let Some(sector) = sector else { return Ok(own) };
    own.at_hand_for(sector).ok_or_else(|| {
        Error::usage(format!("Voor sector «{sector}» is er geen regelboek."))
            .hint(format!("Kies {}.", own.sectors_at_hand()))
    })
}
