//! What comes in twice: a second call of one inrichting, the same form once more, and a report that something
//! in it speaks against.

use piket::{
    acts::{Act, LinkMelding, NoteCall, OpenZaak},
    domain::{
        ids::Meldingnummer,
        inrichting::Plek,
        melding::{Call, MeldingKind},
    },
    judge::{proposal::proposals, repeat},
};

use crate::dossier::{Dossier, TestResult};

fn call(dossier: &mut Dossier, inrichting: &str) -> Result<Meldingnummer, Box<dyn std::error::Error>> {
    let melding = dossier.desk.next_melding();
    let call = Call { inrichting: Plek::written(inrichting), called: Some(dossier.now), ..Call::default() };
    dossier.run(&Act::NoteCall(NoteCall { melding: None, call }))?;
    Ok(melding)
}

#[test]
fn a_second_call_within_the_hour_opens_no_second_case_unasked() -> TestResult {
    for (minutes, inrichting, asks) in [
        (0, "Veldzicht", true),
        (59, "CTP Veldzicht", true),
        (61, "CTP Veldzicht", false),
        (5, "Pompestichting", false),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
        dossier.now = dossier.after(minutes);
        let melding = call(&mut dossier, inrichting)?;
        let found = dossier.desk.meldingen.get(&melding).ok_or("geen melding")?;
        assert_eq!(repeat::running_case(&dossier.desk, found), asks.then_some(zaak), "{minutes} {inrichting}");
        if asks {
            assert_eq!(proposals(&dossier.desk, dossier.book, found).first().map(|p| p.zaak), Some(zaak));
        }
        let open = |new| Act::OpenZaak(OpenZaak { melding, new });
        match dossier.run(&open(false)) {
            Err(error) => assert!(asks && error.sentence.contains(&format!("Er loopt al {zaak}")), "{error}"),
            Ok(_) => assert!(!asks, "{minutes} {inrichting}"),
        }
        if asks {
            dossier.run(&open(true))?;
        }
    }
    Ok(())
}

const FORM: [(&str, &str); 5] = [
    ("verpleegde", "J. de Voorbeeld"),
    ("geboortedatum", "1967-09-08"),
    ("briefnummer", "2026/4101"),
    ("voorval", "2026-11-22T02:00:00+01:00"),
    ("beschrijving", "Een ruit is ingegooid."),
];

/// The form with one item said otherwise.
fn but(field: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    FORM.into_iter().map(|(name, was)| (name, if name == field { value } else { was })).collect()
}

#[test]
fn the_same_form_once_more_doubles_no_fact_and_is_told_apart_from_another() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let first = dossier.mail_with(MeldingKind::Mbv, &FORM)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: first, zaak }))?;
    let facts = dossier.zaak(zaak)?.feiten.len();
    for (form, same) in [
        (FORM.to_vec(), true),
        (but("verpleegde", "Voorbeeld, J. de"), true),
        (but("briefnummer", "2026/4102"), false),
        (but("voorval", "2026-11-22T01:00:00+01:00"), false),
        (but("geboortedatum", "1967-09-09"), false),
    ] {
        let mut trial = dossier.clone();
        let melding = trial.mail_with(MeldingKind::Mbv, &form)?;
        let found = trial.desk.meldingen.get(&melding).ok_or("geen melding")?;
        assert_eq!(repeat::repeated(&trial.desk, trial.book, found), same.then_some(first), "{form:?}");
        let before = trial.desk.clone();
        let undo = trial.run(&Act::LinkMelding(LinkMelding { melding, zaak }))?;
        assert_eq!(trial.zaak(zaak)?.feiten.len() == facts, same, "{form:?}");
        assert!(trial.undo(undo));
        assert_eq!(trial.zaak(zaak)?.feiten, before.zaken.get(&zaak).map(|z| z.feiten.clone()).unwrap_or_default());
    }
    // What the second one says more comes along.
    let more = dossier.mail_with(MeldingKind::Mbv, &[FORM.to_vec(), vec![("maatregelen", "Afgezonderd.")]].concat())?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: more, zaak }))?;
    assert_eq!(dossier.zaak(zaak)?.feiten.len(), facts + 1);
    Ok(())
}

#[test]
fn a_report_that_does_not_fit_the_case_is_known_as_one() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let first = dossier.mail_with(MeldingKind::Mbv, &FORM)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: first, zaak }))?;
    for (form, words) in [
        (FORM.to_vec(), None),
        (but("briefnummer", "2026/7"), Some("het briefnummer is 2026/7, bij de zaak 2026/4101")),
        ([but("verpleegde", "K. Ander"), vec![]].concat(), Some("de persoon is een ander dan in de zaak")),
    ] {
        let melding = dossier.mail_with(MeldingKind::Mbv, &form)?;
        let found = dossier.desk.meldingen.get(&melding).ok_or("geen melding")?;
        let misfit = repeat::misfit(&dossier.desk, dossier.book, found, dossier.zaak(zaak)?);
        assert_eq!(misfit.map(|m| m.words()).as_deref(), words, "{form:?}");
    }
    Ok(())
}
