//! Two cases become one and are parted again. Whatever was in them: nothing is lost, nothing counts
//! twice, no term moves away, and both come back as they were.

use piket::{
    app::{
        act::Act,
        bewaren::{Bewaarstand, Termijnen, lijst},
        tegenspraak::tegenspraken,
    },
    domain::{
        bewaartermijn::Bewaartermijn,
        concept::ConceptSoort,
        feit::{Feitstatus, Onderwerp},
        ids::Zaaknummer,
        melding::MeldingSoort,
        rij::Rij,
        zaak::{Tijdsoort, Zaak},
    },
};
use proptest::prelude::*;

use super::dossier::{Dossier, Proef};

/// What counts of a case, whatever was struck out or done in between.
fn kern(zaak: &Zaak) -> String {
    let mut meldingen = zaak.meldingen.clone();
    meldingen.sort_by_key(|k| k.melding);
    let feiten: Vec<_> = zaak.feiten.iter().filter(|f| f.status.telt()).collect();
    let mut herinneringen: Vec<_> = zaak.lopende_herinneringen().map(|h| (h.nummer, h.om)).collect();
    herinneringen.sort_unstable();
    format!(
        "{:?} {:?} {:?} {meldingen:?} {feiten:?} {herinneringen:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        zaak.inrichting,
        zaak.rij(),
        zaak.tijden,
        zaak.besluiten,
        zaak.stappen,
        zaak.concepten,
        zaak.samengevoegd,
        zaak.opgegaan,
        zaak.gesloten,
    )
}

/// One thing that happens to one of two cases.
#[derive(Debug, Clone)]
enum Gebeurt {
    Feit(bool),
    Mail(bool, i64),
    Tijd(bool, Tijdsoort, i64),
    Herinnering(bool, i64),
    Aanvaard(bool),
    Rij(bool),
}

fn gebeurt() -> impl Strategy<Value = Gebeurt> {
    prop_oneof![
        any::<bool>().prop_map(Gebeurt::Feit),
        (any::<bool>(), -90..-11i64).prop_map(|(w, m)| Gebeurt::Mail(w, m)),
        (any::<bool>(), prop_oneof![Just(Tijdsoort::Voorval), Just(Tijdsoort::Constatering)], -4000..0i64)
            .prop_map(|(w, s, m)| Gebeurt::Tijd(w, s, m)),
        (any::<bool>(), 1..300i64).prop_map(|(w, m)| Gebeurt::Herinnering(w, m)),
        any::<bool>().prop_map(Gebeurt::Aanvaard),
        any::<bool>().prop_map(Gebeurt::Rij),
    ]
}

fn twee() -> Result<(Dossier, Zaaknummer, Zaaknummer), Box<dyn std::error::Error>> {
    let mut d = Dossier::leeg()?;
    let oud = d.bel("CTP Veldzicht", Some("6"))?;
    let jong = d.bel("CTP Veldzicht", None)?;
    Ok((d, oud, jong))
}

/// Lets it happen; what cannot be is left.
fn laat_gebeuren(d: &mut Dossier, (oud, jong): (Zaaknummer, Zaaknummer), wat: &Gebeurt) {
    let zaak = |w: bool| if w { oud } else { jong };
    let act = match wat {
        Gebeurt::Feit(w) => Act::NoteerFeit {
            zaak: zaak(*w),
            onderwerp: Onderwerp::Situatie,
            tekst: "Het is rustig.".to_owned(),
            bron: "telefoon".to_owned(),
            status: Feitstatus::Gemeld,
        },
        Gebeurt::Mail(w, m) => {
            let voorval = d.na(*m).rfc3339();
            let Ok(melding) = d.post(MeldingSoort::Mbv, &[("voorval", &voorval), ("delict", "")]) else { return };
            Act::Koppel { melding, zaak: zaak(*w) }
        }
        Gebeurt::Tijd(w, soort, m) => Act::ZetTijden { zaak: zaak(*w), tijden: vec![(*soort, Some(d.na(*m)))] },
        Gebeurt::Herinnering(w, m) => {
            Act::ZetHerinnering { zaak: zaak(*w), om: d.na(*m), tekst: "bel terug".to_owned() }
        }
        Gebeurt::Aanvaard(w) => Act::Aanvaard { zaak: zaak(*w), reden: "de rest komt morgen".to_owned() },
        Gebeurt::Rij(w) => {
            let Ok(rij) = Rij::lees("6") else { return };
            Act::KiesRij { zaak: zaak(*w), rij, reden: String::new() }
        }
    };
    let _ = d.doe(&act);
}

proptest! {
    #[test]
    fn parted_again_both_are_as_they_were(
        wat in prop::collection::vec(gebeurt(), 0..12),
        later in prop::collection::vec(gebeurt(), 0..4),
    ) {
        let (mut d, oud, jong) = twee().map_err(|f| TestCaseError::fail(f.to_string()))?;
        for g in &wat {
            laat_gebeuren(&mut d, (oud, jong), g);
        }
        let stand = |d: &Dossier| -> Result<(String, String), TestCaseError> {
            let kern_van = |z| d.zaak(z).map(kern).map_err(|f| TestCaseError::fail(f.to_string()));
            Ok((kern_van(oud)?, kern_van(jong)?))
        };
        let voor = stand(&d)?;
        let termijn = |d: &Dossier, z| d.klokken(z).unwrap_or_default().iter().filter(|k| k.loopt()).map(|k| k.uiterlijk).min();
        let eerste = [termijn(&d, oud), termijn(&d, jong)].into_iter().flatten().min();
        let gekoppeld = d.desk.zaken.values().map(|z| z.meldingen.len()).sum::<usize>();
        let zonder_constatering = [oud, jong].iter().all(|z| d.zaak(*z).is_ok_and(|z| z.tijden.constatering.is_none()));

        let samen = Act::VoegSamen { bron: jong, doel: oud, reden: "zelfde voorval".to_owned() };
        let Ok(terug) = d.doe(&samen) else {
            prop_assert_eq!(stand(&d)?, voor, "een weigering verandert niets");
            return Ok(());
        };
        prop_assert_eq!(d.desk.zaken.values().map(|z| z.meldingen.len()).sum::<usize>(), gekoppeld);
        prop_assert!(d.zaak(jong).is_ok_and(|z| z.meldingen.is_empty() && !z.is_open()));
        prop_assert!(termijn(&d, jong).is_none());
        // A discovery that one case knows may rightly start the other's clock later.
        if zonder_constatering && let Some(eerste) = eerste {
            prop_assert!(termijn(&d, oud).is_none_or(|t| t <= eerste), "een termijn schoof op");
        }

        prop_assert!(d.terug(terug));
        prop_assert_eq!(stand(&d)?, voor.clone());
        prop_assert!(d.doe(&samen).is_ok());
        let terug = d.doe(&Act::Splits { bron: jong, reden: "toch twee".to_owned() });
        prop_assert_eq!(stand(&d)?, voor.clone());
        let samengevoegd = terug.is_ok_and(|t| d.terug(t));
        prop_assert!(samengevoegd && d.zaak(jong).is_ok_and(|z| z.opgegaan == Some(oud)));

        // What happened to the one case meanwhile stays there; what came from the other still goes back.
        let mee: usize = d.zaak(oud).map_or(0, |z| z.samengevoegd.iter().map(|s| s.mee.meldingen.len()).sum());
        for g in &later {
            laat_gebeuren(&mut d, (oud, oud), g);
        }
        let gesplitst = d.doe(&Act::Splits { bron: jong, reden: "toch twee".to_owned() });
        prop_assert!(gesplitst.is_ok(), "{gesplitst:?}");
        prop_assert!(d.zaak(jong).is_ok_and(|z| z.is_open() && z.meldingen.len() == mee));
        prop_assert!(d.zaak(oud).is_ok_and(|z| z.samengevoegd.is_empty()));
    }
}

#[test]
fn two_times_for_one_incident_wait_for_the_officer() -> Proef {
    let (mut d, oud, jong) = twee()?;
    d.doe(&Act::ZetTijden { zaak: oud, tijden: vec![(Tijdsoort::Voorval, Some(d.na(-40)))] })?;
    d.doe(&Act::VoegSamen { bron: jong, doel: oud, reden: "zelfde voorval".to_owned() })?;
    let over = tegenspraken(d.zaak(oud)?);
    assert!(over.iter().any(|t| t.over() == "voorval"), "{over:?}");
    Ok(())
}

#[test]
fn what_cannot_be_one_case_is_refused_with_what_to_do() -> Proef {
    let (mut d, oud, jong) = twee()?;
    let samen = |bron, doel| Act::VoegSamen { bron, doel, reden: "zelfde voorval".to_owned() };
    let zin = |d: &mut Dossier, act: &Act| match d.doe(act) {
        Ok(_) => "gelukt".to_owned(),
        Err(fout) => fout.to_string(),
    };
    assert!(zin(&mut d, &samen(oud, oud)).contains("niet op in zichzelf"));
    assert!(zin(&mut d, &Act::VoegSamen { bron: jong, doel: oud, reden: " ".to_owned() }).contains("reden"));
    assert!(zin(&mut d, &Act::Splits { bron: jong, reden: "x".to_owned() }).contains("in geen andere zaak"));

    d.doe(&Act::Houd { zaak: jong, reden: "onderzoek".to_owned() })?;
    assert!(zin(&mut d, &samen(jong, oud)).contains("vastgehouden"));
    d.doe(&Act::Vrij { zaak: jong, reden: "klaar".to_owned() })?;

    d.doe(&samen(jong, oud))?;
    assert!(zin(&mut d, &samen(oud, jong)).contains("gesloten"), "{}", zin(&mut d, &samen(oud, jong)));
    assert!(zin(&mut d, &Act::Heropen { zaak: jong, reden: "x".to_owned() }).contains("splitsen"));

    let derde = d.bel("CTP Veldzicht", Some("6"))?;
    d.doe(&samen(oud, derde))?;
    let fout = zin(&mut d, &Act::Splits { bron: jong, reden: "x".to_owned() });
    assert!(fout.contains(&format!("Splits eerst {oud}")), "{fout}");
    d.doe(&Act::Splits { bron: oud, reden: "x".to_owned() })?;
    d.doe(&Act::Splits { bron: jong, reden: "x".to_owned() })?;
    assert!([oud, jong, derde].iter().all(|z| d.zaak(*z).is_ok_and(|z| z.is_open() && z.meldingen.len() == 1)));
    Ok(())
}

#[test]
fn who_was_told_of_one_case_is_told_of_it_in_the_other() -> Proef {
    let (mut d, oud, jong) = twee()?;
    d.doe(&Act::KiesRij { zaak: jong, rij: Rij::lees("10")?, reden: String::new() })?;
    d.verzend(jong, ConceptSoort::Sms)?;
    let fout = d.doe(&Act::VoegSamen { bron: jong, doel: oud, reden: "zelfde voorval".to_owned() });
    assert!(fout.is_err_and(|f| f.to_string().contains("andersom")));
    d.doe(&Act::VoegSamen { bron: oud, doel: jong, reden: "zelfde voorval".to_owned() })?;
    assert_eq!(d.zaak(jong)?.rij(), Some(Rij::lees("10")?));
    Ok(())
}

#[test]
fn a_held_case_keeps_what_went_up_in_it() -> Proef {
    let (mut d, oud, jong) = twee()?;
    d.doe(&Act::VoegSamen { bron: jong, doel: oud, reden: "zelfde voorval".to_owned() })?;
    d.doe(&Act::Houd { zaak: oud, reden: "onderzoek".to_owned() })?;
    assert!(d.doe(&Act::WisZaak { zaak: jong, reden: "termijn".to_owned() }).is_err());
    assert!(d.doe(&Act::Splits { bron: jong, reden: "toch twee".to_owned() }).is_err());
    let termijn = Bewaartermijn::Dagen(1);
    let stand = lijst(&d.desk, Termijnen { zaken: termijn, meldingen: termijn }, d.na(100_000));
    assert!(stand.iter().all(|r| r.stand == Bewaarstand::Vastgehouden), "{stand:?}");
    d.doe(&Act::Vrij { zaak: oud, reden: "klaar".to_owned() })?;
    d.doe(&Act::WisZaak { zaak: jong, reden: "termijn".to_owned() })?;
    assert!(d.doe(&Act::Splits { bron: jong, reden: "toch twee".to_owned() }).is_err());
    Ok(())
}
