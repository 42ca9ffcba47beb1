//! Measures what years of service do to the store: opening it and recording in it, beside an empty
//! store, in turn and in one run. Prints figures and ratios; `cargo bench --bench groot` runs it.

mod maat;

use std::{
    error::Error,
    path::Path,
    time::{Duration as Tijd, Instant},
};

use chrono::Duration;
use maat::{Tabel, getal, mediaan, rang};
use piket::{
    domain::{
        besluit::{Antwoord, Besluitsoort, JaNee},
        event::{LogEvent, Nieuw, Regelboekmerk},
        feit::{Feitstatus, Onderwerp},
        ids::{Piketweek, Weekstart, Zaaknummer},
        inrichting::Plek,
        moment::Moment,
        rij::Rij,
        stap::{Stap, Stapstand},
        tekst::Vertrouwelijk,
        termijnsoort::Kalender,
        wachtwoord::Wachtwoord,
        zaak::Tijdsoort,
    },
    store::{Ontgrendeling, Opslag, Toegang, Winkelsoort, open},
};
use tempfile::TempDir;

type Uitkomst<T> = Result<T, Box<dyn Error>>;

const ZAKEN: u32 = 100_000;
/// Entries per case.
const REGELS: u32 = 10;
/// So many cases are recorded in one transaction.
const PARTIJ: usize = 1_000;
/// So many times each store is opened, in turn.
const OPENINGEN: usize = 20;
/// So many entries are recorded in each, in turn.
const BIJSCHRIJVINGEN: usize = 200;

fn main() -> Uitkomst<()> {
    let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let (leeg, vol) = (TempDir::new()?, TempDir::new()?);
    maak(leeg.path(), nu)?.sluit()?;
    eprintln!("Recording {} entries …", ZAKEN * REGELS);
    let begin = Instant::now();
    let mut opslag = maak(vol.path(), nu)?;
    vul(&mut opslag, nu)?;
    opslag.sluit()?;
    eprintln!("{:.0} s", begin.elapsed().as_secs_f64());

    let mut tabel = Tabel::met_kolommen("empty", "full");
    openen(&mut tabel, [leeg.path(), vol.path()], nu)?;
    bijschrijven(&mut tabel, [leeg.path(), vol.path()], nu)?;
    println!("\nA store with {ZAKEN} cases and {} entries against an empty one\n\n{tabel}", ZAKEN * REGELS);
    Ok(())
}

/// As the desk does: from the passphrase on.
fn maak(map: &Path, nu: Moment) -> Uitkomst<Opslag> {
    let wachtwoord = Wachtwoord::nieuw("paard boter maan sok");
    Ok(open(map, Toegang::Schrijven, Some(Winkelsoort::Echt), Ontgrendeling::Wachtwoord(&wachtwoord), nu)?)
}

/// Ten years of cases, all closed but the last twenty.
fn vul(opslag: &mut Opslag, nu: Moment) -> Uitkomst<()> {
    let merk = Regelboekmerk { versie: "1".to_owned(), hash: "0".repeat(64) };
    let tussen = Duration::days(3_650) / i32::try_from(ZAKEN)?;
    let (mut week_was, mut volgnummer) = (None, 0);
    let mut partij = Vec::new();
    for i in 0..ZAKEN {
        let op = nu.plus(-Duration::days(3_650)).plus(tussen * i32::try_from(i)?);
        let week = Piketweek::van(op, Weekstart::default());
        volgnummer = if week_was == Some(week) { volgnummer + 1 } else { 1 };
        week_was = Some(week);
        let zaak = Zaaknummer { week, volgnummer };
        let tekst = |wat: &str| Vertrouwelijk::nieuw(&format!("{wat} nummer {i}"));
        let plek = Some(Plek::Bekend("FPC De Kijvelanden".to_owned()));
        let feit = |feit, onderwerp, wat: &str| LogEvent::FeitGenoteerd {
            zaak,
            feit,
            onderwerp,
            tekst: tekst(wat),
            bron: Vertrouwelijk::nieuw("telefoon"),
            status: Feitstatus::Gemeld,
        };
        let rij = Rij::alle().nth(usize::try_from(i % 23)?);
        let reden = || Vertrouwelijk::nieuw("zo afgesproken");
        let events = [
            LogEvent::ZaakGeopend { zaak, inrichting: plek, regelboek: merk.clone(), kalender: Kalender::CaoRijk },
            LogEvent::TijdGezet { zaak, tijd: Tijdsoort::Voorval, moment: Some(op) },
            LogEvent::TijdGezet { zaak, tijd: Tijdsoort::Gebeld, moment: Some(op) },
            LogEvent::RijGekozen { zaak, rij, reden: reden(), regelboek: merk.clone() },
            feit(1, Onderwerp::Gebeurtenis, "Er was onrust op de afdeling"),
            feit(2, Onderwerp::Maatregelen, "De afdeling is gesloten"),
            LogEvent::WeegvraagBeantwoord { zaak, vraag: "G1".to_owned(), antwoord: Some(Antwoord::Nee) },
            LogEvent::BesluitGenomen { zaak, over: Besluitsoort::P, keuze: Some(JaNee::Nee), reden: reden() },
            LogEvent::StapGezet { zaak, stap: Stap::Teruggebeld, stand: Stapstand::Gereed, reden: reden() },
            if i + 20 < ZAKEN {
                LogEvent::ZaakGesloten { zaak }
            } else {
                feit(3, Onderwerp::Politie, "De politie is gebeld")
            },
        ];
        partij.extend(events.map(|event| Nieuw { voorgevallen_op: op, event }));
        if partij.len() >= PARTIJ * usize::try_from(REGELS)? || i + 1 == ZAKEN {
            opslag.schrijf(op, "proef", &partij, &[])?;
            partij.clear();
        }
    }
    Ok(())
}

fn milliseconden(duur: Tijd) -> f64 {
    duur.as_secs_f64() * 1000.0
}

/// From the passphrase to a loaded desk, and what of that is the store's own part: with the key at hand.
fn openen(tabel: &mut Tabel, mappen: [&Path; 2], nu: Moment) -> Uitkomst<()> {
    let (mut geheel, mut deel) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for _ in 0..OPENINGEN {
        for (map, (geheel, deel)) in mappen.iter().zip(geheel.iter_mut().zip(&mut deel)) {
            let begin = Instant::now();
            let opslag = maak(map, nu)?;
            let desk = opslag.laad_open()?;
            geheel.push(milliseconden(begin.elapsed()));
            drop(desk);
            let sleutel = opslag.sleutel();
            opslag.sluit()?;
            let begin = Instant::now();
            let opslag = open(map, Toegang::Schrijven, None, Ontgrendeling::van(sleutel.as_ref()), nu)?;
            let desk = opslag.laad_open()?;
            deel.push(milliseconden(begin.elapsed()));
            drop(desk);
            opslag.sluit()?;
        }
    }
    for (wat, [leeg, vol]) in [("passphrase to loaded desk", geheel), ("key to loaded desk", deel)] {
        tabel.kop(&format!("{wat}, {OPENINGEN} times in turn (ms)"));
        tabel.regel("median", mediaan(&leeg), mediaan(&vol), Some(2.0));
    }
    Ok(())
}

/// From a fact to its commit.
fn bijschrijven(tabel: &mut Tabel, mappen: [&Path; 2], nu: Moment) -> Uitkomst<()> {
    let mut tijden = [Vec::new(), Vec::new()];
    let [mut leeg, mut vol] = [maak(mappen[0], nu)?, maak(mappen[1], nu)?];
    let week = Piketweek::van(nu.plus(Duration::weeks(1)), Weekstart::default());
    let zaak = Zaaknummer { week, volgnummer: 1 };
    let merk = Regelboekmerk { versie: "1".to_owned(), hash: "0".repeat(64) };
    let opening = LogEvent::ZaakGeopend { zaak, inrichting: None, regelboek: merk, kalender: Kalender::CaoRijk };
    for opslag in [&mut leeg, &mut vol] {
        opslag.schrijf(nu, "proef", &[Nieuw { voorgevallen_op: nu, event: opening.clone() }], &[])?;
    }
    for i in 0..BIJSCHRIJVINGEN {
        let event = LogEvent::StapGezet {
            zaak,
            stap: Stap::Beeld,
            stand: Stapstand::Wacht,
            reden: Vertrouwelijk::nieuw(&format!("keer {i}")),
        };
        let nieuw = [Nieuw { voorgevallen_op: nu, event }];
        for (opslag, tijden) in [&mut leeg, &mut vol].into_iter().zip(&mut tijden) {
            let begin = Instant::now();
            opslag.schrijf(nu, "proef", &nieuw, &[])?;
            tijden.push(milliseconden(begin.elapsed()));
        }
    }
    tabel.kop(&format!("append to commit, {} times in turn (ms)", getal(BIJSCHRIJVINGEN)));
    let [leeg_tijden, vol_tijden] = &tijden;
    tabel.regel("p50", mediaan(leeg_tijden), mediaan(vol_tijden), None);
    tabel.regel("p95", rang(leeg_tijden, 95), rang(vol_tijden, 95), None);
    leeg.sluit()?;
    vol.sluit()?;
    Ok(())
}
