//! Upkeep of log and shell: `logboek`, `herbouw`, `aanvullingen`, `man`.

use std::{
    fs::File,
    io::{BufReader, Write},
    path::Path,
    str::FromStr,
};

use clap_complete::{Shell, generate};

use super::{
    Einde, druk, inzage, kop,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::verb::{Logboekverb, opdracht},
    domain::{
        fout::{Fout, Uitkomst},
        inzage::{Handeling, Uitslag},
    },
    report::uitvoer::{self, Bestaand},
    store::{Ingelezen, Opslag, Toegang},
};

/// `piket logboek controleer|inzage|exporteer|importeer`.
///
/// # Errors
/// When the store cannot be read or the file not written.
pub fn logboek(omgeving: &Omgeving, wat: &Logboekverb) -> Uitkomst<Einde> {
    match wat {
        Logboekverb::Inzage { json } => inzage::inzage(omgeving, *json),
        Logboekverb::Exporteer { uit } => exporteer(omgeving, uit.as_deref()),
        Logboekverb::Importeer { bestand } => importeer(omgeving, bestand),
        Logboekverb::Controleer { kop, bij } => kop::controleer(omgeving, kop.as_ref(), *bij),
    }
}

fn exporteer(omgeving: &Omgeving, uit: Option<&Path>) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let nu = clock.now();
    let aantal = if let Some(pad) = uit {
        let geschreven = naar_bestand(&opslag, pad);
        let uitslag = inzage::uitslag(&geschreven);
        inzage::noteer(omgeving, &mut opslag, nu, Handeling::Geexporteerd, "logboek", uitslag);
        geschreven?
    } else {
        inzage::noteer(omgeving, &mut opslag, nu, Handeling::Afgedrukt, "logboek", Uitslag::Gelukt);
        opslag.exporteer(&mut std::io::BufWriter::new(std::io::stdout().lock()))?
    };
    let _ = writeln!(std::io::stderr(), "{aantal} regels geëxporteerd.");
    Ok(Einde::Gedaan)
}

fn naar_bestand(opslag: &Opslag, pad: &Path) -> Uitkomst<u64> {
    uitvoer::schrijf(pad, Bestaand::Blijft, |bestand| opslag.exporteer(bestand))
}

fn importeer(omgeving: &Omgeving, pad: &Path) -> Uitkomst<Einde> {
    // Before a store is made for it.
    let bestand = File::open(pad).map_err(|e| Fout::gegevens(format!("«{}» is niet te lezen ({e}).", naam(pad))))?;
    let (mut opslag, clock) = omgeving.maak_om_te_schrijven()?;
    let gelezen = opslag.importeer(&mut BufReader::new(bestand));
    let uitslag = inzage::uitslag(&gelezen);
    inzage::noteer(omgeving, &mut opslag, clock.now(), Handeling::Ingelezen, "logboek", uitslag);
    let Ingelezen { bestanden, kop } = gelezen?;
    opslag.sluit()?;
    druk(&format!("{} regels en {bestanden} bestanden ingelezen; de keten klopt.", kop.seq));
    druk(&format!("Kop: {}\n     {} (regel {})", kop.woorden(), kop.hash, kop.seq));
    Ok(Einde::Gedaan)
}

/// `piket herbouw`.
///
/// # Errors
/// When the store cannot be written.
pub fn herbouw(omgeving: &Omgeving) -> Uitkomst<Einde> {
    let (mut opslag, _) = omgeving.open_om_te_schrijven()?;
    let h = opslag.herbouw()?;
    opslag.sluit()?;
    let verschil = if h.verschillen == 0 {
        "gelijk aan wat er stond".to_owned()
    } else {
        format!("{} verschillen hersteld", h.verschillen)
    };
    druk(&format!("{} zaken en {} meldingen herbouwd: {verschil}.", h.zaken, h.meldingen));
    Ok(Einde::Gedaan)
}

/// `piket aanvullingen`.
///
/// # Errors
/// When the shell is not known.
pub fn aanvullingen(shell: &str) -> Uitkomst<Einde> {
    let shell = Shell::from_str(shell).map_err(|_| {
        Fout::gebruik(format!("Shell «{shell}» is niet bekend.")).hint("Kies bash, zsh, fish, elvish of powershell.")
    })?;
    let mut uit = Vec::new();
    generate(shell, &mut opdracht(), "piket", &mut uit);
    druk(&String::from_utf8_lossy(&uit));
    Ok(Einde::Gedaan)
}

/// `piket man`: one page with every verb.
///
/// # Errors
/// When the page cannot be made.
pub fn man() -> Uitkomst<Einde> {
    let mut uit = Vec::new();
    let fout = |e: std::io::Error| Fout::gegevens(format!("De handleiding is niet te maken ({e})."));
    clap_mangen::Man::new(opdracht()).render(&mut uit).map_err(fout)?;
    for verb in opdracht().get_subcommands().filter(|v| !v.is_hide_set()) {
        let man = clap_mangen::Man::new(verb.clone());
        man.render_name_section(&mut uit).map_err(fout)?;
        man.render_synopsis_section(&mut uit).map_err(fout)?;
        man.render_options_section(&mut uit).map_err(fout)?;
    }
    druk(&String::from_utf8_lossy(&uit));
    Ok(Einde::Gedaan)
}
