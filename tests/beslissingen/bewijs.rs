//! Evidence: a report that is linked ticks the step it proves, and no other; taking it away opens the
//! step again.

use piket::{
    app::{act::Act, checklist::Staat},
    domain::{feit::Onderwerp, melding::MeldingSoort, rij::Rij, stap::Stap, zaak::Tijdsoort},
};

use crate::dossier::{Dossier, Proef};

#[test]
fn the_right_form_ticks_its_step_and_taking_it_away_opens_it() -> Proef {
    for (rij, vorm) in
        [("6", MeldingSoort::Mbv), ("22", MeldingSoort::Mbv), ("A", MeldingSoort::Moa), ("G", MeldingSoort::Moa)]
    {
        let (mut dossier, zaak) = Dossier::met_rij(rij, "CTP Veldzicht")?;
        let melding = dossier.post(vorm, &[])?;
        assert_eq!(dossier.letter(zaak, Stap::Formulier)?, 'w');
        dossier.doe(&Act::Koppel { melding, zaak })?;
        let staat = dossier.staat(zaak, Stap::Formulier)?;
        assert!(
            matches!(&staat, Some(Staat::Gereed { bewijs, op }) if bewijs.contains(&melding.to_string()) && *op == Some(dossier.nu)),
            "{rij}: {staat:?}"
        );
        dossier.doe(&Act::Ontkoppel { melding })?;
        assert_eq!(dossier.letter(zaak, Stap::Formulier)?, 'w', "{rij}");
        assert!(dossier.desk.meldingen.get(&melding).is_some_and(piket::domain::melding::Melding::is_open));
    }
    Ok(())
}

#[test]
fn a_form_of_another_kind_ticks_nothing() -> Proef {
    for (rij, vorm) in [
        ("6", MeldingSoort::Moa),
        ("6", MeldingSoort::EindeOa),
        ("6", MeldingSoort::Onbekend),
        ("6", MeldingSoort::Telefoon),
        ("A", MeldingSoort::Mbv),
        ("A", MeldingSoort::EindeOa),
        ("A", MeldingSoort::Onbekend),
    ] {
        let (mut dossier, zaak) = Dossier::met_rij(rij, "CTP Veldzicht")?;
        let voor = dossier.letters(zaak)?;
        let melding = dossier.post(vorm, &[])?;
        dossier.doe(&Act::Koppel { melding, zaak })?;
        assert_eq!(dossier.letters(zaak)?, voor, "{rij} {vorm:?}");
    }
    Ok(())
}

#[test]
fn a_form_belongs_to_one_case() -> Proef {
    let (mut dossier, een) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let twee = dossier.bel("FPC Pompestichting", Some("7"))?;
    let melding = dossier.post(MeldingSoort::Mbv, &[])?;
    dossier.doe(&Act::Koppel { melding, zaak: een })?;
    for act in [
        Act::Koppel { melding, zaak: twee },
        Act::Open { melding },
        Act::LegTerzijde { melding, reden: "Weg.".to_owned() },
    ] {
        assert!(dossier.doe(&act).is_err_and(|f| f.zin.contains("hoort al bij zaak")), "{act:?}");
    }
    assert_eq!(dossier.letter(twee, Stap::Formulier)?, 'w');
    Ok(())
}

#[test]
fn a_report_that_was_set_aside_can_be_put_back() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let melding = dossier.post(MeldingSoort::Mbv, &[])?;
    assert!(dossier.doe(&Act::LegTerzijde { melding, reden: " ".to_owned() }).is_err());
    dossier.doe(&Act::LegTerzijde { melding, reden: "Dubbel gestuurd.".to_owned() })?;
    assert!(dossier.doe(&Act::Koppel { melding, zaak }).is_err_and(|f| f.zin.contains("ligt terzijde")));
    dossier.doe(&Act::LegTerug { melding })?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    assert_eq!(dossier.letter(zaak, Stap::Formulier)?, 'g');
    Ok(())
}

#[test]
fn the_form_about_the_end_brings_the_time_and_ticks_both_steps() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("G", "CTP Veldzicht")?;
    dossier.nu = dossier.na(300);
    let einde = dossier.na(-20);
    let melding = dossier.post(MeldingSoort::EindeOa, &[("einde_oa", &einde.rfc3339())])?;
    assert_eq!((dossier.letter(zaak, Stap::EindeOa)?, dossier.letter(zaak, Stap::EindeFormulier)?), ('w', 'o'));
    let terug = dossier.doe(&Act::Koppel { melding, zaak })?;
    assert_eq!(dossier.zaak(zaak)?.tijden.einde_oa, Some(einde));
    assert_eq!((dossier.letter(zaak, Stap::EindeOa)?, dossier.letter(zaak, Stap::EindeFormulier)?), ('g', 'g'));
    assert_eq!(dossier.letter(zaak, Stap::Formulier)?, 'w', "the first MOA is still due");
    assert!(dossier.terug(terug));
    assert_eq!(dossier.zaak(zaak)?.tijden.einde_oa, None);
    assert_eq!((dossier.letter(zaak, Stap::EindeOa)?, dossier.letter(zaak, Stap::EindeFormulier)?), ('w', 'o'));
    Ok(())
}

/// The same form may be sent a second time, updated: it proves the end only when it came after it.
#[test]
fn a_second_moa_after_the_end_ticks_the_form_about_the_end() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("C", "CTP Veldzicht")?;
    let eerste = dossier.post(MeldingSoort::Moa, &[])?;
    dossier.doe(&Act::Koppel { melding: eerste, zaak })?;
    dossier.nu = dossier.na(600);
    let einde = dossier.nu;
    dossier.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::EindeOa, Some(einde))] })?;
    assert_eq!(dossier.letter(zaak, Stap::EindeFormulier)?, 'w');
    dossier.nu = dossier.na(45);
    let tweede = dossier.post(MeldingSoort::Moa, &[])?;
    dossier.doe(&Act::Koppel { melding: tweede, zaak })?;
    let staat = dossier.staat(zaak, Stap::EindeFormulier)?;
    assert!(matches!(&staat, Some(Staat::Gereed { bewijs, .. }) if bewijs.contains(&tweede.to_string())), "{staat:?}");
    Ok(())
}

/// Times in a form fill what is not known and never change what the officer noted.
#[test]
fn times_in_a_form_fill_gaps_and_overwrite_nothing() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let bekend = dossier.zaak(zaak)?.tijden.voorval;
    let (ander, later, vroeger) = (dossier.na(-60).rfc3339(), dossier.na(-5).rfc3339(), dossier.na(-90).rfc3339());
    let melding = dossier.post(MeldingSoort::Mbv, &[("voorval", &ander), ("constatering", &later)])?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    let tijden = dossier.zaak(zaak)?.tijden;
    assert_eq!((tijden.voorval, tijden.constatering), (bekend, Some(dossier.na(-5))));
    // A constatering before the voorval cannot be, so it is left out.
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let melding = dossier.post(MeldingSoort::Mbv, &[("constatering", &vroeger)])?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    assert_eq!(dossier.zaak(zaak)?.tijden.constatering, None);
    Ok(())
}

#[test]
fn the_fields_of_a_form_become_facts_with_their_source() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let velden = [
        ("beschrijving", "Ruzie in de keuken."),
        ("media", "geen"),
        ("maatregelen", "Kamer doorzocht."),
        ("omwonenden", "-"),
    ];
    let melding = dossier.post(MeldingSoort::Mbv, &velden)?;
    dossier.doe(&Act::Koppel { melding, zaak })?;
    let feiten: Vec<(u32, Onderwerp, String, String)> = dossier
        .zaak(zaak)?
        .feiten
        .iter()
        .skip(1)
        .map(|f| (f.nummer, f.onderwerp, f.tekst.lees().to_owned(), f.bron.lees().to_owned()))
        .collect();
    let bron = format!("MBV {melding}");
    assert_eq!(
        feiten,
        [
            (2, Onderwerp::Gebeurtenis, "Ruzie in de keuken.".to_owned(), bron.clone()),
            (3, Onderwerp::Maatregelen, "Kamer doorzocht.".to_owned(), bron)
        ]
    );
    Ok(())
}

#[test]
fn what_cannot_be_is_refused() -> Proef {
    let (mut dossier, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let tijd = |soort, moment| Act::ZetTijden { zaak, tijden: vec![(soort, Some(moment))] };
    let (straks, voor, nu) = (dossier.na(1), dossier.na(-11), dossier.nu);
    for (act, zin) in [
        (tijd(Tijdsoort::Voorval, straks), "ligt in de toekomst"),
        (tijd(Tijdsoort::Constatering, voor), "ligt vóór het voorval"),
        (tijd(Tijdsoort::Gebeld, voor), "ligt vóór het voorval"),
        (tijd(Tijdsoort::EindeOa, nu), "hoort bij een ongeoorloofde afwezigheid"),
        (tijd(Tijdsoort::Gebeld, nu), "Er is niets gewijzigd"),
        (
            Act::Weeg { zaak, vraag: "2.1".to_owned(), antwoord: piket::domain::besluit::Antwoord::Ja },
            "hoort niet bij rij 6",
        ),
    ] {
        let uitkomst = dossier.doe(&act);
        assert!(uitkomst.as_ref().is_err_and(|f| f.zin.contains(zin)), "{act:?}: {uitkomst:?}");
    }
    // Both times at once are judged as a whole.
    let (voorval, constatering) = (dossier.na(-120), dossier.na(-110));
    dossier.doe(&Act::ZetTijden {
        zaak,
        tijden: vec![(Tijdsoort::Constatering, Some(constatering)), (Tijdsoort::Voorval, Some(voorval))],
    })?;
    assert_eq!(Rij::alle().count(), 30);
    Ok(())
}
