//! The nachtfilm: at every moment it shows what was known then and no more, it goes where the keys say,
//! and it changes nothing.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    app::{
        effect::Effect,
        film::{Beslismerk, Blik, Film, Vak, vouw},
        item::Item,
        laag::Laag,
        masker::MASKER,
        model::Model,
    },
    domain::{
        desk::Desk,
        event::{Entry, LogEvent, Nieuw},
        moment::Moment,
        stap::Stapstand,
    },
    store::{self, Ontgrendeling, Toegang, Winkelsoort},
};
use proptest::prelude::*;

use crate::{
    desk::{Proef, Proefdesk, vergelijk},
    winkel::inrichting,
};

/// The film on top.
fn film(desk: &Proefdesk) -> Result<&Film, String> {
    match desk.model.lagen.last() {
        Some(Laag::Film(film)) => Ok(film),
        anders => Err(format!("geen film: {anders:?}")),
    }
}

/// A fold written down once more, with an end that is a place in the log and not a moment.
fn gevouwen(entries: &[Entry]) -> Desk {
    let mut desk = Desk::default();
    for entry in entries {
        desk.apply(entry);
    }
    desk
}

/// A history with things recorded together and apart: the demo week with its moments drawn closer.
fn historie(grof: i64, lengte: usize) -> Result<Vec<Entry>, Box<dyn std::error::Error>> {
    let mut log = Proefdesk::week()?.winkel.log;
    log.drain(..log.len().saturating_sub(lengte));
    for entry in &mut log {
        let ms = entry.vastgelegd_op.utc().timestamp_millis();
        entry.vastgelegd_op = entry.vastgelegd_op.plus(Duration::milliseconds(-ms.rem_euclid(grof)));
    }
    Ok(log)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// For every prefix that was ever the whole log, the film is the fold of that prefix.
    #[test]
    fn at_every_moment_the_film_is_the_fold_of_what_was_known(grof in 1i64..7_200_000, lengte in 1usize..120) {
        let log = historie(grof, lengte).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let inrichting = inrichting().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let begin = log.first().map(|e| e.vastgelegd_op).ok_or_else(|| TestCaseError::fail("leeg"))?;
        let mut film = Film::nieuw(Blik::Desk, log.clone(), begin, &inrichting).ok_or_else(|| TestCaseError::fail("geen film"))?;
        let momenten: BTreeSet<Moment> = log.iter().map(|e| e.vastgelegd_op).collect();
        prop_assert_eq!(film.stap(), (1, momenten.len()));
        for (i, op) in momenten.iter().enumerate() {
            prop_assert_eq!(film.op(), *op);
            let prefix: Vec<Entry> = log.iter().take_while(|e| e.vastgelegd_op <= *op).cloned().collect();
            let mut verwacht = gevouwen(&prefix);
            verwacht.zaken.retain(|_, z| z.is_open());
            prop_assert_eq!(&film.toen().desk, &verwacht);
            let vers = Model::nieuw(inrichting.clone(), verwacht, *op, Vec::new());
            prop_assert_eq!(&film.toen().beelden, &vers.beelden);
            prop_assert_eq!(film.toen().nu, *op);
            prop_assert!(film.hier().all(|e| e.vastgelegd_op == *op) && film.hier().count() > 0);
            prop_assert_eq!(film.stap().0, i + 1);
            film.verder();
        }
        // The same on the way back, and at the end it stays.
        for op in momenten.iter().rev().skip(1) {
            film.terug();
            prop_assert_eq!(film.op(), *op);
        }
        let eerste = film.op();
        film.terug();
        prop_assert_eq!(film.op(), eerste);
    }

    /// The bar has a letter for what was decided and the mark stands inside it, however narrow.
    #[test]
    fn the_bar_fits_its_width(breedte in 0usize..200, lengte in 1usize..200, uren in 0i64..2_000) {
        let log = historie(1, lengte).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let inrichting = inrichting().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let besluiten: BTreeSet<Beslismerk> = log.iter().filter_map(|e| Beslismerk::van(&e.event)).collect();
        let begin = log.first().map(|e| e.vastgelegd_op).ok_or_else(|| TestCaseError::fail("leeg"))?;
        let film = Film::nieuw(Blik::Desk, log, begin.plus(Duration::hours(uren)), &inrichting);
        let film = film.ok_or_else(|| TestCaseError::fail("geen film"))?;
        let (vakken, hier) = film.balk(breedte);
        prop_assert_eq!(vakken.len(), breedte);
        prop_assert!(hier < breedte.max(1));
        let te_zien: BTreeSet<Beslismerk> =
            vakken.iter().filter_map(|v| if let Vak::Besluit(m) = v { Some(*m) } else { None }).collect();
        prop_assert!(te_zien.is_subset(&besluiten));
        // What weighs most is never covered by something else.
        prop_assert!(breedte == 0 || te_zien.last() == besluiten.last());
    }
}

#[test]
fn a_case_from_its_last_step_back_to_its_first() -> Proef {
    let mut desk = Proefdesk::week()?.groot(100, 30);
    let zaak = desk.kies_rij("A")?;
    desk.toetsen("F")?;
    vergelijk("film-zaak-100x30", &desk.prent());
    let entries: Vec<Entry> = desk.winkel.log.iter().filter(|e| e.event.zaak() == Some(zaak)).cloned().collect();
    let mut gezien = 0;
    desk.toetsen("<home>")?;
    while film(&desk)?.stap().0 < film(&desk)?.stap().1 {
        let toen = film(&desk)?;
        let prefix: Vec<Entry> = entries.iter().filter(|e| e.vastgelegd_op <= toen.op()).cloned().collect();
        assert_eq!(toen.toen().desk.zaken.get(&zaak), gevouwen(&prefix).zaken.get(&zaak));
        assert_eq!(toen.toen().tijdlijn.as_ref().map(|(_, t)| t), Some(&prefix));
        desk.toetsen("l")?;
        gezien += 1;
    }
    assert!(gezien > 10, "{gezien}");
    desk.toetsen("<home>4")?;
    vergelijk("film-begin-100x30", &desk.prent());
    Ok(())
}

#[test]
fn the_whole_desk_at_the_same_moment_and_back_to_a_case() -> Proef {
    let mut desk = Proefdesk::week()?;
    let zaak = desk.kies_rij("G")?;
    desk.toetsen("F<home>llld")?;
    let op = film(&desk)?.op();
    assert_eq!(film(&desk)?.blik(), Blik::Desk);
    vergelijk("film-desk-80x24", &desk.prent());
    let bekend = gevouwen(&desk.winkel.log.iter().filter(|e| e.vastgelegd_op <= op).cloned().collect::<Vec<_>>());
    let open: BTreeSet<_> = bekend.zaken.values().filter(|z| z.is_open()).map(|z| z.nummer).collect();
    assert_eq!(film(&desk)?.toen().desk.zaken.keys().copied().collect::<BTreeSet<_>>(), open);
    assert_eq!(film(&desk)?.toen().gekozen, Some(Item::Zaak(zaak)));
    desk.toetsen("gd")?;
    assert!(desk.tekst().contains("Kies eerst een zaak."), "{}", desk.tekst());
    desk.toetsen("G")?;
    for _ in 0..40 {
        desk.toetsen("j")?;
    }
    let laatste = film(&desk)?.toen().gekozen;
    desk.toetsen("d")?;
    assert_eq!(film(&desk)?.blik().zaak().map(Item::Zaak), laatste);
    Ok(())
}

#[test]
fn hours_and_decisions_are_steps_of_their_own() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.kies_rij("A")?;
    desk.toetsen("F<home>")?;
    let eerste = film(&desk)?.op();
    let merken = |film: &Film| film.hier().filter_map(|e| Beslismerk::van(&e.event)).collect::<BTreeSet<_>>();
    let mut letters = merken(film(&desk)?);
    desk.toetsen("<pgdn>")?;
    assert_eq!(film(&desk)?.op(), eerste.plus(Duration::hours(1)));
    desk.toetsen("<pgup><pgup>")?;
    assert_eq!(film(&desk)?.op(), eerste);
    loop {
        let was = film(&desk)?.op();
        desk.toetsen("b")?;
        if film(&desk)?.op() == was {
            break;
        }
        letters.extend(merken(film(&desk)?));
    }
    assert!(letters.is_superset(&BTreeSet::from([Beslismerk::A, Beslismerk::P, Beslismerk::Rij])), "{letters:?}");
    assert!(desk.tekst().contains("Hierna is niets meer besloten."), "{}", desk.tekst());
    desk.toetsen("<home>B")?;
    assert!(desk.tekst().contains("Hiervoor was nog niets besloten."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn it_is_masked_and_opened_on_the_record() -> Proef {
    let mut desk = Proefdesk::week()?.groot(100, 30);
    let zaak = desk.kies_rij("A")?;
    desk.toetsen("F<home>bbbbb2")?;
    assert!(desk.tekst().contains(MASKER), "{}", desk.tekst());
    desk.toetsen("m")?;
    assert!(!desk.tekst().contains(MASKER), "{}", desk.tekst());
    let inzagen: Vec<String> = desk
        .gevraagd
        .iter()
        .filter_map(|e| if let Effect::Inzage(i) = e { Some(i.object.clone()) } else { None })
        .collect();
    assert_eq!(inzagen, [zaak.to_string()]);
    desk.toetsen("h")?;
    assert!(desk.tekst().contains(MASKER), "{}", desk.tekst());
    desk.toetsen("m")?;
    desk.na(Duration::seconds(10));
    assert!(desk.model.tekenen && desk.tekst().contains(MASKER), "{}", desk.tekst());
    Ok(())
}

#[test]
fn nothing_can_be_changed_in_it() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.kies_rij("A")?;
    desk.toetsen("F")?;
    let (log, voor) = (desk.winkel.log.clone(), desk.model.desk.clone());
    for toetsen in ["noxu", "x-W=z<spatie>CVSHrifvpac", "<enter>oebtTB", "<f5><f6><del>", "1x2 3<enter>4x5z"] {
        desk.toetsen(toetsen)?;
        desk.plak("een zin");
    }
    assert_eq!(desk.winkel.log, log);
    assert_eq!(desk.model.desk, voor);
    desk.toetsen("<esc>")?;
    assert!(desk.model.lagen.is_empty());
    Ok(())
}

#[test]
fn an_empty_log_has_no_film_and_no_key_overtakes_it() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("F")?;
    assert!(desk.tekst().contains("Er is nog niets vastgelegd."), "{}", desk.tekst());
    let mut desk = Proefdesk::week()?;
    desk.traag = true;
    // What is typed before the film begins does nothing on the desk under it.
    desk.toetsen("Fnlo<enter>S")?;
    assert!(desk.tekst().contains("Het logboek wordt gelezen"), "{}", desk.tekst());
    desk.antwoord();
    assert!(film(&desk).is_ok() && desk.model.lagen.len() == 1);
    desk.toetsen("<esc>F<esc>n")?;
    desk.antwoord();
    assert!(matches!(desk.model.lagen[..], [Laag::Formulier(_)]));
    Ok(())
}

#[test]
fn every_decision_has_a_mark_and_only_those() -> Proef {
    for entry in &Proefdesk::week()?.winkel.log {
        let verwacht = matches!(
            entry.event,
            LogEvent::BesluitGenomen { .. } | LogEvent::RijGekozen { .. } | LogEvent::TermijnGezet { .. }
        );
        let niet_nodig = matches!(&entry.event, LogEvent::StapGezet { stand, .. } if *stand == Stapstand::NietNodig);
        assert_eq!(Beslismerk::van(&entry.event).is_some(), verwacht || niet_nodig, "{entry:?}");
    }
    Ok(())
}

/// The real store asked for a moment, as `toon --op` does, gives what the film shows at it.
#[test]
fn the_store_of_then_and_the_film_agree() -> Proef {
    let map = tempfile::tempdir()?;
    let log = Proefdesk::week()?.winkel.log;
    let nu = log.last().ok_or("leeg")?.vastgelegd_op;
    let mut opslag = store::open(map.path(), Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu)?;
    let historie: Vec<_> = log
        .iter()
        .map(|e| (e.vastgelegd_op, Nieuw { voorgevallen_op: e.voorgevallen_op, event: e.event.clone() }))
        .collect();
    opslag.speel_af("proef", &historie)?;
    let zaak = opslag.laad_alles()?.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    let inrichting = inrichting()?;
    for blik in [Blik::Zaak(zaak), Blik::Desk] {
        let entries = opslag.film(blik)?;
        let mut film = Film::nieuw(blik, entries, nu, &inrichting).ok_or("geen film")?;
        for _ in 0..30 {
            let bekend = gevouwen(&opslag.entries(blik.zaak(), Some(film.op()))?);
            let toen = &film.toen().desk;
            assert!(toen.zaken.iter().all(|(nr, z)| bekend.zaken.get(nr) == Some(z)));
            let open = bekend.zaken.values().filter(|z| z.is_open());
            assert!(open.into_iter().all(|z| toen.zaken.contains_key(&z.nummer)));
            assert!(toen.meldingen.iter().all(|(nr, m)| bekend.meldingen.get(nr) == Some(m)));
            film.terug();
        }
    }
    Ok(())
}

/// A film of the desk covers three weeks. What lies before them is there as far as it was still on the
/// desk, and at each of its steps the desk is the one that a fold of the whole log gives.
#[test]
fn the_film_of_the_desk_begins_with_what_was_open_then() -> Proef {
    let map = tempfile::tempdir()?;
    let log = Proefdesk::week()?.winkel.log;
    let (begin, nu) = (log.first().ok_or("leeg")?.vastgelegd_op, log.last().ok_or("leeg")?.vastgelegd_op);
    let mut opslag = store::open(map.path(), Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu)?;
    // The demo week drawn out to some twelve.
    let historie: Vec<_> = log
        .iter()
        .map(|e| {
            (begin.plus(e.vastgelegd_op.sinds(begin) * 12), Nieuw { voorgevallen_op: begin, event: e.event.clone() })
        })
        .collect();
    let log = opslag.speel_af("proef", &historie)?;
    let entries = opslag.film(Blik::Desk)?;
    assert!(entries.len() < log.len(), "years would come along: {} of {}", entries.len(), log.len());
    let laatste = log.last().ok_or("leeg")?.vastgelegd_op;
    let mut film = Film::nieuw(Blik::Desk, entries, laatste, &inrichting()?).ok_or("geen film")?;
    assert!(film.spanne().0 >= laatste.plus(-Duration::weeks(3)) && film.stap().1 > 20, "{:?}", film.spanne());
    assert!(film.balk(80).0.iter().any(|v| matches!(v, Vak::Besluit(_))));
    while film.stap().0 > 1 {
        let bekend = vouw(&log, film.op());
        let toen = &film.toen().desk;
        let open = |desk: &Desk| -> (Vec<_>, Vec<_>) {
            let zaken = desk.zaken.values().filter(|z| z.is_open()).cloned().collect();
            (zaken, desk.meldingen.values().filter(|m| m.is_open()).cloned().collect())
        };
        assert_eq!(open(toen), open(&bekend), "op {}", film.op().lang());
        film.terug();
    }
    Ok(())
}
