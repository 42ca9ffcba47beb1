//! Undo: for every act that can be undone, recording its opposite gives back the case and the report
//! as they were, except for what the log keeps on purpose.

use std::sync::OnceLock;

use chrono::Duration;
use piket::{
    acts::{
        Act, AssessFeit, CheckDraft, ChooseRij, CloseZaak, CorrectFeit, IncludeInMonitor, LinkMelding, NoteCall,
        NoteFeit, OpenZaak, PassOn, PutBack, ReceiveStep, ReopenZaak, ReportSent, RetractFeit, SaveDraft, SetAside,
        SetInrichting, SetStep, SetTermijn, SetTimes, TakeBesluit, UnlinkMelding, Weigh, decide::Undo,
    },
    demo,
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, WeekStart, Zaaknummer},
        lezing_rule::LezingRule,
        melding::MeldingKind,
        rij::Rij,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        time_kind::TimeKind,
    },
    judge::questions::weegvragen,
    log::{desk::Desk, event::NewEvent, zaak::Zaak},
    rules::book::Rulebook,
};
use proptest::prelude::*;

use crate::dossier::{Dossier, TestResult};

/// A case without the traces an undo leaves: when it was last touched, the history of rows, the
/// numbers of drafts, and facts that were noted and taken back.
fn without_trace(zaak: &Zaak) -> Zaak {
    let mut bare = zaak.clone();
    bare.last = bare.opened;
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
        draft.saved = bare.opened;
    }
    bare.retracted.clear();
    bare.meldingen.sort_by_key(|k| k.melding);
    bare
}

/// True when both desks hold the same.
fn same(before: &Desk, after: &Desk) -> Result<(), String> {
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
        MeldingKind::Moa,
        &[("wijze_van_onttrekking", "Over het hek."), ("constatering", "2026-11-22T02:05:00+01:00")],
    )?;
    let linked = start.mail(MeldingKind::Unknown, &[])?;
    start.run(&Act::LinkMelding(LinkMelding { melding: linked, zaak }))?;
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
        Act::SetStep(SetStep { zaak, step: Step::FastNl, state, reason: reason.to_owned(), at: None })
    };
    start.run(&Act::ReceiveStep(ReceiveStep {
        zaak,
        step: Step::FastNl,
        what: "Gebeld om 02:20.".to_owned(),
        how: "De directie.".to_owned(),
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
        Act::NoteCall(NoteCall { melding: Some(Meldingnummer(1)), call: call.clone() }),
        Act::LinkMelding(LinkMelding { melding: mbv, zaak }),
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
        }),
        Act::CorrectFeit(CorrectFeit { zaak, feit: 1, text: text("Anders."), topic: Some(Topic::Media), source: None }),
        Act::RetractFeit(RetractFeit { zaak, feit: 1 }),
        Act::AssessFeit(AssessFeit { zaak, feit: 1, status: FeitStatus::Confirmed }),
        Act::Weigh(Weigh { zaak, question: text("OA1"), answer: Answer::No }),
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::No, reason: text("Toch niet.") }),
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::A, choice: YesNo::No, reason: text("Toch niet.") }),
        done(StepState::Open, ""),
        done(StepState::NotNeeded, "Niet meer."),
        Act::SetStep(SetStep {
            zaak,
            step: Step::Alarm112,
            state: StepState::Waiting,
            reason: text("Belt."),
            at: None,
        }),
        Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text: text("Drie.") }),
        Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Sms }),
        Act::SetTermijn(SetTermijn {
            zaak,
            termijn: TermijnKind::Moa,
            setting: Some(TermijnSetting::Moment(manual)),
            reason: text("Afgesproken."),
        }),
        Act::CloseZaak(CloseZaak { zaak: to_close }),
        Act::ReopenZaak(ReopenZaak { zaak: shut, reason: text("Nieuws.") }),
    ];
    for act in with {
        let mut dossier = start.clone();
        let undo = dossier.run(&act).map_err(|f| format!("{act:?}: {f}"))?;
        assert_ne!(dossier.desk, start.desk, "{act:?} deed niets");
        dossier.now = dossier.after(20);
        assert!(dossier.undo(undo), "{act:?}");
        same(&start.desk, &dossier.desk).map_err(|f| format!("{act:?}: {f}"))?;
    }

    let mut dossier = start.clone();
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Sms }))?;
    let at = dossier.now;
    let not = [
        Act::NoteCall(NoteCall { melding: None, call }),
        Act::OpenZaak(OpenZaak { melding: mbv, new: true }),
        Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Afloopbericht, text: text("Eerste.") }),
        Act::ReportSent(ReportSent { zaak, draft: DraftKind::Sms, at, channel: text("sms"), recipients: text("lijn") }),
        Act::IncludeInMonitor(IncludeInMonitor { zaak, week: zaak.week }),
    ];
    for act in not {
        let undo = dossier.clone().run(&act)?;
        assert!(matches!(undo, Undo::Impossible(why) if why.ends_with('.')), "{act:?}");
    }
    Ok(())
}

/// A draft that comes back is a new version, never an old number with another text.
#[test]
fn an_undone_draft_gets_a_number_of_its_own() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let draft = DraftKind::Sms;
    let type_in =
        |d: &mut Dossier, text: &str| d.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: text.to_owned() }));
    type_in(&mut dossier, "Een.")?;
    let undo = type_in(&mut dossier, "Een, twee.")?;
    type_in(&mut dossier, "Een, twee, drie.")?;
    type_in(&mut dossier, "Een, twee, drie, vier.")?;
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft }))?;
    assert!(dossier.undo(undo));
    let c = dossier.zaak(zaak)?.drafts.get(&draft).ok_or("weg")?;
    assert_eq!((c.version, c.text.read(), c.is_checked()), (5, "Een.", false));
    Ok(())
}

/// The demo week, folded once.
fn week() -> Result<Dossier> {
    static WEEK: OnceLock<Dossier> = OnceLock::new();
    if let Some(dossier) = WEEK.get() {
        return Ok(dossier.clone());
    }
    let mut dossier = Dossier::empty()?;
    let (now, inrichtingen) = (dossier.now, dossier.inrichtingen.clone());
    let basis = demo::Basis { now, start: WeekStart::default(), book: dossier.book, inrichtingen: &inrichtingen };
    for (at, new) in demo::week(7, &basis)? {
        dossier.now = at;
        dossier.record(vec![new]);
    }
    dossier.now = now;
    // Long closed cases only make the comparing slow.
    let limit = now.plus(Duration::days(-21));
    dossier.desk.zaken.retain(|_, z| z.is_open() || z.last > limit);
    let _ = WEEK.set(dossier.clone());
    Ok(dossier)
}

/// An act from five numbers, for whatever case or report they hit.
fn act(d: &Dossier, kind: u8, [a, b, c, roll]: [usize; 4]) -> Option<Act> {
    let choose = |n: usize, length: usize| n.checked_rem(length);
    let zaken: Vec<Zaaknummer> = d.desk.zaken.keys().copied().collect();
    let meldingen: Vec<Meldingnummer> = d.desk.meldingen.keys().rev().take(30).copied().collect();
    let zaak = *zaken.get(choose(a, zaken.len())?)?;
    let melding = *meldingen.get(choose(b, meldingen.len())?)?;
    let own_zaak = d.desk.zaken.get(&zaak)?;
    let reason = format!("reden {c}");
    let moment = d.now.plus(Duration::minutes(-i64::try_from(c % 3000).ok()?));
    let draft = DraftKind::ALL[c % 3];
    Some(match kind {
        0 => Act::LinkMelding(LinkMelding { melding, zaak }),
        1 => Act::UnlinkMelding(UnlinkMelding { melding }),
        2 => Act::SetAside(SetAside { melding, reason }),
        3 => Act::PutBack(PutBack { melding }),
        4 => Act::ChooseRij(ChooseRij { zaak, rij: Rulebook::built_in().rijen().map(|r| r.nr).nth(c % 30)?, reason }),
        5 => Act::SetInrichting(SetInrichting {
            zaak,
            inrichting: ["Mesdag", "CTP Veldzicht", "Kliniek X", ""][c % 4].to_owned(),
        }),
        6 => Act::SetTimes(SetTimes {
            zaak,
            times: vec![
                (TimeKind::ALL[b % 4], (roll % 4 != 0).then_some(moment)),
                (TimeKind::ALL[roll % 4], Some(moment)),
            ],
        }),
        7 => Act::NoteFeit(NoteFeit {
            zaak,
            topic: Topic::ALL[b % 11],
            text: reason,
            source: String::new(),
            status: FeitStatus::ALL[roll % 4],
        }),
        8 => Act::AssessFeit(AssessFeit { zaak, feit: u32::try_from(c % 12).ok()?, status: FeitStatus::ALL[roll % 4] }),
        9 => {
            let rule = d.book.rij(own_zaak.rij()?)?;
            let questions: Vec<String> = weegvragen(d.book, rule).map(|v| v.id.clone()).collect();
            let answer = [Answer::Yes, Answer::No, Answer::Unknown][roll % 3];
            Act::Weigh(Weigh { zaak, question: questions.get(choose(c, questions.len())?)?.clone(), answer })
        }
        10 => Act::TakeBesluit(TakeBesluit {
            zaak,
            about: BesluitKind::ALL[b % 3],
            choice: [YesNo::Yes, YesNo::No][roll % 2],
            reason,
        }),
        11 if roll % 4 == 2 && Step::ALL[b % 24].is_owed_by_others() => Act::ReceiveStep(ReceiveStep {
            zaak,
            step: Step::ALL[b % 24],
            what: "Het formulier.".to_owned(),
            how: reason,
            at: (c % 3 == 0).then_some(moment),
        }),
        11 => Act::SetStep(SetStep {
            zaak,
            step: Step::ALL[b % 24],
            state: [StepState::Open, StepState::Waiting, StepState::Done, StepState::NotNeeded][roll % 4],
            reason,
            at: (c % 3 == 0).then_some(moment),
        }),
        12 if roll % 4 == 3 => Act::PassOn(PassOn {
            zaak,
            to: "De lijn.".to_owned(),
            channel: "sms".to_owned(),
            at: (c % 3 == 0).then_some(moment),
        }),
        12 => Act::SaveDraft(SaveDraft { zaak, draft, text: format!("Tekst {}", roll % 5) }),
        13 => Act::CheckDraft(CheckDraft { zaak, draft }),
        14 => Act::SetTermijn(SetTermijn {
            zaak,
            termijn: TermijnKind::ALL[b % 5],
            setting: match roll % 3 {
                0 => None,
                1 => Some(TermijnSetting::Moment(d.now.plus(Duration::minutes(i64::try_from(c % 3000).unwrap_or(0))))),
                _ => Some(TermijnSetting::Lezing(LezingRule::NextWerkdag)),
            },
            reason,
        }),
        15 => Act::CloseZaak(CloseZaak { zaak }),
        16 => Act::ReopenZaak(ReopenZaak { zaak, reason }),
        17 => Act::ReportSent(ReportSent {
            zaak,
            draft,
            at: d.now,
            channel: "sms".to_owned(),
            recipients: "lijn".to_owned(),
        }),
        _ => Act::OpenZaak(OpenZaak { melding, new: true }),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_its_undo_gives_back_what_was(
        acts in prop::collection::vec((0u8..19, prop::array::uniform4(0usize..5000)), 1..25),
    ) {
        let mut dossier = week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        for (kind, numbers) in acts {
            let Some(act) = act(&dossier, kind, numbers) else { continue };
            let before = dossier.clone();
            let Ok(undo) = dossier.run(&act) else {
                prop_assert_eq!(&dossier.desk, &before.desk);
                continue;
            };
            let mut trial = dossier.clone();
            trial.now = trial.after(7);
            if trial.undo(undo)
                && let Err(error) = same(&before.desk, &trial.desk)
            {
                prop_assert!(false, "{act:?}: {error}");
            }
            dossier.now = dossier.after(1);
        }
    }
}

#[test]
fn the_facts_of_an_undo_are_recorded_at_their_own_time() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let reason = "Ernstig letsel.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    let taken = dossier.now;
    dossier.now = dossier.after(60);
    let reason = "Viel mee.".to_owned();
    let Undo::By(inverse) =
        dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::No, reason }))?
    else {
        return Err("niet ongedaan te maken".into());
    };
    let new: Vec<NewEvent> = inverse.into_iter().map(|t| t.at(&dossier.desk, dossier.now)).collect();
    assert_eq!(new.iter().map(|n| n.occurred_at).collect::<Vec<_>>(), [taken]);
    Ok(())
}
