//! The order of what is told: nobody phones about what is yet to be found, and nobody returns before he left. What a report names
//! in vain is said when it comes, stands with the beeld, and is taken as soon as it can be true.

use chrono::Duration;
use piket::{
    acts::{
        Act, ChooseRij, FieldVerdict, JudgeField, LinkMelding, MergeZaken, Naming, NoteCall, OpenZaak, SetStep,
        SetTimes, SplitZaak, UnlinkMelding,
    },
    domain::{
        ids::Zaaknummer,
        inrichting::Plek,
        melding::{Call, MeldingKind},
        moment::Moment,
        rij::Rij,
        step::{Step, StepState},
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{
        event::Entry,
        history::{Direction, Pick},
    },
};

use crate::dossier::{Dossier, TestResult};

fn at(text: &str) -> Result<Moment, piket::domain::error::Error> {
    Moment::from_rfc3339(&format!("2026-11-22T{text}:00+01:00"))
}

fn set(zaak: Zaaknummer, times: &[(TimeKind, &str)]) -> Result<Act, piket::domain::error::Error> {
    let moment = |(kind, text): &(TimeKind, &str)| at(text).map(|at| (*kind, Some(at)));
    let times = times.iter().map(moment).collect::<Result<_, _>>()?;
    Ok(Act::SetTimes(SetTimes { zaak, times }))
}

/// An absence that began at 00:40 and was phoned in at 00:45; nothing was told to Fast NL, and it is 02:10.
fn absent() -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let mut dossier = Dossier::empty()?;
    let call = Call {
        inrichting: Plek::written("FPC de Oostvaarderskliniek"),
        what: Vertrouwelijk::new("Niet terug van verlof."),
        called: Some(at("00:45")?),
        voorval: Some(at("00:40")?),
        rij: Some(Rij::parse("G")?),
        ..Call::default()
    };
    let melding = dossier.desk.next_melding();
    dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
    dossier.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None }))?;
    let zaak = dossier.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    Ok((dossier, zaak))
}

/// An absence that was phoned in at 01:00, since when nobody said.
fn since_unknown() -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let mut dossier = Dossier::empty()?;
    let call = Call {
        inrichting: Plek::written("FPC de Oostvaarderskliniek"),
        what: Vertrouwelijk::new("Niet terug van verlof."),
        called: Some(at("01:00")?),
        rij: Some(Rij::parse("G")?),
        ..Call::default()
    };
    let melding = dossier.desk.next_melding();
    dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
    dossier.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None }))?;
    let zaak = dossier.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    Ok((dossier, zaak))
}

fn form(
    dossier: &mut Dossier,
    kind: &'static str,
    named: &[(&'static str, &str)],
) -> Result<Act, Box<dyn std::error::Error>> {
    let zaak = dossier.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    let read = |(field, text): &(&'static str, &str)| at(text).map(|at| (*field, at.rfc3339()));
    let named: Vec<(&str, String)> = named.iter().map(read).collect::<Result<_, _>>()?;
    let fields: Vec<(&str, &str)> = named.iter().map(|(field, text)| (*field, text.as_str())).collect();
    let melding = dossier.mail_with(MeldingKind::form(kind), &fields)?;
    Ok(Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))
}

#[test]
fn what_is_found_after_the_only_call_is_refused_and_told_by_a_later_form_it_is_taken() -> TestResult {
    let (mut dossier, zaak) = absent()?;
    let late = dossier.countdowns(zaak)?.into_iter().find(|k| k.termijn.kind == TermijnKind::of("moa-fast-nl"));
    let word = |d: &Dossier| -> Result<String, Box<dyn std::error::Error>> {
        let all = d.countdowns(zaak)?;
        let found = all.iter().find(|k| k.termijn.kind == TermijnKind::of("moa-fast-nl")).ok_or("geen klok")?;
        Ok(found.phrase(d.now))
    };
    assert!(late.is_some() && word(&dossier)?.contains("TE LAAT"));
    let refused = dossier.run(&set(zaak, &[(TimeKind::Constatering, "01:26")])?).err().ok_or("aangenomen")?;
    assert!(refused.sentence.contains("ligt na het telefoontje"), "{refused}");
    let linked = form(&mut dossier, "moa", &[("constatering", "01:26")])?;
    let told = dossier.run_told(&linked)?.join(" ");
    // A form that came after it may tell it; that the term is no longer late is said.
    assert!(told.contains("De termijn MOA Fast NL was te laat, en is nu"), "{told}");
    assert!(dossier.zaak(zaak)?.times.constatering.is_some() && !word(&dossier)?.contains("TE LAAT"));
    // Within the minute of the call is not after it.
    dossier.run(&set(zaak, &[(TimeKind::Constatering, "00:45")])?)?;
    // The same when the case opens, and when it was heard that it was over before it was found.
    let mut other = Dossier::empty()?;
    let call = Call { called: Some(other.after(-30)), constatering: Some(other.after(-5)), ..Call::default() };
    let melding = other.desk.next_melding();
    other.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
    assert!(other.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None })).is_err());
    let heard =
        set(zaak, &[(TimeKind::Called, "02:00"), (TimeKind::OaEndHeard, "01:10"), (TimeKind::Constatering, "01:26")])?;
    assert!(dossier.run(&heard).is_err());
    Ok(())
}

#[test]
fn a_term_that_is_no_longer_late_to_the_same_moment_is_named() -> TestResult {
    let (mut dossier, zaak) = absent()?;
    let later = set(zaak, &[(TimeKind::Called, "01:30"), (TimeKind::Constatering, "01:26")])?;
    let told = dossier.run_told(&later)?.join(" ");
    let said = "De termijn MOA Fast NL was te laat, en is nu alleen volgens de strengste lezing voorbij";
    assert!(told.contains(said), "{told}");
    Ok(())
}

#[test]
fn an_end_before_the_voorval_is_said_kept_and_taken_up_when_it_fits() -> TestResult {
    let end = |d: &Dossier, zaak| d.zaak(zaak).map(|z| z.times.oa_end);
    let (mut dossier, zaak) = absent()?;
    dossier.run(&set(zaak, &[(TimeKind::Voorval, "00:44")])?)?;
    let linked = form(&mut dossier, "einde-oa", &[("einde_oa", "00:42")])?;
    let number = dossier.log.len() as u64 + 1;
    let told = dossier.run_told(&linked)?.join(" ");
    assert!(told.contains("Let op: niet overgenomen uit M0002: de terugkeer of aanhouding ("), "{told}");
    assert_eq!(end(&dossier, zaak)?, None);
    for step in [Step::Beeld, Step::of_book("einde-oa")] {
        let state = dossier.step(zaak, step)?.state;
        assert!(
            state.is_ready() && state.explanation().contains("niet overgenomen uit M0002"),
            "{}",
            state.explanation()
        );
    }
    let waits = dossier.step(zaak, Step::of_book("einde-fast-nl"))?.state;
    assert!(!waits.explanation().contains("duurt nog"), "{}", waits.explanation());
    // Unlinked, it is gone.
    let mut without = dossier.clone();
    assert!(without.undo(number));
    assert!(!without.step(zaak, Step::Beeld)?.state.explanation().contains("niet overgenomen"));
    let told = dossier.run_told(&set(zaak, &[(TimeKind::Voorval, "00:30")])?)?.join(" ");
    assert!(
        told.to_lowercase().contains("de terugkeer of aanhouding zo 22-11 00:42 is nu overgenomen uit m0002"),
        "{told}"
    );
    assert_eq!(end(&dossier, zaak)?, Some(at("00:42")?));
    assert_eq!(dossier.letter(zaak, Step::of_book("einde-oa"))?, 'g');
    // Taken back with what made it fit, it is told again, and taken again.
    let mut back = dossier.clone();
    back.now = back.after(1);
    back.turn(Direction::Undo, Pick::Last)?;
    assert!(back.step(zaak, Step::Beeld)?.state.explanation().contains("niet overgenomen uit M0002"));
    back.now = back.after(1);
    back.run(&set(zaak, &[(TimeKind::Voorval, "00:31")])?)?;
    assert_eq!(end(&back, zaak)?, Some(at("00:42")?));
    // What the officer clears stays cleared.
    dossier.now = dossier.after(1);
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, None)] }))?;
    dossier.now = dossier.after(1);
    dossier.run(&set(zaak, &[(TimeKind::Voorval, "00:29")])?)?;
    assert_eq!(end(&dossier, zaak)?, None);
    Ok(())
}

/// A form about the end opens a case that has no row yet; the row of an absence then takes the end, where it can be.
#[test]
fn the_row_of_an_absence_takes_the_end_that_a_form_named_before_it() -> TestResult {
    for (voorval, fits) in [("00:50", true), ("01:22", false)] {
        let mut dossier = Dossier::empty()?;
        let (left, back) = (at(voorval)?.rfc3339(), at("01:05")?.rfc3339());
        let first = dossier.mail_with(MeldingKind::form("einde-oa"), &[("einde_oa", &back)])?;
        dossier.now = dossier.now.plus(Duration::minutes(1));
        let second = dossier.mail_with(MeldingKind::form("moa"), &[("voorval", &left)])?;
        dossier.run(&Act::OpenZaak(OpenZaak { melding: first, new: true, kind: None }))?;
        let zaak = dossier.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding: second, zaak, reason: String::new() }))?;
        let row = ChooseRij { zaak, rij: Rij::parse("G")?, reason: String::new() };
        let told = dossier.run_told(&row.into())?.join(" ");
        assert_eq!(dossier.zaak(zaak)?.times.oa_end.is_some(), fits, "{told}");
        assert!(
            told.contains(if fits { "is nu overgenomen uit M0001" } else { "niet overgenomen uit M0001" }),
            "{told}"
        );
    }
    Ok(())
}

/// Whatever makes room for it, a time that a report names is taken by that act, is said, and goes when that is taken back.
#[test]
fn what_fits_by_any_act_is_taken_with_it() -> TestResult {
    let end = |d: &Dossier, zaak| d.zaak(zaak).map(|z| z.times.oa_end);
    let said = "de terugkeer of aanhouding zo 22-11 00:42 is nu overgenomen uit m";
    // The report that named a later voorval turns out to be of another case.
    let (mut dossier, zaak) = since_unknown()?;
    let wrong = dossier.desk.next_melding();
    let linked = form(&mut dossier, "moa", &[("voorval", "00:44")])?;
    dossier.run(&linked)?;
    let linked = form(&mut dossier, "einde-oa", &[("einde_oa", "00:42")])?;
    dossier.run(&linked)?;
    assert_eq!(end(&dossier, zaak)?, None);
    let before = dossier.clone();
    dossier.now = dossier.after(1);
    let number = dossier.log.len() as u64 + 1;
    let told = dossier.run_told(&UnlinkMelding { melding: wrong }.into())?.join(" ").to_lowercase();
    assert!(told.contains(said), "{told}");
    assert_eq!(end(&dossier, zaak)?, Some(at("00:42")?));
    dossier.now = dossier.after(1);
    assert!(dossier.undo(number));
    assert_eq!((end(&dossier, zaak)?, dossier.zaak(zaak)?.times), (None, before.zaak(zaak)?.times));
    dossier.turn(Direction::Redo, Pick::Numbered(number))?;
    assert_eq!(end(&dossier, zaak)?, Some(at("00:42")?));

    // In the case that it goes up in it fits, and it goes along when they are parted.
    let mut merged = before.clone();
    merged.now = merged.after(1);
    let target = {
        let call = Call {
            inrichting: Plek::written("FPC de Oostvaarderskliniek"),
            what: Vertrouwelijk::new("Nog steeds niet terug."),
            called: Some(at("01:05")?),
            voorval: Some(at("00:30")?),
            rij: Some(Rij::parse("G")?),
            ..Call::default()
        };
        let melding = merged.desk.next_melding();
        merged.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
        merged.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None }))?;
        merged.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?
    };
    let reason = "Het is hetzelfde voorval.".to_owned();
    let number = merged.log.len() as u64 + 1;
    let merge = MergeZaken { source: zaak, target, reason: reason.clone() };
    let told = merged.run_told(&merge.into())?.join(" ").to_lowercase();
    assert!(told.contains(said) && end(&merged, target)? == Some(at("00:42")?), "{told}");
    let mut back = merged.clone();
    back.now = back.after(1);
    assert!(back.undo(number));
    assert_eq!(end(&back, target)?, None);
    merged.now = merged.after(1);
    merged.run(&SplitZaak { source: zaak, reason }.into())?;
    assert_eq!((end(&merged, target)?, end(&merged, zaak)?), (None, None));
    Ok(())
}

/// What fits because something was taken back is no act of its own: it is named with the beeld until the next.
#[test]
fn what_fits_after_an_undo_is_named_until_it_is_taken() -> TestResult {
    let (mut dossier, zaak) = absent()?;
    dossier.now = dossier.after(1);
    dossier.run(&set(zaak, &[(TimeKind::Voorval, "00:44")])?)?;
    let linked = form(&mut dossier, "einde-oa", &[("einde_oa", "00:42")])?;
    dossier.run(&linked)?;
    dossier.now = dossier.after(1);
    let beeld = |d: &Dossier| d.step(zaak, Step::Beeld).map(|line| line.state.explanation().to_owned());
    let undone = dossier.log.iter().rev().find(|e| e.event.form().kind == "tijd_gezet").map(Entry::act);
    assert!(dossier.undo(undone.ok_or("geen tijd")?));
    let named = beeld(&dossier)?;
    assert!(named.starts_with("nog niet overgenomen uit M0002: de terugkeer of aanhouding ("), "{named}");
    dossier.now = dossier.after(1);
    dossier.run(&set(zaak, &[(TimeKind::Voorval, "00:41")])?)?;
    assert_eq!(dossier.zaak(zaak)?.times.oa_end, Some(at("00:42")?));
    assert!(!beeld(&dossier)?.contains("overgenomen"));
    Ok(())
}

/// A report goes with what it set, and never with what the officer set.
#[test]
fn what_the_officer_set_stays_when_a_report_that_says_the_same_goes() -> TestResult {
    let found = |d: &Dossier, zaak| d.zaak(zaak).map(|z| z.times.constatering);
    for by_hand in [true, false] {
        let (mut dossier, zaak) = absent()?;
        if by_hand {
            dossier.run(&set(zaak, &[(TimeKind::Constatering, "00:43")])?)?;
        }
        dossier.now = dossier.after(1);
        let melding = dossier.desk.next_melding();
        let linked = form(&mut dossier, "moa", &[("constatering", "00:43")])?;
        dossier.run(&linked)?;
        assert_eq!(found(&dossier, zaak)?, Some(at("00:43")?));
        let linked = dossier.clone();
        dossier.now = dossier.after(1);
        let number = dossier.log.len() as u64 + 1;
        dossier.run(&UnlinkMelding { melding }.into())?;
        assert_eq!(found(&dossier, zaak)?.is_some(), by_hand);
        assert!(dossier.undo(number));
        assert_eq!(found(&dossier, zaak)?, Some(at("00:43")?));
        // The same where the form turns out to say something else.
        let mut otherwise = linked.clone();
        let verdict = FieldVerdict::Typed("00:42".to_owned());
        otherwise.run(&JudgeField { melding, field: "constatering".to_owned(), verdict }.into())?;
        assert_eq!(found(&otherwise, zaak)? == Some(at("00:43")?), by_hand);
    }
    Ok(())
}

/// What the officer types is not taken over from anybody, also where a report said it before.
#[test]
fn what_was_typed_is_not_said_to_be_taken_over() -> TestResult {
    let (mut dossier, zaak) = absent()?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, None)] }))?;
    let linked = form(&mut dossier, "moa", &[("voorval", "00:41")])?;
    dossier.now = dossier.after(1);
    dossier.run(&linked)?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, None)] }))?;
    dossier.now = dossier.after(1);
    let told = dossier.run_told(&set(zaak, &[(TimeKind::Voorval, "00:41")])?)?.join(" ");
    assert!(told.contains("Vastgelegd: voorval") && !told.contains("overgenomen"), "{told}");
    Ok(())
}

/// A time that is not taken is said with the beeld, whatever else is missing there and whoever marked it as looked at.
#[test]
fn what_is_not_taken_stands_with_the_beeld_also_beside_what_is_missing_and_under_a_mark() -> TestResult {
    let (mut dossier, zaak) = since_unknown()?;
    for (kind, named) in [("einde-oa", ("einde_oa", "00:10")), ("moa", ("voorval", "00:28"))] {
        let linked = form(&mut dossier, kind, &[named])?;
        dossier.run(&linked)?;
    }
    let beeld = |d: &Dossier| d.step(zaak, Step::Beeld).map(|line| line.state);
    let said = "niet overgenomen uit M";
    let missing = beeld(&dossier)?;
    let (state, reason) = (StepState::Done, "Nagekeken.".to_owned());
    assert!(missing.explanation().starts_with("ontbreekt: tijd van het voorval"), "{missing:?}");
    dossier.now = dossier.after(1);
    dossier.run(&SetStep { zaak, step: Step::Beeld, state, reason, at: None }.into())?;
    assert!(beeld(&dossier)?.is_done());
    for state in [missing, beeld(&dossier)?] {
        assert!(state.explanation().contains(said), "{state:?}");
    }
    Ok(())
}
