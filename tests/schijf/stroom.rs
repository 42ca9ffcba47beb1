//! The power goes at every kind of moment of a night: while a store is made, entries and drafts are
//! recorded, the write-ahead log is emptied, a copy is made and one is put back. The night is written
//! once and its trace cut off wherever chance says; what had been acknowledged is there afterwards.

use std::{
    env,
    io::Write,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use piket::{
    domain::{
        concept::ConceptSoort,
        event::{LogEvent, Nieuw, Regelboekmerk},
        fout::Uitkomst,
        ids::Zaaknummer,
        moment::Moment,
        tekst::Vertrouwelijk,
        termijnsoort::Kalender,
        wachtwoord::Wachtwoord,
    },
    store::{
        Ontgrendeling, Opslag, Sleutel, Toegang, Winkelsoort, ontgrendel, open,
        reservekopie::{Gemaakt, Wanneer, lijst, maak, terugzetten},
    },
};

use crate::{
    common::{Mis, Proef, omgeving::WACHTWOORD},
    lade::{Lade, bibliotheek},
    platen::{Kans, Platen},
};

const OPDRACHT: &str = "PIKET_PROEF_NACHT";
const SOORT: &str = "PIKET_PROEF_SOORT";
/// So many entries, a copy after so many, and a new opening after so many.
const REGELS: u64 = 40;
const KOPIE: u64 = 25;
const SLUIT: u64 = 32;
/// So many times the power goes.
const UITVALLEN: usize = 160;

fn nu() -> Uitkomst<Moment> {
    Moment::uit_rfc3339("2026-11-22T01:10:00Z")
}

fn wachtwoord() -> Wachtwoord {
    Wachtwoord::nieuw(WACHTWOORD.trim_end())
}

fn zeg(tekst: &str) -> Proef {
    let mut uit = std::io::stdout();
    uit.write_all(format!("{tekst}\n").as_bytes())?;
    Ok(uit.flush()?)
}

/// Not a test of its own: the writing half, which the tests below start as a child.
#[test]
fn nacht() -> Proef {
    let Some(map) = env::var_os(OPDRACHT).map(PathBuf::from) else { return Ok(()) };
    let wachtwoord = wachtwoord();
    let (soort, met) = match env::var(SOORT).as_deref() {
        Ok("echt") => (Winkelsoort::Echt, Ontgrendeling::Wachtwoord(&wachtwoord)),
        _ => (Winkelsoort::Demo, Ontgrendeling::Geen),
    };
    let mut opslag = open(&map, Toegang::Schrijven, Some(soort), met, nu()?)?;
    let mut kopie = None;
    let zaak: Zaaknummer = "2026-W47-01".parse()?;
    for seq in 1..=REGELS {
        let event = if seq == 1 {
            let regelboek = Regelboekmerk { versie: "2026-1".to_owned(), hash: "ab".repeat(32) };
            LogEvent::ZaakGeopend { zaak, inrichting: None, regelboek, kalender: Kalender::CaoRijk }
        } else {
            let tekst = Vertrouwelijk::nieuw(&"tijdens het typen ".repeat(usize::try_from(seq)?));
            LogEvent::ConceptBewaard { zaak, concept: ConceptSoort::Piketmelding, versie: u32::try_from(seq)?, tekst }
        };
        opslag.schrijf(nu()?, "kind", &[Nieuw { voorgevallen_op: nu()?, event }], &[])?;
        zeg(&format!("bevestigd {seq}"))?;
        if seq == KOPIE {
            let (Gemaakt::Nieuw(naam) | Gemaakt::Onveranderd(naam)) =
                maak(&map, opslag.ontgrendeling(), nu()?, NonZeroUsize::MIN, Wanneer::Altijd)?;
            kopie = Some(naam);
            zeg("kopie")?;
        }
        if seq == SLUIT {
            let sleutel = opslag.sleutel();
            opslag.sluit()?;
            opslag = open(&map, Toegang::Schrijven, None, Ontgrendeling::van(sleutel.as_ref()), nu()?)?;
        }
    }
    opslag.sluit()?;
    zeg("terugzetten")?;
    terugzetten(&map, kopie.ok_or(Mis("geen kopie".to_owned()))?, met, nu()?)?;
    zeg("teruggezet")
}

/// How far the program said it was.
#[derive(Debug, Clone, Copy, Default)]
struct Gezegd {
    bevestigd: u64,
    kopie: bool,
    begonnen: bool,
    terug: bool,
}

impl Gezegd {
    fn hoor(&mut self, tekst: &str) -> Proef {
        for regel in tekst.lines() {
            match regel.trim() {
                "kopie" => self.kopie = true,
                "terugzetten" => self.begonnen = true,
                "teruggezet" => self.terug = true,
                anders => {
                    if let Some(seq) = anders.strip_prefix("bevestigd ") {
                        self.bevestigd = seq.parse()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a log of so many entries is what was promised.
    fn klopt(self, entries: u64) -> bool {
        match (self.begonnen, self.terug) {
            (_, true) => entries == KOPIE,
            (true, false) => entries == KOPIE || entries == REGELS,
            (false, false) => (self.bevestigd..=REGELS).contains(&entries),
        }
    }
}

/// What is left after the power went, judged as the next start does.
fn na(map: &Path, sleutel: Option<&Sleutel>, gezegd: Gezegd) -> Proef {
    let met = Ontgrendeling::van(sleutel);
    let geopend = open(map, Toegang::Schrijven, None, met, nu()?);
    let opslag: Opslag = match geopend {
        Ok(opslag) => opslag,
        // Nothing was promised yet.
        Err(_) if gezegd.bevestigd == 0 => return Ok(()),
        Err(fout) => return Err(Mis(fout.to_string())),
    };
    let keten = opslag.controleer()?;
    assert_eq!(keten.fouten, []);
    assert!(gezegd.klopt(keten.entries), "{} regels na {gezegd:?}", keten.entries);
    opslag.sluit()?;
    let kopieen = lijst(map, met, nu()?)?;
    assert!(kopieen.iter().all(|k| k.staat.is_ok()), "{kopieen:?}");
    assert!(!gezegd.kopie || kopieen.iter().any(|k| k.naam.seq == KOPIE), "the copy is gone");
    Ok(())
}

fn proef(soort: &str) -> Proef {
    let Some(bibliotheek) = bibliotheek() else { return Ok(()) };
    let plek = tempfile::tempdir()?;
    let plek = plek.path().canonicalize()?;
    let map = plek.join("nacht");
    std::fs::create_dir(&map)?;
    let lade = Lade::om(&map, plek.join("spoor"));
    let mut kind = Command::new(env::current_exe()?);
    kind.args(["stroom::nacht", "--exact", "--nocapture"]).env(OPDRACHT, &map).env(SOORT, soort).stdout(Stdio::null());
    assert!(lade.volg(&mut kind, bibliotheek)?.status()?.success());
    let sleutel = if soort == "echt" { ontgrendel(&map, &wachtwoord())? } else { None };
    let spoor = lade.spoor()?;
    let stappen: Vec<&str> = spoor.lines().collect();
    assert!(stappen.iter().filter(|s| s.starts_with("B ")).count() > usize::try_from(REGELS)?);

    let mut platen = Platen::default();
    let mut gezegd = Gezegd::default();
    let mut kans = Kans(20_261_122);
    let pas = (stappen.len() / UITVALLEN).max(1);
    for (i, stap) in stappen.iter().enumerate() {
        if let Some(tekst) = platen.neem(stap)? {
            gezegd.hoor(&tekst)?;
        }
        // Around the moves of a restore every step counts; elsewhere a sample does.
        if i % pas != 0 && !gezegd.begonnen {
            continue;
        }
        let over = tempfile::tempdir()?;
        let deze = kans.clone();
        platen.valt_uit(&mut kans, over.path())?;
        na(over.path(), sleutel.as_ref(), gezegd)
            .map_err(|fout| Mis(format!("na stap {i} ({}), {deze:?}: {fout:?}", stap.get(..60).unwrap_or(stap))))?;
    }
    Ok(())
}

#[test]
fn a_power_cut_anywhere_costs_nothing_that_was_acknowledged() -> Proef {
    proef("demo")
}

#[test]
fn nor_of_an_encrypted_log() -> Proef {
    proef("echt")
}
