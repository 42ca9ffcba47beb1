//! What a term says about itself: what would give it another moment, held against every minute around
//! it, and which moment is in force and why.

use chrono::Duration;
use piket::{
    deadline::{self, Als, Geldend, Kantelpunt, Termijn, Uitgangspunt, kantelpunten},
    domain::{
        leesregel::Leesregel,
        moment::Moment,
        rij::Rij,
        termijnkeuze::{Lezingkeuze, Termijnstelling},
        termijnsoort::{Kalender, TermijnSoort, Tijden},
        zaak::Tijdsoort,
    },
    rules::book::Regelboek,
};
use proptest::prelude::*;

use super::Uitslag;

fn uitgangspunt(tijden: Tijden, kalender: Kalender) -> Result<Uitgangspunt<'static>, Box<dyn std::error::Error>> {
    Ok(Uitgangspunt { boek: Regelboek::ingebouwd(), rij: Rij::lees("6")?, tijden, kalender })
}

/// The moments of the form term; `None` where the times cannot be.
fn momenten(van: &Uitgangspunt<'_>) -> Option<Vec<Moment>> {
    let termijn = mbv(van)?;
    Some(termijn.lezingen.iter().map(|l| l.uiterlijk).collect())
}

fn mbv(van: &Uitgangspunt<'_>) -> Option<Termijn> {
    let termijnen = deadline::termijnen(van.boek, van.rij, &van.tijden, van.kalender).ok()?;
    termijnen.into_iter().find(|t| t.soort == TermijnSoort::Mbv)
}

fn verschoven<'a>(van: &Uitgangspunt<'a>, tijd: Tijdsoort, moment: Moment) -> Uitgangspunt<'a> {
    Uitgangspunt { tijden: van.tijden.met(tijd, Some(moment)), ..*van }
}

/// The first minute in this direction at which the term has other moments, by trying every one of them.
fn eerste_andere(van: &Uitgangspunt<'_>, stap: i64) -> Option<(Moment, Vec<Moment>)> {
    let termijn = mbv(van)?;
    let (nu, tijd) = (momenten(van)?, termijn.startsoort.tijd()?);
    for n in 1..=(8 * 1440) {
        let daar = termijn.start.plus(Duration::minutes(stap * n));
        let dan = momenten(&verschoven(van, tijd, daar))?;
        if dan != nu {
            return Some((daar, dan));
        }
    }
    None
}

fn kalender() -> impl Strategy<Value = Kalender> {
    prop_oneof![Just(Kalender::CaoRijk), Just(Kalender::Termijnenwet)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_nearest_change_is_the_one_that_every_minute_shows(
        minuut in 0..(7 * 365 * 1440i64),
        ontdekt in prop::option::of(0..(6 * 1440i64)),
        kalender in kalender(),
    ) {
        let start = Moment::uit_rfc3339("2025-12-27T00:00:00+01:00").map_err(|f| TestCaseError::fail(f.to_string()))?;
        let voorval = start.plus(Duration::minutes(minuut));
        let constatering = ontdekt.map(|m| voorval.plus(Duration::minutes(m)));
        let tijden = Tijden { voorval: Some(voorval), constatering, ..Tijden::default() };
        let van = uitgangspunt(tijden, kalender).map_err(|f| TestCaseError::fail(f.to_string()))?;
        let punten = kantelpunten(&van, TermijnSoort::Mbv);
        let vind = |welk: fn(&Als) -> Option<Moment>| punten.iter().find_map(|p| welk(&p.als).map(|m| (m, p.dan.clone())));

        let later = vind(|als| if let Als::Vanaf(_, m) = als { Some(*m) } else { None });
        prop_assert_eq!(later, eerste_andere(&van, 1));
        let eerder = vind(|als| if let Als::Voor(_, m) = als { Some(*m) } else { None });
        let gezien = eerste_andere(&van, -1).map(|(m, dan)| (m.plus(Duration::minutes(1)), dan));
        prop_assert_eq!(eerder, gezien);
        let ander = punten.iter().find(|p| matches!(p.als, Als::Kalender(_))).map(|p| p.dan.clone());
        let tegen = Kalender::ALLE.into_iter().find(|k| *k != kalender).unwrap_or_default();
        let met_ander = momenten(&Uitgangspunt { kalender: tegen, ..van });
        prop_assert_eq!(ander, met_ander.filter(|dan| Some(dan) != momenten(&van).as_ref()));
        if let Some(grens) = vind(|als| if let Als::Ontdekt(m) = als { Some(*m) } else { None }).map(|(m, _)| m) {
            let soort = |m| mbv(&verschoven(&van, Tijdsoort::Constatering, m)).and_then(|t| t.startsoort.tijd());
            prop_assert_eq!(soort(grens), Some(Tijdsoort::Constatering));
            prop_assert_eq!(soort(grens.plus(Duration::minutes(-1))), Some(Tijdsoort::Voorval));
        }
    }
}

#[test]
fn a_term_says_what_would_have_made_it_another() -> Uitslag {
    let voorval = Moment::uit_rfc3339("2026-11-20T16:40:00+01:00")?;
    let van = uitgangspunt(Tijden { voorval: Some(voorval), ..Tijden::default() }, Kalender::CaoRijk)?;
    let termijn = mbv(&van).ok_or("geen termijn")?;
    let tekst = deadline::waarom(&van, &termijn, &Geldend::van(&termijn, Lezingkeuze::Streng, None)).join("\n");
    for zin in [
        "Bekend: voorval vr 20-11-2026 16:40. Niet bekend: constatering.",
        "Was het voorval vóór vr 20-11 09:00 geweest, dan gold: vóór vr 20-11 12:00, of ruimer gelezen vóór ma 23-11 12:00.",
        "Was het voorval vr 20-11 17:00 of later geweest, dan gold: vóór ma 23-11 09:00, of ruimer gelezen vóór ma 23-11 12:00.",
        "Werd het pas za 21-11 00:00 of later ontdekt, dan begon de klok bij de ontdekking; op dat moment gold: vóór ma 23-11 09:00.",
    ] {
        assert!(tekst.contains(zin), "{zin}\n---\n{tekst}");
    }
    assert!(!tekst.contains("Met kalender"), "{tekst}");

    let goede_vrijdag = Moment::uit_rfc3339("2026-04-03T11:00:00+02:00")?;
    let van = uitgangspunt(Tijden { voorval: Some(goede_vrijdag), ..Tijden::default() }, Kalender::CaoRijk)?;
    let punten = kantelpunten(&van, TermijnSoort::Mbv);
    let ander = Als::Kalender(Kalender::Termijnenwet);
    assert!(punten.iter().any(|Kantelpunt { als, dan }| *als == ander && dan.len() == 2), "{punten:?}");
    Ok(())
}

#[test]
fn an_hour_that_comes_twice_says_which_it_is() -> Uitslag {
    let voorval = Moment::uit_rfc3339("2026-10-25T02:30:00+02:00")?;
    let van = Uitgangspunt {
        rij: Rij::lees("C")?,
        ..uitgangspunt(Tijden { voorval: Some(voorval), ..Tijden::default() }, Kalender::CaoRijk)?
    };
    let termijnen = deadline::termijnen(van.boek, van.rij, &van.tijden, van.kalender)?;
    let uur = termijnen.iter().find(|t| t.soort == TermijnSoort::MoaFastNl).ok_or("geen termijn")?;
    let tekst = deadline::waarom(&van, uur, &Geldend::van(uur, Lezingkeuze::Streng, None)).join("\n");
    assert!(tekst.contains("zo 25-10-2026 02:30 (zomertijd)"), "{tekst}");
    assert!(tekst.contains("vóór zo 25-10 02:30 (wintertijd): 1 uur na het begin"), "{tekst}");
    assert!(tekst.contains("De bron zegt niet vanaf wanneer deze uren lopen"), "{tekst}");
    Ok(())
}

#[test]
fn what_is_in_force_is_said_with_its_ground() -> Uitslag {
    let voorval = Moment::uit_rfc3339("2026-11-20T20:00:00+01:00")?;
    let van = uitgangspunt(Tijden { voorval: Some(voorval), ..Tijden::default() }, Kalender::CaoRijk)?;
    let termijn = mbv(&van).ok_or("geen termijn")?;
    let hand = Moment::uit_rfc3339("2026-11-23T10:00:00+01:00")?;
    for (keuze, stelling, zin) in [
        (Lezingkeuze::Streng, None, "volgen de strengste lezing: vóór ma 23-11 09:00."),
        (
            Lezingkeuze::Gangbaar,
            None,
            "telt de gangbare lezing: vóór ma 23-11 12:00. De strengste is vóór ma 23-11 09:00.",
        ),
        (
            Lezingkeuze::Streng,
            Some(Termijnstelling::Lezing(Leesregel::VolgendeWerkdag)),
            "U koos de lezing «volgende-werkdag»: vóór ma 23-11 12:00.",
        ),
        (
            Lezingkeuze::Gangbaar,
            Some(Termijnstelling::Lezing(Leesregel::Feestdag)),
            "past niet meer bij de tijden; nu telt weer vóór ma 23-11 12:00.",
        ),
        (Lezingkeuze::Streng, Some(Termijnstelling::Moment(hand)), "Met de hand gezet: vóór ma 23-11-2026 10:00."),
    ] {
        let tekst = deadline::waarom(&van, &termijn, &Geldend::van(&termijn, keuze, stelling)).join("\n");
        assert!(tekst.contains(zin), "{zin}\n---\n{tekst}");
    }
    Ok(())
}
