//! Every verb that writes, with the disk failing at its first step, its second, and so on until it gets
//! through. Each time: one sentence and exit code 3 (or done all the same), nothing that was acknowledged
//! is gone, and with a sound disk the same verb simply works.

use std::{fs, path::Path};

use crate::{
    common::{
        Mis, Proef,
        omgeving::{Antwoord, Omgeving},
    },
    lade::{Kwaal, Lade, bibliotheek},
};

const NU: &str = "2026-12-13 20:10";
/// More steps than any verb has.
const HOOGSTENS: usize = 2_000;

/// What is done while the disk fails.
struct Toneel {
    omgeving: Omgeving,
    /// The folder as it is before each try.
    begin: std::path::PathBuf,
    /// The words of the verb.
    woorden: Vec<String>,
    /// What must be among the cases afterwards, whatever happened.
    bevestigd: Vec<String>,
    /// How the sentence of a second try may begin because the first one did its work all the same.
    al_gedaan: &'static str,
    /// Steps from one try to the next.
    pas: usize,
}

fn kopieer(van: &Path, naar: &Path) -> Proef {
    if !van.exists() {
        return Ok(());
    }
    fs::create_dir_all(naar)?;
    for deel in fs::read_dir(van)? {
        let deel = deel?;
        let doel = naar.join(deel.file_name());
        if deel.path().is_dir() {
            kopieer(&deel.path(), &doel)?;
        } else {
            fs::copy(deel.path(), doel)?;
        }
    }
    Ok(())
}

impl Toneel {
    fn nieuw(omgeving: Omgeving, woorden: &[&str]) -> Result<Self, Mis> {
        let begin = omgeving.pad("begin");
        kopieer(omgeving.data(), &begin)?;
        let woorden = woorden.iter().map(|w| (*w).to_owned()).collect();
        Ok(Self { omgeving, begin, woorden, bevestigd: Vec::new(), al_gedaan: "-", pas: 1 })
    }

    fn woorden(&self) -> Vec<&str> {
        self.woorden.iter().map(String::as_str).collect()
    }

    fn speel(&self) -> Proef {
        for kwaal in [Kwaal::Vol, Kwaal::Dicht, Kwaal::AlleenLezen, Kwaal::Dood] {
            self.met(kwaal)?;
        }
        Ok(())
    }

    fn met(&self, kwaal: Kwaal) -> Proef {
        let Some(bibliotheek) = bibliotheek() else { return Ok(()) };
        let data = self.omgeving.data();
        let lade = Lade::om(data, self.omgeving.pad("spoor"));
        for stap in (1..HOOGSTENS).step_by(self.pas) {
            if data.exists() {
                fs::remove_dir_all(data)?;
            }
            kopieer(&self.begin, data)?;
            let waar = format!("{} met {kwaal:?} vanaf stap {stap}", self.woorden.join(" "));
            let mis = |wat: String| Mis(format!("{waar}: {wat}"));
            let antwoord =
                Antwoord::van(lade.breek(&mut self.omgeving.verb(&self.woorden()), bibliotheek, kwaal, stap)?)?;
            if !lade.brak()? {
                assert!(antwoord.code == 0 && stap > self.pas, "{waar}: {antwoord:?}");
                return Ok(());
            }
            match (kwaal, antwoord.code) {
                (Kwaal::Dood, -1) | (Kwaal::Vol | Kwaal::Dicht | Kwaal::AlleenLezen, 0) => {}
                _ => {
                    let zin = antwoord.is_weigering(3, &waar)?;
                    assert!(zin.contains(". "), "{waar}: no hint in «{zin}»");
                }
            }
            self.nazien(&antwoord).map_err(|fout| mis(format!("{fout:?} na {antwoord:?}")))?;
        }
        Err(Mis(format!("{} komt nooit klaar", self.woorden.join(" "))))
    }

    /// With a sound disk again.
    fn nazien(&self, antwoord: &Antwoord) -> Proef {
        let opnieuw = self.omgeving.doe(&self.woorden())?;
        assert!(opnieuw.code == 0 || opnieuw.fout.starts_with(self.al_gedaan), "{opnieuw:?}");
        self.omgeving.goed(&["logboek", "controleer"])?;
        let zaken = self.omgeving.goed(&["incidenten"])?;
        for zaak in &self.bevestigd {
            assert!(zaken.contains(zaak), "{zaak} is weg: {zaken}");
        }
        // What the failing try itself acknowledged, too.
        if antwoord.code == 0 && self.woorden.first().is_some_and(|w| w == "meld") {
            assert!(zaken.contains(antwoord.uit.trim()), "{} is weg: {zaken}", antwoord.uit);
        }
        Ok(())
    }
}

fn nieuwste(omgeving: &Omgeving) -> Result<String, Mis> {
    let lijst = omgeving.goed(&["reservekopie", "lijst"])?;
    let naam = lijst.lines().last().and_then(|r| r.split_whitespace().next());
    naam.map(str::to_owned).ok_or(Mis(lijst))
}

#[test]
fn recording() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    let mut toneel = Toneel::nieuw(omgeving, &["meld", "--nr", "2", "--wat", "Brand op kamer 12"])?;
    toneel.bevestigd = vec![zaak];
    toneel.speel()
}

#[test]
fn a_first_start() -> Proef {
    let mut omgeving = Omgeving::kaal()?;
    omgeving.zet_nu(Some(NU));
    let mut toneel = Toneel::nieuw(omgeving, &["demo", "--maak", "--leeg"])?;
    toneel.al_gedaan = "-";
    toneel.speel()
}

#[test]
fn a_copy() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.config("instellingen.toml", "reservekopieen = 1\n")?;
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let mut toneel = Toneel::nieuw(omgeving, &["reservekopie", "maak"])?;
    toneel.bevestigd = vec![zaak];
    toneel.speel()
}

#[test]
fn a_restore() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let naam = nieuwste(&omgeving)?;
    omgeving.goed(&["meld", "--nr", "2"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let mut toneel = Toneel::nieuw(omgeving, &["reservekopie", "terugzetten", &naam])?;
    toneel.bevestigd = vec![zaak];
    toneel.speel()
}
