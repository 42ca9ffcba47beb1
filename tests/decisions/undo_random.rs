//! Undo and redo of whatever is done, in whatever order, on the demo week.

use std::sync::OnceLock;

use chrono::Duration;
use piket::{
    acts::{
        Act, AssessFeit, CheckDraft, ChooseRij, CloseZaak, CorrectFeit, HoldZaak, LinkMelding, NoteFeit, OpenZaak,
        PassOn, PutBack, ReceiveStep, ReleaseZaak, ReminderDone, ReopenZaak, ReportSent, RetractFeit, SaveDraft,
        SetAside, SetInrichting, SetReminder, SetStep, SetTermijn, SetTimes, TakeBesluit, UnlinkMelding, UnlistedName,
        Weigh, WithdrawZaak, before::Before, undo::Undo,
    },
    demo,
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, WeekStart, Zaaknummer},
        lezing_rule::LezingRule,
        step::StepState,
        termijn_choice::TermijnSetting,
        time_kind::TimeKind,
    },
    judge::questions::weegvragen,
    log::history::{Direction, Pick},
    rules::book::{Books, Rulebook},
};
use proptest::prelude::*;

use crate::{dossier::Dossier, same::same};

/// The demo week, folded once.
pub fn week() -> Result<Dossier> {
    static WEEK: OnceLock<Dossier> = OnceLock::new();
    if let Some(dossier) = WEEK.get() {
        return Ok(dossier.clone());
    }
    let mut dossier = Dossier::empty()?;
    let (now, inrichtingen) = (dossier.now, dossier.inrichtingen.clone());
    let (start, sender) = (WeekStart::default(), demo::sender());
    let books = Books { book: dossier.book, inrichtingen: &inrichtingen };
    let context = demo::context(now, start, books, &sender);
    for (at, new) in demo::week(7, &context)? {
        dossier.now = at;
        dossier.record(vec![new], None);
    }
    dossier.now = now;
    // Long closed cases only make the comparing slow.
    let limit = now.plus(Duration::days(-21));
    dossier.desk.zaken.retain(|_, z| z.is_open() || z.last > limit);
    let _ = WEEK.set(dossier.clone());
    Ok(dossier)
}

/// An act from five numbers, for whatever case or report they hit.
#[expect(clippy::too_many_lines, reason = "one row an act")]
pub fn act(d: &Dossier, kind: u8, [a, b, c, roll]: [usize; 4]) -> Option<Act> {
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
        0 => Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }),
        1 => Act::UnlinkMelding(UnlinkMelding { melding }),
        2 => Act::SetAside(SetAside { melding, reason }),
        3 => Act::PutBack(PutBack { melding }),
        4 => Act::ChooseRij(ChooseRij { zaak, rij: Rulebook::built_in().rijen().map(|r| r.nr).nth(c % 30)?, reason }),
        5 => Act::SetInrichting(SetInrichting {
            zaak,
            inrichting: ["Mesdag", "CTP Veldzicht", "Kliniek X", ""][c % 4].to_owned(),
            unlisted: UnlistedName::Meant,
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
            happened: None,
        }),
        8 => Act::AssessFeit(AssessFeit {
            zaak,
            feit: u32::try_from(c % 12).ok()?.into(),
            status: FeitStatus::ALL[roll % 4],
        }),
        9 => {
            let rule = d.book.rij(own_zaak.rij()?)?;
            let questions: Vec<_> = weegvragen(d.book, rule).map(|v| v.id.clone()).collect();
            let answer = [Answer::Yes, Answer::No, Answer::Unknown][roll % 3];
            Act::Weigh(Weigh { zaak, question: questions.get(choose(c, questions.len())?)?.clone(), answer })
        }
        10 => Act::TakeBesluit(TakeBesluit {
            zaak,
            about: BesluitKind::ALL[b % 3],
            choice: [YesNo::Yes, YesNo::No][roll % 2],
            reason,
        }),
        11 if roll % 4 == 2 && d.book.step(d.book.steps[b % d.book.steps.len()]).rule().is_owed_by_others() => {
            Act::ReceiveStep(ReceiveStep {
                zaak,
                step: d.book.steps[b % d.book.steps.len()],
                what: d.book.step(d.book.steps[b % d.book.steps.len()]).rule().arrives.first().copied(),
                road: d.book.step(d.book.steps[b % d.book.steps.len()]).rule().roads().last().copied(),
                remark: reason,
                at: (c % 3 == 0).then_some(moment),
            })
        }
        11 => Act::SetStep(SetStep {
            zaak,
            step: d.book.steps[b % d.book.steps.len()],
            state: [StepState::Open, StepState::Waiting, StepState::Done, StepState::NotNeeded][roll % 4],
            reason,
            at: (c % 3 == 0).then_some(moment),
        }),
        12 if roll % 4 == 3 => Act::PassOn(PassOn {
            zaak,
            to: "De lijn.".to_owned(),
            channel: "sms".to_owned(),
            at: (c % 3 == 0).then_some(moment),
            reason: String::new(),
        }),
        12 => Act::SaveDraft(SaveDraft { zaak, draft, text: format!("Tekst {}", roll % 5) }),
        13 => Act::CheckDraft(CheckDraft { zaak, draft }),
        14 => Act::SetTermijn(SetTermijn {
            zaak,
            termijn: Rulebook::termijn_kinds()[b % 5],
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
            version: None,
            zaak,
            draft,
            at: d.now,
            channel: "sms".to_owned(),
            recipients: "lijn".to_owned(),
            reason: String::new(),
        }),
        18 => Act::CorrectFeit(CorrectFeit {
            zaak,
            feit: u32::try_from(c % 12).ok()?.into(),
            text: reason,
            topic: (roll % 2 == 0).then_some(Topic::ALL[b % 11]),
            source: None,
            happened: None,
        }),
        19 => Act::RetractFeit(RetractFeit { zaak, feit: u32::try_from(c % 12).ok()?.into() }),
        20 => {
            let when = d.after(1 + i64::try_from(c).ok()?);
            Act::SetReminder(SetReminder {
                zaak,
                when,
                text: reason,
                step: (roll % 2 == 0).then(|| d.book.steps[b % d.book.steps.len()]),
            })
        }
        21 => Act::ReminderDone(ReminderDone { zaak, reminder: 1 + u32::try_from(c % 3).ok()? }),
        22 if roll % 2 == 0 => Act::HoldZaak(HoldZaak { zaak, reason }),
        22 => Act::ReleaseZaak(ReleaseZaak { zaak, reason }),
        23 => Act::WithdrawZaak(WithdrawZaak { zaak, reason }),
        _ => Act::OpenZaak(OpenZaak { melding, new: true, kind: None }),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each act is undone and redone at once, from the log alone; and at the end all of them, one by one, as far
    /// as the last one that nothing takes back.
    #[test]
    fn whatever_is_done_its_undo_gives_back_what_was_and_its_redo_what_became(
        acts in prop::collection::vec((0u8..25, prop::array::uniform4(0usize..5000)), 1..25),
    ) {
        let mut dossier = week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        let mut states = vec![dossier.desk.clone()];
        for (kind, numbers) in acts {
            let Some(act) = act(&dossier, kind, numbers) else { continue };
            let before = dossier.clone();
            let (Ok(_), true) = (dossier.run(&act), dossier.desk != before.desk) else {
                prop_assert_eq!(&dossier.desk, &before.desk);
                continue;
            };
            // What the act says of its undo is what the log does.
            let entries = dossier.log.get(before.log.len()..).unwrap_or_default();
            let declared = act.undo(&Before::of(&before.desk, entries));
            let mut trial = dossier.clone();
            trial.now = trial.after(7);
            let turned = trial.turn(Direction::Undo, Pick::Last);
            if let Undo::Stays(why) = declared {
                let said = turned.as_ref().err().and_then(|error| error.hint.as_deref());
                prop_assert_eq!(said, Some(why.sentence()), "{:?}", act);
            }
            if turned.is_ok() {
                if let Err(error) = same(&before.desk, &trial.desk) {
                    prop_assert!(false, "{act:?}: {error}");
                }
                let again = trial.turn(Direction::Redo, Pick::Last);
                prop_assert!(again.is_ok(), "{act:?}: {again:?}");
                if let Err(error) = same(&dossier.desk, &trial.desk) {
                    prop_assert!(false, "{act:?} terug: {error}");
                }
            }
            // A pause, so that no typing is one act with what was typed before it.
            dossier.now = dossier.after(11);
            states.push(dossier.desk.clone());
        }
        let mut undone = 0;
        while undone + 1 < states.len() && dossier.turn(Direction::Undo, Pick::Last).is_ok() {
            undone += 1;
            if let Err(error) = same(&states[states.len() - 1 - undone], &dossier.desk) {
                prop_assert!(false, "na {undone} terug: {error}");
            }
        }
        for put_back in (0..undone).rev() {
            let again = dossier.turn(Direction::Redo, Pick::Last);
            prop_assert!(again.is_ok(), "{again:?}");
            if let Err(error) = same(&states[states.len() - 1 - put_back], &dossier.desk) {
                prop_assert!(false, "nog {put_back} te gaan: {error}");
            }
        }
        prop_assert!(undone == 0 || dossier.turn(Direction::Redo, Pick::Last).is_err());
    }
}
