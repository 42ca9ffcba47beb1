//! The countdowns of a case: which there are, which reading runs, and when one is met.

use chrono::Duration;
use piket::{
    app::{
        act::Act,
        klok::{Ernst, klokken},
    },
    deadline::{Grond, Startsoort},
    domain::{
        leesregel::Leesregel,
        melding::MeldingSoort,
        moment::Moment,
        rij::Rij,
        stap::{Stap, Stapstand},
        termijnkeuze::{Lezingkeuze, Termijnstelling},
        termijnsoort::TermijnSoort,
        zaak::Tijdsoort,
    },
};

use crate::dossier::{Dossier, Proef};

#[test]
fn every_row_has_the_clocks_of_the_design() -> Proef {
    use TermijnSoort::{ApDatalek, Mbv, Moa, MoaFastNl};
    for rij in Rij::alle() {
        let naam = rij.to_string();
        let verwacht: Vec<TermijnSoort> = match naam.as_str() {
            "4" | "11" | "12" | "13" | "19" | "E" => vec![],
            "22" => vec![Mbv, ApDatalek],
            _ if rij.is_oa() => vec![MoaFastNl, Moa],
            _ => vec![Mbv],
        };
        let (dossier, zaak) = Dossier::met_rij(&naam, "CTP Veldzicht")?;
        let soorten: Vec<TermijnSoort> = dossier.klokken(zaak)?.iter().map(|k| k.termijn.soort).collect();
        assert_eq!(soorten, verwacht, "{rij}");
    }
    Ok(())
}

#[test]
fn a_term_is_met_by_its_form_and_at_the_time_it_came() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    dossier.nu = dossier.na(200);
    let ontvangen = dossier.nu;
    let melding = dossier.post(MeldingSoort::Mbv, &[])?;
    dossier.nu = dossier.na(60);
    dossier.doe(&Act::Koppel { melding, zaak })?;
    let klokken = dossier.klokken(zaak)?;
    assert_eq!(klokken.first().and_then(|k| k.gehaald), Some(ontvangen));
    assert!(klokken.iter().all(|k| !k.loopt()));
    dossier.doe(&Act::Ontkoppel { melding })?;
    assert!(dossier.klokken(zaak)?.iter().all(piket::app::klok::Klok::loopt));
    Ok(())
}

#[test]
fn a_step_that_is_ticked_keeps_its_own_time() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("G", "CTP Veldzicht")?;
    let op = dossier.na(-2);
    dossier.nu = dossier.na(90);
    let act = |stand, op| Act::ZetStap { zaak, stap: Stap::MoaFastNl, stand, reden: "Kopie gezien.".to_owned(), op };
    dossier.doe(&act(Stapstand::Gereed, Some(op)))?;
    let gehaald = |d: &Dossier| -> Result<Option<Moment>, Box<dyn std::error::Error>> {
        let klokken = d.klokken(zaak)?;
        Ok(klokken.iter().find(|k| k.termijn.soort == TermijnSoort::MoaFastNl).and_then(|k| k.gehaald))
    };
    assert_eq!(gehaald(&dossier)?, Some(op));
    // Taken off by mistake and put back: it was still in time.
    let terug = dossier.doe(&act(Stapstand::Open, None))?;
    assert_eq!(gehaald(&dossier)?, None);
    dossier.nu = dossier.na(60);
    assert!(dossier.terug(terug));
    assert_eq!(gehaald(&dossier)?, Some(op));
    Ok(())
}

#[test]
fn the_strict_reading_runs_unless_the_usual_one_was_asked_for() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    // Friday evening: Monday 12:00 is usual, Monday 09:00 is strict.
    let vrijdag = Moment::uit_rfc3339("2026-11-20T20:00:00+01:00")?;
    dossier.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(vrijdag))] })?;
    let stappen = dossier.stappen(zaak)?;
    for (keuze, uiterlijk) in
        [(Lezingkeuze::Streng, "2026-11-23T09:00:00+01:00"), (Lezingkeuze::Gangbaar, "2026-11-23T12:00:00+01:00")]
    {
        let klokken = klokken(dossier.zaak(zaak)?, dossier.boek, keuze, &stappen)?;
        assert_eq!(klokken.first().map(|k| k.uiterlijk.rfc3339()).as_deref(), Some(uiterlijk), "{keuze:?}");
    }
    Ok(())
}

#[test]
fn a_term_set_by_hand_runs_and_shows_what_was_calculated() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let (termijn, hand) = (TermijnSoort::Mbv, dossier.na(45));
    let act = |uiterlijk: Option<Moment>, reden: &str| {
        let stelling = uiterlijk.map(Termijnstelling::Moment);
        Act::ZetTermijn { zaak, termijn, stelling, reden: reden.to_owned() }
    };
    assert!(dossier.doe(&act(Some(hand), "")).is_err());
    let voor_begin = dossier.na(-10);
    assert!(dossier.doe(&act(Some(voor_begin), "Omdat.")).is_err());
    let jaren_later = dossier.na(10 * 366 * 1440);
    assert!(dossier.doe(&act(Some(jaren_later), "Omdat.")).is_err_and(|f| f.zin.contains("meer dan een maand")));
    dossier.doe(&act(Some(hand), "Toegezegd."))?;
    let klok = dossier.klokken(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert_eq!((klok.uiterlijk, klok.grond), (hand, Grond::Hand));
    assert_eq!(klok.termijn.streng().rfc3339(), "2026-11-23T09:00:00+01:00");
    dossier.doe(&act(None, "Toezegging vervallen."))?;
    let klok = dossier.klokken(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert_eq!((klok.uiterlijk, klok.grond), (klok.termijn.streng(), Grond::Instelling(Lezingkeuze::Streng)));
    let stelling = Some(Termijnstelling::Moment(hand));
    let verkeerd = Act::ZetTermijn { zaak, termijn: TermijnSoort::Moa, stelling, reden: "Omdat.".to_owned() };
    assert!(dossier.doe(&verkeerd).is_err_and(|f| f.zin.contains("geen termijn")));
    Ok(())
}

#[test]
fn the_return_of_an_absent_person_starts_its_own_term() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("D", "CTP Veldzicht")?;
    dossier.nu = dossier.na(40);
    let einde = dossier.nu;
    dossier.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::EindeOa, Some(einde))] })?;
    let soorten: Vec<TermijnSoort> = dossier.klokken(zaak)?.iter().map(|k| k.termijn.soort).collect();
    assert_eq!(soorten, [TermijnSoort::MoaFastNl, TermijnSoort::Moa, TermijnSoort::MoaEinde]);
    Ok(())
}

#[test]
fn a_moment_by_hand_from_before_the_clock_began_does_not_count() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let (hand, begin) = (dossier.na(-5), dossier.na(-2));
    let stelling = Some(Termijnstelling::Moment(hand));
    dossier.doe(&Act::ZetTermijn { zaak, termijn: TermijnSoort::Mbv, stelling, reden: "Omdat.".to_owned() })?;
    dossier.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(begin))] })?;
    let klok = dossier.klokken(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert_eq!((klok.uiterlijk, klok.grond), (klok.termijn.streng(), Grond::HandWeg(hand, Lezingkeuze::Streng)));
    Ok(())
}

#[test]
fn a_case_from_a_mail_without_times_runs_from_its_receipt() -> Proef {
    let mut dossier = Dossier::leeg()?;
    let melding = dossier.post_met(MeldingSoort::Onbekend, &[])?;
    let ontvangen = dossier.nu;
    dossier.nu = dossier.na(30);
    dossier.doe(&Act::Open { melding })?;
    let zaak = dossier.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    dossier.doe(&Act::KiesRij { zaak, rij: "6".parse()?, reden: String::new() })?;
    let start = |d: &Dossier| d.klokken(zaak).map(|k| k.first().map(|k| (k.termijn.start, k.termijn.startsoort)));
    assert_eq!(start(&dossier)?, Some((ontvangen, Startsoort::Ontvangst)));
    let voorval = dossier.na(-90);
    dossier.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(voorval))] })?;
    assert_eq!(start(&dossier)?, Some((voorval, Startsoort::Voorval)));
    Ok(())
}

#[test]
fn the_moment_itself_is_late() -> Proef {
    let (dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let klok = dossier.klokken(zaak)?.into_iter().next().ok_or("geen klok")?;
    for (seconden, ernst) in [
        (-3601, Ernst::OpTijd),
        (-3600, Ernst::Straks),
        (-901, Ernst::Straks),
        (-900, Ernst::Nu),
        (-1, Ernst::Nu),
        (0, Ernst::TeLaat),
        (1, Ernst::TeLaat),
    ] {
        assert_eq!(klok.ernst(klok.uiterlijk.plus(Duration::seconds(seconden))), ernst, "{seconden}");
    }
    Ok(())
}

#[test]
fn what_is_not_needed_or_closed_no_longer_runs() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let reden = "De lijn ziet ervan af.".to_owned();
    dossier.doe(&Act::ZetStap { zaak, stap: Stap::Formulier, stand: Stapstand::NietNodig, reden, op: None })?;
    let klok = dossier.klokken(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert!(klok.vervallen && !klok.loopt() && klok.gehaald.is_none());
    Ok(())
}

#[test]
fn another_reading_is_taken_with_a_reason_and_follows_the_times() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let vrijdag = |uur: &str| Moment::uit_rfc3339(&format!("2026-11-20T{uur}:00+01:00"));
    let zet_tijd = |moment| Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(moment))] };
    let neem = |regel, reden: &str| Act::ZetTermijn {
        zaak,
        termijn: TermijnSoort::Mbv,
        stelling: Some(Termijnstelling::Lezing(regel)),
        reden: reden.to_owned(),
    };
    let stand = |d: &Dossier| d.klokken(zaak).map(|k| k.first().map(|k| (k.uiterlijk.rfc3339(), k.grond)));
    dossier.doe(&zet_tijd(vrijdag("20:00")?))?;
    let gangbaar = Leesregel::VolgendeWerkdag;
    assert!(dossier.doe(&neem(gangbaar, " ")).is_err());
    let fout = dossier.doe(&neem(Leesregel::DezelfdeDag, "omdat")).err().ok_or("een lezing die er niet is")?;
    assert!(
        fout.to_string().contains("volgende-werkdag (vóór ma 23-11 12:00), weekend (vóór ma 23-11 09:00)"),
        "{fout}"
    );

    let terug = dossier.doe(&neem(gangbaar, "afgesproken met de divisie"))?;
    let gekozen = ("2026-11-23T12:00:00+01:00".to_owned(), Grond::Lezing(gangbaar));
    assert_eq!(stand(&dossier)?, Some(gekozen.clone()));
    assert!(dossier.terug(terug));
    assert_eq!(stand(&dossier)?.map(|s| s.1), Some(Grond::Instelling(Lezingkeuze::Streng)));

    dossier.doe(&neem(gangbaar, "afgesproken met de divisie"))?;
    // A Thursday evening: the same reading, another moment.
    dossier.doe(&zet_tijd(Moment::uit_rfc3339("2026-11-19T20:00:00+01:00")?))?;
    assert_eq!(stand(&dossier)?, Some(("2026-11-20T12:00:00+01:00".to_owned(), gekozen.1)));
    // In office hours there is no such reading: what is calculated counts again.
    dossier.doe(&zet_tijd(vrijdag("10:00")?))?;
    let weg = Grond::LezingWeg(gangbaar, Lezingkeuze::Streng);
    assert_eq!(stand(&dossier)?, Some(("2026-11-21T00:00:00+01:00".to_owned(), weg)));
    Ok(())
}
