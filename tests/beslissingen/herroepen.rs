//! What was decided or linked on a wrong footing: a decision does not outlive its row, and a report
//! that belongs to another case takes along what it brought.

use piket::{
    app::{act::Act, checklist::Staat},
    domain::{
        besluit::{Besluitsoort, JaNee},
        feit::Onderwerp,
        melding::MeldingSoort,
        rij::Rij,
        stap::Stap,
    },
};

use super::dossier::{Dossier, Proef};

fn besluit(zaak: piket::domain::ids::Zaaknummer, over: Besluitsoort, keuze: JaNee) -> Act {
    Act::Besluit { zaak, over, keuze, reden: "zo bepaald met de wacht".to_owned() }
}

fn herclassificeer(zaak: piket::domain::ids::Zaaknummer, rij: &str) -> Result<Act, Box<dyn std::error::Error>> {
    Ok(Act::KiesRij { zaak, rij: Rij::lees(rij)?, reden: "het blijkt anders te zijn".to_owned() })
}

#[test]
fn a_decision_does_not_outlive_its_row() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("9", "FPC De Kijvelanden")?;
    dossier.doe(&besluit(zaak, Besluitsoort::P, JaNee::Nee))?;
    let was = dossier.desk.clone();
    let terug = dossier.doe(&herclassificeer(zaak, "2")?)?;
    assert_eq!(dossier.zaak(zaak)?.besluit(Besluitsoort::P), None);
    // Undoing the other row brings the decision back, with its own moment and reason.
    assert!(dossier.terug(terug));
    let nu = dossier.zaak(zaak)?.besluit(Besluitsoort::P).cloned();
    assert_eq!(nu, was.zaken.get(&zaak).and_then(|z| z.besluit(Besluitsoort::P)).cloned());
    assert!(nu.is_some());
    Ok(())
}

#[test]
fn an_open_question_says_what_was_decided_on_the_other_row() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("2", "FPC De Kijvelanden")?;
    let open = |d: &Dossier| -> Result<Vec<Rij>, Box<dyn std::error::Error>> {
        let mut rijen = Vec::new();
        for rij in Rij::alle() {
            let mut proef = d.clone();
            if proef.doe(&Act::KiesRij { zaak, rij, reden: "proef".to_owned() }).is_ok()
                && proef.stap(zaak, Stap::BesluitP)?.staat.uitleg().starts_with("beslis")
            {
                rijen.push(rij);
            }
        }
        Ok(rijen)
    };
    let keuzerijen = open(&dossier)?;
    assert!(keuzerijen.len() > 2, "{keuzerijen:?}");
    dossier.doe(&besluit(zaak, Besluitsoort::P, JaNee::Nee))?;
    for rij in keuzerijen {
        let mut proef = dossier.clone();
        proef.doe(&Act::KiesRij { zaak, rij, reden: "proef".to_owned() })?;
        let staat = proef.stap(zaak, Stap::BesluitP)?.staat;
        assert_eq!(staat, Staat::Klaar("beslis opnieuw: bij rij 2 was het nee".to_owned()), "rij {rij}");
    }
    Ok(())
}

#[test]
fn a_decision_against_the_matrix_shows_as_one() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("1", "FPC De Kijvelanden")?;
    let vast = dossier.stap(zaak, Stap::BesluitP)?.staat;
    let Staat::Gereed { bewijs, .. } = &vast else { return Err(format!("{vast:?}").into()) };
    let (gelijk, anders) = if bewijs.starts_with("P ja") { (JaNee::Ja, JaNee::Nee) } else { (JaNee::Nee, JaNee::Ja) };
    dossier.doe(&besluit(zaak, Besluitsoort::P, gelijk))?;
    assert!(!dossier.stap(zaak, Stap::BesluitP)?.staat.uitleg().contains("matrix"));
    dossier.doe(&besluit(zaak, Besluitsoort::P, anders))?;
    assert!(dossier.stap(zaak, Stap::BesluitP)?.staat.uitleg().contains(", wijkt af van de matrix: "));
    Ok(())
}

#[test]
fn a_report_takes_along_what_it_brought() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("C", "FPC De Kijvelanden")?;
    let voor = dossier.zaak(zaak)?.clone();
    let terugkeer = dossier.na(-2).rfc3339();
    let velden = [
        ("einde_oa", terugkeer.as_str()),
        ("maatregelen", "Verlof ingetrokken."),
        ("voorval", "2026-11-22T02:00:00+01:00"),
    ];
    let melding = dossier.post(MeldingSoort::EindeOa, &velden)?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    assert!(dossier.zaak(zaak)?.tijden.einde_oa.is_some());
    assert_eq!(dossier.zaak(zaak)?.feiten_over(Onderwerp::Maatregelen).count(), 1);
    let gekoppeld = dossier.zaak(zaak)?.clone();

    let terug = dossier.doe(&Act::Ontkoppel { melding })?;
    let na = dossier.zaak(zaak)?;
    // The time of the incident is the call's as well: that one stays.
    assert_eq!(na.tijden, voor.tijden);
    assert_eq!(na.feiten_over(Onderwerp::Maatregelen).count(), 0);
    assert_eq!(na.feiten_over(Onderwerp::Gebeurtenis).count(), 1);
    assert!(dossier.terug(terug));
    assert_eq!(dossier.zaak(zaak)?.tijden, gekoppeld.tijden);
    assert_eq!(dossier.zaak(zaak)?.feiten, gekoppeld.feiten);
    Ok(())
}

#[test]
fn any_form_is_the_form_until_there_is_a_row() -> Proef {
    let mut dossier = Dossier::leeg()?;
    let zaak = dossier.bel("FPC De Kijvelanden", None)?;
    let melding = dossier.post(MeldingSoort::Moa, &[])?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    let stap = dossier.stap(zaak, Stap::Formulier)?;
    assert_eq!(stap.naam, "Formulier ontvangen");
    assert!(stap.staat.is_af());
    dossier.doe(&Act::KiesRij { zaak, rij: Rij::lees("9")?, reden: String::new() })?;
    assert!(!dossier.stap(zaak, Stap::Formulier)?.staat.is_af());
    Ok(())
}
