//! What a passer-by can read: in no list stands what somebody said, until the officer asks for it, for
//! ten seconds and on the record.

use chrono::Duration;
use piket::{
    app::{
        act::Act,
        effect::Effect,
        masker::{MASKER, Maskering, Zicht},
        model::Tab,
        update::wek_om,
        verhaal,
    },
    domain::{
        besluit::{Besluitsoort, JaNee},
        feit::{Feitstatus, Onderwerp},
        ids::Zaaknummer,
        inzage::{Handeling, Herkomst, Inzage, Uitslag},
        stap::{Stap, Stapstand},
        termijnkeuze::Termijnstelling,
        termijnsoort::TermijnSoort,
    },
};
use serde_json::Value;

use crate::desk::{Proef, Proefdesk, vergelijk};

/// A person who is in every text of a case and nowhere else.
const KANARIE: &str = "Fictema-Kanarie 01-02-1980";

/// A case with the canary in every text an officer can type.
fn vol() -> Result<(Proefdesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = Proefdesk::leeg()?.groot(120, 40);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let tekst = || format!("{KANARIE} zei iets.");
    let nu = desk.model.nu;
    for act in [
        Act::NoteerFeit {
            zaak,
            onderwerp: Onderwerp::Afloop,
            tekst: tekst(),
            bron: KANARIE.to_owned(),
            status: Feitstatus::Gemeld,
        },
        Act::Besluit { zaak, over: Besluitsoort::P, keuze: JaNee::Ja, reden: tekst() },
        Act::Besluit { zaak, over: Besluitsoort::A, keuze: JaNee::Nee, reden: tekst() },
        Act::ZetStap { zaak, stap: Stap::Teruggebeld, stand: Stapstand::Gereed, reden: tekst(), op: None },
        Act::ZetStap { zaak, stap: Stap::Oordeel, stand: Stapstand::Wacht, reden: tekst(), op: None },
        Act::ZetTermijn {
            zaak,
            termijn: TermijnSoort::Mbv,
            stelling: Some(Termijnstelling::Moment(nu.plus(Duration::hours(3)))),
            reden: tekst(),
        },
        Act::KiesRij { zaak, rij: "7".parse()?, reden: tekst() },
    ] {
        desk.doe(&act)?;
    }
    desk.na(Duration::minutes(1));
    Ok((desk, zaak))
}

fn inzagen_van(desk: &Proefdesk, handeling: Handeling) -> Vec<&Inzage> {
    let alle = desk.gevraagd.iter().filter_map(|e| if let Effect::Inzage(i) = e { Some(i) } else { None });
    alle.filter(|i| i.handeling == handeling).collect()
}

/// What was revealed.
fn inzagen(desk: &Proefdesk) -> Vec<&Inzage> {
    inzagen_van(desk, Handeling::Onthuld)
}

/// A report and a draft are opened to be read and not masked: that is recorded, each once.
#[test]
fn what_is_opened_to_be_read_is_recorded_once() -> Proef {
    let mut desk = Proefdesk::week()?;
    let geopend =
        |desk: &Proefdesk| inzagen_van(desk, Handeling::Geopend).iter().map(|i| i.object.clone()).collect::<Vec<_>>();
    desk.toetsen("gjkjk")?;
    // The first was opened with the desk itself.
    assert_eq!(geopend(&desk), ["M0165"]);
    let zaak = desk.kies_rij("A")?;
    let voor = geopend(&desk).len();
    desk.toetsen("3")?;
    assert_eq!(geopend(&desk).len(), voor, "a masked list is not opened");
    desk.toetsen("<enter>")?;
    assert_eq!(geopend(&desk).last(), Some(&zaak.to_string()));
    desk.toetsen("<esc><enter><esc>")?;
    assert_eq!(geopend(&desk).len(), voor + 1);
    Ok(())
}

#[test]
fn no_list_shows_what_somebody_said() -> Proef {
    let (mut desk, _) = vol()?;
    for (toetsen, tab) in
        [("1", Tab::Checklist), ("2", Tab::Beeld), ("3", Tab::Concepten), ("4", Tab::Tijdlijn), ("w", Tab::Termijnen)]
    {
        desk.toetsen(toetsen)?;
        for _ in 0..desk.model.regels_van(tab) {
            let scherm = desk.tekst();
            assert!(!scherm.contains("Kanarie"), "{scherm}");
            desk.toetsen("j")?;
        }
        let scherm = desk.tekst();
        assert!(scherm.contains("2026-W47-01") && scherm.contains("Pompestichting"), "{scherm}");
        assert!(tab == Tab::Concepten || scherm.contains(MASKER), "{scherm}");
    }
    assert!(inzagen(&desk).is_empty());
    desk.model.inrichting.maskering = Maskering::Uit;
    desk.toetsen("2")?;
    assert!(desk.tekst().contains("Kanarie") && !desk.tekst().contains(MASKER), "{}", desk.tekst());
    desk.toetsen("m")?;
    assert!(desk.tekst().contains("De instelling maskeren staat uit"), "{}", desk.tekst());
    Ok(())
}

/// The log itself is the oracle: whatever stands in it as confidential is in no masked sentence.
#[test]
fn a_masked_sentence_holds_nothing_confidential() -> Proef {
    fn teksten(waarde: &Value, uit: &mut Vec<String>) {
        match waarde {
            Value::Object(map) => {
                uit.extend(map.get("§").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|w| teksten(w, uit));
            }
            Value::Array(rij) => rij.iter().for_each(|w| teksten(w, uit)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut gezien = 0;
    for entry in Proefdesk::week()?.winkel.log.iter().chain(&vol()?.0.winkel.log) {
        let mut vertrouwelijk = Vec::new();
        teksten(&serde_json::to_value(&entry.event)?, &mut vertrouwelijk);
        let (open, dicht) = (verhaal::zin(&entry.event, Zicht::Open), verhaal::zin(&entry.event, Zicht::Gemaskeerd));
        for tekst in vertrouwelijk.iter().map(|t| t.trim()).filter(|t| t.len() > 8) {
            gezien += usize::from(open.contains(tekst));
            assert!(!dicht.contains(tekst), "{dicht}");
        }
    }
    assert!(gezien > 100, "{gezien}");
    Ok(())
}

#[test]
fn a_mail_about_nobody_knows_where_is_masked_in_the_inbox_and_read_beside_it() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.toetsen("g")?;
    let regel = desk.tekst().lines().find(|r| r.contains("M0163 onbekend")).unwrap_or_default().to_owned();
    assert!(regel.contains(MASKER) && !regel.contains("Nieuwsbrief "), "{regel}");
    assert!(desk.tekst().to_lowercase().contains("nieuwsbrief"), "{}", desk.tekst());
    desk.toetsen("m")?;
    vergelijk("onthuld-inbox-80x24", &desk.prent());
    assert_eq!(inzagen(&desk).iter().map(|i| i.object.as_str()).collect::<Vec<_>>(), ["M0163"]);
    desk.toetsen("j")?;
    let regel = desk.tekst().lines().find(|r| r.contains("M0163 onbekend")).unwrap_or_default().to_owned();
    assert!(regel.contains(MASKER), "{regel}");
    desk.toetsen("m")?;
    assert!(desk.tekst().contains("Op deze regel is niets gemaskeerd."), "{}", desk.tekst());
    assert_eq!(inzagen(&desk).len(), 1);
    Ok(())
}

/// A place that is in no list was written by somebody, and may be a name.
#[test]
fn a_place_in_somebodys_own_words_is_masked_in_lists() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen(&format!("nbij {KANARIE}<tab>brand<esc>g"))?;
    let regel = desk.tekst().lines().find(|r| r.contains("* M0001")).unwrap_or_default().to_owned();
    let links: String = regel.chars().take(36).collect();
    assert!(links.contains(MASKER) && !links.contains("Fictema"), "{}", desk.tekst());
    desk.toetsen("m")?;
    assert!(desk.tekst().contains(" bij Ficte"), "{}", desk.tekst());
    desk.toetsen("o")?;
    let links =
        |desk: &mut Proefdesk| desk.tekst().lines().map(|r| r.chars().take(36).collect()).collect::<Vec<String>>();
    assert!(
        links(&mut desk).concat().contains(MASKER) && !links(&mut desk).concat().contains("Ficte"),
        "{}",
        desk.tekst()
    );
    Ok(())
}

#[test]
fn a_line_is_open_for_ten_seconds_and_recorded_once() -> Proef {
    let (mut desk, zaak) = vol()?;
    desk.toetsen("2G")?;
    desk.toetsen("m")?;
    assert!(desk.tekst().contains("Kanarie"), "{}", desk.tekst());
    let verwacht = Inzage {
        handeling: Handeling::Onthuld,
        object: zaak.to_string(),
        uitkomst: Uitslag::Gelukt,
        herkomst: Herkomst::Desk,
    };
    assert_eq!(inzagen(&desk), [&verwacht]);
    desk.na(Duration::milliseconds(9_999));
    assert!(desk.tekst().contains("Kanarie"));
    assert_eq!(wek_om(&desk.model), desk.model.nu.plus(Duration::milliseconds(1)));
    desk.na(Duration::milliseconds(1));
    assert!(desk.model.tekenen && !desk.tekst().contains("Kanarie"), "{}", desk.tekst());
    Ok(())
}

#[test]
fn a_line_closes_on_a_second_m_and_on_moving_away() -> Proef {
    for weg in ["m", "k", "1", "<esc>", "<tab>"] {
        let (mut desk, _) = vol()?;
        desk.toetsen("2G")?;
        desk.toetsen("m")?;
        assert!(desk.tekst().contains("Kanarie"), "{weg}");
        desk.toetsen(weg)?;
        assert!(!desk.tekst().contains("Kanarie"), "{weg}\n{}", desk.tekst());
        // Coming back opens nothing.
        desk.toetsen("2G")?;
        assert!(!desk.tekst().contains("Kanarie"), "{weg}\n{}", desk.tekst());
    }
    Ok(())
}

#[test]
fn one_key_opens_the_whole_case_from_the_list() -> Proef {
    let (mut desk, _) = vol()?;
    desk.toetsen("2<esc>m")?;
    let scherm = desk.tekst();
    assert!(scherm.contains("Kanarie") && !scherm.contains(MASKER), "{scherm}");
    assert_eq!(inzagen(&desk).len(), 1);
    desk.toetsen("<enter>")?;
    assert!(!desk.tekst().contains("Kanarie"), "{}", desk.tekst());
    Ok(())
}

#[test]
fn what_was_just_noted_can_be_read_back_without_asking() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.na(Duration::minutes(1));
    desk.toetsen("2f<tab>Een arts is gebeld.<enter><enter>")?;
    assert!(desk.tekst().contains("Een arts is gebeld."), "{}", desk.tekst());
    desk.na(Duration::seconds(10));
    assert!(!desk.tekst().contains("Een arts is gebeld."), "{}", desk.tekst());
    assert!(inzagen(&desk).is_empty());
    Ok(())
}

#[test]
fn a_chooser_lists_no_texts_and_still_finds_by_them() -> Proef {
    let (mut desk, _) = vol()?;
    desk.toetsen("n<tab>nog een telefoontje<esc>gb")?;
    assert!(desk.tekst().contains(MASKER) && !desk.tekst().contains("toedracht"), "{}", desk.tekst());
    desk.toetsen("toedracht")?;
    assert!(desk.tekst().contains("1 van 1"), "{}", desk.tekst());
    Ok(())
}
