//! A book of another sector, with rows and questions of its own: the desk works by it as it is, and the
//! advice of one sector is never given for another.

use std::sync::LazyLock;

use piket::{
    acts::{Act, ChooseRij, LinkMelding, ReceiveStep, SetInrichting, SetTimes, TakeBesluit, UnlistedName, Weigh},
    deadline::{Baseline, InForce, why},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        inrichting::{Inrichting, Inrichtingen, Ownership},
        melding::MeldingKind,
        rij::Rij,
        step::Step,
        termijn_choice::LezingChoice,
        termijn_kind::TermijnKind,
        time_kind::TimeKind,
    },
    judge::{
        case_rule::CaseRule,
        complete::{Completeness, completeness},
        questions::weegvragen,
    },
    rules::{
        book::{MonitorColumn, Rulebook, RulebookOrigin},
        file_error::FileError,
    },
};

use super::dossier::{Dossier, TestResult};

/// The second book.
pub const TEXT: &str = include_str!("../fixtures/oefenboek.toml");

/// A book that is read when the first test asks for it.
pub type ReadBook = LazyLock<Result<Rulebook, Vec<FileError>>>;

static BOOK: ReadBook = LazyLock::new(|| read(TEXT));

/// The same book, in which another step meets a term and more is open about it.
static CHANGED: ReadBook = LazyLock::new(|| {
    let other = "stap = \"fast-nl\"\nonbepaald = \"Of dit uur bij nacht loopt, zegt het oefenboek niet.\"";
    read(&TEXT.replacen("stap = \"moa-fast-nl\"", other, 1))
});

/// The same book, with a step of its own by the name of a step of the other sector.
static SAME_NAME: ReadBook = LazyLock::new(|| {
    let text = TEXT.replace("buurt-gewaarschuwd", "112");
    Rulebook::parse(&text, "oefenboek.toml", RulebookOrigin::Own("oefenboek.toml".to_owned()))
});

pub fn read(text: &str) -> Result<Rulebook, Vec<FileError>> {
    Rulebook::parse(text, "oefenboek.toml", RulebookOrigin::Own("oefenboek.toml".to_owned()))
}

/// A desk that works by the second book, with one inrichting of its sector.
pub fn desk() -> Result<Dossier, Box<dyn std::error::Error>> {
    desk_by(&BOOK)
}

pub fn desk_by(book: &'static ReadBook) -> Result<Dossier, Box<dyn std::error::Error>> {
    let book = book.as_ref().map_err(|errors| FileError::combine("Het regelboek", errors).to_string())?;
    desk_at(book, "Oefenhuis")
}

/// A desk that works by a book, with one inrichting of its sector.
pub fn desk_at(book: &'static Rulebook, house: &str) -> Result<Dossier, Box<dyn std::error::Error>> {
    let own = Inrichting {
        name: house.to_owned(),
        place: "Oefendam".to_owned(),
        ownership: Ownership::State,
        sector: Some(book.sector.clone()),
        aliases: Vec::new(),
    };
    let mut dossier = Dossier::empty()?;
    dossier.book = book;
    dossier.inrichtingen = dossier.inrichtingen.with(Inrichtingen::new(vec![own]));
    Ok(dossier)
}

fn kinds(dossier: &Dossier, zaak: piket::domain::ids::Zaaknummer) -> Result<Vec<String>, piket::domain::error::Error> {
    // Without a book nobody can tell which terms run; none does.
    let countdowns = match dossier.case_rule(zaak)? {
        CaseRule::NoBook(_) => Vec::new(),
        CaseRule::Known(..) | CaseRule::Unchosen(_) | CaseRule::NotInBook(..) => dossier.countdowns(zaak)?,
    };
    Ok(countdowns.iter().map(|k| k.termijn.kind.to_string()).collect())
}

/// What the book says about one of its rows.
struct Expected {
    rij: &'static str,
    terms: &'static [&'static str],
    steps: &'static [&'static str],
    questions: &'static [&'static str],
}

#[test]
fn a_second_book_gives_rows_questions_terms_and_steps_of_its_own() -> TestResult {
    let expected = [
        Expected { rij: "K1", terms: &["kort"], steps: &[], questions: &["K1.1", "V1", "V2"] },
        Expected { rij: "K2", terms: &["kort"], steps: &[], questions: &["K2.1"] },
        Expected {
            rij: "W",
            terms: &["twee-uur", "wegmelding"],
            steps: &["fast-nl", "moa-fast-nl", "buurt-gewaarschuwd"],
            questions: &["W1", "W.1"],
        },
        Expected { rij: "L9", terms: &["kort", "lek"], steps: &["ap"], questions: &["L9.1", "V1", "V2"] },
        Expected { rij: "22", terms: &[], steps: &[], questions: &["22.1"] },
    ];
    for Expected { rij, terms, steps, questions } in expected {
        let mut dossier = desk()?;
        let zaak = dossier.phone("Oefenhuis", Some(rij))?;
        let rule = dossier.book.find_rij(Rij::parse(rij)?)?;
        assert_eq!(dossier.zaak(zaak)?.rij(), Some(rule.nr));
        let mut found = kinds(&dossier, zaak)?;
        found.sort_unstable();
        assert_eq!(found, terms, "{rij}");
        let list = dossier.steps(zaak)?;
        let added: Vec<&str> = list.iter().map(|s| &s.step).filter(|step| step.is_of_book()).map(Step::code).collect();
        assert_eq!(added, steps, "{rij}");
        assert_eq!(weegvragen(dossier.book, rule).map(|v| v.id.as_str()).collect::<Vec<_>>(), questions, "{rij}");
        assert_eq!(list.iter().any(|s| s.step == Step::Review), rij == "K2");
    }
    Ok(())
}

/// A case shows the step of its own sector, whatever another book calls by the same name.
#[test]
fn a_step_of_the_same_name_is_that_of_the_book_of_the_case() -> TestResult {
    let mut dossier = desk_by(&SAME_NAME)?;
    let step = Step::of_book("112");
    for (inrichting, rij, name) in
        [("Oefenhuis", "W", "Buurt gewaarschuwd"), ("FPC de Oostvaarderskliniek", "A", "112 gebeld")]
    {
        let zaak = dossier.phone(inrichting, Some(rij))?;
        assert_eq!(&*dossier.step(zaak, step)?.name, name, "{inrichting}");
    }
    Ok(())
}

#[test]
fn its_rows_are_named_in_refusals_and_those_of_the_other_book_are_refused() -> TestResult {
    let mut dossier = desk()?;
    let zaak = dossier.phone("Oefenhuis", None)?;
    let error = dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("6")?, reason: String::new() })).err();
    let error = error.ok_or("rij 6 staat niet in dit boek")?.to_string();
    assert!(error.contains("«6»") && error.contains("Kies K1 tot en met K2 of W of L9 of 22"), "{error}");

    // A return belongs to the row that its own book calls an absence.
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("K1")?, reason: String::new() }))?;
    let times = vec![(TimeKind::OaEnd, Some(dossier.now))];
    let error =
        dossier.run(&Act::SetTimes(SetTimes { zaak, times: times.clone() })).err().ok_or("K1 is geen afwezigheid")?;
    assert!(error.to_string().contains("Kies eerst een rij W."), "{error}");
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("W")?, reason: "Hij is weg.".to_owned() }))?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times }))?;
    Ok(())
}

#[test]
fn its_forms_demand_what_the_kind_of_voorval_asks() -> TestResult {
    for (rij, complete) in [("K1", true), ("K2", false)] {
        let mut dossier = desk()?;
        let zaak = dossier.phone("Oefenhuis", Some(rij))?;
        let melding = dossier.mail_with(MeldingKind::form("verslag"), &[("beschrijving", "Er gebeurde iets.")])?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        match completeness(dossier.zaak(zaak)?, dossier.case_rule(zaak)?) {
            Completeness::Complete { .. } => assert!(complete, "{rij}"),
            Completeness::Incomplete { missing, .. } => {
                assert!(!complete && missing.iter().all(|m| m.name == "de maatregelen"), "{rij}");
            }
            Completeness::None | Completeness::Provisional { .. } => return Err("er is een formulier".into()),
        }
    }
    Ok(())
}

#[test]
fn its_own_questions_fill_the_monitor() -> TestResult {
    let mut dossier = desk()?;
    let zaak = dossier.phone("Oefenhuis", Some("K1"))?;
    dossier.run(&Act::Weigh(Weigh { zaak, question: "V1".into(), answer: Answer::Yes }))?;
    let (case, zaak) = (dossier.case_rule(zaak)?, dossier.zaak(zaak)?);
    assert_eq!(case.answer_for(zaak, MonitorColumn::Injury), Some(Answer::Yes));
    assert_eq!(case.answer_for(zaak, MonitorColumn::Media), None);
    Ok(())
}

/// Every inrichting has one of three fates: its sector's book, the desk's own where nobody knows its sector,
/// or none; never the book of another sector.
#[test]
fn a_case_is_judged_by_the_book_of_its_sector_or_by_none() -> TestResult {
    for dossier in [Dossier::empty()?, desk()?] {
        for inrichting in dossier.inrichtingen.all() {
            let found = dossier.book.for_inrichting(Some(inrichting));
            match (&inrichting.sector, found) {
                (Some(sector), Ok(book)) => assert_eq!(*sector, book.sector, "{}", inrichting.name),
                (Some(sector), Err(without)) => assert_eq!((sector, Rulebook::of_sector(sector)), (without, None)),
                (None, found) => assert_eq!(found.map(|b| &b.sector), Ok(&dossier.book.sector)),
            }
        }
        assert_eq!(dossier.book.for_inrichting(None), Ok(dossier.book));
    }
    Ok(())
}

#[test]
fn without_a_book_nothing_is_advised_and_the_officer_still_decides() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let own = Inrichting {
        name: "Huis van oefening".to_owned(),
        place: "Oefendam".to_owned(),
        ownership: Ownership::State,
        sector: Some("gw".parse()?),
        aliases: Vec::new(),
    };
    dossier.inrichtingen = dossier.inrichtingen.with(Inrichtingen::new(vec![own]));
    let zaak = dossier.phone("Huis van oefening", Some("11"))?;
    assert!(matches!(dossier.case_rule(zaak)?, CaseRule::NoBook(_)));
    // The row of another matrix stays in the report and does not come into the case.
    assert_eq!(dossier.zaak(zaak)?.rij(), None);
    assert!(dossier.zaak(zaak)?.rulebook.hash.is_empty());
    assert!(kinds(&dossier, zaak)?.is_empty());
    for line in dossier.steps(zaak)? {
        let words = line.state.explanation();
        assert!(!words.contains("meldplichtig") && !words.contains("kies eerst de rij"), "{}: {words}", line.step);
    }
    assert_eq!(dossier.step(zaak, Step::BesluitP)?.state.explanation(), "geen regelboek voor GW: zelf toetsen");
    for act in [
        Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("6")?, reason: String::new() }),
        Act::Weigh(Weigh { zaak, question: "G1".into(), answer: Answer::Yes }),
    ] {
        let error = dossier.run(&act).err().ok_or("er is geen boek")?.to_string();
        assert!(error.contains("Er is geen regelboek voor GW. Zelf toetsen"), "{error}");
    }
    let reason = "Zelf getoetst aan de instructie voor GW.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    assert_eq!(dossier.step(zaak, Step::Sms)?.state.explanation(), "maak het concept");

    // Once it turns out to be another place, the book of that sector counts.
    dossier.run(&Act::SetInrichting(SetInrichting {
        zaak,
        inrichting: "Veldzicht".to_owned(),
        unlisted: UnlistedName::Meant,
    }))?;
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("6")?, reason: String::new() }))?;
    assert_eq!(kinds(&dossier, zaak)?, ["mbv"]);
    assert_eq!(dossier.zaak(zaak)?.rulebook.hash, dossier.book.edition.hash);
    // And the other way round the row stays, but nothing follows from it.
    dossier.run(&Act::SetInrichting(SetInrichting {
        zaak,
        inrichting: "Huis van oefening".to_owned(),
        unlisted: UnlistedName::Meant,
    }))?;
    assert!(dossier.zaak(zaak)?.rij().is_some() && kinds(&dossier, zaak)?.is_empty());
    Ok(())
}

/// What meets a term, and what is told of it, is the book's to say.
#[test]
fn a_term_is_met_by_the_step_that_the_book_names() -> TestResult {
    for (book, by, open_point) in
        [(&BOOK, Step::of_book("moa-fast-nl"), false), (&CHANGED, Step::of_book("fast-nl"), true)]
    {
        let mut dossier = desk_by(book)?;
        let zaak = dossier.phone("Oefenhuis", Some("W"))?;
        for step in [Step::of_book("fast-nl"), Step::of_book("moa-fast-nl")] {
            let countdowns = dossier.countdowns(zaak)?;
            let hours = countdowns.iter().find(|k| k.termijn.kind == TermijnKind::of("twee-uur")).ok_or("geen klok")?;
            let case = dossier.zaak(zaak)?;
            let from = Baseline {
                book: dossier.book,
                rij: Rij::parse("W")?,
                times: dossier.case_rule(zaak)?.times(case),
                kalender: case.kalender,
            };
            let told =
                why(&from, &hours.termijn, &InForce::from(&hours.termijn, LezingChoice::Streng, None)).join("\n");
            assert_eq!(told.contains("zegt het oefenboek niet"), open_point, "{told}");
            // What the book of the tbs leaves open is not said of this one.
            assert!(!told.contains("De bron zegt niet vanaf wanneer"), "{told}");
            let (remark, at) = ("Gehoord.".to_owned(), Some(dossier.now));
            let known = dossier.book.step(step);
            let (what, road) = (known.rule().arrives.first().copied(), known.rule().roads().first().copied());
            dossier.run(&Act::ReceiveStep(ReceiveStep { zaak, step, what, road, remark, at }))?;
            let met = dossier
                .countdowns(zaak)?
                .iter()
                .any(|k| k.termijn.kind == TermijnKind::of("twee-uur") && !k.is_running());
            assert_eq!(met, step == by || by == Step::of_book("fast-nl"), "{step}");
        }
    }
    Ok(())
}

/// The JJI: what its regulation names, and no clock that it does not have.
#[test]
fn a_case_of_a_jji_follows_its_own_book_and_counts_down_to_nothing() -> TestResult {
    let book = Rulebook::of_sector(&"jji".parse()?).ok_or("er is een boek voor jji")?;
    for rule in book.rijen() {
        let mut dossier = Dossier::empty()?;
        let zaak = dossier.phone("Hartelborgt", Some(rule.nr.as_str()))?;
        assert_eq!(dossier.zaak(zaak)?.rij(), Some(rule.nr));
        assert!(kinds(&dossier, zaak)?.is_empty(), "{}: de regeling noemt geen uur", rule.nr);
        let steps = dossier.steps(zaak)?;
        assert!(steps.iter().any(|s| s.step == Step::Form && !s.state.is_done()), "{}", rule.nr);
        assert!(!dossier.step(zaak, Step::BesluitP)?.state.is_done(), "{}: P is een gat", rule.nr);
        assert_eq!(dossier.zaak(zaak)?.rulebook.version, book.edition.version);
    }
    for topic in ["T", "M", "P", "A", "piket-SMS", "formulier", "ongeoorloofde afwezigheid", "incidentenmonitor"] {
        assert!(book.open_point(topic).is_some(), "{topic}");
    }
    // What is not reportable for tbs is for a jji.
    assert!(book.find_rij(Rij::parse("J14")?)?.is_notifiable());
    assert!(!Rulebook::built_in().find_rij(Rij::parse("11")?)?.is_notifiable());
    Ok(())
}
