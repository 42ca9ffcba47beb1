//! Undo in a story of several acts: a draft goes back version by version, typing in one go is one act, and what something
//! else rests on says so. How each act by itself is taken back stands with its own tests.

use piket::{
    acts::{Act, CheckDraft, SaveDraft, SetInrichting, SetStep, TakeBesluit, UnlistedName, Weigh, decide::decide_all},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        ids::Zaaknummer,
        melding::MeldingKind,
        message_sender::MessageSender,
        step::{Step, StepState},
    },
    log::history::{Chance, Direction, Pick},
};

use crate::dossier::{Dossier, TestResult};

/// A draft that comes back is a new version, never an old number with another text. What was typed between two pauses
/// goes back at a time, by its number and with what counts again, and the first of all goes back to no draft.
#[test]
fn a_draft_goes_back_one_version_at_a_time_and_a_number_is_never_given_out_twice() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let draft = DraftKind::Sms;
    let type_in = |d: &mut Dossier, text: &str| {
        d.now = d.after(1);
        d.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: text.to_owned() }))
    };
    let stands = |d: &Dossier| -> Result<_> {
        Ok(d.zaak(zaak)?.drafts.get(&draft).map(|c| (c.version, c.text.read().to_owned(), c.is_checked())))
    };
    type_in(&mut dossier, "Een.")?;
    type_in(&mut dossier, "Een, twee.")?;
    // Mail that comes in between is nobody's act.
    dossier.mail(MeldingKind::Unknown, &[])?;
    type_in(&mut dossier, "Een, twee, drie.")?;
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft }))?;
    dossier.turn(Direction::Undo, Pick::Last)?;
    let told = |d: &Dossier| -> Result<_> {
        let turned = d.deeds().turn(Direction::Undo, Pick::Last, d.now)?;
        Ok(turned.told(&turned.name))
    };
    let label = draft.label();
    assert_eq!(told(&dossier)?, format!("versie 3 van {label} bij {zaak}; nu geldt weer de tekst van versie 2"));
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(stands(&dossier)?, Some((4, "Een, twee.".to_owned(), false)));
    assert_eq!(told(&dossier)?, format!("versie 2 van {label} bij {zaak}; nu geldt weer de tekst van versie 1"));
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(stands(&dossier)?, Some((5, "Een.".to_owned(), false)));
    assert_eq!(told(&dossier)?, format!("versie 1 van {label} bij {zaak}; nu is er geen versie meer"));
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(stands(&dossier)?, None);
    dossier.turn(Direction::Redo, Pick::Last)?;
    assert_eq!(stands(&dossier)?, Some((6, "Een.".to_owned(), false)));
    dossier.turn(Direction::Redo, Pick::Last)?;
    assert_eq!(stands(&dossier)?, Some((7, "Een, twee.".to_owned(), false)));
    Ok(())
}

/// Out of turn: what nothing rests on goes back by its number, and what something rests on says what that is.
#[test]
fn an_earlier_act_is_undone_out_of_turn_or_says_what_came_after_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let p = |choice, reason: &str| {
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice, reason: reason.to_owned() })
    };
    let opened = dossier.deeds().list(dossier.now).first().map(|d| d.number).ok_or("geen handeling")?;
    let first = dossier.run(&p(YesNo::Yes, "Ernstig."))?;
    let second = dossier.run(&p(YesNo::No, "Viel mee."))?;
    let feit = dossier.run(&Act::SetInrichting(SetInrichting {
        zaak,
        inrichting: "FPC Pompestichting".to_owned(),
        unlisted: UnlistedName::Meant,
    }))?;

    let Err(why) = dossier.turn(Direction::Undo, Pick::Numbered(first)) else { return Err("ging door".into()) };
    assert!(
        why.hint.is_some_and(|h| h.contains("besluit P: nee") && h.contains(&second.to_string())),
        "{}",
        why.sentence
    );
    let Err(why) = dossier.turn(Direction::Undo, Pick::Numbered(opened)) else { return Err("ging door".into()) };
    assert!(why.hint.is_some_and(|h| h.contains("inrichting")), "{}", why.sentence);

    dossier.turn(Direction::Undo, Pick::Numbered(second))?;
    assert_eq!(dossier.zaak(zaak)?.besluit(BesluitKind::P).map(|b| b.choice), Some(YesNo::Yes));
    assert!(dossier.turn(Direction::Undo, Pick::Numbered(second)).is_err(), "twee keer");
    dossier.turn(Direction::Undo, Pick::Numbered(first))?;
    assert_eq!(dossier.zaak(zaak)?.besluit(BesluitKind::P), None);
    // The second decision was taken on top of the first.
    let list = dossier.deeds().list(dossier.now);
    let chance = |number| list.iter().find(|d| d.number == number).map(|d| (d.stands, &d.chance));
    assert_eq!(chance(feit), Some((true, &Chance::Undo)));
    assert_eq!(chance(first), Some((false, &Chance::Redo)));
    assert!(matches!(chance(second), Some((false, Chance::None(_)))));
    dossier.turn(Direction::Redo, Pick::Numbered(first))?;
    dossier.turn(Direction::Redo, Pick::Numbered(second))?;
    assert_eq!(dossier.zaak(zaak)?.besluit(BesluitKind::P).map(|b| b.choice), Some(YesNo::No));
    Ok(())
}

#[test]
fn the_facts_of_an_undo_are_recorded_at_their_own_time() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let reason = "Ernstig letsel.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    let taken = dossier.now;
    dossier.now = dossier.after(60);
    let reason = "Viel mee.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::No, reason }))?;
    let turned = dossier.deeds().turn(Direction::Undo, Pick::Last, dossier.now)?;
    assert_eq!(turned.new.iter().map(|n| n.occurred_at).collect::<Vec<_>>(), [taken]);
    Ok(())
}

/// A draft saves itself at every halt of the hand: that is one act, however many versions it made, until the hand
/// rested or a minute went by; what came after another act is another one.
#[test]
fn a_burst_of_typing_is_one_act_and_a_pause_or_a_minute_ends_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let draft = DraftKind::Piketmelding;
    let mut text = String::new();
    let mut type_for = |d: &mut Dossier, seconds: i64, every: i64| -> TestResult {
        for _ in 0..seconds * 1000 / every {
            d.now = d.now.plus(chrono::Duration::milliseconds(every));
            text.push_str("woord ");
            d.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: text.clone() }))?;
        }
        Ok(())
    };
    type_for(&mut dossier, 5, 250)?;
    dossier.now = dossier.after(1);
    type_for(&mut dossier, 10, 2500)?;
    let names = |d: &Dossier| -> Vec<String> {
        d.deeds().list(d.now).into_iter().map(|deed| deed.name).take_while(|n| n.contains("versie")).collect()
    };
    let label = draft.label();
    let second = format!("versie 21 tot en met 24 van {label} bij {zaak}");
    assert_eq!(names(&dossier), [second.clone(), format!("versie 1 tot en met 20 van {label} bij {zaak}")]);
    let told = dossier.deeds().turn(Direction::Undo, Pick::Last, dossier.now)?;
    assert_eq!(told.told(&told.name), format!("{second}; nu geldt weer de tekst van versie 20"));
    // Three minutes without a halt are more than one act.
    dossier.now = dossier.after(10);
    type_for(&mut dossier, 180, 2500)?;
    assert_eq!(names(&dossier).len(), 2 + 3, "{:?}", names(&dossier));
    // Another text in its place is an act of its own, however soon it came.
    replace_text(&mut dossier, zaak)?;
    assert!(names(&dossier).first().is_some_and(|n| !n.contains("tot en met")), "{:?}", names(&dossier));
    dossier.turn(Direction::Undo, Pick::Last)?;
    // Back and forth again, and nothing is lost.
    let is = |d: &Dossier| d.zaak(zaak).map(|z| z.drafts.get(&draft).map(|d| d.text.read().to_owned()));
    let whole = is(&dossier)?;
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_ne!(is(&dossier)?, whole);
    dossier.turn(Direction::Redo, Pick::Last)?;
    assert_eq!(is(&dossier)?, whole);
    Ok(())
}

/// The template comes in the place of all that was typed.
fn replace_text(dossier: &mut Dossier, zaak: Zaaknummer) -> TestResult {
    let text = "Uit het sjabloon.".to_owned();
    dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Piketmelding, text }))?;
    Ok(())
}

/// The end of a call is one act: its name says each answer that goes with the tick.
#[test]
fn what_was_confirmed_with_a_tick_is_named_with_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let reason = "gesproken met L. Oefenrijk".to_owned();
    let (step, state) = (Step::CalledBack, StepState::Done);
    let mut acts: Vec<Act> = vec![SetStep { zaak, step, state, reason, at: None }.into()];
    for question in ["2.1", "G1"] {
        acts.push(Weigh { zaak, question: question.into(), answer: Answer::Yes }.into());
    }
    let decided = decide_all(&dossier.desk, &dossier.context(&MessageSender::unnamed()), &acts)?;
    dossier.record(decided.new, None);
    let name = dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(name, format!("stap teruggebeld gereed, met vraag 2.1: ja, vraag G1: ja bij {zaak}"));
    assert!(dossier.zaak(zaak)?.answers.is_empty() && dossier.zaak(zaak)?.steps.is_empty());
    Ok(())
}
