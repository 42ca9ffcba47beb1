//! What lies on top of the desk: forms, choosers, questions, the editor and the search line.

use chrono::Duration;
use piket::{
    acts::{Act, NoteFeit, TakeBesluit},
    desk::layer::Layer,
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
    },
};

use crate::{
    acts::told,
    desk::{TestDesk, TestResult, compare},
};

#[test]
fn the_phone_form_from_empty_to_a_case() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n")?;
    compare("telefoon-leeg", &desk.picture());
    desk.keys("oost")?;
    compare("telefoon-typt", &desk.picture());
    desk.keys("<tab>brand in een kamer<tab>25:70")?;
    desk.after(Duration::seconds(1));
    compare("telefoon-foute-tijd", &desk.picture());
    desk.keys("<ctrl-s>")?;
    assert!(desk.text().contains("«25:70» is geen tijd."), "{}", desk.text());
    desk.keys("<ctrl-u>02:00<ctrl-s>")?;
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
    assert_eq!(zaak.plek(), Some("FPC de Oostvaarderskliniek"));
    assert_eq!(zaak.times.voorval.map(piket::domain::moment::Moment::clock_time), Some("02:00".to_owned()));
    assert_eq!(zaak.headline(), "brand in een kamer");
    Ok(())
}

#[test]
fn nothing_typed_in_the_phone_form_is_ever_lost() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("noost<tab>half verhaal<esc>")?;
    desk.keys("<enter>")?;
    assert!(desk.text().contains("half verhaal"), "{}", desk.text());
    desk.keys("e<down>".replace("<down>", "<omlaag>").as_str())?;
    desk.keys(" met meer<esc>")?;
    assert!(desk.text().contains("half verhaal met meer"), "{}", desk.text());
    assert_eq!(desk.model.view.desk.meldingen.len(), 1);
    Ok(())
}

/// What the chooser offers first for what is typed.
fn first(desk: &TestDesk) -> Option<String> {
    match desk.model.view.layers.last() {
        Some(Layer::Picker(k)) => k.chosen().map(|o| o.badge.clone()),
        _ => None,
    }
}

#[test]
fn rows_are_found_by_number_letter_and_word() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("23", "FPC de Kijvelanden")?;
    for (typed, rij) in [
        ("brand", "2"),
        ("6", "6"),
        ("2", "2"),
        ("22", "22"),
        ("datalek", "22"),
        ("c", "C"),
        ("gijzeli", "1"),
        ("drugs", "9"),
        ("rook", "2"),
        ("transport geweld", "18"),
        ("verlof niet terug", "G"),
    ] {
        desk.keys(&format!("r{typed}"))?;
        assert_eq!(first(&desk).as_deref(), Some(rij), "{typed}\n{}", desk.text());
        if typed == "brand" {
            compare("rijkiezer-brand", &desk.picture());
        }
        desk.keys("<esc>")?;
    }
    // Several fit: nobody chose one yet.
    desk.keys("rsuicide")?;
    assert_eq!(first(&desk), None, "{}", desk.text());
    desk.keys("<esc>")?;
    desk.keys("r")?;
    compare("rijkiezer-80x24", &desk.picture());
    desk.keys("qqq<enter>")?;
    assert!(desk.text().contains("Niets gevonden."), "{}", desk.text());
    Ok(())
}

#[test]
fn the_weighing_questions_of_row_six() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("v123")?;
    compare("wegen-80x24", &desk.picture());
    Ok(())
}

#[test]
fn the_editor_shows_gaps_and_refuses_a_check_while_there_are_any() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.keys("3<omlaag><enter>")?;
    desk.after(Duration::seconds(1));
    compare("editor-piketmelding", &desk.picture());
    desk.keys("<ctrl-end> [nog invullen: slot]<ctrl-home><f5>")?;
    assert!(desk.text().contains("In het concept staat nog open"), "{}", desk.text());
    let open = |desk: &TestDesk| written(desk).matches("nog invullen").count();
    let before = open(&desk);
    desk.keys("<ctrl-home><tab><f7>")?;
    assert_eq!(open(&desk), before - 1, "{}", desk.text());
    desk.keys("<f8>")?;
    assert!(desk.text().contains("Nog eens F8 zegt «niet bekend» bij:"), "{}", desk.text());
    assert_eq!(open(&desk), before - 1);
    desk.keys("<f8>")?;
    assert_eq!(open(&desk), 0, "{}", desk.text());
    desk.after(Duration::seconds(1));
    desk.keys("<f5>")?;
    assert!(desk.text().contains("gecontroleerd"), "{}", desk.text());
    desk.keys("<f6>")?;
    compare("verzonden-formulier", &desk.picture());
    Ok(())
}

/// The text in the open editor.
fn written(desk: &TestDesk) -> String {
    match desk.model.view.layers.last() {
        Some(Layer::Editor(editor)) => editor.text.clone(),
        _ => String::new(),
    }
}

#[test]
fn tab_goes_from_gap_to_gap_and_what_is_typed_replaces_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.keys("3<omlaag><enter>")?;
    let open = |desk: &TestDesk| written(desk).matches("[nog invullen").count();
    desk.keys("<ctrl-end> [nog invullen: slot]")?;
    let (text, gaps) = (written(&desk), open(&desk));
    let first = text.find("[nog invullen").ok_or("geen open plek")?;
    desk.keys("<ctrl-home><tab>")?;
    compare("editor-open-plek", &desk.picture());
    desk.keys("Iets")?;
    assert_eq!(written(&desk).get(first..first + 4), Some("Iets"));
    assert_eq!(open(&desk), gaps - 1);
    desk.keys("<shift-tab>")?;
    assert_eq!(open(&desk), gaps - 1, "a move changes nothing");
    desk.keys("<del>")?;
    assert_eq!(open(&desk), gaps - 2);
    while open(&desk) > 0 {
        desk.keys("<tab>.")?;
    }
    desk.keys("<tab>")?;
    assert!(desk.text().contains("Er staat niets meer open."), "{}", desk.text());
    Ok(())
}

#[test]
fn a_checked_draft_names_its_own_version_in_the_field_too() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.keys("3<omlaag><enter>")?;
    for _ in 0..3 {
        desk.keys("<ctrl-end> x")?;
        desk.after(Duration::seconds(1));
    }
    desk.keys("<backspace><backspace><backspace><backspace><backspace><backspace><f8><f8><ctrl-home><f5>")?;
    let draft = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&DraftKind::Piketmelding));
    let draft = draft.ok_or("geen concept")?.clone();
    assert!(draft.is_checked(), "{:?}", draft.text.read());
    let named = format!(", versie {}", draft.version);
    assert!(draft.version > 3 && draft.text.read().ends_with(&named), "{:?}", draft.text.read());
    assert_eq!(written(&desk).trim_end(), draft.text.read());
    assert!(desk.text().contains(&format!("versie {}, gecontroleerd", draft.version)), "{}", desk.text());
    Ok(())
}

#[test]
fn f6_checks_first_what_was_not_checked() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.keys("3<omlaag><enter><f6>")?;
    assert!(desk.text().contains("In het concept staat nog open"), "{}", desk.text());
    assert!(matches!(desk.model.view.layers.last(), Some(Layer::Editor(_))));
    desk.keys("<f8><f8><f6>")?;
    let draft = |desk: &TestDesk| {
        let zaak = desk.model.view.desk.zaken.get(&zaak)?;
        zaak.drafts.get(&DraftKind::Piketmelding).cloned()
    };
    assert!(draft(&desk).is_some_and(|d| d.is_checked()), "{}", desk.text());
    assert!(desk.text().contains("Verzonden: piketmelding"), "{}", desk.text());
    desk.keys("<ctrl-u>de lijn<ctrl-s>")?;
    let draft = draft(&desk).ok_or("geen concept")?;
    assert_eq!(draft.sent.last().map(|d| d.version), Some(draft.version));
    Ok(())
}

#[test]
fn a_line_from_a_fact_has_a_mark_and_one_key_tells_which() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.run(&Act::NoteFeit(NoteFeit {
        zaak,
        topic: Topic::Injury,
        text: "een medewerker heeft rook ingeademd".to_owned(),
        source: "dienstdoend directielid".to_owned(),
        status: FeitStatus::Confirmed,
        happened: Some(desk.model.view.now.plus(Duration::minutes(-7))),
    }))?;
    desk.keys("3<omlaag><enter><ctrl-home><ctrl-x>")?;
    assert!(desk.text().contains("Deze regel komt uit geen feit."), "{}", desk.text());
    // Of the lines that say it, the one under its heading: the kern says more than one fact, and takes two lines more on
    // the screen than in the text.
    let line = (written(&desk).rsplit_once("ingeademd").ok_or("geen feit")?.0).matches('\n').count() + 2;
    desk.keys(&"<omlaag>".repeat(line))?;
    let text = desk.text();
    let told = "Feit 2 (bevestigd): dienstdoend directielid · gebeurd 02:03, genoteerd 02:10";
    assert!(text.contains(told), "{text}");
    compare("editor-bron", &desk.picture());
    let fact = written(&desk);
    assert!(!fact.contains("directielid") && text.contains("│•"), "{text}");
    desk.keys("<ctrl-x>")?;
    assert!(!desk.text().contains("Feit 2"));
    assert_eq!(written(&desk), fact);
    Ok(())
}

#[test]
fn the_sms_counts_its_characters() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.keys("3<enter>")?;
    compare("editor-sms", &desk.picture());
    desk.keys("ë")?;
    assert!(desk.text().contains("«ë»"), "{}", desk.text());
    Ok(())
}

#[test]
fn the_editor_says_saved_when_it_is_and_that_it_was_sent() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    besluit_p(&mut desk, zaak)?;
    desk.slow = true;
    desk.keys("3<enter>Woord.<esc>")?;
    assert!(!desk.text().contains("bewaard als concept"), "{}", desk.text());
    desk.answer();
    assert!(desk.text().contains("De tekst is bewaard als concept."), "{}", desk.text());
    desk.slow = false;
    desk.keys("<enter><f7>")?;
    assert!(desk.text().contains("F5 gecontroleerd"), "{}", desk.text());
    desk.keys("<f5>")?;
    let says = |desk: &mut TestDesk, there: &str, gone: &[&str]| {
        let text = desk.text();
        assert!(text.contains(there) && gone.iter().all(|key| !text.contains(key)), "{text}");
    };
    says(&mut desk, "F6 verzonden", &["F5 gecontroleerd", "F7 onbekend"]);
    desk.keys("<f6>")?;
    desk.keys("<ctrl-s>")?;
    assert!(desk.text().contains(", verzonden"), "{}", desk.text());
    says(&mut desk, "F2 nieuwe versie", &["F5 gecontroleerd", "F6 verzonden", "F7 onbekend", "Ctrl-T"]);
    desk.keys("<f7>")?;
    assert!(desk.text().contains("Er staat niets meer open."), "{}", desk.text());
    let text = |desk: &TestDesk| match desk.model.view.layers.last() {
        Some(piket::desk::layer::Layer::Editor(editor)) => editor.text.clone(),
        _ => String::new(),
    };
    let sent = text(&desk);
    desk.keys("X")?;
    assert!(desk.text().contains("F2 begint een nieuwe versie"), "{}", desk.text());
    assert_eq!(text(&desk), sent);
    desk.keys("<f2>X")?;
    says(&mut desk, "F5 gecontroleerd", &["F2 nieuwe versie"]);
    assert_ne!(text(&desk), sent);
    let own = text(&desk);
    desk.keys("<f4>")?;
    assert_eq!(text(&desk), own, "F4 asks first");
    desk.keys("<f4>")?;
    assert_ne!(text(&desk), own);
    Ok(())
}

#[test]
fn a_time_that_does_not_read_names_its_field_and_gets_the_cursor() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>brand<tab>gisteren ergens<tab><tab><ctrl-s>")?;
    assert!(desk.text().contains("Tijd voorval: «gisteren ergens» is geen tijd."), "{}", desk.text());
    desk.keys("<ctrl-u>nu<ctrl-s>")?;
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    Ok(())
}

fn besluit_p(desk: &mut TestDesk, zaak: Zaaknummer) -> Result<(), piket::domain::error::Error> {
    let reason = "De brandweer was binnen.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))
}

#[test]
fn the_form_for_a_decision_shows_what_it_rests_on() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("7", "FPC de Rooyse Wissel")?;
    desk.keys("v1<esc>p")?;
    compare("besluit-80x24", &desk.picture());
    desk.keys("n<enter><enter>")?;
    assert!(desk.text().contains("Er is een reden nodig."), "{}", desk.text());
    desk.keys("Klein letsel.<enter>")?;
    assert!(desk.model.view.layers.is_empty() && desk.text().contains("Besluit P: nee."), "{}", desk.text());
    Ok(())
}

#[test]
fn another_row_asks_why() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("11", "FPC de Rooyse Wissel")?;
    desk.keys("r10<enter>")?;
    compare("herclassificatie", &desk.picture());
    desk.keys("De arts stelde het overlijden vast.<enter>")?;
    assert_eq!(
        desk.model.view.zaak().and_then(piket::log::zaak::Zaak::rij).map(|r| r.to_string()),
        Some("10".to_owned())
    );
    Ok(())
}

#[test]
fn the_search_finds_what_is_closed_too() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("/veldzicht")?;
    compare("zoeken-80x24", &desk.picture());
    let found = desk.model.view.list.len();
    assert!(desk.model.view.desk.zaken.values().any(|z| !z.is_open() && z.plek() == Some("CTP Veldzicht")));
    let list = desk.model.view.list.clone();
    desk.keys("<enter>")?;
    assert!(desk.text().contains(&format!("{found} gevonden")), "{}", desk.text());
    desk.keys("<esc>")?;
    // A word that is pasted finds the same, at once.
    desk.keys("/")?;
    desk.paste("veldzicht");
    assert_eq!(desk.model.view.list, list);
    desk.keys("<esc>")?;
    assert!(desk.model.view.search.is_empty() && desk.model.view.list.len() < found + 20);
    Ok(())
}

#[test]
fn a_long_sentence_stays_in_sight_while_it_is_typed() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("7", "FPC de Rooyse Wissel")?;
    desk.keys("f")?;
    desk.paste(&"Een hele lange zin over wat er op de afdeling te zien was. ".repeat(4));
    desk.keys(" EINDE")?;
    assert!(desk.text().contains("te zien was. EINDE"), "{}", desk.text());
    desk.keys("<esc>")?;
    desk.run(&told(zaak, Topic::Injury, "Geen letsel."))?;
    assert_eq!(desk.model.session.held.all().count(), 1);
    desk.keys("f")?;
    assert!(desk.text().contains("EINDE"), "{}", desk.text());
    assert_eq!(DraftKind::ALL.len(), 7);
    Ok(())
}
