//! `termijn` and `matrix`: the rules without a store.

use std::{
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use super::{
    Einde, druk,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::verb::TermijnArgs,
    deadline::{self, Geldend, Uitgangspunt, antwoord::antwoord_json, batch, uitleg, waarom},
    domain::{
        fout::{Fout, Uitkomst},
        moment::{Gelezen, Moment},
        termijnsoort::Tijden,
    },
    rules::{book::Regelboek, matrix},
    store::Winkelsoort,
};

/// `piket termijn`.
///
/// # Errors
/// When a time does not read, or the times contradict each other.
pub fn termijn(omgeving: &Omgeving, args: &TermijnArgs) -> Uitkomst<Einde> {
    let boek = omgeving.boek();
    if let Some(pad) = &args.batch {
        return batch(boek, pad);
    }
    let nu = omgeving.clock(Winkelsoort::Echt)?.now();
    let nr = args.nr.ok_or_else(|| Fout::gebruik("Er ontbreekt een rij.").hint("Geef --nr."))?;
    let mut opmerkingen = Vec::new();
    let mut lees = |naam: &str, tekst: Option<&String>| -> Uitkomst<Option<Moment>> {
        let Some(tekst) = tekst else { return Ok(None) };
        let gelezen: Gelezen = Moment::lees(tekst, Some(nu))?;
        opmerkingen.extend(uitleg::dubbel_uur(naam, gelezen));
        Ok(Some(gelezen.moment))
    };
    let tijden = Tijden {
        voorval: lees("het voorval", args.voorval.as_ref())?,
        constatering: lees("de constatering", args.constatering.as_ref())?,
        einde_oa: lees("het einde", args.einde_oa.as_ref())?,
        ..Tijden::default()
    };
    let kalender = args.kalender.unwrap_or(omgeving.instellingen.kalender);
    let termijnen = deadline::termijnen(boek, nr, &tijden, kalender)?;
    for t in &termijnen {
        opmerkingen.extend(uitleg::onzeker(&boek.kalenders, kalender, t));
    }
    opmerkingen.dedup();
    let regel = boek.rij(nr);
    if args.json {
        let antwoord = antwoord_json(nr, regel, &termijnen).met_opmerkingen(opmerkingen);
        let json = serde_json::to_string(&antwoord)
            .map_err(|e| Fout::gegevens(format!("Het antwoord is niet te schrijven: {e}.")))?;
        druk(&json);
        return Ok(Einde::Gedaan);
    }
    druk(&format!("Rij {nr}: {} ({})", regel.incident, regel.codes()));
    if termijnen.is_empty() {
        druk("Deze rij kent geen formulier en dus geen termijn.");
        if let Some(alternatief) = &regel.alternatief {
            druk(alternatief);
        }
    }
    let van = Uitgangspunt { boek, rij: nr, tijden, kalender };
    for t in &termijnen {
        let geldt = Geldend::van(t, omgeving.instellingen.termijn, None);
        druk(&format!("\n{} vóór {}", t.soort.naam(), geldt.uiterlijk.als_termijn()));
        for zin in waarom(&van, t, &geldt) {
            druk(&format!("  {zin}"));
        }
    }
    for opmerking in opmerkingen {
        druk(&format!("\nLet op: {opmerking}"));
    }
    Ok(Einde::Gedaan)
}

fn batch(boek: &Regelboek, pad: &Path) -> Uitkomst<Einde> {
    let lezer: Box<dyn BufRead> = if pad == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let bestand = std::fs::File::open(pad).map_err(|e| {
            Fout::gegevens(format!("«{}» is niet te lezen ({e}).", naam(pad))).hint("Controleer het pad.")
        })?;
        Box::new(BufReader::new(bestand))
    };
    let mut uit = BufWriter::new(std::io::stdout().lock());
    let mut einde = Einde::Gedaan;
    for regel in lezer.split(b'\n') {
        let regel = regel.map_err(|e| Fout::gegevens(format!("De invoer is niet te lezen ({e}).")))?;
        let antwoord = batch::regel(boek, &String::from_utf8_lossy(&regel)).unwrap_or_else(|fout| {
            einde = Einde::Nee;
            fout
        });
        if let Err(e) = writeln!(uit, "{antwoord}") {
            return gesloten_pijp(&e, einde);
        }
    }
    match uit.flush() {
        Ok(()) => Ok(einde),
        Err(e) => gesloten_pijp(&e, einde),
    }
}

/// Whoever read enough and went away did nothing wrong.
fn gesloten_pijp(e: &std::io::Error, einde: Einde) -> Uitkomst<Einde> {
    if e.kind() == std::io::ErrorKind::BrokenPipe {
        return Ok(einde);
    }
    Err(Fout::gegevens(format!("De uitvoer is niet te schrijven ({e}).")))
}

/// `piket matrix`.
///
/// # Errors
/// When the rule book cannot be read.
pub fn matrix(omgeving: &Omgeving, json: bool) -> Uitkomst<Einde> {
    let boek = omgeving.boek();
    if json {
        let tekst = serde_json::to_string_pretty(&matrix::rijen(boek))
            .map_err(|e| Fout::gegevens(format!("De matrix is niet te schrijven: {e}.")))?;
        druk(&tekst);
    } else {
        druk(&matrix::regels(boek).collect::<Vec<_>>().join("\n"));
    }
    Ok(Einde::Gedaan)
}
