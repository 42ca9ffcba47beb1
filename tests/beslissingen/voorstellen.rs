//! Which case a report may belong to: what the signs weigh, that the order of things changes nothing,
//! and that the inrichting alone says nothing.

use chrono::Duration;
use piket::{
    app::{
        act::Act,
        voorstel::{DREMPEL, Kenmerken, Soort, redenen, score, voorstellen},
    },
    domain::{ids::Meldingnummer, melding::MeldingSoort, moment::Moment},
};
use proptest::prelude::*;

use super::dossier::{Dossier, Proef};

fn kenmerken() -> impl Strategy<Value = Kenmerken> {
    let ids = || prop::collection::btree_set("[a-d]@x", 0..3);
    let wie = ("[ab]", "[vw]", "19[67]0-01-01");
    let soort = prop::option::of(prop_oneof![Just(Soort::Voorval), Just(Soort::Afwezigheid)]);
    let voorval = prop::option::of(-600i64..600);
    (ids(), ids(), prop::option::of("[pq]"), voorval, prop::collection::btree_set(wie, 0..2), soort).prop_filter_map(
        "een tijd",
        |(mails, verwijzingen, inrichting, minuten, personen, soort)| {
            let nul = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00").ok()?;
            let voorval = minuten.map(|m| nul.plus(Duration::minutes(m)));
            Some(Kenmerken { mails, verwijzingen, inrichting, voorval, personen, soort })
        },
    )
}

proptest! {
    #[test]
    fn it_does_not_matter_which_is_named_first(een in kenmerken(), ander in kenmerken()) {
        prop_assert_eq!(score(&redenen(&een, &ander)), score(&redenen(&ander, &een)));
    }

    #[test]
    fn inrichting_and_kind_alone_suggest_nothing(een in kenmerken(), ander in kenmerken()) {
        let kaal = |k: Kenmerken| Kenmerken { inrichting: k.inrichting, soort: k.soort, ..Kenmerken::default() };
        prop_assert!(score(&redenen(&kaal(een), &kaal(ander))) < DREMPEL);
    }

    #[test]
    fn more_signs_never_weigh_less(een in kenmerken()) {
        let zelf = score(&redenen(&een, &een));
        let zonder = Kenmerken { personen: std::collections::BTreeSet::new(), ..een.clone() };
        prop_assert!(score(&redenen(&zonder, &een)) <= zelf);
    }
}

/// The mail of a form, with what it says; the case was opened ten minutes after the voorval.
fn vorm(
    d: &mut Dossier,
    soort: MeldingSoort,
    velden: &[(&str, &str)],
) -> Result<Meldingnummer, Box<dyn std::error::Error>> {
    Ok(d.post_met(soort, velden)?)
}

#[test]
fn the_nearest_case_comes_first_and_nothing_is_linked() -> Proef {
    let (mut d, eerste) = Dossier::met_rij("6", "CTP Veldzicht")?;
    d.nu = d.na(180);
    let tweede = d.bel("CTP Veldzicht", Some("6"))?;
    let tijd = d.na(-12).rfc3339();
    let m = vorm(&mut d, MeldingSoort::Mbv, &[("voorval", &tijd)])?;
    let melding = d.desk.meldingen.get(&m).ok_or("geen melding")?.clone();
    let gevonden = voorstellen(&d.desk, &melding);
    let zaken: Vec<_> = gevonden.iter().map(|v| v.zaak).collect();
    assert_eq!(zaken, [tweede]);
    assert_eq!(
        gevonden.first().map(piket::app::voorstel::Voorstel::woorden),
        Some("voorval 2 min eerder, zelfde soort".to_owned())
    );
    assert!(melding.is_open());
    assert_ne!(eerste, tweede);
    Ok(())
}

#[test]
fn the_same_person_is_recognised_however_the_name_is_written() -> Proef {
    for (naam, dag, zelfde) in [
        ("J. de Voorbeeld", "1967-09-08", true),
        ("Voorbeeld, J. de", "1967-09-08", true),
        ("JAN-WILLEM DE VOORBÉÉLD", "1967-09-08", true),
        ("Jan-Willem de Voorbeeld", "1967-09-09", false),
        ("K. de Voorbeeld", "1967-09-08", false),
        ("", "1967-09-08", false),
    ] {
        let (mut d, zaak) = Dossier::met_rij("C", "CTP Veldzicht")?;
        let eerst =
            vorm(&mut d, MeldingSoort::Moa, &[("naam", "Jan-Willem de Voorbeeld"), ("geboortedatum", "1967-09-08")])?;
        d.doe(&Act::Koppel { melding: eerst, zaak })?;
        d.nu = d.na(2000);
        let m = vorm(&mut d, MeldingSoort::EindeOa, &[("naam", naam), ("geboortedatum", dag)])?;
        let melding = d.desk.meldingen.get(&m).ok_or("geen melding")?;
        assert_eq!(voorstellen(&d.desk, melding).first().map(|v| v.zaak), zelfde.then_some(zaak), "{naam} {dag}");
    }
    Ok(())
}
