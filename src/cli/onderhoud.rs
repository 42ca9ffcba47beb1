//! Upkeep of log and shell: `logboek`, `herbouw`, `aanvullingen`, `man`.

use std::{io::Write, str::FromStr};

use clap_complete::{Shell, generate};

use super::{
    Einde, druk,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::verb::{Logboekverb, opdracht},
    domain::fout::{Fout, Uitkomst},
    store::Toegang,
};

/// `piket logboek controleer|exporteer`.
///
/// # Errors
/// When the store cannot be read or the file not written.
pub fn logboek(omgeving: &Omgeving, wat: &Logboekverb) -> Uitkomst<Einde> {
    let (opslag, _) = omgeving.open(Toegang::Lezen)?;
    match wat {
        Logboekverb::Controleer => {
            let keten = opslag.controleer()?;
            for fout in &keten.fouten {
                druk(&format!("Regel {}: {}", fout.seq, fout.zin));
            }
            let staart = opslag.mist_staart()?;
            if let Some(zin) = &staart {
                druk(zin);
            }
            if keten.fouten.is_empty() && staart.is_none() {
                let gewist =
                    if keten.gewist > 0 { format!(", {} teksten gewist", keten.gewist) } else { String::new() };
                druk(&format!("De keten klopt: {} regels{gewist}.\nKop: {}", keten.entries, keten.kop));
                return Ok(Einde::Gedaan);
            }
            druk("De keten klopt niet. Bewaar dit bestand en meld het.");
            Ok(Einde::Nee)
        }
        Logboekverb::Exporteer { uit } => {
            let aantal = match uit {
                Some(pad) => {
                    let fout =
                        |e: std::io::Error| Fout::gegevens(format!("«{}» is niet te schrijven ({e}).", naam(pad)));
                    let mut bestand = std::io::BufWriter::new(std::fs::File::create(pad).map_err(fout)?);
                    let aantal = opslag.exporteer(&mut bestand)?;
                    bestand.flush().map_err(fout)?;
                    aantal
                }
                None => opslag.exporteer(&mut std::io::BufWriter::new(std::io::stdout().lock()))?,
            };
            let _ = writeln!(std::io::stderr(), "{aantal} regels geëxporteerd.");
            Ok(Einde::Gedaan)
        }
    }
}

/// `piket herbouw`.
///
/// # Errors
/// When the store cannot be written.
pub fn herbouw(omgeving: &Omgeving) -> Uitkomst<Einde> {
    let (mut opslag, _) = omgeving.open(Toegang::Schrijven)?;
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
