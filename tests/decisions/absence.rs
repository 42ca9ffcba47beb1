//! A word that he is back or was arrested starts what the end of an absence asks, also where nobody knows since when; that is
//! asked. An answer that says otherwise is named.

use piket::{
    acts::{Act, AnswerCall, LinkMelding, MergeZaken, Naming, NoteCall, ReceiveStep, Said, SetTimes, Weigh},
    domain::{
        besluit::Answer,
        delivery::{Delivered, Road},
        feit::Topic,
        ids::Zaaknummer,
        melding::Call,
        own_words::TOLD_BY_PHONE,
        step::Step,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
};

use crate::{
    acts,
    dossier::{Dossier, TestResult},
};

const AFTER: [&str; 3] = ["einde-fast-nl", "einde-gebeld", "einde-formulier"];

fn letters(dossier: &Dossier, zaak: Zaaknummer) -> Result<String, Box<dyn std::error::Error>> {
    let mut all = String::new();
    for id in ["einde-oa"].into_iter().chain(AFTER) {
        all.push(dossier.letter(zaak, Step::of_book(id))?);
    }
    Ok(all)
}

fn runs(dossier: &Dossier, zaak: Zaaknummer) -> Result<bool, Box<dyn std::error::Error>> {
    let all = dossier.countdowns(zaak)?;
    Ok(all.iter().any(|k| k.termijn.kind == TermijnKind::of("moa-einde") && k.is_running()))
}

fn answer(zaak: Zaaknummer, choice: &str) -> Act {
    let (question, source) = ("terug".into(), TOLD_BY_PHONE.to_owned());
    Act::AnswerCall(AnswerCall { zaak, question, said: Said::Choice(choice.to_owned()), source, happened: None })
}

#[test]
fn a_word_that_it_ended_starts_the_calls_and_the_form_and_asks_since_when() -> TestResult {
    for (rij, told) in [
        ("A", None),
        ("C", Some((Topic::Situation, "Hij is aangehouden."))),
        ("D", Some((Topic::Event, "De justitiabele is terug."))),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        dossier.run(&answer(zaak, "weg"))?;
        let before = letters(&dossier, zaak)?;
        assert!(!runs(&dossier, zaak)?, "{rij}");
        dossier
            .run(&told.map_or_else(|| answer(zaak, "aangehouden"), |(topic, text)| acts::told(zaak, topic, text)))?;
        let after = letters(&dossier, zaak)?;
        assert!(before != after && !after.contains('o'), "{rij}: {before} {after}");
        assert!(runs(&dossier, zaak)?, "{rij}");
        let line = dossier.step(zaak, Step::of_book("einde-oa"))?;
        assert!(line.state.explanation().contains("sinds wanneer"), "{rij}: {}", line.state.explanation());
        // Once that is told it stands by its own time.
        let times = vec![(TimeKind::OaEnd, Some(dossier.now))];
        dossier.run(&Act::SetTimes(SetTimes { zaak, times }))?;
        assert_eq!(dossier.letter(zaak, Step::of_book("einde-oa"))?, 'g', "{rij}");
    }
    Ok(())
}

#[test]
fn an_outcome_asks_whether_that_is_the_end_and_starts_nothing_by_itself() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    dossier.run(&acts::told(zaak, Topic::Outcome, "Is aangehouden door de politie"))?;
    let line = dossier.step(zaak, Step::of_book("einde-oa"))?;
    assert!(line.state.explanation().contains("is hij terug of aangehouden"), "{}", line.state.explanation());
    assert!(!dossier.step(zaak, Step::of_book("einde-gebeld"))?.state.explanation().contains("duurt nog"));
    Ok(())
}

#[test]
fn an_answer_that_says_otherwise_than_the_fact_is_named() -> TestResult {
    for (choice, weighed) in [("aangehouden", Answer::No), ("terug", Answer::No), ("weg", Answer::Yes)] {
        let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
        dossier.run(&answer(zaak, choice))?;
        dossier.run(&Act::Weigh(Weigh { zaak, question: "OA6".into(), answer: weighed }))?;
        let said = dossier.step(zaak, Step::Verdict)?.state.explanation().to_owned();
        assert!(said.contains("vraag OA6 is met"), "{choice}: {said}");
        // Since when it ended is told: what was answered before that was so then.
        dossier.now = dossier.after(1);
        dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(dossier.now))] }))?;
        assert!(!dossier.step(zaak, Step::Verdict)?.state.explanation().contains("vraag OA6"), "{choice}");
    }
    Ok(())
}

/// What is done about the end cannot have been done before it, in whichever order both are noted.
#[test]
fn what_is_done_about_the_end_is_not_done_before_it() -> TestResult {
    let (dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
    for name in AFTER {
        let step = Step::of_book(name);
        let arrives = name == "einde-formulier";
        let mut dossier = dossier.clone();
        let end = |minutes| {
            let times = vec![(TimeKind::OaEnd, Some(dossier.after(minutes)))];
            Act::SetTimes(SetTimes { zaak, times })
        };
        let (first, later) = (end(30), end(50));
        let at = [20, 40].map(|minutes| dossier.after(minutes));
        dossier.now = dossier.after(60);
        dossier.run(&first)?;
        let told = |at| ReceiveStep {
            zaak,
            step,
            what: arrives.then_some(Delivered::Form),
            road: arrives.then_some(Road::Fax),
            remark: "door de teamleider".to_owned(),
            at: Some(at),
        };
        let refused = dossier.run(&Act::ReceiveStep(told(at[0])));
        assert!(refused.is_err_and(|e| e.sentence.contains("vóór het einde")), "{step}");
        dossier.run(&Act::ReceiveStep(told(at[1])))?;
        assert_eq!(dossier.letter(zaak, step)?, 'g', "{step}");
        let undo = dossier.run(&later)?;
        let state = dossier.step(zaak, step)?.state;
        assert!(state.explanation().contains("het einde is nu"), "{step}: {}", state.explanation());
        assert!(dossier.undo(undo));
        assert_eq!(dossier.letter(zaak, step)?, 'g', "{step}");
    }
    Ok(())
}

/// A yes to the question whether he is back says the same as that answer of the call, and so does as much.
#[test]
fn a_yes_to_whether_it_ended_starts_the_calls_and_the_form_and_a_later_no_ends_them() -> TestResult {
    for rij in ["A", "D", "G"] {
        let weigh = |zaak, answer| Act::Weigh(Weigh { zaak, question: "OA6".into(), answer });
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        dossier.run(&answer(zaak, "weg"))?;
        dossier.now = dossier.after(20);
        let told = dossier.run_told(&weigh(zaak, Answer::Yes))?.join(" ");
        assert!(runs(&dossier, zaak)? && told.contains("MOA einde") && told.contains("sinds wanneer"), "{rij}: {told}");
        assert!(!letters(&dossier, zaak)?.contains('o'), "{rij}");
        let line = dossier.step(zaak, Step::of_book("einde-oa"))?;
        let says = line.state.explanation();
        assert!(says.contains("vraag OA6") && says.contains("sinds wanneer"), "{rij}: {says}");
        // Since when is told; or it turns out to be a mistake, by the answer or by what is heard later.
        let mut timed = dossier.clone();
        timed.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(timed.now))] }))?;
        assert_eq!(timed.letter(zaak, Step::of_book("einde-oa"))?, 'g', "{rij}");
        for back in [weigh(zaak, Answer::No), weigh(zaak, Answer::Unknown), answer(zaak, "contact")] {
            let mut dossier = dossier.clone();
            dossier.now = dossier.after(10);
            dossier.run(&back)?;
            assert!(!runs(&dossier, zaak)?, "{rij}: {back:?}");
            assert!(letters(&dossier, zaak)?.ends_with("ooo"), "{rij}: {back:?}");
        }
    }
    // Where the row asks no form nothing of one is said.
    let (mut dossier, zaak) = Dossier::with_rij("E", "CTP Veldzicht")?;
    if let Ok(told) = dossier.run_told(&Act::Weigh(Weigh { zaak, question: "OA6".into(), answer: Answer::Yes })) {
        assert!(!told.join(" ").contains("MOA"), "{told:?}");
    }
    Ok(())
}

/// Own words tell the end with a time, a part of the day or who did it in them; what is no end, or of somebody else, does not.
#[test]
fn an_end_is_told_in_own_words_whenever_and_by_whom_it_was() -> TestResult {
    for (text, ends) in [
        ("Hij is terug", true),
        ("Zij is weer terug.", true),
        ("Patiënt is weer binnen", true),
        ("De justitiabele is om 02:05 aangehouden.", true),
        ("De justitiabele is omstreeks 02.05 uur aangehouden door de politie", true),
        ("Om 2:05 uur is hij aangehouden", true),
        ("Om 02.05 uur is hij weer binnen.", true),
        ("Hij is inmiddels aangehouden.", true),
        ("Betrokkene is vannacht rond 2 uur zelf teruggekeerd", true),
        ("De patiënt is tussen 01:50 en 02:00 door de politie teruggebracht", true),
        ("Hij is uit eigen beweging teruggekeerd.", true),
        ("Patiënt is opgepakt", true),
        ("Hij is nog niet terug", false),
        ("Om 02:05 was hij nog niet terug.", false),
        ("Is hij terug?", false),
        ("Is hij om 02:05 aangehouden", false),
        ("Als hij terug is bellen zij", false),
        ("De rust is terug", false),
        ("De politie is weer binnen", false),
        ("Hij wordt om 02:05 teruggebracht", false),
        ("Hij moet worden aangehouden", false),
        ("Zijn broer is aangehouden", false),
        ("Vorig jaar is hij aangehouden", false),
        ("Patiënt is nog binnen", false),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij("D", "CTP Veldzicht")?;
        dossier.run(&answer(zaak, "weg"))?;
        dossier.run(&acts::told(zaak, Topic::Situation, text))?;
        assert_eq!(runs(&dossier, zaak)?, ends, "{text}");
    }
    Ok(())
}

/// The call by which the case began told that he was gone, also where he was back by then without anybody knowing.
#[test]
fn the_call_that_told_of_the_absence_is_no_call_about_its_end() -> TestResult {
    let gone = Step::of_book("einde-gebeld");
    for (end, heard) in [(-30, Some(20)), (-5, Some(30)), (-5, None), (10, None)] {
        let (mut dossier, zaak) = Dossier::with_rij("B", "FPC de Oostvaarderskliniek")?;
        let called = dossier.now;
        dossier.now = dossier.after(40);
        let mut times = vec![
            (TimeKind::Voorval, Some(called.plus(chrono::Duration::minutes(-60)))),
            (TimeKind::OaEnd, Some(called.plus(chrono::Duration::minutes(end)))),
        ];
        times.extend(heard.map(|heard| (TimeKind::OaEndHeard, Some(called.plus(chrono::Duration::minutes(heard))))));
        dossier.run(&Act::SetTimes(SetTimes { zaak, times }))?;
        let state = dossier.step(zaak, gone)?.state;
        assert!(!state.is_done(), "{end} {heard:?}: {}", state.explanation());
    }
    Ok(())
}

/// A call that told of another absence, or by which a case began that went up in this one, says nothing of the end of this.
#[test]
fn no_call_of_another_absence_shows_that_the_end_was_phoned() -> TestResult {
    for end_heard in [false, true] {
        let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
        dossier.now = dossier.after(60);
        let mut times = vec![(TimeKind::OaEnd, Some(dossier.after(-10)))];
        if end_heard {
            times.push((TimeKind::OaEndHeard, Some(dossier.now)));
        }
        dossier.run(&Act::SetTimes(SetTimes { zaak, times }))?;
        dossier.now = dossier.after(60);
        let source = dossier.phone("FPC Pompestichting", Some("D"))?;
        let reason = "Bij nader inzien is dit toch een en hetzelfde voorval.".to_owned();
        dossier.run(&Act::MergeZaken(MergeZaken { source, target: zaak, reason }))?;
        let step = Step::of_book("einde-gebeld");
        assert_eq!(dossier.letter(zaak, step)?, 'w', "{:?}", dossier.state(zaak, step)?);
        // A call about this end does.
        dossier.now = dossier.after(5);
        let call = Call { called: Some(dossier.now), what: Vertrouwelijk::new("Hij is terug."), ..Call::default() };
        let melding = dossier.desk.next_melding();
        dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: "Zelfde zaak.".to_owned() }))?;
        assert_eq!(dossier.letter(zaak, step)?, 'g', "{:?}", dossier.state(zaak, step)?);
    }
    Ok(())
}

/// An outcome that was ticked as known asks for the message about it, and for the words of it.
#[test]
fn an_outcome_that_is_ticked_as_known_makes_the_afloopbericht_due() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
    assert_eq!(dossier.letter(zaak, Step::Afloopbericht)?, 'o');
    let (what, road) = (Some(Delivered::Outcome), Some(Road::OtherMailbox));
    let remark = "hij is terug".to_owned();
    let at = Some(dossier.now);
    dossier.run(&Act::ReceiveStep(ReceiveStep { zaak, step: Step::Outcome, what, road, remark, at }))?;
    let line = dossier.step(zaak, Step::Afloopbericht)?;
    assert_eq!(line.state.explanation(), "noteer de afloop als feit, en maak het concept");
    assert_eq!(dossier.letter(zaak, Step::Afloopbericht)?, 'k');
    dossier.run(&acts::told(zaak, Topic::Outcome, "De justitiabele is terug."))?;
    assert_eq!(dossier.step(zaak, Step::Afloopbericht)?.state.explanation(), "maak het concept");
    Ok(())
}
