//! Cases that differ from the ordinary one: rows that need not be reported, rows where another body
//! writes, the datalek, the absence, and what is closed.

use chrono::Duration;
use piket::{
    app::act::Act,
    domain::{
        feit::{Feitstatus, Onderwerp},
        stap::{Stap, Stapstand},
        termijnkeuze::Termijnstelling,
        zaak::Tijdsoort,
    },
};

use crate::desk::{Proef, Proefdesk, vergelijk};

#[test]
fn a_row_without_a_report_says_what_to_do_instead() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("11", "FPC de Kijvelanden")?;
    vergelijk("rij-11-80x24", &desk.prent());
    desk.toetsen("w")?;
    assert!(desk.tekst().contains("Deze rij kent geen formulier"), "{}", desk.tekst());
    desk.toetsen("<esc>")?;
    desk.zaak("E", "FPC de Rooyse Wissel")?;
    desk.toetsen("1")?;
    vergelijk("rij-E-80x24", &desk.prent());
    Ok(())
}

#[test]
fn where_another_body_writes_the_officer_checks_the_facts() -> Proef {
    for rij in ["5", "18", "21"] {
        let mut desk = Proefdesk::leeg()?;
        desk.zaak(rij, "FPC Van der Hoeven Kliniek")?;
        let scherm = desk.groot(100, 30).tekst();
        assert!(scherm.contains("Visie vooraf: feitencontrole"), "{scherm}");
        assert!(!scherm.lines().any(|r| r.contains(" 7  Piketmelding")), "{scherm}");
    }
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("5", "FPC Van der Hoeven Kliniek")?;
    desk.toetsen("<enter>")?;
    vergelijk("rij-5-80x24", &desk.prent());
    desk.toetsen("3")?;
    desk.maat(100, 30);
    assert!(desk.tekst().contains("de vervoersinstantie schrijft"), "{}", desk.tekst());
    Ok(())
}

#[test]
fn the_datalek_is_decided_by_headquarters_or_by_the_inrichting_itself() -> Proef {
    let mut uit = String::new();
    for plek in ["CTP Veldzicht", "FPC Pompestichting", "Kliniek Nergens"] {
        let mut desk = Proefdesk::leeg()?.groot(100, 30);
        desk.zaak("22", plek)?;
        desk.toetsen("1G")?;
        uit = [uit, format!("== {plek}\n{}\n", desk.prent())].concat();
    }
    vergelijk("rij-22", &uit);
    Ok(())
}

#[test]
fn an_absence_has_its_own_steps_and_terms() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("G", "FPC Dr. S. van Mesdag")?;
    desk.toetsen("1")?;
    vergelijk("oa-checklist-80x24", &desk.prent());
    let op = desk.model.nu;
    desk.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::EindeOa, Some(op))] })?;
    desk.toetsen("w")?;
    vergelijk("oa-waarom-80x24", &desk.prent());
    desk.maat(140, 45);
    vergelijk("oa-waarom-140x45", &desk.prent());
    Ok(())
}

#[test]
fn a_monday_morning_has_more_than_one_reading_and_the_strict_one_runs() -> Proef {
    let mut desk = Proefdesk::leeg()?.groot(100, 30);
    desk.op(piket::domain::moment::Moment::uit_rfc3339("2026-11-20T20:10:00+01:00")?);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.toetsen("w")?;
    vergelijk("waarom-vrijdagavond", &desk.prent());
    let uiterlijk = desk.model.nu.plus(Duration::hours(3));
    let reden = "De lijn wil het formulier vanavond nog.".to_owned();
    desk.doe(&Act::ZetTermijn {
        zaak,
        termijn: piket::domain::termijnsoort::TermijnSoort::Mbv,
        stelling: Some(Termijnstelling::Moment(uiterlijk)),
        reden,
    })?;
    let scherm = desk.tekst();
    assert!(scherm.contains("Uw keuze, omdat:") && scherm.contains("(uw keuze)"), "{scherm}");
    desk.toetsen("z")?;
    vergelijk("termijn-kiezen-100x30", &desk.prent());
    desk.toetsen("<enter>")?;
    vergelijk("termijn-lezing-100x30", &desk.prent());
    desk.toetsen("De divisie leest het zo.<enter>")?;
    let scherm = desk.groot(160, 45).tekst();
    assert!(scherm.contains("De termijn MBV volgt de lezing «volgende-werkdag»."), "{scherm}");
    assert!(scherm.contains("U koos de lezing «volgende-werkdag»: vóór ma 23-11 12:00."), "{scherm}");
    Ok(())
}

#[test]
fn without_a_row_the_desk_asks_for_one() -> Proef {
    let mut desk = Proefdesk::week()?;
    let zaak =
        desk.model.desk.zaken.values().find(|z| z.rij().is_none()).map(|z| z.nummer).ok_or("alles heeft een rij")?;
    desk.kies(zaak);
    desk.toetsen("<enter>")?;
    vergelijk("geen-rij-80x24", &desk.prent());
    desk.toetsen("v")?;
    assert!(desk.tekst().contains("Kies eerst de rij."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn a_case_is_closed_when_all_is_done_and_stays_in_view_on_demand() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("12", "FPC de Kijvelanden")?;
    desk.toetsen("S")?;
    assert!(desk.tekst().contains("heeft nog open stappen: oordeel."), "{}", desk.tekst());
    let reden = "De matrix vraagt hier geen melding.".to_owned();
    desk.doe(&Act::ZetStap { zaak, stap: Stap::Oordeel, stand: Stapstand::NietNodig, reden, op: None })?;
    desk.toetsen("S")?;
    assert!(desk.model.lijst.is_empty(), "{}", desk.tekst());
    desk.toetsen(".1")?;
    vergelijk("gesloten-80x24", &desk.prent());
    desk.toetsen("f")?;
    assert!(desk.tekst().contains("heropen haar eerst"), "{}", desk.tekst());
    desk.toetsen("HEr is meer bekend.<enter>")?;
    assert!(desk.model.zaak().is_some_and(piket::domain::zaak::Zaak::is_open), "{}", desk.tekst());
    Ok(())
}

#[test]
fn a_contradicted_fact_stays_in_view_and_says_so() -> Proef {
    let mut desk = Proefdesk::leeg()?.groot(100, 30);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    for (onderwerp, tekst, status) in [
        (Onderwerp::Letsel, "Een medewerker is gewond aan de hand.", Feitstatus::Tegengesproken),
        (Onderwerp::Letsel, "Een medewerker heeft een kneuzing; de huisarts kwam niet.", Feitstatus::Bevestigd),
        (Onderwerp::Media, "Of de pers het weet is niet bekend.", Feitstatus::Onbekend),
    ] {
        let (tekst, bron) = (tekst.to_owned(), "hoofd behandeling".to_owned());
        desk.doe(&Act::NoteerFeit { zaak, onderwerp, tekst, bron, status })?;
    }
    desk.toetsen("2j")?;
    vergelijk("beeld-statussen", &desk.prent());
    desk.toetsen("<spatie>")?;
    assert!(desk.tekst().contains("Feit 2 is onbekend."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn what_the_form_says_otherwise_stands_beside_it_until_the_officer_chooses() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    let anders = desk.model.nu.plus(Duration::minutes(-25));
    let melding = desk.formulier(&[("voorval", &anders.rfc3339()), ("beschrijving", "Twee gewonden.")])?;
    desk.doe(&Act::Koppel { melding, zaak })?;
    let (onderwerp, status) = (Onderwerp::Letsel, Feitstatus::Gemeld);
    let (tekst, bron) = ("Drie gewonden.".to_owned(), "telefoon".to_owned());
    desk.doe(&Act::NoteerFeit { zaak, onderwerp, tekst, bron, status })?;
    desk.kies(zaak);
    desk.toetsen("2")?;
    vergelijk("tegenspraak-beeld-80x24", &desk.prent());
    desk.toetsen("!")?;
    vergelijk("tegenspraak-tijd-80x24", &desk.prent());
    desk.toetsen("<omlaag><enter>")?;
    assert_eq!(desk.model.desk.zaken.get(&zaak).and_then(|z| z.tijden.voorval), Some(anders));
    desk.toetsen("!")?;
    vergelijk("tegenspraak-feit-80x24", &desk.prent());
    desk.toetsen("beide<enter>het gaat om twee plekken<enter>")?;
    let scherm = desk.tekst();
    assert!(!scherm.contains("zegt iets anders"), "{scherm}");
    desk.toetsen("!")?;
    assert!(desk.tekst().contains("In deze zaak spreekt niets elkaar tegen."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn two_cases_that_are_one_incident_go_up_in_each_other_and_out_again() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let oud = desk.zaak("6", "CTP Veldzicht")?;
    let jong = desk.zaak("6", "CTP Veldzicht")?;
    desk.toetsen("+")?;
    vergelijk("samenvoegen-kiezer-80x24", &desk.prent());
    desk.toetsen("<enter>")?;
    vergelijk("samenvoegen-reden-80x24", &desk.prent());
    desk.toetsen("zelfde voorval, twee keer gebeld<enter>")?;
    vergelijk("samengevoegd-80x24", &desk.prent());
    assert!(desk.model.desk.zaken.get(&jong).is_some_and(|z| z.opgegaan == Some(oud)));
    desk.toetsen(".")?;
    desk.kies(jong);
    let scherm = desk.tekst();
    assert!(scherm.contains(&format!("opgegaan in zaak {oud}")), "{scherm}");
    desk.toetsen("H")?;
    assert!(desk.tekst().contains("met splitsen wordt ze weer een eigen zaak."), "{}", desk.tekst());
    desk.toetsen("%toch twee<enter>")?;
    assert!(desk.tekst().contains("is weer een eigen zaak, en open."), "{}", desk.tekst());
    assert!(desk.model.desk.zaken.values().all(|z| z.is_open() && z.meldingen.len() == 1));
    desk.toetsen("u")?;
    assert!(desk.model.desk.zaken.get(&jong).is_some_and(|z| z.opgegaan == Some(oud)));
    Ok(())
}

#[test]
fn enter_on_a_report_that_seems_to_belong_to_a_case_offers_that_case_first() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    let tijd = desk.model.desk.zaken.get(&zaak).and_then(|z| z.tijden.voorval).ok_or("geen tijd")?;
    let melding = desk.formulier(&[("voorval", &tijd.rfc3339())])?;
    piket::app::lijst::kies(&mut desk.model, Some(piket::app::item::Item::Melding(melding)));
    desk.toetsen("<enter>")?;
    assert_eq!(desk.model.desk.zaken.len(), 1, "er ging meteen een tweede zaak open");
    assert!(desk.tekst().contains("o: nieuwe zaak"), "{}", desk.tekst());
    desk.toetsen("<enter>")?;
    assert!(desk.model.desk.zaken.get(&zaak).is_some_and(|z| z.meldingen.len() == 2));
    Ok(())
}
