//! What changed under a text after it was written: it is told, and what the text still says and is not so any more keeps it
//! from being checked and from being called sent, until it is changed or a reason is given.

use piket::{
    acts::{
        Act, AssessFeit, CheckDraft, ChooseRij, CorrectFeit, LetThrough, LinkMelding, NoteFeit, ReportSent,
        RetractFeit, SaveDraft, SetTimes, TakeBesluit, Weigh,
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        feit::{FeitNumber, FeitStatus, Topic},
        ids::Zaaknummer,
        melding::MeldingKind,
        rij::Rij,
        step::Step,
        time_kind::TimeKind,
    },
    rules::book::Rulebook,
};

use crate::{
    acts::{self, sending},
    dossier::{Dossier, TestResult},
};

const KIND: DraftKind = DraftKind::Piketmelding;

fn save(zaak: Zaaknummer, text: &str) -> Act {
    Act::SaveDraft(SaveDraft { zaak, draft: KIND, text: text.to_owned() })
}

fn check(zaak: Zaaknummer) -> Act {
    Act::CheckDraft(CheckDraft { zaak, draft: KIND })
}

fn sent(dossier: &Dossier, zaak: Zaaknummer, reason: &str) -> Act {
    Act::ReportSent(ReportSent { reason: reason.to_owned(), ..sending(zaak, KIND, dossier.now) })
}

fn besluit(zaak: Zaaknummer) -> Act {
    let reason = "Van belang; de vervoerder stelt die op.".to_owned();
    Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason })
}

/// A case with a fact, and a text that tells it; then time passes.
fn with_text(text: &str) -> Result<(Dossier, Zaaknummer, FeitNumber), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.run(&besluit(zaak))?;
    dossier.run(&acts::told(zaak, Topic::Injury, "Twee medewerkers zijn gewond."))?;
    let number = dossier.zaak(zaak)?.feiten.last().ok_or("geen feit")?.number;
    dossier.run(&save(zaak, text))?;
    dossier.now = dossier.after(5);
    Ok((dossier, zaak, number))
}

#[test]
fn a_fact_that_was_taken_back_and_still_stands_there_stops_the_check() -> TestResult {
    let (mut dossier, zaak, number) = with_text("Er is gevochten.\nTwee medewerkers\nzijn gewond.")?;
    dossier.run(&Act::RetractFeit(RetractFeit { zaak, feit: number }))?;
    let error = dossier.run(&check(zaak)).err().ok_or("gecontroleerd")?;
    assert!(error.sentence.contains(&format!("feit {number} teruggenomen (letsel)")), "{}", error.sentence);
    assert!(!error.sentence.contains("medewerkers"), "what was taken back is not said again");
    let step = dossier.step(zaak, Step::Piketmelding)?;
    let told = "sinds versie 1: feit teruggenomen «Twee medewerkers zijn gewond.»";
    assert!(step.state.explanation().contains(told), "{}", step.state.explanation());
    // A text that takes it back says it on purpose.
    let withdrawn = "Er is gevochten.\nIngetrokken: twee medewerkers zijn gewond.";
    for text in ["Er is gevochten.", withdrawn] {
        let mut other = dossier.clone();
        other.run(&save(zaak, text))?;
        other.run(&check(zaak))?;
    }
    let reason = "De bewindspersoon weet het al.".to_owned();
    dossier.run(&Act::LetThrough(LetThrough { zaak, draft: KIND, reason }))?;
    dossier.run(&check(zaak))?;
    dossier.run(&sent(&dossier, zaak, ""))?;
    Ok(())
}

#[test]
fn what_is_taken_back_after_the_check_takes_a_reason_to_be_called_sent() -> TestResult {
    let (mut dossier, zaak, number) = with_text("Twee medewerkers zijn gewond.")?;
    dossier.run(&check(zaak))?;
    dossier.run(&Act::RetractFeit(RetractFeit { zaak, feit: number }))?;
    let error = dossier.run(&sent(&dossier, zaak, "")).err().ok_or("verzonden")?;
    assert!(error.sentence.contains("teruggenomen"), "{}", error.sentence);
    let told = dossier.run_told(&sent(&dossier, zaak, "Dit was al weg."))?.join(" ");
    assert!(told.contains("sinds versie 1: feit teruggenomen"), "{told}");
    Ok(())
}

#[test]
fn a_time_that_is_another_now_stops_a_text_that_has_the_old_one() -> TestResult {
    let (mut dossier, zaak, _) = with_text("Om 02.00 uur was er een gevecht. Telefoon 0612.02.00.")?;
    let times = |at| Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(at))] });
    dossier.run(&times(dossier.after(-20)))?;
    let error = dossier.run(&check(zaak)).err().ok_or("gecontroleerd")?;
    assert!(error.sentence.contains("voorval is nu zo 22-11 01:55"), "{}", error.sentence);
    dossier.run(&save(zaak, "Om 01.55 uur was er een gevecht (eerder gemeld: 02.00 uur)."))?;
    dossier.run(&check(zaak))?;
    Ok(())
}

#[test]
fn what_is_new_is_told_and_stops_nothing() -> TestResult {
    let (mut dossier, zaak, _) = with_text("Twee medewerkers zijn gewond. De politie is er.")?;
    dossier.run(&acts::told(zaak, Topic::Police, "De politie is er."))?;
    let told = dossier.run_told(&check(zaak))?.join(" ");
    assert!(!told.contains("sinds"), "the text says it already: {told}");
    dossier.run(&acts::told(zaak, Topic::Media, "Een krant heeft gebeld."))?;
    let times = vec![(TimeKind::Constatering, Some(dossier.after(-6)))];
    dossier.run(&Act::SetTimes(SetTimes { zaak, times }))?;
    let told = dossier.run_told(&check(zaak))?.join(" ");
    assert!(told.contains("sinds versie 1: constatering is nu zo 22-11 02:09, nieuw feit over media"), "{told}");
    dossier.run(&sent(&dossier, zaak, ""))?;
    Ok(())
}

#[test]
fn a_decision_on_a_fixed_row_opens_again_when_the_answer_on_who_writes_is_another_one() -> TestResult {
    for (rij, question) in [("5", "5.1"), ("18", "18.1"), ("21", "21.2")] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let weigh = |answer| Act::Weigh(Weigh { zaak, question: question.into(), answer });
        dossier.run(&weigh(Answer::Yes))?;
        dossier.run(&besluit(zaak))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g', "{rij}");
        dossier.run(&weigh(Answer::No))?;
        let state = dossier.step(zaak, Step::BesluitP)?.state;
        let why = format!("vraag {question} is nu nee, bij het besluit ja");
        assert!(state.explanation().contains(&why), "{rij}: {}", state.explanation());
        dossier.run(&besluit(zaak))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g', "{rij}");
    }
    Ok(())
}

/// Every way in which what a fact said can go, under a draft, a checked one and one that was sent: none of them leaves
/// without a word, and what was sent asks for another version.
/// Does something to a fact of a case.
type MakeAct = fn(Zaaknummer, FeitNumber) -> Act;

#[test]
fn a_fact_that_is_mended_or_contradicted_moves_the_text_that_says_it_at_every_stage() -> TestResult {
    let mend = |zaak, feit| {
        let (text, happened) = ("Eén medewerker is gewond.".to_owned(), None);
        Act::CorrectFeit(CorrectFeit { zaak, feit, topic: None, text, source: None, happened })
    };
    let contradict = |zaak, feit| Act::AssessFeit(AssessFeit { zaak, feit, status: FeitStatus::Contradicted });
    let retract = |zaak, feit| Act::RetractFeit(RetractFeit { zaak, feit });
    let ways: [(&str, MakeAct); 3] = [("verbeterd", mend), ("tegengesproken", contradict), ("teruggenomen", retract)];
    for (word, act) in ways {
        for stage in ["concept", "gecontroleerd", "verzonden"] {
            let (mut dossier, zaak, number) = with_text("Er is gevochten. Twee medewerkers zijn gewond.")?;
            if word == "tegengesproken" {
                dossier.run(&acts::told(zaak, Topic::Injury, "Niemand is gewond."))?;
            }
            if stage != "concept" {
                dossier.run(&check(zaak))?;
            }
            if stage == "verzonden" {
                dossier.run(&sent(&dossier, zaak, ""))?;
                // That nobody is wounded was not told, which is news.
                let expected = if word == "tegengesproken" { 'k' } else { 'g' };
                assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, expected, "{word}");
            }
            dossier.now = dossier.after(1);
            dossier.run(&act(zaak, number))?;
            let why = dossier.step(zaak, Step::Piketmelding)?.state;
            let told = format!("feit {word} «Twee medewerkers zijn gewond.»");
            assert!(why.is_ready() && why.explanation().contains(&told), "{word} {stage}: {}", why.explanation());
            let refused = match stage {
                "concept" => dossier.run(&check(zaak)),
                _ => dossier.run(&sent(&dossier, zaak, "")),
            };
            let error = refused.err().ok_or(format!("{word} {stage}"))?;
            assert!(error.sentence.contains(word) || stage == "verzonden", "{word} {stage}: {}", error.sentence);
            // What says it no more is done with.
            dossier.run(&save(zaak, "Er is gevochten. Eén medewerker is gewond."))?;
            dossier.run(&check(zaak))?;
            dossier.run(&sent(&dossier, zaak, ""))?;
            assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'g', "{word} {stage}");
        }
    }
    Ok(())
}

#[test]
fn the_mended_time_of_a_fact_moves_a_text_that_has_the_earlier_one() -> TestResult {
    let (mut dossier, zaak, _) = with_text("Om 01.48 uur is de politie gebeld.")?;
    let at = dossier.after(-27);
    let (text, source) = ("De politie is gebeld.".to_owned(), "de inrichting".to_owned());
    let status = FeitStatus::Reported;
    let noted = NoteFeit { zaak, topic: Topic::Police, text: text.clone(), source, status, happened: Some(at) };
    dossier.run(&Act::NoteFeit(noted))?;
    let feit = dossier.zaak(zaak)?.feiten.last().ok_or("geen feit")?.number;
    dossier.run(&check(zaak))?;
    let happened = Some(dossier.after(-20));
    dossier.run(&Act::CorrectFeit(CorrectFeit { zaak, feit, topic: None, text, source: None, happened }))?;
    let error = dossier.run(&sent(&dossier, zaak, "")).err().ok_or("verzonden")?;
    assert!(error.sentence.contains(&format!("de tijd van feit {feit} is nu")), "{}", error.sentence);
    Ok(())
}

/// Who types another word makes a new version, and that stands on the old row as much as the first one did.
#[test]
fn a_text_that_stands_on_the_row_of_before_is_held_back_however_it_was_typed_since() -> TestResult {
    let (mut dossier, zaak, _) = with_text("Er is gevochten.")?;
    let of = |nr: &str| Rij::parse(nr).and_then(|rij| Rulebook::built_in().find_rij(rij));
    let ground = |nr: &str| of(nr).map(|rule| format!("Grondslag: nr {nr}: {}", rule.incident));
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("6")?, reason: "Toch.".to_owned() }))?;
    dossier.run(&besluit(zaak))?;
    dossier.now = dossier.after(1);
    dossier.run(&save(zaak, &format!("Er is gevochten, meer is niet bekend.\n{}", ground("10")?)))?;
    let error = dossier.run(&check(zaak)).err().ok_or("het ging door")?;
    assert!(error.sentence.contains("de rij is nu 6"), "{}", error.sentence);
    dossier.run(&save(zaak, &format!("Er is gevochten, meer is niet bekend.\n{}", ground("6")?)))?;
    dossier.run(&check(zaak))?;
    let category = |nr: &str| of(nr).map(|rule| format!("Piket: {}, CTP Veldzicht.", rule.category.sms));
    let sms = |text: String| Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text });
    let check_sms = Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Sms });
    dossier.run(&sms(category("10")?))?;
    let error = dossier.run(&check_sms).err().ok_or("het ging door")?;
    assert!(error.sentence.contains("de rij is nu 6"), "{}", error.sentence);
    dossier.run(&sms(category("6")?))?;
    dossier.run(&check_sms)?;
    Ok(())
}

#[test]
fn another_row_under_a_text_that_was_checked_keeps_it_here_until_it_is_written_anew_or_has_a_reason() -> TestResult {
    let (mut dossier, zaak, _) = with_text("Er is gevochten.")?;
    dossier.run(&check(zaak))?;
    let rij = |nr: &str| Rij::parse(nr).map(|rij| Act::ChooseRij(ChooseRij { zaak, rij, reason: "Toch.".to_owned() }));
    dossier.run(&rij("6")?)?;
    dossier.run(&besluit(zaak))?;
    for act in [sent(&dossier, zaak, ""), check(zaak)] {
        let error = dossier.run(&act).err().ok_or("het ging door")?;
        assert!(error.sentence.contains("de rij is nu 6"), "{}", error.sentence);
    }
    // Back where it was it says what it said.
    let mut back = dossier.clone();
    back.run(&rij("10")?)?;
    back.run(&besluit(zaak))?;
    back.run(&sent(&back, zaak, ""))?;
    let mut anew = dossier.clone();
    anew.run(&save(zaak, "Er is gevochten met personeel."))?;
    anew.run(&check(zaak))?;
    anew.run(&sent(&anew, zaak, ""))?;
    let reason = "De tekst klopt ook zo.".to_owned();
    dossier.run(&Act::LetThrough(LetThrough { zaak, draft: KIND, reason }))?;
    dossier.run(&sent(&dossier, zaak, ""))?;
    Ok(())
}

#[test]
fn a_form_that_came_in_keeps_back_the_text_that_asks_for_it_and_no_other() -> TestResult {
    for (draft, stays) in
        [(DraftKind::Aanvulverzoek, true), (DraftKind::Rappel, true), (DraftKind::Piketmelding, false)]
    {
        let (mut dossier, zaak, _) = with_text("Er is gevochten.")?;
        dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: "Wilt u het formulier sturen?".to_owned() }))?;
        dossier.now = dossier.after(5);
        let melding = dossier.mail(MeldingKind::form("mbv"), &[("beschrijving", "Er is gevochten.")])?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        let checked = dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft }));
        let told = checked.err().map(|error| error.sentence).unwrap_or_default();
        assert_eq!(told.contains("kwam daarna binnen"), stays, "{draft:?}: {told}");
    }
    Ok(())
}

/// Whoever fills in how it stands strikes that this is not known.
#[test]
fn what_is_called_unknown_and_told_all_the_same_stops_the_check() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("5", "CTP Veldzicht")?;
    dossier.run(&besluit(zaak))?;
    let open = "\n\nNOG NIET BEKEND\n- of de situatie onder controle is\n- of er gewonden zijn";
    for (told, stops) in [
        ("Een patiënt sprong uit de bus. onder controle.", true),
        ("Een patiënt sprong uit de bus.\n\nSTAND\n- 02.10 uur – De situatie duurt voort.", true),
        ("Een patiënt sprong uit de bus. Voor zover bekend zijn er geen gewonden.", true),
        ("Een patiënt sprong uit de bus. Of het onder controle is, vragen wij na.", false),
        ("Een patiënt sprong uit de bus.", false),
    ] {
        dossier.run(&save(zaak, &format!("{told}{open}")))?;
        let refused = dossier.run(&check(zaak)).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(refused.contains("dat niet bekend is of"), stops, "{told}: {refused}");
    }
    Ok(())
}
