//! What lies on top of the desk: forms, choosers, questions, the editor and the search line.

use chrono::Duration;
use piket::{
    app::{
        act::Act,
        laag::{Keuze, Laag},
    },
    domain::{
        besluit::{Besluitsoort, JaNee},
        concept::ConceptSoort,
        feit::{Feitstatus, Onderwerp},
        ids::Zaaknummer,
    },
};

use crate::desk::{Proef, Proefdesk, vergelijk};

#[test]
fn the_phone_form_from_empty_to_a_case() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("n")?;
    vergelijk("telefoon-leeg", &desk.prent());
    desk.toetsen("oost")?;
    vergelijk("telefoon-typt", &desk.prent());
    desk.toetsen("<tab>brand in een kamer<tab>25:70")?;
    desk.na(Duration::seconds(1));
    vergelijk("telefoon-foute-tijd", &desk.prent());
    desk.toetsen("<ctrl-s>")?;
    assert!(desk.tekst().contains("«25:70» is geen tijd."), "{}", desk.tekst());
    desk.toetsen("<ctrl-u>02:00<ctrl-s>")?;
    assert!(desk.model.lagen.is_empty(), "{}", desk.tekst());
    let zaak = desk.model.zaak().ok_or("geen zaak")?;
    assert_eq!(zaak.plek(), Some("FPC de Oostvaarderskliniek"));
    assert_eq!(zaak.tijden.voorval.map(piket::domain::moment::Moment::klok), Some("02:00".to_owned()));
    assert_eq!(zaak.kop(), "brand in een kamer");
    Ok(())
}

#[test]
fn nothing_typed_in_the_phone_form_is_ever_lost() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("noost<tab>half verhaal<esc>")?;
    assert!(desk.tekst().contains("half verhaal"), "{}", desk.tekst());
    desk.toetsen("e<down>".replace("<down>", "<omlaag>").as_str())?;
    desk.toetsen(" met meer<esc>")?;
    assert!(desk.tekst().contains("half verhaal met meer"), "{}", desk.tekst());
    assert_eq!(desk.model.desk.meldingen.len(), 1);
    Ok(())
}

/// What the chooser offers first for what is typed.
fn eerste(desk: &Proefdesk) -> Option<String> {
    match desk.model.lagen.last() {
        Some(Laag::Kiezer(k)) => k.gekozen().map(|o| o.merk.clone()),
        _ => None,
    }
}

#[test]
fn rows_are_found_by_number_letter_and_word() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("23", "FPC de Kijvelanden")?;
    for (getypt, rij) in [
        ("brand", "2"),
        ("6", "6"),
        ("2", "2"),
        ("22", "22"),
        ("datalek", "22"),
        ("c", "C"),
        ("gijzel", "1"),
        ("drugs", "9"),
        ("suicide", "10"),
        ("dwangmedicatie", "19"),
        ("rook", "2"),
        ("transport geweld", "18"),
        ("verlof niet terug", "G"),
    ] {
        desk.toetsen(&format!("r{getypt}"))?;
        assert_eq!(eerste(&desk).as_deref(), Some(rij), "{getypt}\n{}", desk.tekst());
        if getypt == "brand" {
            vergelijk("rijkiezer-brand", &desk.prent());
        }
        desk.toetsen("<esc>")?;
    }
    desk.toetsen("r")?;
    vergelijk("rijkiezer-80x24", &desk.prent());
    desk.toetsen("qqq<enter>")?;
    assert!(desk.tekst().contains("Niets gevonden."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn the_palette_takes_names_and_verbs() -> Proef {
    let mut desk = Proefdesk::week()?;
    let zaak = desk.kies_rij("23").or_else(|_| desk.kies_rij("11"))?;
    desk.toetsen(":")?;
    vergelijk("palet-80x24", &desk.prent());
    desk.toetsen("sluit")?;
    assert!(
        matches!(desk.model.lagen.last(), Some(Laag::Kiezer(k)) if matches!(k.gekozen(), Some(o) if o.keuze == Keuze::Command(piket::app::command::CommandId::Sluiten)))
    );
    desk.toetsen(&format!("<ctrl-u>stap {zaak} teruggebeld gereed --reden \"Gesproken met de kliniek.\"<enter>"))?;
    let notitie = desk.model.desk.zaken.get(&zaak).and_then(|z| z.stappen.get(&piket::domain::stap::Stap::Teruggebeld));
    assert_eq!(
        notitie.map(|n| n.reden.lees().to_owned()),
        Some("Gesproken met de kliniek.".to_owned()),
        "{}",
        desk.tekst()
    );
    desk.toetsen(":stap x<enter>")?;
    assert!(desk.tekst().contains("«x» is geen zaaknummer."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn the_help_is_found_by_key_and_by_word() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.kies_rij("G")?;
    desk.toetsen("?besluit")?;
    vergelijk("hulp-besluit", &desk.prent());
    desk.toetsen("<esc><f1>")?;
    vergelijk("hulp-80x24", &desk.prent());
    Ok(())
}

#[test]
fn the_weighing_questions_of_row_six() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.toetsen("vjno")?;
    vergelijk("wegen-80x24", &desk.prent());
    Ok(())
}

#[test]
fn the_editor_shows_gaps_and_refuses_a_check_while_there_are_any() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.toetsen("3<omlaag><enter>")?;
    desk.na(Duration::seconds(1));
    vergelijk("editor-piketmelding", &desk.prent());
    desk.toetsen("<f5>")?;
    assert!(desk.tekst().contains("In het concept staat nog open"), "{}", desk.tekst());
    desk.toetsen("<f7>")?;
    desk.na(Duration::seconds(1));
    desk.toetsen("<f5>")?;
    assert!(desk.tekst().contains("gecontroleerd"), "{}", desk.tekst());
    desk.toetsen("<f6>")?;
    vergelijk("verzonden-formulier", &desk.prent());
    Ok(())
}

#[test]
fn the_sms_counts_its_characters() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.toetsen("3<enter>")?;
    vergelijk("editor-sms", &desk.prent());
    desk.toetsen("ë")?;
    assert!(desk.tekst().contains("«ë»"), "{}", desk.tekst());
    Ok(())
}

#[test]
fn the_editor_says_saved_when_it_is_and_that_it_was_sent() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.traag = true;
    desk.toetsen("3<enter>Woord.<esc>")?;
    assert!(!desk.tekst().contains("bewaard als concept"), "{}", desk.tekst());
    desk.antwoord();
    assert!(desk.tekst().contains("De tekst is bewaard als concept."), "{}", desk.tekst());
    desk.traag = false;
    desk.toetsen("<enter><f7><f5><f6>")?;
    desk.toetsen("DD<ctrl-s>")?;
    assert!(desk.tekst().contains(", verzonden"), "{}", desk.tekst());
    desk.toetsen("<f7>")?;
    assert!(desk.tekst().contains("Er staat niets meer open."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn a_time_that_does_not_read_names_its_field_and_gets_the_cursor() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("n<tab>brand<tab>gisteren ergens<tab><tab><ctrl-s>")?;
    assert!(desk.tekst().contains("Tijd voorval: «gisteren ergens» is geen tijd."), "{}", desk.tekst());
    desk.toetsen("<ctrl-u>nu<ctrl-s>")?;
    assert!(desk.model.lagen.is_empty(), "{}", desk.tekst());
    Ok(())
}

fn besluit_p(desk: &mut Proefdesk, zaak: Zaaknummer) -> Result<(), piket::domain::fout::Fout> {
    let reden = "De brandweer was binnen.".to_owned();
    desk.doe(&Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Ja, reden })
}

#[test]
fn the_form_for_a_decision_shows_what_it_rests_on() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("7", "FPC de Rooyse Wissel")?;
    desk.toetsen("vj<esc>p")?;
    vergelijk("besluit-80x24", &desk.prent());
    desk.toetsen("n<enter><enter>")?;
    assert!(desk.tekst().contains("Er is een reden nodig."), "{}", desk.tekst());
    desk.toetsen("Klein letsel.<enter>")?;
    assert!(desk.model.lagen.is_empty() && desk.tekst().contains("Besluit P: nee."), "{}", desk.tekst());
    Ok(())
}

#[test]
fn another_row_asks_why() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("11", "FPC de Rooyse Wissel")?;
    desk.toetsen("r10<enter>")?;
    vergelijk("herclassificatie", &desk.prent());
    desk.toetsen("De arts stelde het overlijden vast.<enter>")?;
    assert_eq!(
        desk.model.zaak().and_then(piket::domain::zaak::Zaak::rij).map(|r| r.to_string()),
        Some("10".to_owned())
    );
    Ok(())
}

#[test]
fn the_search_finds_what_is_closed_too() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.toetsen("/veldzicht")?;
    vergelijk("zoeken-80x24", &desk.prent());
    let gevonden = desk.model.lijst.len();
    assert!(desk.model.desk.zaken.values().any(|z| !z.is_open() && z.plek() == Some("CTP Veldzicht")));
    desk.toetsen("<enter>")?;
    assert!(desk.tekst().contains(&format!("{gevonden} gevonden")), "{}", desk.tekst());
    desk.toetsen("<esc>")?;
    assert!(desk.model.zoek.is_empty() && desk.model.lijst.len() < gevonden + 20);
    Ok(())
}

#[test]
fn a_long_sentence_stays_in_sight_while_it_is_typed() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("7", "FPC de Rooyse Wissel")?;
    desk.toetsen("f<tab>")?;
    desk.plak(&"Een hele lange zin over wat er op de afdeling te zien was. ".repeat(4));
    desk.toetsen(" EINDE")?;
    assert!(desk.tekst().contains("te zien was. EINDE"), "{}", desk.tekst());
    desk.toetsen("<esc>")?;
    desk.doe(&Act::NoteerFeit {
        zaak,
        onderwerp: Onderwerp::Letsel,
        tekst: "Geen letsel.".to_owned(),
        bron: "arts".to_owned(),
        status: Feitstatus::Bevestigd,
    })?;
    assert!(!desk.model.klad.is_empty());
    desk.toetsen("f")?;
    assert!(desk.tekst().contains("EINDE"), "{}", desk.tekst());
    assert_eq!(ConceptSoort::ALLE.len(), 4);
    Ok(())
}
