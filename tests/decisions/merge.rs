//! Two cases become one and are parted again. Whatever was in them: nothing is lost, nothing counts
//! twice, no term moves away, and both come back as they were.

use piket::{
    acts::{
        AcceptForm, Act, ChooseRij, HoldZaak, LinkMelding, MergeZaken, NoteFeit, PurgeZaak, ReleaseZaak, ReopenZaak,
        SetReminder, SetTimes, SplitZaak,
    },
    domain::{
        bewaartermijn::Bewaartermijn,
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        melding::MeldingKind,
        rij::Rij,
        time_kind::TimeKind,
    },
    judge::{
        retention::{RetentionState, Termijnen, list},
        tegenspraak::tegenspraken,
    },
    log::zaak::Zaak,
};
use proptest::prelude::*;

use super::dossier::{Dossier, TestResult};

/// What counts of a case, whatever was struck out or done in between.
fn essence(zaak: &Zaak) -> String {
    let mut meldingen = zaak.meldingen.clone();
    meldingen.sort_by_key(|k| k.melding);
    let feiten: Vec<_> = zaak.feiten.iter().filter(|f| f.status.counted()).collect();
    let mut reminders: Vec<_> = zaak.running_reminders().map(|h| (h.number, h.when)).collect();
    reminders.sort_unstable();
    format!(
        "{:?} {:?} {:?} {meldingen:?} {feiten:?} {reminders:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        zaak.inrichting,
        zaak.rij(),
        zaak.times,
        zaak.besluiten,
        zaak.steps,
        zaak.drafts,
        zaak.merged,
        zaak.absorbed_into,
        zaak.closed,
    )
}

/// One thing that happens to one of two cases.
#[derive(Debug, Clone)]
enum Happening {
    Feit(bool),
    Mail(bool, i64),
    Time(bool, TimeKind, i64),
    Reminder(bool, i64),
    Accept(bool),
    Rij(bool),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        any::<bool>().prop_map(Happening::Feit),
        (any::<bool>(), -90..-11i64).prop_map(|(w, m)| Happening::Mail(w, m)),
        (any::<bool>(), prop_oneof![Just(TimeKind::Voorval), Just(TimeKind::Constatering)], -4000..0i64)
            .prop_map(|(w, s, m)| Happening::Time(w, s, m)),
        (any::<bool>(), 1..300i64).prop_map(|(w, m)| Happening::Reminder(w, m)),
        any::<bool>().prop_map(Happening::Accept),
        any::<bool>().prop_map(Happening::Rij),
    ]
}

fn two() -> Result<(Dossier, Zaaknummer, Zaaknummer), Box<dyn std::error::Error>> {
    let mut d = Dossier::empty()?;
    let old = d.phone("CTP Veldzicht", Some("6"))?;
    let young = d.phone("CTP Veldzicht", None)?;
    Ok((d, old, young))
}

/// Lets it happen; what cannot be is left.
fn make_happen(d: &mut Dossier, (old, young): (Zaaknummer, Zaaknummer), what: &Happening) {
    let zaak = |w: bool| if w { old } else { young };
    let act = match what {
        Happening::Feit(w) => Act::NoteFeit(NoteFeit {
            zaak: zaak(*w),
            topic: Topic::Situation,
            text: "Het is rustig.".to_owned(),
            source: "telefoon".to_owned(),
            status: FeitStatus::Reported,
            happened: None,
        }),
        Happening::Mail(w, m) => {
            let voorval = d.after(*m).rfc3339();
            let Ok(melding) = d.mail(MeldingKind::form("mbv"), &[("voorval", &voorval), ("delict", "")]) else {
                return;
            };
            Act::LinkMelding(LinkMelding { melding, zaak: zaak(*w), reason: String::new() })
        }
        Happening::Time(w, kind, m) => {
            Act::SetTimes(SetTimes { zaak: zaak(*w), times: vec![(*kind, Some(d.after(*m)))] })
        }
        Happening::Reminder(w, m) => Act::SetReminder(SetReminder {
            zaak: zaak(*w),
            when: d.after(*m),
            text: "bel terug".to_owned(),
            step: None,
        }),
        Happening::Accept(w) => {
            Act::AcceptForm(AcceptForm { zaak: zaak(*w), reason: "de rest komt morgen".to_owned() })
        }
        Happening::Rij(w) => {
            let Ok(rij) = Rij::parse("6") else { return };
            Act::ChooseRij(ChooseRij { zaak: zaak(*w), rij, reason: String::new() })
        }
    };
    let _ = d.run(&act);
}

proptest! {
    #[test]
    fn parted_again_both_are_as_they_were(
        what in prop::collection::vec(happening(), 0..12),
        later in prop::collection::vec(happening(), 0..4),
    ) {
        let (mut d, old, young) = two().map_err(|f| TestCaseError::fail(f.to_string()))?;
        for g in &what {
            make_happen(&mut d, (old, young), g);
        }
        let state = |d: &Dossier| -> Result<(String, String), TestCaseError> {
            let kern_van = |z| d.zaak(z).map(essence).map_err(|f| TestCaseError::fail(f.to_string()));
            Ok((kern_van(old)?, kern_van(young)?))
        };
        let before = state(&d)?;
        let termijn = |d: &Dossier, z| d.countdowns(z).unwrap_or_default().iter().filter(|k| k.is_running()).map(|k| k.due).min();
        let first = [termijn(&d, old), termijn(&d, young)].into_iter().flatten().min();
        let linked = d.desk.zaken.values().map(|z| z.meldingen.len()).sum::<usize>();
        let without_constatering = [old, young].iter().all(|z| d.zaak(*z).is_ok_and(|z| z.times.constatering.is_none()));

        let combine = Act::MergeZaken(MergeZaken { source: young, target: old, reason: "zelfde voorval".to_owned() });
        let Ok(undo) = d.run(&combine) else {
            prop_assert_eq!(state(&d)?, before, "een weigering verandert niets");
            return Ok(());
        };
        prop_assert_eq!(d.desk.zaken.values().map(|z| z.meldingen.len()).sum::<usize>(), linked);
        prop_assert!(d.zaak(young).is_ok_and(|z| z.meldingen.is_empty() && !z.is_open()));
        prop_assert!(termijn(&d, young).is_none());
        // A discovery that one case knows may rightly start the other's clock later.
        if without_constatering && let Some(first) = first {
            prop_assert!(termijn(&d, old).is_none_or(|t| t <= first), "een termijn schoof op");
        }

        prop_assert!(d.undo(undo));
        prop_assert_eq!(state(&d)?, before.clone());
        prop_assert!(d.run(&combine).is_ok());
        let undo = d.run(&Act::SplitZaak(SplitZaak { source: young, reason: "toch twee".to_owned() }));
        prop_assert_eq!(state(&d)?, before.clone());
        let merged = undo.is_ok_and(|t| d.undo(t));
        prop_assert!(merged && d.zaak(young).is_ok_and(|z| z.absorbed_into == Some(old)));

        // What happened to the one case meanwhile stays there; what came from the other still goes back.
        let along: usize = d.zaak(old).map_or(0, |z| z.merged.iter().map(|s| s.along.meldingen.len()).sum());
        for g in &later {
            make_happen(&mut d, (old, old), g);
        }
        let parsed = d.run(&Act::SplitZaak(SplitZaak { source: young, reason: "toch twee".to_owned() }));
        prop_assert!(parsed.is_ok(), "{parsed:?}");
        prop_assert!(d.zaak(young).is_ok_and(|z| z.is_open() && z.meldingen.len() == along));
        prop_assert!(d.zaak(old).is_ok_and(|z| z.merged.is_empty()));
    }
}

#[test]
fn two_times_for_one_incident_wait_for_the_officer() -> TestResult {
    let (mut d, old, young) = two()?;
    d.run(&Act::SetTimes(SetTimes { zaak: old, times: vec![(TimeKind::Voorval, Some(d.after(-40)))] }))?;
    d.run(&Act::MergeZaken(MergeZaken { source: young, target: old, reason: "zelfde voorval".to_owned() }))?;
    let about = tegenspraken(d.zaak(old)?);
    assert!(about.iter().any(|t| t.about() == "voorval"), "{about:?}");
    Ok(())
}

#[test]
fn what_cannot_be_one_case_is_refused_with_what_to_do() -> TestResult {
    let (mut d, old, young) = two()?;
    let combine = |source, target| Act::MergeZaken(MergeZaken { source, target, reason: "zelfde voorval".to_owned() });
    let sentence = |d: &mut Dossier, act: &Act| match d.run(act) {
        Ok(_) => "gelukt".to_owned(),
        Err(error) => error.to_string(),
    };
    assert!(sentence(&mut d, &combine(old, old)).contains("niet op in zichzelf"));
    assert!(
        sentence(&mut d, &Act::MergeZaken(MergeZaken { source: young, target: old, reason: " ".to_owned() }))
            .contains("reden")
    );
    assert!(
        sentence(&mut d, &Act::SplitZaak(SplitZaak { source: young, reason: "Vergissing.".to_owned() }))
            .contains("in geen andere zaak")
    );

    d.run(&Act::HoldZaak(HoldZaak { zaak: young, reason: "onderzoek".to_owned() }))?;
    assert!(sentence(&mut d, &combine(young, old)).contains("vastgehouden"));
    d.run(&Act::ReleaseZaak(ReleaseZaak { zaak: young, reason: "klaar".to_owned() }))?;

    d.run(&combine(young, old))?;
    assert!(sentence(&mut d, &combine(old, young)).contains("opgegaan"), "{}", sentence(&mut d, &combine(old, young)));
    assert!(
        sentence(&mut d, &Act::ReopenZaak(ReopenZaak { zaak: young, reason: "Vergissing.".to_owned() }))
            .contains("splitsen")
    );

    let third = d.phone("CTP Veldzicht", Some("6"))?;
    d.run(&combine(old, third))?;
    let error = sentence(&mut d, &Act::SplitZaak(SplitZaak { source: young, reason: "Vergissing.".to_owned() }));
    assert!(error.contains(&format!("Splits eerst {old}")), "{error}");
    d.run(&Act::SplitZaak(SplitZaak { source: old, reason: "Vergissing.".to_owned() }))?;
    d.run(&Act::SplitZaak(SplitZaak { source: young, reason: "Vergissing.".to_owned() }))?;
    assert!([old, young, third].iter().all(|z| d.zaak(*z).is_ok_and(|z| z.is_open() && z.meldingen.len() == 1)));
    Ok(())
}

#[test]
fn who_was_told_of_one_case_is_told_of_it_in_the_other() -> TestResult {
    let (mut d, old, young) = two()?;
    d.run(&Act::ChooseRij(ChooseRij { zaak: young, rij: Rij::parse("10")?, reason: String::new() }))?;
    d.send(young, DraftKind::Sms)?;
    let error = d.run(&Act::MergeZaken(MergeZaken { source: young, target: old, reason: "zelfde voorval".to_owned() }));
    assert!(error.is_err_and(|f| f.to_string().contains("andersom")));
    d.run(&Act::MergeZaken(MergeZaken { source: old, target: young, reason: "zelfde voorval".to_owned() }))?;
    assert_eq!(d.zaak(young)?.rij(), Some(Rij::parse("10")?));
    Ok(())
}

#[test]
fn a_held_case_keeps_what_went_up_in_it() -> TestResult {
    let (mut d, old, young) = two()?;
    d.run(&Act::MergeZaken(MergeZaken { source: young, target: old, reason: "zelfde voorval".to_owned() }))?;
    d.run(&Act::HoldZaak(HoldZaak { zaak: old, reason: "onderzoek".to_owned() }))?;
    assert!(d.run(&Act::PurgeZaak(PurgeZaak { zaak: young, reason: "termijn".to_owned() })).is_err());
    assert!(d.run(&Act::SplitZaak(SplitZaak { source: young, reason: "toch twee".to_owned() })).is_err());
    let termijn = Bewaartermijn::Days(1);
    let state = list(&d.desk, Termijnen { zaken: termijn, meldingen: termijn }, d.after(100_000));
    assert!(state.iter().all(|r| r.state == RetentionState::Held), "{state:?}");
    d.run(&Act::ReleaseZaak(ReleaseZaak { zaak: old, reason: "klaar".to_owned() }))?;
    d.run(&Act::PurgeZaak(PurgeZaak { zaak: young, reason: "termijn".to_owned() }))?;
    assert!(d.run(&Act::SplitZaak(SplitZaak { source: young, reason: "toch twee".to_owned() })).is_err());
    Ok(())
}
