//! What comes in twice: a second call of one inrichting, the same form once more, and a report that something
//! in it speaks against.

use chrono::Duration;
use piket::{
    acts::{Act, ChooseRij, LinkMelding, Naming, NoteCall, OpenZaak, SetStep, SetTimes, UnlinkMelding},
    domain::{
        ids::Meldingnummer,
        inrichting::Plek,
        melding::{Call, Content, MeldingKind},
        rij::Rij,
        step::{Step, StepState},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{countdown::Countdown, proposal::proposals, repeat},
};

use crate::dossier::{Dossier, TestResult};

fn call(dossier: &mut Dossier, inrichting: &str) -> Result<Meldingnummer, Box<dyn std::error::Error>> {
    let melding = dossier.desk.next_melding();
    let call = Call { inrichting: Plek::written(inrichting), called: Some(dossier.now), ..Call::default() };
    dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
    Ok(melding)
}

#[test]
fn a_second_call_within_the_hour_opens_no_second_case_unasked() -> TestResult {
    for (minutes, inrichting, asks) in [
        (0, "Veldzicht", true),
        (59, "CTP Veldzicht", true),
        (60, "CTP Veldzicht", true),
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
        let open = |new| Act::OpenZaak(OpenZaak { melding, new, kind: None });
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

/// What happened hours apart is not one incident: six of them may be, a minute more is not.
#[test]
fn a_second_call_about_what_happened_hours_apart_is_another_case() -> TestResult {
    for (minutes, is_same) in [(359, true), (360, true), (361, false)] {
        let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
        let voorval = dossier.zaak(zaak)?.times.voorval.ok_or("geen voorval")?;
        let call = Call {
            inrichting: Plek::written("CTP Veldzicht"),
            called: Some(dossier.now),
            voorval: Some(voorval.plus(Duration::minutes(-minutes))),
            ..Call::default()
        };
        let melding = dossier.desk.next_melding();
        dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
        let found = dossier.desk.meldingen.get(&melding).ok_or("geen melding")?;
        assert_eq!(repeat::running_case(&dossier.desk, found), is_same.then_some(zaak), "{minutes}");
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
    let first = dossier.mail_with(MeldingKind::form("mbv"), &FORM)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: first, zaak, reason: String::new() }))?;
    let facts = dossier.zaak(zaak)?.feiten.len();
    for (form, same) in [
        (FORM.to_vec(), true),
        (but("verpleegde", "Voorbeeld, J. de"), true),
        (but("briefnummer", "2026/4102"), false),
        (but("voorval", "2026-11-22T01:00:00+01:00"), false),
        (but("geboortedatum", "1967-09-09"), false),
    ] {
        let mut trial = dossier.clone();
        let melding = trial.mail_with(MeldingKind::form("mbv"), &form)?;
        let found = trial.desk.meldingen.get(&melding).ok_or("geen melding")?;
        assert_eq!(repeat::repeated(&trial.desk, trial.book, found), same.then_some(first), "{form:?}");
        let before = trial.desk.clone();
        let undo =
            trial.run(&LinkMelding { melding, zaak, reason: if same { "" } else { "toch" }.to_owned() }.into())?;
        assert_eq!(trial.zaak(zaak)?.feiten.len() == facts, same, "{form:?}");
        assert!(trial.undo(undo));
        assert_eq!(trial.zaak(zaak)?.feiten, before.zaken.get(&zaak).map(|z| z.feiten.clone()).unwrap_or_default());
    }
    // One that corrects the moment says the rest once; when the first goes, what both said stands by the other.
    let mut corrected = dossier.clone();
    let second = corrected.mail_with(MeldingKind::form("mbv"), &but("voorval", "2026-11-22T01:58:00+01:00"))?;
    corrected.run(&LinkMelding { melding: second, zaak, reason: String::new() }.into())?;
    assert_eq!(corrected.zaak(zaak)?.feiten.len(), facts);
    let said = |d: &Dossier| {
        let told = |z: &piket::log::zaak::Zaak| z.feiten.iter().map(|f| f.text.read().to_owned()).collect::<Vec<_>>();
        d.zaak(zaak).map(told)
    };
    let before = said(&corrected)?;
    let number = corrected.log.len() as u64 + 1;
    corrected.run(&UnlinkMelding { melding: first }.into())?;
    let mut after = said(&corrected)?;
    after.sort();
    let mut sorted = before.clone();
    sorted.sort();
    assert_eq!(after, sorted);
    assert!(corrected.undo(number));
    assert_eq!(said(&corrected)?, before);
    // Whatever comes after it repeats the first.
    let mut thrice = dossier.clone();
    for _ in 0..2 {
        let melding = thrice.mail_with(MeldingKind::form("mbv"), &FORM)?;
        let found = thrice.desk.meldingen.get(&melding).ok_or("geen melding")?;
        assert_eq!(repeat::repeated(&thrice.desk, thrice.book, found), Some(first));
    }
    // What the second one says more comes along.
    let more = dossier
        .mail_with(MeldingKind::form("mbv"), &[FORM.to_vec(), vec![("maatregelen", "Afgezonderd.")]].concat())?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: more, zaak, reason: String::new() }))?;
    assert_eq!(dossier.zaak(zaak)?.feiten.len(), facts + 1);
    Ok(())
}

/// Of a fire nobody is named and often no letter: the place, the moment and every item say whether it is the same form.
#[test]
fn a_form_about_nobody_that_says_one_thing_more_is_another() -> TestResult {
    let told = [("voorval", "2026-11-22T02:00:00+01:00"), ("beschrijving", "Een ruit is ingegooid.")];
    let more = [told.as_slice(), &[("maatregelen", "Afgezonderd.")]].concat();
    for (form, is_same) in [(told.to_vec(), true), (more, false)] {
        let (mut dossier, _) = Dossier::with_rij("6", "CTP Veldzicht")?;
        let first = dossier.mail_with(MeldingKind::form("mbv"), &told)?;
        let again = dossier.mail_with(MeldingKind::form("mbv"), &form)?;
        for number in [first, again] {
            let melding = dossier.desk.meldingen.get_mut(&number).ok_or("geen melding")?;
            if let Content::Mail(mail) = &mut melding.content {
                mail.inrichting = Plek::written("CTP Veldzicht");
            }
        }
        let found = dossier.desk.meldingen.get(&again).ok_or("geen melding")?;
        assert_eq!(repeat::repeated(&dossier.desk, dossier.book, found), is_same.then_some(first), "{form:?}");
    }
    Ok(())
}

#[test]
fn a_report_that_does_not_fit_the_case_is_known_as_one() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let first = dossier.mail_with(MeldingKind::form("mbv"), &FORM)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: first, zaak, reason: String::new() }))?;
    for (form, words) in [
        (FORM.to_vec(), None),
        (but("briefnummer", "2026/7"), Some("het briefnummer is 2026/7, bij de zaak 2026/4101")),
        ([but("verpleegde", "K. Ander"), vec![]].concat(), Some("de persoon is een ander dan in de zaak")),
    ] {
        let melding = dossier.mail_with(MeldingKind::form("mbv"), &form)?;
        let found = dossier.desk.meldingen.get(&melding).ok_or("geen melding")?;
        let misfit = repeat::misfit(&dossier.desk, dossier.book, found, dossier.zaak(zaak)?);
        assert_eq!(misfit.map(|m| m.words()).as_deref(), words, "{form:?}");
    }
    Ok(())
}

/// In the shell as on screen: what something speaks against is linked with a reason, which is noted and goes out with
/// the link again.
#[test]
fn what_does_not_fit_is_linked_with_a_reason_only() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let first = dossier.mail_with(MeldingKind::form("mbv"), &FORM)?;
    dossier.run(&LinkMelding { melding: first, zaak, reason: String::new() }.into())?;
    for (form, words) in [
        (Vec::new(), "de melding komt van FPC Pompestichting, de zaak speelt bij CTP Veldzicht"),
        (but("briefnummer", "2026/7"), "het briefnummer is 2026/7"),
        (but("verpleegde", "K. Ander"), "de persoon is een ander"),
    ] {
        let melding = if form.is_empty() {
            call(&mut dossier, "FPC Pompestichting")?
        } else {
            dossier.mail_with(MeldingKind::form("mbv"), &form)?
        };
        let before = dossier.zaak(zaak)?.feiten.clone();
        let refused = dossier.run(&LinkMelding { melding, zaak, reason: " ".to_owned() }.into());
        let refused = refused.err().ok_or("gekoppeld zonder reden")?.to_string();
        assert!(refused.contains(words) && refused.contains("--reden"), "{refused}");
        let act = dossier.run(&LinkMelding { melding, zaak, reason: "overgeplaatst".to_owned() }.into())?;
        let noted = dossier.zaak(zaak)?.feiten.last().ok_or("geen feit")?.text.read().to_owned();
        assert!(noted.contains(words) && noted.ends_with(": overgeplaatst"), "{noted}");
        let mut undone = dossier.clone();
        assert!(undone.undo(act));
        assert_eq!(undone.zaak(zaak)?.feiten, before);
        dossier.run(&Act::UnlinkMelding(UnlinkMelding { melding }))?;
        assert!(!dossier.zaak(zaak)?.feiten.iter().any(|f| f.text.read() == noted), "{form:?}");
    }
    Ok(())
}

/// What was not recognised counts as what the officer says it is.
#[test]
fn a_case_from_a_mail_that_was_not_recognised_asks_what_it_is() -> TestResult {
    for (kind, letter) in [(MeldingKind::form("mbv"), 'k'), (MeldingKind::Unknown, 'w')] {
        let (mut dossier, _) = Dossier::with_rij("6", "CTP Veldzicht")?;
        let melding = dossier.mail(MeldingKind::Unknown, &[("inrichting", "CTP Veldzicht")])?;
        let refused = dossier.run(&OpenZaak { melding, new: true, kind: None }.into());
        let refused = refused.err().ok_or("geopend zonder soort")?.to_string();
        assert!(refused.contains("--soort mbv"), "{refused}");
        dossier.run(&OpenZaak { melding, new: true, kind: Some(kind) }.into())?;
        let zaak = *dossier.desk.zaken.keys().next_back().ok_or("geen zaak")?;
        let rij = Rij::parse("6")?;
        dossier.run(&ChooseRij { zaak, rij, reason: String::new() }.into())?;
        assert_eq!(dossier.letter(zaak, Step::Form)?, letter, "{kind:?}");
        let known = dossier.mail_with(MeldingKind::form("moa"), &FORM)?;
        assert!(
            dossier.run(&OpenZaak { melding: known, new: true, kind: Some(MeldingKind::form("mbv")) }.into()).is_err()
        );
    }
    Ok(())
}

/// What the list says a report belongs to is asked before it becomes a case of its own; so is a call from elsewhere that
/// names who a form is about.
#[test]
fn a_report_that_likely_belongs_to_a_case_opens_no_second_one_unasked() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
    let person = [("naam", "J. de Voorbeeld"), ("geboortedatum", "1967-09-08")];
    let first = dossier.mail_with(MeldingKind::form("moa"), &person)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: first, zaak, reason: String::new() }))?;
    dossier.now = dossier.after(90);
    let open = |melding, new| Act::OpenZaak(OpenZaak { melding, new, kind: None });
    let end = dossier.mail_with(MeldingKind::form("einde-oa"), &person)?;
    let refused = dossier.clone().run(&open(end, false));
    assert!(refused.is_err_and(|e| e.sentence.contains(&format!("lijkt bij {zaak} te horen"))));
    dossier.clone().run(&open(end, true))?;
    for (what, asks) in [
        ("De heer Voorbeeld is hier aangetroffen.", true),
        ("voorbeeld staat aan de poort", true),
        ("Er is iemand aangetroffen.", false),
        ("Een voorbeeldig verlof.", false),
    ] {
        let mut dossier = dossier.clone();
        let melding = dossier.desk.next_melding();
        let (inrichting, what) = (Plek::written("FPC de Kijvelanden"), Vertrouwelijk::new(what));
        let call = Call { inrichting, what: what.clone(), called: Some(dossier.now), ..Call::default() };
        dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
        let found = dossier.desk.meldingen.get(&melding).ok_or("geen melding")?;
        let likely = repeat::likely(&dossier.desk, dossier.book, found).map(|likely| likely.words(melding));
        assert_eq!(likely.is_some_and(|words| words.contains(&zaak.to_string())), asks, "{}", what.read());
        assert_eq!(dossier.run(&open(melding, false)).is_err(), asks, "{}", what.read());
    }
    Ok(())
}

/// A fire, a lost laptop or a disturbance is about nobody: letter, place and moment say which form it is.
#[test]
fn the_same_form_about_nobody_is_known_by_its_letter_place_and_moment_or_by_all_that_it_says() -> TestResult {
    let (moment, what) = (("voorval", "2026-11-22T02:00:00+01:00"), ("beschrijving", "Brand in kamer 3."));
    let letter = ("briefnummer", "2026/8756");
    let (dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let mail = |dossier: &mut Dossier,
                fields: &[(&str, &str)],
                plek: &str|
     -> Result<Meldingnummer, Box<dyn std::error::Error>> {
        let melding = dossier.mail_with(MeldingKind::form("mbv"), fields)?;
        let found = dossier.desk.meldingen.get_mut(&melding).ok_or("geen melding")?;
        if let Content::Mail(mail) = &mut found.content {
            mail.inrichting = Plek::written(plek);
        }
        Ok(melding)
    };
    let here = "CTP Veldzicht";
    for (first, second, plek, same) in [
        (&[letter, moment, what][..], &[letter, moment, what][..], here, true),
        (&[letter, moment, what], &[letter, moment, ("beschrijving", "Brand.")], here, true),
        (&[letter, moment, what, ("verpleegde", "J. de Voorbeeld")], &[letter, moment, what], here, true),
        (&[moment, what], &[moment, what], here, true),
        (&[moment, what], &[moment, ("beschrijving", "Een ruit is ingegooid.")], here, false),
        (&[letter, moment, what], &[("briefnummer", "2026/8757"), moment, what], here, false),
        (&[letter, moment, what], &[letter, moment, what], "FPC de Kijvelanden", false),
        (&[letter, what], &[letter, what], here, false),
    ] {
        let mut trial = dossier.clone();
        let one = mail(&mut trial, first, here)?;
        trial.run(&Act::LinkMelding(LinkMelding { melding: one, zaak, reason: String::new() }))?;
        let facts = trial.zaak(zaak)?.feiten.len();
        let other = mail(&mut trial, second, plek)?;
        let found = trial.desk.meldingen.get(&other).ok_or("geen melding")?;
        assert_eq!(
            repeat::repeated(&trial.desk, trial.book, found),
            same.then_some(one),
            "{first:?} {second:?} {plek}"
        );
        if same && first == second {
            let opens = trial.clone().run(&Act::OpenZaak(OpenZaak { melding: other, new: false, kind: None }));
            assert!(opens.is_err_and(|e| e.sentence.contains("hetzelfde formulier")), "{first:?}");
            trial.run(&Act::LinkMelding(LinkMelding { melding: other, zaak, reason: String::new() }))?;
            assert_eq!(trial.zaak(zaak)?.feiten.len(), facts, "{first:?}");
        }
    }
    Ok(())
}

/// A form of before what it is to tell of ends no term: it is asked about where it is linked, and where the time of the voorval
/// turns out to be later. So does what was noted by hand.
#[test]
fn what_came_before_the_voorval_is_no_evidence() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let form: Vec<_> = FORM.into_iter().filter(|(field, _)| *field != "voorval").collect();
    let called = dossier.now;
    dossier.now = dossier.after(-60);
    let melding = dossier.mail_with(MeldingKind::form("mbv"), &form)?;
    dossier.now = called;
    let voorval = |dossier: &Dossier, ago: i64| {
        Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(dossier.after(-ago)))] })
    };
    let act = voorval(&dossier, 5);
    dossier.run(&act)?;
    let refused = dossier.run(&LinkMelding { melding, zaak, reason: String::new() }.into());
    let refused = refused.err().ok_or("gekoppeld zonder reden")?.to_string();
    assert!(refused.contains("het formulier is van") && refused.contains("het voorval van"), "{refused}");
    dossier.run(&LinkMelding { melding, zaak, reason: "de klok van de kliniek loopt achter".to_owned() }.into())?;
    let step = |dossier: &Dossier| Ok::<_, Box<dyn std::error::Error>>(dossier.step(zaak, Step::Form)?.state);
    assert!(step(&dossier)?.explanation().contains("kwam vóór het voorval binnen"), "{:?}", step(&dossier)?);
    assert!(dossier.countdowns(zaak)?.iter().any(Countdown::is_running));
    // It counts where the time is put right, and no longer where that turns out wrong.
    let act = voorval(&dossier, 90);
    dossier.run(&act)?;
    assert!(!step(&dossier)?.explanation().contains("vóór het voorval"), "{:?}", step(&dossier)?);
    let by_hand = SetStep {
        zaak,
        step: Step::CalledBack,
        state: StepState::Done,
        reason: "Gesproken.".to_owned(),
        at: Some(dossier.after(-20)),
    };
    dossier.run(&Act::SetStep(by_hand))?;
    assert_eq!(dossier.letter(zaak, Step::CalledBack)?, 'g');
    let act = voorval(&dossier, 10);
    dossier.run(&act)?;
    assert!(dossier.step(zaak, Step::CalledBack)?.state.explanation().contains("en dit was eerder"));
    assert!(step(&dossier)?.explanation().contains("kwam vóór het voorval binnen"));
    Ok(())
}
