//! Which case a report may belong to: what the signs weigh, that the order of things changes nothing,
//! and that the inrichting alone says nothing.

use chrono::Duration;
use piket::{
    acts::{Act, LinkMelding},
    domain::{ids::Meldingnummer, melding::MeldingKind, moment::Moment},
    judge::proposal::{IncidentKind, MatchFeatures, THRESHOLD, proposals, reasons, score},
};
use proptest::prelude::*;

use super::dossier::{Dossier, TestResult};

fn features() -> impl Strategy<Value = MatchFeatures> {
    let ids = || prop::collection::btree_set("[a-d]@x", 0..3);
    let who = ("[ab]", "[vw]", "19[67]0-01-01");
    let kind = prop::option::of(prop_oneof![Just(IncidentKind::Voorval), Just(IncidentKind::Absence)]);
    let voorval = prop::option::of(-600i64..600);
    (ids(), ids(), prop::option::of("[pq]"), voorval, prop::collection::btree_set(who, 0..2), kind).prop_filter_map(
        "een tijd",
        |(mails, references, inrichting, minutes, persons, kind)| {
            let zero = Moment::from_rfc3339("2026-11-22T02:10:00+01:00").ok()?;
            let voorval = minutes.map(|m| zero.plus(Duration::minutes(m)));
            Some(MatchFeatures { mails, references, inrichting, voorval, persons, kind, ..MatchFeatures::default() })
        },
    )
}

proptest! {
    #[test]
    fn it_does_not_matter_which_is_named_first(one in features(), other in features()) {
        prop_assert_eq!(score(&reasons(&one, &other)), score(&reasons(&other, &one)));
    }

    #[test]
    fn inrichting_and_kind_alone_suggest_nothing(one in features(), other in features()) {
        let bare = |k: MatchFeatures| MatchFeatures { inrichting: k.inrichting, kind: k.kind, ..MatchFeatures::default() };
        prop_assert!(score(&reasons(&bare(one), &bare(other))) < THRESHOLD);
    }

    #[test]
    fn more_signs_never_weigh_less(one in features()) {
        let itself = score(&reasons(&one, &one));
        let without = MatchFeatures { persons: std::collections::BTreeSet::new(), ..one.clone() };
        prop_assert!(score(&reasons(&without, &one)) <= itself);
    }
}

/// The mail of a form, with what it says; the case was opened ten minutes after the voorval.
fn form(
    d: &mut Dossier,
    kind: MeldingKind,
    fields: &[(&str, &str)],
) -> Result<Meldingnummer, Box<dyn std::error::Error>> {
    Ok(d.mail_with(kind, fields)?)
}

#[test]
fn the_nearest_case_comes_first_and_nothing_is_linked() -> TestResult {
    let (mut d, first) = Dossier::with_rij("6", "CTP Veldzicht")?;
    d.now = d.after(180);
    let second = d.phone("CTP Veldzicht", Some("6"))?;
    let time = d.after(-12).rfc3339();
    let m = form(&mut d, MeldingKind::form("mbv"), &[("voorval", &time)])?;
    let melding = d.desk.meldingen.get(&m).ok_or("geen melding")?.clone();
    let found = proposals(&d.desk, d.book, &melding);
    let zaken: Vec<_> = found.iter().map(|v| v.zaak).collect();
    assert_eq!(zaken, [second]);
    assert_eq!(
        found.first().map(piket::judge::proposal::Proposal::words),
        Some("voorval 2 min eerder, beide geen afwezigheid".to_owned())
    );
    assert!(melding.is_open());
    assert_ne!(first, second);
    Ok(())
}

#[test]
fn the_same_person_is_recognised_however_the_name_is_written() -> TestResult {
    for (name, day, same) in [
        ("J. de Voorbeeld", "1967-09-08", true),
        ("Voorbeeld, J. de", "1967-09-08", true),
        ("JAN-WILLEM DE VOORBÉÉLD", "1967-09-08", true),
        ("Jan-Willem de Voorbeeld", "1967-09-09", false),
        ("K. de Voorbeeld", "1967-09-08", false),
        ("", "1967-09-08", false),
    ] {
        let (mut d, zaak) = Dossier::with_rij("C", "CTP Veldzicht")?;
        let initial = form(
            &mut d,
            MeldingKind::form("moa"),
            &[("naam", "Jan-Willem de Voorbeeld"), ("geboortedatum", "1967-09-08")],
        )?;
        d.run(&Act::LinkMelding(LinkMelding { melding: initial, zaak, reason: String::new() }))?;
        d.now = d.after(2000);
        let m = form(&mut d, MeldingKind::form("einde-oa"), &[("naam", name), ("geboortedatum", day)])?;
        let melding = d.desk.meldingen.get(&m).ok_or("geen melding")?;
        assert_eq!(proposals(&d.desk, d.book, melding).first().map(|v| v.zaak), same.then_some(zaak), "{name} {day}");
    }
    Ok(())
}
