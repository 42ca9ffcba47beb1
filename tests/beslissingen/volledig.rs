//! A form that lacks items keeps its term open: until a supplement fills them, or until the officer
//! takes it as provisional. Judged for every subset of the required items, in any order of arrival.

use std::collections::BTreeSet;

use piket::{
    app::{act::Act, checklist::Staat, decide::Terug},
    domain::{concept::ConceptSoort, melding::MeldingSoort, stap::Stap, termijnsoort::TermijnSoort},
};
use proptest::prelude::*;

use super::dossier::{Dossier, Proef};

const RIJEN: [(&str, MeldingSoort, TermijnSoort); 2] =
    [("6", MeldingSoort::Mbv, TermijnSoort::Mbv), ("A", MeldingSoort::Moa, TermijnSoort::Moa)];

fn vereist(dossier: &Dossier, vorm: MeldingSoort) -> Vec<&'static str> {
    dossier.boek.vereist.iter().filter(|v| v.formulier == vorm).map(|v| v.veld.as_str()).collect()
}

fn met(velden: &BTreeSet<&'static str>) -> Vec<(&'static str, &'static str)> {
    velden.iter().map(|v| (*v, "-")).collect()
}

/// The oracle is a plain set: what was sent so far, against what is required.
#[test]
fn the_term_runs_until_the_last_item_is_there() {
    proptest!(ProptestConfig::with_cases(60), |(kant in 0usize..2, deling in prop::collection::vec(0u8..4, 23))| {
        let proef = || -> Result<(), Box<dyn std::error::Error>> {
            let (rij, vorm, soort) = RIJEN[kant];
            let (mut dossier, zaak) = Dossier::met_rij(rij, "CTP Veldzicht")?;
            let alle = vereist(&dossier, vorm);
            let mut gestuurd: BTreeSet<&str> = BTreeSet::new();
            // Items of part 3 are in no form at all.
            for deel in 0..3u8 {
                let nu: BTreeSet<&str> =
                    alle.iter().zip(&deling).filter(|(_, d)| **d == deel).map(|(v, _)| *v).collect();
                dossier.nu = dossier.na(5);
                let melding = dossier.post_met(vorm, &met(&nu))?;
                dossier.doe(&Act::Koppel { melding, zaak })?;
                let was_volledig = alle.iter().all(|v| gestuurd.contains(v));
                gestuurd.extend(nu);
                let volledig = alle.iter().all(|v| gestuurd.contains(v));
                let klok = dossier.klokken(zaak)?.into_iter().find(|k| k.termijn.soort == soort).ok_or("geen klok")?;
                assert_eq!(klok.gehaald.is_some(), volledig, "{gestuurd:?}");
                if volledig && !was_volledig {
                    assert_eq!(klok.gehaald, Some(dossier.nu));
                    let staat = dossier.staat(zaak, Stap::Formulier)?;
                    let van = matches!(&staat, Some(Staat::Gereed { bewijs, .. }) if bewijs.contains(&melding.to_string()));
                    assert!(van, "{staat:?}");
                }
            }
            Ok(())
        };
        proef().map_err(|e| TestCaseError::fail(e.to_string()))?;
    });
}

#[test]
fn what_is_missing_is_named_and_asked_for_without_a_decision() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let alle = vereist(&dossier, MeldingSoort::Mbv).into_iter().filter(|v| *v != "media" && *v != "briefnummer");
    let melding = dossier.post_met(MeldingSoort::Mbv, &met(&alle.collect()))?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    let staat = dossier.staat(zaak, Stap::Formulier)?;
    assert_eq!(staat, Some(Staat::Klaar(format!("{melding} is onvolledig: het briefnummer, de mediacontacten"))));
    let concept = ConceptSoort::Aanvulverzoek;
    dossier.doe(&Act::BewaarConcept { zaak, concept, tekst: "Graag aanvullen.".to_owned() })?;
    dossier.doe(&Act::ControleerConcept { zaak, concept })?;
    let (op, kanaal, ontvangers) = (dossier.nu, "e-mail".to_owned(), "de inrichting".to_owned());
    dossier.doe(&Act::MeldVerzonden { zaak, concept, op, kanaal, ontvangers })?;
    let staat = dossier.staat(zaak, Stap::Formulier)?;
    assert!(matches!(&staat, Some(Staat::Wacht(t)) if t.contains("aanvulling gevraagd")), "{staat:?}");
    // A form that came after the request and still lacks them is a new question.
    dossier.nu = dossier.na(30);
    let tweede = dossier.post_met(MeldingSoort::Mbv, &[("media", "geen")])?;
    dossier.doe(&Act::Koppel { melding: tweede, zaak })?;
    let staat = dossier.staat(zaak, Stap::Formulier)?;
    assert_eq!(staat, Some(Staat::Klaar(format!("{tweede} is onvolledig: het briefnummer"))));
    Ok(())
}

#[test]
fn a_provisional_form_meets_the_term_and_that_can_be_undone() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("A", "CTP Veldzicht")?;
    let aanvaard = |reden: &str| Act::Aanvaard { zaak, reden: reden.to_owned() };
    assert!(dossier.doe(&aanvaard("Er is nog niets.")).is_err());
    let melding = dossier.post_met(MeldingSoort::Moa, &[("naam", "A. Proef")])?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    let binnen = dossier.nu;
    let eerst = dossier.zaak(zaak)?.clone();
    dossier.nu = dossier.na(20);
    assert!(dossier.doe(&aanvaard(" ")).is_err_and(|f| f.zin.contains("reden")));
    let terug: Terug = dossier.doe(&aanvaard("De rest is per telefoon doorgegeven."))?;
    let klok = dossier.klokken(zaak)?.into_iter().find(|k| k.termijn.soort == TermijnSoort::Moa).ok_or("geen klok")?;
    assert_eq!(klok.gehaald, Some(binnen));
    assert!(dossier.doe(&aanvaard("Nog eens.")).is_err());
    assert!(dossier.terug(terug));
    assert_eq!(dossier.zaak(zaak)?.meldingen, eerst.meldingen);
    assert_eq!(dossier.letter(zaak, Stap::Formulier)?, 'k');
    // Unlinking and linking again by undo keeps what was accepted.
    dossier.doe(&aanvaard("Goed zo."))?;
    let met = dossier.zaak(zaak)?.meldingen.clone();
    let terug = dossier.doe(&Act::Ontkoppel { melding })?;
    assert_eq!(dossier.letter(zaak, Stap::Formulier)?, 'w');
    assert!(dossier.terug(terug));
    assert_eq!(dossier.zaak(zaak)?.meldingen, met);
    Ok(())
}
