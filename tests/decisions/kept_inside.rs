//! What keeps a death from the public: that nobody said the next of kin were told, that it is not known, and what was noted
//! since. The last that was said counts, in the call or as a weighing question.

use piket::{
    acts::{Act, AssessFeit, NoteFeit, Said, TakeBesluit, Weigh},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        own_words::TOLD_BY_PHONE,
        withheld::Withheld,
    },
    judge::withheld::withheld,
};

use super::call_back::{answer, choice};
use crate::dossier::{Dossier, TestResult};

fn is_kept(dossier: &Dossier, zaak: Zaaknummer) -> Result<bool, Box<dyn std::error::Error>> {
    let found = withheld(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, DraftKind::Publiek);
    Ok(found == Some(Withheld::Inside))
}

/// A case on which P goes out, so that nothing but the next of kin keeps it inside.
fn begun(rij: &str, inrichting: &str) -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij(rij, inrichting)?;
    let reason = "De lijn vroeg erom.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    Ok((dossier, zaak))
}

fn weigh(dossier: &mut Dossier, zaak: Zaaknummer, answer: Answer) -> TestResult {
    dossier.now = dossier.after(1);
    dossier.run(&Act::Weigh(Weigh { zaak, question: "10.2".into(), answer }))?;
    Ok(())
}

fn says(dossier: &mut Dossier, zaak: Zaaknummer, said: Said) -> TestResult {
    dossier.now = dossier.after(1);
    answer(dossier, zaak, "nabestaanden", said)
}

fn notes(dossier: &mut Dossier, zaak: Zaaknummer, text: &str) -> TestResult {
    dossier.now = dossier.after(1);
    let (text, source) = (text.to_owned(), TOLD_BY_PHONE.to_owned());
    let (topic, status) = (Topic::Surroundings, FeitStatus::Reported);
    dossier.run(&Act::NoteFeit(NoteFeit { zaak, topic, text, source, status, happened: None }))?;
    Ok(())
}

#[test]
fn the_last_that_was_said_counts_wherever_it_was_said() -> TestResult {
    let (mut dossier, zaak) = begun("10", "FPC Kijvelanden")?;
    weigh(&mut dossier, zaak, Answer::Yes)?;
    assert!(!is_kept(&dossier, zaak)?);
    says(&mut dossier, zaak, Said::Unknown)?;
    assert!(is_kept(&dossier, zaak)?, "what is not known frees nothing");
    weigh(&mut dossier, zaak, Answer::No)?;
    assert!(is_kept(&dossier, zaak)?);
    says(&mut dossier, zaak, choice("ja"))?;
    assert!(!is_kept(&dossier, zaak)?);
    weigh(&mut dossier, zaak, Answer::Unknown)?;
    assert!(is_kept(&dossier, zaak)?, "a later doubt is a doubt");
    weigh(&mut dossier, zaak, Answer::Yes)?;
    assert!(!is_kept(&dossier, zaak)?);
    Ok(())
}

/// In every sector: at each row of which the book says that it is a death, and where it may be one.
#[test]
fn no_sector_lets_a_death_out_before_somebody_said_so() -> TestResult {
    for rij in ["J4", "J5", "J14"] {
        let (mut dossier, zaak) = begun(rij, "RJJI De Hartelborgt")?;
        assert!(is_kept(&dossier, zaak)?, "{rij}");
        says(&mut dossier, zaak, choice("nee"))?;
        assert!(is_kept(&dossier, zaak)?, "{rij}");
        says(&mut dossier, zaak, choice("leeft"))?;
        assert!(!is_kept(&dossier, zaak)?, "{rij}: nobody died");
        says(&mut dossier, zaak, choice("ja"))?;
        notes(&mut dossier, zaak, "De voogd is nog niet bereikt.")?;
        assert!(is_kept(&dossier, zaak)?, "{rij}");
    }
    Ok(())
}

/// What was told decides, and not how the case is called: at a row that does not ask for the next of kin, too, and in each sector.
#[test]
fn a_death_that_is_told_keeps_any_row_inside() -> TestResult {
    for (rij, inrichting, told, kept) in [
        ("2", "FPC Kijvelanden", "Brand; één patiënt is overleden", true),
        ("6", "FPC Kijvelanden", "Een sociotherapeut is doodgestoken", true),
        ("7", "FPC Kijvelanden", "Hij is aan zijn verwondingen bezweken", true),
        ("21", "FPC Kijvelanden", "Bij het ongeval kwam een patiënt om het leven", true),
        ("23", "FPC Kijvelanden", "Een patiënt is dood aangetroffen in de sloot", true),
        ("D", "FPC Kijvelanden", "Hij sprong voor de trein en is overleden", true),
        ("J6", "RJJI De Hartelborgt", "De jeugdige is overleden", true),
        ("2", "FPC Kijvelanden", "Er is niemand overleden", false),
        ("6", "FPC Kijvelanden", "Een patiënt dreigde met de dood", false),
        ("2", "FPC Kijvelanden", "Brand op een kamer", false),
    ] {
        let (mut dossier, zaak) = begun(rij, inrichting)?;
        notes(&mut dossier, zaak, told)?;
        assert_eq!(is_kept(&dossier, zaak)?, kept, "{rij}: {told}");
        notes(&mut dossier, zaak, "De nabestaanden zijn ingelicht.")?;
        assert!(!is_kept(&dossier, zaak)?, "{rij}: {told}");
        notes(&mut dossier, zaak, "De moeder is nog niet bereikt.")?;
        assert_eq!(is_kept(&dossier, zaak)?, kept, "{rij}: {told}");
    }
    Ok(())
}

#[test]
fn a_yes_with_somebody_left_out_is_none() -> TestResult {
    for (words, kept) in [
        ("behalve zijn moeder", true),
        ("de broer is nog onbereikbaar", true),
        ("dat wordt vannacht gedaan", true),
        ("door de geestelijk verzorger", false),
        ("om 02.30 uur, telefonisch", false),
    ] {
        let (mut dossier, zaak) = begun("15", "FPC Kijvelanden")?;
        says(&mut dossier, zaak, Said::ChoiceAnd { choice: "ja".to_owned(), words: words.to_owned() })?;
        assert_eq!(is_kept(&dossier, zaak)?, kept, "{words}");
    }
    Ok(())
}

#[test]
fn a_fact_that_came_since_and_says_otherwise_keeps_it_inside_while_it_counts() -> TestResult {
    for (text, kept) in [
        ("De dochter weet het nog niet.", true),
        ("De kliniek belde. De familie is tevergeefs gebeld.", true),
        ("Van de partner is onduidelijk waar zij is.", true),
        ("De ouders zijn onderweg naar de kliniek.", false),
        ("De burgemeester is nog niet ingelicht.", false),
    ] {
        let (mut dossier, zaak) = begun("10", "FPC Kijvelanden")?;
        notes(&mut dossier, zaak, "De zus is nog niet ingelicht.")?;
        says(&mut dossier, zaak, choice("ja"))?;
        assert!(!is_kept(&dossier, zaak)?, "what was so before the answer is over");
        notes(&mut dossier, zaak, text)?;
        assert_eq!(is_kept(&dossier, zaak)?, kept, "{text}");
        let feit = dossier.zaak(zaak)?.feiten.last().ok_or("geen feit")?.number;
        dossier.run(&Act::AssessFeit(AssessFeit { zaak, feit, status: FeitStatus::Contradicted }))?;
        assert!(!is_kept(&dossier, zaak)?, "{text}: who contradicted it frees it");
    }
    Ok(())
}
