//! A version that left before another was made is noted as itself; and what follows on a piketmelding that was never sent opens
//! again, as does what follows on that.

use piket::{
    acts::{Act, CheckDraft, NotSent, ReportSent, SaveDraft, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        step::Step,
    },
    judge::checklist::ChecklistState,
};

use crate::dossier::{Dossier, TestResult};

const FIRST: DraftKind = DraftKind::Piketmelding;

fn ready() -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij("8", "FPC Kijvelanden")?;
    for about in [BesluitKind::P, BesluitKind::A] {
        let reason = "De lijn vroeg erom.".to_owned();
        dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about, choice: YesNo::Yes, reason }))?;
    }
    Ok((dossier, zaak))
}

fn saves(dossier: &mut Dossier, zaak: Zaaknummer, draft: DraftKind, text: &str) -> TestResult {
    dossier.now = dossier.after(2);
    dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: text.to_owned() }))?;
    Ok(())
}

fn checks(dossier: &mut Dossier, zaak: Zaaknummer, draft: DraftKind) -> TestResult {
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft }))?;
    Ok(())
}

fn sends(dossier: &mut Dossier, zaak: Zaaknummer, draft: DraftKind, text: &str) -> TestResult {
    saves(dossier, zaak, draft, text)?;
    checks(dossier, zaak, draft)?;
    dossier.run(&Act::ReportSent(note(dossier, zaak, draft, None)))?;
    Ok(())
}

fn note(dossier: &Dossier, zaak: Zaaknummer, draft: DraftKind, version: Option<u32>) -> ReportSent {
    let (channel, recipients, reason) = ("e-mail".to_owned(), "lijn".to_owned(), String::new());
    ReportSent { version, zaak, draft, at: dossier.now, channel, recipients, reason }
}

fn never(dossier: &mut Dossier, zaak: Zaaknummer, draft: DraftKind, number: u32) -> TestResult {
    dossier.now = dossier.after(2);
    let reason = "De mail bleef staan.".to_owned();
    dossier.run(&Act::NotSent(NotSent { zaak, draft, number: Some(number), reason }))?;
    Ok(())
}

fn step(dossier: &Dossier, zaak: Zaaknummer, step: Step) -> Result<ChecklistState, Box<dyn std::error::Error>> {
    Ok(dossier.state(zaak, step)?.ok_or("geen stap")?)
}

fn versions(dossier: &Dossier, zaak: Zaaknummer) -> Result<Vec<u32>, Box<dyn std::error::Error>> {
    let draft = dossier.zaak(zaak)?.drafts.get(&FIRST).ok_or("geen concept")?;
    Ok(draft.sent.iter().map(|sent| sent.version).collect())
}

#[test]
fn what_left_before_a_newer_version_came_is_noted_as_itself() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    saves(&mut dossier, zaak, FIRST, "Patiënten weigeren hun kamer.")?;
    checks(&mut dossier, zaak, FIRST)?;
    let left = dossier.now;
    saves(&mut dossier, zaak, FIRST, "Patiënten weigeren hun kamer; het is nu rustig.")?;
    let refused = dossier.clone().run(&Act::ReportSent(note(&dossier, zaak, FIRST, None))).err().ok_or("genoteerd")?;
    assert!(refused.hint.is_some_and(|hint| hint.contains("--versie 1")), "{}", refused.sentence);
    let of = |dossier: &Dossier, version| ReportSent { at: left, ..note(dossier, zaak, FIRST, Some(version)) };
    for unknown in [2, 3] {
        assert!(dossier.clone().run(&Act::ReportSent(of(&dossier, unknown))).is_err(), "version {unknown}");
    }
    dossier.run(&Act::ReportSent(of(&dossier, 1)))?;
    assert_eq!(versions(&dossier, zaak)?, [1]);
    let sent = dossier.zaak(zaak)?.drafts.get(&FIRST).and_then(|d| d.sent.first().cloned()).ok_or("niets")?;
    assert_eq!((sent.at, sent.saved), (left, left), "it is as old as it was");
    // An earlier minute than its own text had no version yet, whichever is the latest.
    let early = ReportSent {
        at: left.plus(chrono::Duration::minutes(-1)),
        recipients: "Woordvoering".to_owned(),
        ..of(&dossier, 1)
    };
    assert!(dossier.run(&Act::ReportSent(early)).is_err());
    Ok(())
}

#[test]
fn what_nobody_checked_is_not_noted_however_old() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    saves(&mut dossier, zaak, FIRST, "Een ruit is stuk.")?;
    saves(&mut dossier, zaak, FIRST, "Twee ruiten zijn stuk.")?;
    checks(&mut dossier, zaak, FIRST)?;
    assert!(dossier.clone().run(&Act::ReportSent(note(&dossier, zaak, FIRST, Some(1)))).is_err());
    dossier.run(&Act::ReportSent(note(&dossier, zaak, FIRST, Some(2))))?;
    Ok(())
}

#[test]
fn what_follows_on_a_message_that_never_left_opens_again() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    sends(&mut dossier, zaak, FIRST, "Patiënten weigeren hun kamer.")?;
    sends(&mut dossier, zaak, FIRST, "Aanvulling: de afdeling is op slot.")?;
    sends(&mut dossier, zaak, DraftKind::Afloopbericht, "De patiënten zijn naar hun kamer.")?;
    for of in [Step::Piketmelding, Step::Afloopbericht] {
        assert!(matches!(step(&dossier, zaak, of)?, ChecklistState::Done { .. }), "{of:?}");
    }
    never(&mut dossier, zaak, FIRST, 1)?;
    for (of, says) in [(Step::Piketmelding, "is niet verzonden"), (Step::Afloopbericht, "volgt zelf op een die niet")] {
        let state = step(&dossier, zaak, of)?;
        assert!(matches!(&state, ChecklistState::Ready(why) if why.contains(says)), "{of:?}: {state:?}");
    }
    // The next one is a first message again, and follows on nothing.
    sends(&mut dossier, zaak, FIRST, "Patiënten weigerden hun kamer; de afdeling is op slot.")?;
    assert!(matches!(step(&dossier, zaak, Step::Piketmelding)?, ChecklistState::Done { .. }));
    let draft = dossier.zaak(zaak)?.drafts.get(&FIRST).cloned().ok_or("geen concept")?;
    assert_eq!(
        draft.sent.iter().map(|sent| (sent.version, sent.follows)).collect::<Vec<_>>(),
        [(2, Some(1)), (3, None)]
    );
    sends(&mut dossier, zaak, FIRST, "Aanvulling: de politie is weg.")?;
    assert!(dossier.zaak(zaak)?.drafts.get(&FIRST).is_some_and(|d| d.follows == Some(3)));
    Ok(())
}

#[test]
fn a_text_that_waits_says_that_what_it_follows_on_never_left() -> TestResult {
    let (mut dossier, zaak) = ready()?;
    sends(&mut dossier, zaak, FIRST, "Patiënten weigeren hun kamer.")?;
    saves(&mut dossier, zaak, FIRST, "Aanvulling: de afdeling is op slot.")?;
    checks(&mut dossier, zaak, FIRST)?;
    assert!(dossier.clone().run(&Act::ReportSent(note(&dossier, zaak, FIRST, None))).is_ok());
    never(&mut dossier, zaak, FIRST, 1)?;
    let refused = dossier.run(&Act::ReportSent(note(&dossier, zaak, FIRST, None))).err().ok_or("genoteerd")?;
    assert!(refused.sentence.contains("waarop zij volgt, is niet verzonden"), "{}", refused.sentence);
    Ok(())
}
