//! Every verb that writes, with the disk failing at its first step, its second, and so on until it gets
//! through. Each time: one sentence and exit code 3 (or done all the same), nothing that was acknowledged
//! is gone, and with a sound disk the same verb simply works.

use std::{fs, path::Path};

use piket::{
    domain::{moment::Moment, wachtwoord::Wachtwoord},
    store::{self, Ontgrendeling, Sleutel, Toegang},
};

use crate::{
    common::{
        Mis, Proef,
        omgeving::{Antwoord, Omgeving, WACHTWOORD, foto},
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
    /// The key of an encrypted store.
    sleutel: Option<Sleutel>,
    nu: Moment,
    /// A file that the verb makes elsewhere.
    uitvoer: Option<std::path::PathBuf>,
    /// Bytes that must be nowhere afterwards.
    kanarie: &'static [u8],
    /// Steps from one try to the next.
    pas: usize,
}

fn kopieer(van: &Path, naar: &Path) -> Proef {
    if !van.exists() {
        return Ok(());
    }
    fs::create_dir_all(naar)?;
    for deel in fs::read_dir(van)? {
        let bron = deel?;
        let kopie = naar.join(bron.file_name());
        if bron.path().is_dir() {
            kopieer(&bron.path(), &kopie)?;
        } else {
            fs::copy(bron.path(), kopie)?;
        }
    }
    Ok(())
}

impl Toneel {
    fn nieuw(omgeving: Omgeving, woorden: &[&str]) -> Result<Self, Mis> {
        let begin = omgeving.pad("begin");
        kopieer(omgeving.data(), &begin)?;
        let woorden = woorden.iter().map(|w| (*w).to_owned()).collect();
        Ok(Self {
            omgeving,
            begin,
            woorden,
            bevestigd: Vec::new(),
            al_gedaan: "-",
            sleutel: None,
            nu: Moment::lees(NU, None)?.moment,
            uitvoer: None,
            kanarie: b"",
            pas: 1,
        })
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
        // Each ailment begins at a step of its own, so that together they come by most of them.
        for stap in (1 + kwaal as usize % self.pas..HOOGSTENS).step_by(self.pas) {
            if data.exists() {
                fs::remove_dir_all(data)?;
            }
            kopieer(&self.begin, data)?;
            if let Some(uit) = &self.uitvoer {
                let _ = fs::remove_file(uit);
            }
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
                    // A remark about something else may go before it.
                    let zinnen = antwoord.fout.lines().filter(|r| !r.starts_with("Let op: ")).collect::<Vec<_>>();
                    assert!(antwoord.code == 3 && zinnen.len() == 1 && antwoord.uit.is_empty(), "{waar}: {antwoord:?}");
                    assert!(zinnen.iter().all(|zin| zin.contains(". ")), "{waar}: no hint in {zinnen:?}");
                }
            }
            self.nazien(&antwoord, &lade, bibliotheek).map_err(|fout| mis(format!("{fout:?} na {antwoord:?}")))?;
        }
        Err(Mis(format!("{} komt nooit klaar", self.woorden.join(" "))))
    }

    /// With a sound disk again.
    fn nazien(&self, antwoord: &Antwoord, lade: &Lade, bibliotheek: &Path) -> Proef {
        if let Some(uit) = &self.uitvoer {
            let _ = fs::remove_file(uit);
        }
        // Behind the library too, which waits for no real disk.
        let nogmaals = || Antwoord::van(lade.volg(&mut self.omgeving.verb(&self.woorden()), bibliotheek)?);
        let mut opnieuw = nogmaals()?;
        // Within the same second the name for what stood there is taken, and nothing is ever overwritten.
        while opnieuw.fout.contains("voor-terugzetten") {
            opnieuw = nogmaals()?;
        }
        assert!(opnieuw.code == 0 || opnieuw.fout.contains(self.al_gedaan), "{opnieuw:?}");
        let data = self.omgeving.data();
        let opslag = store::open(data, Toegang::Lezen, None, Ontgrendeling::van(self.sleutel.as_ref()), self.nu)?;
        assert_eq!(opslag.controleer()?.fouten, []);
        let desk = opslag.laad_alles()?;
        let zaken = desk.zaken.keys().map(ToString::to_string).collect::<Vec<_>>();
        for zaak in &self.bevestigd {
            assert!(zaken.contains(zaak), "{zaak} is weg: {zaken:?}");
        }
        // What the failing try itself acknowledged, too.
        if antwoord.code == 0 && self.woorden.first().is_some_and(|w| w == "meld") {
            assert!(zaken.iter().any(|zaak| zaak == antwoord.uit.trim()), "{} is weg: {zaken:?}", antwoord.uit);
        }
        drop(opslag);
        let weg =
            |bytes: &[u8]| self.kanarie.is_empty() || !bytes.windows(self.kanarie.len()).any(|w| w == self.kanarie);
        let rest = foto(data)?.into_iter().find(|(_, bytes)| !weg(bytes));
        assert!(rest.is_none(), "resten in {:?}", rest.map(|(pad, _)| pad));
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
    toneel.pas = 3;
    toneel.speel()
}

#[test]
fn a_first_start() -> Proef {
    let mut omgeving = Omgeving::kaal()?;
    omgeving.zet_nu(Some(NU));
    Toneel::nieuw(omgeving, &["demo", "--maak", "--leeg"])?.speel()
}

#[test]
fn a_copy() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    omgeving.config("instellingen.toml", "reservekopieen = 1\n")?;
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let mut toneel = Toneel::nieuw(omgeving, &["reservekopie", "maak"])?;
    toneel.pas = 13;
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
    toneel.pas = 7;
    toneel.bevestigd = vec![zaak];
    toneel.speel()
}

#[test]
fn a_purge() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let zaak = omgeving.goed(&["meld", "--nr", "2"])?;
    let mail = omgeving.pad("kanarie.eml");
    fs::write(&mail, "From: kliniek@voorbeeld.test\nSubject: Kanariestra\n\nKanariestra viel op kamer 12.\n")?;
    omgeving.goed(&["importeer", &mail.to_string_lossy()])?;
    omgeving.goed(&["terzijde", "M0002", "--reden", "Dubbel"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let uit = omgeving.pad("gewist.jsonl");
    let uitvoer = uit.to_string_lossy();
    let wis = ["bewaartermijn", "wis", "M0002", "--reden", "Termijn verstreken", "--uit", &uitvoer];
    let mut toneel = Toneel::nieuw(omgeving, &wis)?;
    toneel.bevestigd = vec![zaak];
    toneel.al_gedaan = "al gewist";
    toneel.kanarie = b"Kanariestra";
    toneel.uitvoer = Some(uit);
    toneel.pas = 17;
    toneel.speel()
}

#[test]
fn another_passphrase() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.geheim("nieuw", "vier andere losse woorden")?;
    let sleutel = store::ontgrendel(omgeving.data(), &Wachtwoord::nieuw(WACHTWOORD.trim_end()))?;
    let mut toneel = Toneel::nieuw(omgeving, &["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"])?;
    toneel.bevestigd = vec![zaak];
    toneel.sleutel = sleutel;
    toneel.pas = 2;
    // The first try changed it and could not say so.
    toneel.al_gedaan = "wachtwoord klopt niet";
    toneel.speel()
}
