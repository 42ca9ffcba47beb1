//! Since when the officer has the move, and since when the inrichting: what is noted beside it starts neither anew.

use piket::{
    acts::{Act, SaveDraft, SetReminder, SetStep, TakeBesluit, Weigh},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        feit::Topic,
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
        time_kind::TimeKind,
    },
    judge::turn::{NextMove, whose_turn},
};

use crate::{
    acts,
    dossier::{Dossier, TestResult},
};

fn turn(dossier: &Dossier, zaak: Zaaknummer) -> Result<NextMove, piket::domain::error::Error> {
    Ok(whose_turn(dossier.zaak(zaak)?, &dossier.steps(zaak)?, &dossier.countdowns(zaak)?, dossier.now))
}

/// What is noted without moving anything.
fn beside(zaak: Zaaknummer, now: Moment) -> [Act; 4] {
    let text = "Er staat een auto voor de poort.".to_owned();
    [
        acts::told(zaak, Topic::Surroundings, &text),
        Act::SetReminder(SetReminder {
            zaak,
            when: now.plus(chrono::Duration::hours(1)),
            text: text.clone(),
            step: None,
        }),
        Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text }),
        Act::Weigh(Weigh { zaak, question: "G1".into(), answer: Answer::Yes }),
    ]
}

#[test]
fn a_note_beside_it_starts_no_move_anew() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "FPC Pompestichting")?;
    let opened = dossier.now;
    let check = |dossier: &Dossier, own: Moment| -> TestResult {
        let turn = turn(dossier, zaak)?;
        assert_eq!((turn.own_since, turn.inrichting_since), (Some(own), Some(opened)), "{turn:?}");
        Ok(())
    };
    check(&dossier, opened)?;
    for number in 0..4 {
        dossier.now = dossier.after(5);
        if let Some(act) = beside(zaak, dossier.now).get(number) {
            dossier.run(act)?;
        }
        check(&dossier, opened)?;
    }
    // A step that is done hands the move to the next.
    dossier.now = dossier.after(5);
    let (step, state, reason) = (Step::CalledBack, StepState::Done, "Teamleider gesproken.".to_owned());
    dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }))?;
    check(&dossier, dossier.now)?;
    let since = dossier.now;
    dossier.now = dossier.after(7);
    dossier.run(&Act::Weigh(Weigh { zaak, question: "G2".into(), answer: Answer::No }))?;
    check(&dossier, since)?;
    let (about, choice, reason) = (BesluitKind::P, YesNo::Yes, "Er zijn gewonden.".to_owned());
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about, choice, reason }))?;
    // The verdict is still to be weighed, and was since the call.
    assert_eq!(turn(&dossier, zaak)?.desk, Some(Step::Verdict));
    check(&dossier, since)?;
    // What is late is the officer's since it was due.
    dossier.now = dossier.after(60 * 36);
    let late = turn(&dossier, zaak)?;
    let due = dossier.countdowns(zaak)?.first().map(|term| term.due);
    assert_eq!((late.chase, late.own_since), (Some(Step::Form), due));
    Ok(())
}

#[test]
fn what_follows_the_end_of_an_absence_is_waited_for_since_that_was_heard() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("D", "FPC Pompestichting")?;
    for id in ["112", "fast-nl", "moa-fast-nl"] {
        let (step, reason) = (Step::of_book(id), "gebeld".to_owned());
        let (what, road, at) = (None, None, None);
        dossier.run(&piket::acts::ReceiveStep { zaak, step, what, road, remark: reason, at }.into())?;
    }
    let (step, state) = (Step::Form, StepState::NotNeeded);
    let reason = "Staat al in het andere formulier.".to_owned();
    dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }))?;
    dossier.now = dossier.after(300);
    let times = vec![(TimeKind::OaEnd, Some(dossier.after(-20))), (TimeKind::OaEndHeard, Some(dossier.after(-5)))];
    dossier.run(&Act::SetTimes(piket::acts::SetTimes { zaak, times }))?;
    let turn = turn(&dossier, zaak)?;
    assert!(turn.inrichting.is_some_and(|step| step.is_of_book()), "{turn:?}");
    assert_eq!(turn.inrichting_since, Some(dossier.after(-5)));
    Ok(())
}
