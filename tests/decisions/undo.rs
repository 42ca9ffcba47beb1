//! Undo: for every act that can be undone, recording its opposite gives back the case and the report
//! as they were, except for what the log keeps on purpose.

use piket::{
    acts::{
        Act, AssessFeit, CheckDraft, ChooseRij, CloseZaak, CorrectFeit, IncludeInMonitor, LinkMelding, Naming,
        NoteCall, NoteFeit, OpenZaak, PassOn, PutBack, ReceiveStep, ReopenZaak, ReportSent, RetractFeit, SaveDraft,
        SetAside, SetInrichting, SetStep, SetTermijn, SetTimes, TakeBesluit, UnlinkMelding, Weigh,
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        rij::Rij,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        time_kind::TimeKind,
    },
    log::{
        desk::Desk,
        history::{Chance, Direction, Pick},
        zaak::Zaak,
    },
};

use crate::dossier::{Dossier, TestResult};

/// A case without the traces an undo leaves: when it was last touched, the history of rows and
/// places, the numbers of drafts, and facts that were noted and taken back.
fn without_trace(zaak: &Zaak) -> Zaak {
    let mut bare = zaak.clone();
    bare.last = bare.opened;
    bare.placings.clear();
    let rij = bare.rij_choices.last().cloned();
    bare.rij_choices = rij
        .into_iter()
        .filter(|k| k.rij.is_some())
        .map(|mut k| {
            k.at = bare.opened;
            k.reason = piket::domain::text::Vertrouwelijk::default();
            k
        })
        .collect();
    for draft in bare.drafts.values_mut() {
        draft.checked = None;
        draft.version = 0;
    }
    // What came back was noted when it did.
    bare.steps.values_mut().for_each(|note| note.noted = bare.opened);
    bare.passed_on.iter_mut().for_each(|told| told.noted = bare.opened);
    bare.settled.iter_mut().for_each(|settled| settled.at = bare.opened);
    bare.retracted.clear();
    bare.revised.clear();
    bare.retracted_drafts.clear();
    bare.reminders.retain(|r| r.done.is_none());
    bare.reminders.sort_by_key(|r| r.number);
    bare.meldingen.sort_by_key(|k| k.melding);
    bare
}

/// True when both desks hold the same.
pub fn same(before: &Desk, after: &Desk) -> Result<(), String> {
    if before.meldingen != after.meldingen {
        return Err("een melding staat er anders bij".to_owned());
    }
    for (nr, was) in &before.zaken {
        let Some(is) = after.zaken.get(nr) else { return Err(format!("{nr} is weg")) };
        let (a, b) = (without_trace(was), without_trace(is));
        if a != b {
            return Err(format!("{nr}: {a:?}\nis nu {b:?}"));
        }
        for (kind, c) in &was.drafts {
            // A text that came back is a later version, and has to be checked again.
            let now = is.drafts.get(kind).map(|c| (c.version, c.checked));
            let later = now.is_some_and(|(version, check)| version > c.version && check != Some(version));
            if now != Some((c.version, c.checked)) && !later {
                return Err(format!("{nr}: concept {kind} is {now:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn each_kind_of_act_is_undone_or_says_why_not() -> TestResult {
    let (mut start, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    let mbv = start.mail(
        MeldingKind::form("moa"),
        &[("wijze_van_onttrekking", "Over het hek."), ("constatering", "2026-11-22T02:05:00+01:00")],
    )?;
    let linked = start.mail(MeldingKind::Unknown, &[])?;
    start.run(&Act::LinkMelding(LinkMelding { melding: linked, zaak, reason: String::new() }))?;
    let set_aside = start.mail(MeldingKind::Unknown, &[])?;
    start.run(&Act::SetAside(SetAside { melding: set_aside, reason: "Reclame.".to_owned() }))?;
    for text in ["Een.", "Twee."] {
        start.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text: text.to_owned() }))?;
    }
    start.run(&Act::TakeBesluit(TakeBesluit {
        zaak,
        about: BesluitKind::P,
        choice: YesNo::Yes,
        reason: "Eerst.".to_owned(),
    }))?;
    let done = |state, reason: &str| {
        Act::SetStep(SetStep { zaak, step: Step::of_book("fast-nl"), state, reason: reason.to_owned(), at: None })
    };
    start.run(&Act::ReceiveStep(ReceiveStep {
        zaak,
        step: Step::of_book("fast-nl"),
        what: None,
        road: None,
        remark: "Gebeld om 02:20.".to_owned(),
        at: None,
    }))?;
    let shut = start.phone("FPC Pompestichting", Some("12"))?;
    start.run(&Act::SetStep(SetStep {
        zaak: shut,
        step: Step::Verdict,
        state: StepState::NotNeeded,
        reason: "Nee.".to_owned(),
        at: None,
    }))?;
    let to_close = start.phone("FPC de Kijvelanden", Some("12"))?;
    start.run(&Act::SetStep(SetStep {
        zaak: to_close,
        step: Step::Verdict,
        state: StepState::NotNeeded,
        reason: "Nee.".to_owned(),
        at: None,
    }))?;
    start.run(&Act::CloseZaak(CloseZaak { zaak: shut }))?;
    start.now = start.after(5);
    let (earlier, manual) = (start.after(-30), start.after(90));
    let call = piket::domain::melding::Call {
        inrichting: piket::domain::inrichting::Plek::written("Mesdag"),
        ..Default::default()
    };

    let text = |t: &str| t.to_owned();
    let with: Vec<Act> = vec![
        Act::NoteCall(NoteCall { melding: Some(Meldingnummer(1)), call: call.clone(), naming: Naming::AsTyped }),
        Act::LinkMelding(LinkMelding { melding: mbv, zaak, reason: String::new() }),
        Act::UnlinkMelding(UnlinkMelding { melding: linked }),
        Act::SetAside(SetAside { melding: mbv, reason: text("Dubbel.") }),
        Act::PutBack(PutBack { melding: set_aside }),
        Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("G")?, reason: text("Van verlof.") }),
        Act::SetInrichting(SetInrichting { zaak, inrichting: text("FPC Pompestichting") }),
        Act::SetTimes(SetTimes {
            zaak,
            times: vec![(TimeKind::Voorval, Some(earlier)), (TimeKind::OaEnd, Some(start.now))],
        }),
        Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Called, None)] }),
        Act::NoteFeit(NoteFeit {
            zaak,
            topic: Topic::Injury,
            text: text("Geen."),
            source: text("arts"),
            status: FeitStatus::Reported,
            happened: None,
        }),
        Act::CorrectFeit(CorrectFeit {
            zaak,
            feit: 1.into(),
            text: text("Anders."),
            topic: Some(Topic::Media),
            source: None,
            happened: None,
        }),
        Act::RetractFeit(RetractFeit { zaak, feit: 1.into() }),
        Act::AssessFeit(AssessFeit { zaak, feit: 1.into(), status: FeitStatus::Confirmed }),
        Act::Weigh(Weigh { zaak, question: "OA1".into(), answer: Answer::No }),
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::No, reason: text("Toch niet.") }),
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::A, choice: YesNo::No, reason: text("Toch niet.") }),
        done(StepState::Open, ""),
        done(StepState::NotNeeded, "Niet meer."),
        Act::SetStep(SetStep {
            zaak,
            step: Step::of_book("112"),
            state: StepState::Waiting,
            reason: text("Belt."),
            at: None,
        }),
        Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text: text("Drie.") }),
        Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Sms }),
        Act::SetTermijn(SetTermijn {
            zaak,
            termijn: TermijnKind::of("moa"),
            setting: Some(TermijnSetting::Moment(manual)),
            reason: text("Afgesproken."),
        }),
        Act::OpenZaak(OpenZaak { melding: mbv, new: true, kind: None }),
        Act::PassOn(PassOn {
            zaak,
            to: text("De directeur."),
            channel: text("telefoon"),
            at: None,
            reason: String::new(),
        }),
        Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Afloopbericht, text: text("Eerste.") }),
        Act::CloseZaak(CloseZaak { zaak: to_close }),
        Act::ReopenZaak(ReopenZaak { zaak: shut, reason: text("Nieuws.") }),
    ];
    for act in with {
        let mut dossier = start.clone();
        dossier.run(&act).map_err(|f| format!("{act:?}: {f}"))?;
        let done = dossier.desk.clone();
        assert_ne!(done, start.desk, "{act:?} deed niets");
        dossier.now = dossier.after(20);
        let name = dossier.turn(Direction::Undo, Pick::Last).map_err(|f| format!("{act:?}: {f}"))?;
        assert!(!name.is_empty(), "{act:?}");
        same(&start.desk, &dossier.desk).map_err(|f| format!("{act:?}: {f}"))?;
        dossier.now = dossier.after(20);
        assert_eq!(dossier.turn(Direction::Redo, Pick::Last)?, name);
        same(&done, &dossier.desk).map_err(|f| format!("{act:?} terug: {f}"))?;
    }

    let mut dossier = start.clone();
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Sms }))?;
    let at = dossier.now;
    let not = [
        Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }),
        Act::ReportSent(ReportSent {
            version: None,
            zaak,
            draft: DraftKind::Sms,
            at,
            channel: text("sms"),
            recipients: text("lijn"),
            reason: String::new(),
        }),
        Act::IncludeInMonitor(IncludeInMonitor { zaak, week: zaak.week }),
    ];
    for act in not {
        let mut dossier = dossier.clone();
        dossier.run(&act)?;
        let Err(why) = dossier.turn(Direction::Undo, Pick::Last) else {
            return Err(format!("{act:?} ging terug").into());
        };
        assert!(why.sentence.contains("kan niet ongedaan") && why.hint.is_some_and(|h| h.ends_with('.')), "{act:?}");
    }
    Ok(())
}

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
    let feit = dossier.run(&Act::SetInrichting(SetInrichting { zaak, inrichting: "FPC Pompestichting".to_owned() }))?;

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
