//! A third book, of a sector that shares nothing with the others: it phones other bodies, asks for another form, and another
//! waits for its term. The whole work goes by it, and nobody of another book is named anywhere.

use std::sync::LazyLock;

use piket::{
    acts::{
        Act, CheckDraft, ChooseRij, LinkMelding, NoteFeit, ReceiveStep, ReportSent, SaveDraft, SetStep, TakeBesluit,
        Weigh,
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        delivery::{Delivered, Road},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        inrichting::{Inrichting, Inrichtingen, Ownership},
        melding::MeldingKind,
        message_sender::MessageSender,
        rij::Rij,
        rij_mark::RijMark,
        step::{Step, StepState},
        termijn_kind::TermijnKind,
    },
    judge::{
        case_surroundings::CaseSurroundings, checklist::ChecklistState, contact::call_sheet, provisions::provisions,
        visibility::Visibility,
    },
    log::event::LogEvent,
    outgoing::{data::MessageData, template::Templates},
    rules::{
        address_book::AddressBook,
        book::{Rulebook, RulebookOrigin},
        file_error::FileError,
    },
};

use super::{
    dossier::{Dossier, TestResult},
    second_book::{ReadBook, desk_at},
};

/// The third book.
const TEXT: &str = include_str!("../fixtures/havenboek.toml");

const HOUSE: &str = "Havenhuis Oost";

static BOOK: ReadBook = LazyLock::new(|| read(TEXT));

fn read(text: &str) -> Result<Rulebook, Vec<FileError>> {
    Rulebook::parse(text, "havenboek.toml", RulebookOrigin::Own("havenboek.toml".to_owned()))
}

fn desk() -> Result<Dossier, Box<dyn std::error::Error>> {
    let book = BOOK.as_ref().map_err(|errors| FileError::combine("Het regelboek", errors).to_string())?;
    desk_at(book, HOUSE)
}

/// Whom to phone about a step, each on a line, and what to say.
fn phoned(dossier: &Dossier, zaak: Zaaknummer, step: Step) -> Result<String, Box<dyn std::error::Error>> {
    let around = (dossier.case_rule(zaak)?, AddressBook::built_in());
    let sheet = call_sheet(dossier.zaak(zaak)?, step, &dossier.desk, around, Visibility::Open);
    Ok(sheet.ok_or("niemand te bellen")?.text())
}

/// A message of a case as the templates make it.
fn message(dossier: &Dossier, zaak: Zaaknummer, draft: DraftKind) -> Result<String, Box<dyn std::error::Error>> {
    let (case, countdowns) = (dossier.case_rule(zaak)?, dossier.countdowns(zaak)?);
    let zaak = dossier.zaak(zaak)?;
    let around = CaseSurroundings::of((zaak, case), None, &countdowns, AddressBook::built_in(), dossier.now);
    let data = MessageData::of(zaak, case, &around, &MessageSender::unnamed(), dossier.now);
    Ok(Templates::built_in().render(draft, &data)?.text)
}

/// What another book has and this one does not.
const OF_OTHERS: [&str; 9] =
    ["Fast NL", "Autoriteit", "AP", "MBV", "MOA", "incidentmelding@", "070-751", "zorginkoper", "bewindspersoon"];

/// Refuses a text that names somebody of another book.
fn names_nobody_else(text: &str) {
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    for other in OF_OTHERS {
        let is_short = other.chars().all(char::is_alphanumeric);
        let named = if is_short { words(text).iter().any(|word| word == other) } else { text.contains(other) };
        assert!(!named, "{other}: {text}");
    }
}

#[test]
fn the_whole_work_goes_by_a_book_with_other_bodies() -> TestResult {
    let mut dossier = desk()?;
    let zaak = dossier.phone(HOUSE, None)?;

    // The row, and that of another book is refused.
    let choose = |rij: &str| -> Result<Act, piket::domain::error::Error> {
        Ok(Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse(rij)?, reason: String::new() }))
    };
    assert!(dossier.run(&choose("A")?).is_err());
    dossier.run(&choose("S2")?)?;

    // Whom to phone back: nobody left a number, so the body that puts one through is in the list, once.
    let back = phoned(&dossier, zaak, Step::CalledBack)?;
    assert!(
        back.contains("geen terugbelnummer genoteerd") && back.contains("0180-00 00 01  Verkeerspost Oost"),
        "{back}"
    );
    assert_eq!(back.matches("Verkeerspost").count(), 1, "{back}");
    let done =
        SetStep { zaak, step: Step::CalledBack, state: StepState::Done, reason: "wachtchef".to_owned(), at: None };
    dossier.run(&Act::SetStep(done))?;

    // Its terms, each with who waits for it.
    let countdowns = dossier.countdowns(zaak)?;
    let waits = |kind: &'static str| {
        let found = countdowns.iter().find(|k| k.termijn.kind == TermijnKind::of(kind));
        found.map(|k| (k.termijn.label.to_string(), k.termijn.recipient.clone()))
    };
    let tow = ("Sleep binnen het uur".to_owned(), "Sleepdienst Baken (wacht@sleepdienst.example)".to_owned());
    let letter = ("Havenbrief".to_owned(), "Scheepvaartraad (raad@scheepvaart.example), cc de eigen reder".to_owned());
    assert_eq!((waits("vaartijd"), waits("brief"), countdowns.len()), (Some(tow), Some(letter), 2));

    // The step is another body's, which is phoned itself, and its answer meets the term.
    let step = Step::of_book("sleep-klaar");
    let line = dossier.step(zaak, step)?;
    assert_eq!((line.owner.word(), line.owner.in_sentence()), ("sleepdienst", "de sleepdienst"));
    assert!(matches!(line.state, ChecklistState::Waiting(_)), "{:?}", line.state);
    let call = phoned(&dossier, zaak, step)?;
    assert!(call.starts_with("0180-00 00 02  Sleepdienst Baken, wacht@sleepdienst.example"), "{call}");
    // An own entry of the address book stands for a body of which each inrichting has its own.
    let form = phoned(&dossier, zaak, Step::Form)?;
    assert!(form.contains("nog geen nummer in adressen.toml") && form.contains("Verkeerspost Oost"), "{form}");
    for text in [&back, &call, &form] {
        names_nobody_else(text);
    }
    let at = Some(dossier.now);
    dossier.run(&Act::ReceiveStep(ReceiveStep { zaak, step, what: None, road: None, remark: String::new(), at }))?;
    let running: Vec<String> =
        dossier.countdowns(zaak)?.iter().filter(|k| k.is_running()).map(|k| k.termijn.kind.to_string()).collect();
    assert_eq!(running, ["brief"]);

    // What it weighs, what it decides and what leaves the desk, addressed to whom the book names.
    dossier.run(&Act::Weigh(Weigh { zaak, question: "S2.1".into(), answer: Answer::Yes }))?;
    let reason = "Er is iemand te water.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    let report = message(&dossier, zaak, DraftKind::Piketmelding)?;
    assert!(report.contains("de havenmeester") && report.contains("Haveninstructie"), "{report}");
    assert!(report.contains("De havenbrief wordt verwacht"), "{report}");
    names_nobody_else(&report);
    let text = piket::judge::gaps::say_unknown(&report);
    dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Piketmelding, text }))?;
    dossier.send(zaak, DraftKind::Sms)?;
    let register = provisions(&*dossier.log, AddressBook::built_in(), &|_| dossier.book);
    let told: Vec<String> = register.iter().map(|p| format!("{} aan {}", p.what(), p.to.read())).collect();
    assert!(told.iter().any(|line| line.starts_with("piket-SMS") && line.ends_with("aan de lijn")), "{told:?}");

    // Its form comes in and meets what is left.
    let fields = [("beschrijving", "Het schip dreef af.")];
    let melding = dossier.mail_with(MeldingKind::form("havenbrief"), &fields)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    assert_eq!(&*dossier.step(zaak, Step::Form)?.name, "Havenbrief ontvangen");
    assert!(dossier.countdowns(zaak)?.iter().all(|k| !k.is_running()), "{:?}", dossier.step(zaak, Step::Form)?.state);
    for line in dossier.steps(zaak)? {
        names_nobody_else(&format!("{} {}", line.name, line.state.explanation()));
    }
    Ok(())
}

/// Who writes in the place of the desk, and whose the form then is, is a body of the book by its name.
#[test]
fn another_body_of_the_book_writes_and_sends_the_form() -> TestResult {
    let mut dossier = desk()?;
    let zaak = dossier.phone(HOUSE, Some("S3"))?;
    let rule = dossier.book.find_rij(Rij::parse("S3")?)?;
    assert_eq!(rule.opsteller(), "sleepdienst");
    let form = dossier.step(zaak, Step::Form)?;
    assert_eq!(form.owner.word(), "sleepdienst");
    assert!(form.state.explanation().starts_with("het formulier van de sleepdienst"), "{:?}", form.state);
    let reason = "Gewogen.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    let review = dossier.step(zaak, Step::Review)?;
    assert!(review.state.explanation().starts_with("controleer de feiten van de sleepdienst"), "{:?}", review.state);
    let asked = message(&dossier, zaak, DraftKind::Visie)?;
    assert!(asked.contains("Aan: de sleepdienst"), "{asked}");
    dossier.run(&Act::Weigh(Weigh { zaak, question: "S3.1".into(), answer: Answer::No }))?;
    assert_eq!(dossier.step(zaak, Step::Form)?.owner.word(), "inrichting");
    Ok(())
}

/// What arrives at a step is told in the words of the program where the book has none, and those name nobody.
#[test]
fn a_decision_of_another_body_names_no_regulator_of_another_book() -> TestResult {
    let mut dossier = desk()?;
    let zaak = dossier.phone(HOUSE, Some("S4"))?;
    let step = Step::of_book("raadsbesluit");
    assert_eq!(dossier.step(zaak, step)?.owner.word(), "raad");
    let (what, road) = (Some(Delivered::NoNotify), Some(Road::Post));
    let act = Act::ReceiveStep(ReceiveStep { zaak, step, what, road, remark: String::new(), at: Some(dossier.now) });
    let told = dossier.run_told(&act)?.join(" ");
    assert!(told.contains("Besluit van de scheepvaartraad: gereed, met besluit: niet melden."), "{told}");
    let stands = dossier.step(zaak, step)?;
    assert!(stands.state.explanation().starts_with("besluit: niet melden, per post"), "{:?}", stands.state);
    names_nobody_else(&told);

    // The book of the tbs has words of its own, which stay readable where texts are kept back.
    let mut tbs = Dossier::empty()?;
    let zaak = tbs.phone("CTP Veldzicht", Some("22"))?;
    let (step, remark) = (Step::of_book("ap"), String::new());
    tbs.run(&Act::ReceiveStep(ReceiveStep { zaak, step, what, road, remark, at: Some(tbs.now) }))?;
    let note = tbs.zaak(zaak)?.steps.get(&step).ok_or("niet genoteerd")?.clone();
    assert_eq!(note.reason.read(), "besluit: niet melden bij de AP, per post");
    assert_eq!(Visibility::Masked.read(&note.reason), note.reason.read());
    Ok(())
}

/// What a book marks its rows by is its own name, and the message to who writes asks for him where nobody knows who that is.
#[test]
fn a_book_marks_its_rows_by_names_of_its_own_and_asks_for_a_writer_that_it_does_not_name() -> TestResult {
    let mut dossier = desk()?;
    let marked = |mark: &'static str| dossier.book.rijen().filter(|rij| rij.is_marked(RijMark::of(mark))).count();
    assert_eq!([marked("onder-sleep"), marked("datalek")], [1, 0]);
    let misspelt = read(&TEXT.replace("kenmerken = [\"oa\"]", "kenmerken = [\"0a\"]"));
    assert!(misspelt.is_err_and(|errors| errors.iter().any(|error| error.field == "rij.kenmerken")));

    // A body of which each inrichting has its own is in no book.
    let (own, listed) = ("opsteller = \"sleepdienst\"", "opsteller = \"rederij\"");
    assert!(TEXT.contains(own));
    let book = read(&TEXT.replace(own, listed)).map_err(|errors| FileError::combine("Het boek", &errors))?;
    dossier.book = Box::leak(Box::new(book));
    let zaak = dossier.phone(HOUSE, Some("S3"))?;
    let asked = message(&dossier, zaak, DraftKind::Visie)?;
    assert!(asked.contains("\nAan: [nog invullen: schrijver]\n"), "{asked}");
    Ok(())
}

/// Where nobody is asked how it stands, what was noted of it is what a message begins with, before and after a row is chosen.
#[test]
fn what_was_noted_of_how_it_stands_is_told_where_nobody_is_asked_for_it() -> TestResult {
    let mut dossier = desk()?;
    let jji = |dossier: &mut Dossier| -> TestResult {
        dossier.book = Rulebook::of_sector(&"jji".parse()?).ok_or("geen boek")?;
        Ok(())
    };
    for rij in [Some("S1"), None, Some("J4")] {
        let house = if rij == Some("J4") { "RJJI De Hartelborgt" } else { HOUSE };
        if rij == Some("J4") {
            jji(&mut dossier)?;
        }
        let zaak = dossier.phone(house, rij)?;
        let open = message(&dossier, zaak, DraftKind::Piketmelding)?;
        assert!(open.contains("[nog invullen: situatie]"), "{rij:?}: {open}");
        let text = "De rust is terug op de groep".to_owned();
        let (topic, source, status) = (Topic::Situation, "wachtchef".to_owned(), FeitStatus::Reported);
        let noted = NoteFeit { zaak, topic, text, source, status, happened: None };
        dossier.run(&Act::NoteFeit(noted))?;
        let told = message(&dossier, zaak, DraftKind::Piketmelding)?;
        assert!(!told.contains("situatie]") && told.contains("De rust is terug op de groep."), "{rij:?}: {told}");
        let said = piket::judge::gaps::say_unknown(&told);
        assert!(!said.contains("Hoe het er nu voor staat"), "{rij:?}: {said}");
    }
    Ok(())
}

/// The public hears that somebody was told where he was: by name and by the words of the book at hand.
#[test]
fn the_summary_for_the_public_names_who_was_told_and_nobody_else() -> TestResult {
    for (to, reason, told) in [
        ("de lijn", "", None),
        ("woordvoering", "", None),
        ("de havenmeester", "Hij gaat over de haven.", Some("De havenmeester is ingelicht.")),
        ("woordvoering; De Havenmeester", "Hij gaat over de haven.", Some("De havenmeester is ingelicht.")),
    ] {
        let mut dossier = desk()?;
        let zaak = dossier.phone(HOUSE, Some("S1"))?;
        let reported = Act::ReportSent(ReportSent {
            version: None,
            zaak,
            draft: DraftKind::Piketmelding,
            at: dossier.now,
            channel: "e-mail".to_owned(),
            recipients: to.to_owned(),
            reason: reason.to_owned(),
        });
        let why = "Er was een schip op drift.".to_owned();
        dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason: why }))?;
        let text = "Er is iets gebeurd; meer volgt.".to_owned();
        let draft = DraftKind::Piketmelding;
        dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft, text }))?;
        dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft }))?;
        dossier.run(&reported)?;
        let summary = message(&dossier, zaak, DraftKind::Publiek)?;
        assert_eq!(summary.contains("ingelicht"), told.is_some(), "{to}: {summary}");
        assert!(told.is_none_or(|told| summary.contains(told)) && !summary.contains("bewindspersoon"), "{summary}");
    }
    Ok(())
}

/// On which ground a message of a case left is what its own sector says of it, and never what another does.
#[test]
fn no_message_is_recorded_on_the_ground_of_another_sector() -> TestResult {
    let tbs = ("CTP Veldzicht", "10");
    for (house, rij, borrowed) in [(HOUSE, "S1", false), ("RJJI De Hartelborgt", "J2", false), (tbs.0, tbs.1, true)] {
        let mut dossier = desk()?;
        if house != HOUSE {
            dossier.book = Rulebook::built_in();
        }
        let zaak = dossier.phone(house, Some(rij))?;
        let reason = "Er is aandacht van de media.".to_owned();
        dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
        dossier.send(zaak, DraftKind::Sms)?;
        let grounds = dossier.log.iter().filter_map(|entry| match &entry.event {
            LogEvent::DraftSent { provided: Some(provided), .. } => Some(provided.ground.clone()),
            _ => None,
        });
        let grounds: Vec<String> = grounds.collect();
        assert_eq!(grounds.len(), 1, "{house}: {grounds:?}");
        assert_eq!(grounds.iter().any(|ground| ground.contains("TBS")), borrowed, "{house}: {grounds:?}");
        let gap = grounds.iter().any(|ground| ground.contains("zelf toetsen"));
        assert_eq!(gap, !borrowed, "{house}: {grounds:?}");
    }
    Ok(())
}

/// Who runs an inrichting matters where a book says so, and this one says it nowhere.
#[test]
fn who_runs_an_inrichting_matters_only_where_the_book_says_so() -> TestResult {
    let mut told = Vec::new();
    for ownership in [Ownership::State, Ownership::Private] {
        let mut dossier = desk()?;
        let own = Inrichting {
            name: HOUSE.to_owned(),
            place: "Oefendam".to_owned(),
            ownership,
            sector: Some(dossier.book.sector.clone()),
            aliases: Vec::new(),
        };
        dossier.inrichtingen = dossier.inrichtingen.with(Inrichtingen::new(vec![own]));
        let mut lines = Vec::new();
        for rij in ["S1", "S2", "S3", "S4", "S5"] {
            let zaak = dossier.phone(HOUSE, Some(rij))?;
            let steps = dossier.steps(zaak)?;
            lines.extend(steps.iter().map(|line| format!("{} {}", line.name, line.state.explanation())));
            lines.extend(dossier.countdowns(zaak)?.iter().map(|k| k.termijn.recipient.clone()));
        }
        told.push(lines);
    }
    assert!(told.first().is_some_and(|lines| lines.len() > 40) && told.first() == told.last(), "{told:?}");
    Ok(())
}

/// A book names nobody whom it does not describe: every place is refused, with its line.
#[test]
fn a_body_that_the_book_does_not_describe_is_refused_where_it_is_named() -> TestResult {
    let id = "id = \"sleepdienst\"";
    assert!(TEXT.contains(id));
    let errors = read(&TEXT.replacen(id, "id = \"anders\"", 1)).err().ok_or("het boek leest")?;
    let found: Vec<String> = errors.iter().map(|error| error.field.clone()).collect();
    for field in ["stap.van", "stap.bel", "termijn.ontvanger", "rij.opsteller"] {
        assert!(found.iter().any(|told| told == field), "{field}: {found:?}");
    }
    let lines: Vec<&str> = TEXT.lines().collect();
    // Beside those stands that a step that cannot be read meets no term.
    let named = errors.iter().filter(|error| error.sentence.contains("[[contacten.instantie]]"));
    for error in named {
        let line = lines.get(error.line.saturating_sub(1)).copied().unwrap_or_default();
        assert!(line.contains("sleepdienst") && error.sentence.contains("kies uit"), "{error:?}: {line}");
    }
    Ok(())
}
