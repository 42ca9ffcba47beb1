//! The order of what is told: nobody phones about what is yet to be found, and nobody returns before he left. What a report names
//! in vain is said when it comes, stands with the beeld, and is taken as soon as it can be true.

use chrono::Duration;
use piket::{
    acts::{Act, ChooseRij, LinkMelding, Naming, NoteCall, OpenZaak, SetTimes},
    domain::{
        ids::Zaaknummer,
        inrichting::Plek,
        melding::{Call, MeldingKind},
        moment::Moment,
        rij::Rij,
        step::Step,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::history::{Direction, Pick},
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
