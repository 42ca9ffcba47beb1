//! Given answers in the call back, when somebody looks: which weighing questions they speak to, and what is asked of
//! a case that has no row yet.

use piket::{
    acts::{Act, AnswerCall, Said, Weigh},
    domain::{besluit::Answer, ids::Zaaknummer},
    judge::call_back::{WeighingProposal, answer_to, call_questions, weighing_proposals},
};

use crate::dossier::{Dossier, TestResult};

fn answer(dossier: &mut Dossier, zaak: Zaaknummer, question: &str, said: Said) -> TestResult {
    let (question, source) = (question.to_owned(), "telefoon".to_owned());
    dossier.run(&Act::AnswerCall(AnswerCall { zaak, question, said, source, happened: None }))?;
    Ok(())
}

fn choice(id: &str) -> Said {
    Said::Choice(id.to_owned())
}

fn proposed(dossier: &Dossier, zaak: Zaaknummer) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let proposals = weighing_proposals(dossier.zaak(zaak)?, dossier.case_rule(zaak)?);
    Ok(proposals.iter().map(WeighingProposal::words).collect())
}

#[test]
fn answers_propose_what_they_speak_to_until_it_is_weighed_or_they_disagree() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    assert!(proposed(&dossier, zaak)?.is_empty());
    answer(&mut dossier, zaak, "letsel", choice("geen"))?;
    answer(&mut dossier, zaak, "brandweer", choice("geblust"))?;
    assert_eq!(proposed(&dossier, zaak)?, ["2.1 ja", "2.2 nee", "G3 nee"]);
    // Nobody is hurt, and yet somebody went to hospital: that is for the officer.
    answer(&mut dossier, zaak, "ziekenhuis", choice("ja"))?;
    assert_eq!(proposed(&dossier, zaak)?, ["2.1 ja"]);
    dossier.run(&Act::Weigh(Weigh { zaak, question: "2.1".to_owned(), answer: Answer::No }))?;
    assert!(proposed(&dossier, zaak)?.is_empty(), "wat gewogen is blijft");
    Ok(())
}

#[test]
fn without_a_row_only_the_questions_of_all_are_taken() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("CTP Veldzicht", None)?;
    let asked: Vec<String> = call_questions(dossier.case_rule(zaak)?).iter().map(|q| q.id.clone()).collect();
    assert_eq!(asked, ["wat", "maatregelen", "media", "vervolg"]);
    answer(&mut dossier, zaak, "media", choice("nee"))?;
    let refused = answer(&mut dossier, zaak, "letsel", choice("geen")).err().ok_or("niet geweigerd")?;
    assert!(refused.to_string().contains("hoort niet bij een zaak zonder rij"), "{refused}");
    assert!(proposed(&dossier, zaak)?.is_empty(), "zonder rij valt er niets te wegen");
    Ok(())
}

#[test]
fn the_same_answer_twice_is_one_fact() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    answer(&mut dossier, zaak, "letsel", choice("geen"))?;
    let first = answer_to(dossier.zaak(zaak)?, "letsel").map(|f| f.number);
    answer(&mut dossier, zaak, "letsel", choice("geen"))?;
    assert_eq!(answer_to(dossier.zaak(zaak)?, "letsel").map(|f| f.number), first);
    answer(&mut dossier, zaak, "letsel", Said::Unknown)?;
    assert_ne!(answer_to(dossier.zaak(zaak)?, "letsel").map(|f| f.number), first);
    Ok(())
}
