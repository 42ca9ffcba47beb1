//! Every list of the desk, opened as an officer would. Where one of its options records or sends, Enter at once and
//! Enter after a letter that several options have do nothing at all: nothing stands chosen until the hand went to it
//! or typed what only it can mean. The lists are counted in the source, so that a new one is walked too.

use std::{fs, path::Path};

use chrono::Duration;
use piket::{
    acts::{Act, LinkMelding, SaveDraft},
    desk::{
        effect::Effect,
        layer::{Layer, Picker, PickerKind},
        msg::Msg,
        state::item::Item,
    },
    domain::{
        draft::DraftKind,
        field_name::FieldName,
        melding::{MeldingKind, UnreadPair},
        text::Vertrouwelijk,
    },
};

use crate::desk::{TestDesk, TestResult};

type Opened = Result<TestDesk, Box<dyn std::error::Error>>;

/// A list: words of its title, and how it is opened.
type List = (&'static str, fn() -> Opened);

fn week(keys: &str) -> Opened {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("6")?;
    desk.keys(keys)?;
    Ok(desk)
}

fn empty(keys: &str) -> Opened {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys(keys)?;
    Ok(desk)
}

fn on(melding: &str, keys: &str) -> Opened {
    let mut desk = TestDesk::week()?;
    desk.model.view.choose(Some(Item::Melding(melding.parse()?)));
    desk.keys(keys)?;
    Ok(desk)
}

/// A form of another hour than the call: the officer says what counts.
fn contradicted() -> Opened {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    let other = desk.model.view.now.plus(Duration::minutes(-25));
    let melding = desk.form(&[("voorval", &other.rfc3339()), ("beschrijving", "Twee gewonden.")])?;
    desk.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    desk.choose(zaak);
    desk.keys("2!")?;
    Ok(desk)
}

fn unread_label() -> Opened {
    let mut desk = TestDesk::empty()?;
    let text = |t: &str| Vertrouwelijk::new(t);
    let melding = desk.mail_that(MeldingKind::form("mbv"), &[], |mail| {
        mail.unread.push(UnreadPair {
            label: text("Toedracht in het kort"),
            answer: text("Ruzie aan tafel."),
            place: text("tekst, regel 3"),
            perhaps: None,
        });
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>jf")?;
    Ok(desk)
}

fn alarms() -> Opened {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.zaak("6", "FPC de Kijvelanden")?;
    desk.after(Duration::hours(40));
    desk.keys("*")?;
    Ok(desk)
}

fn behind_a_number() -> Opened {
    let mut desk = TestDesk::week()?;
    desk.keys("<f4>")?;
    let (zaken, title) = (desk.model.view.desk.zaken.keys().copied().collect(), "2026-W47: 12".to_owned());
    let result = Ok(Box::new(desk.model.view.desk.clone()));
    desk.send(Msg::Brought { title, zaken, result });
    Ok(desk)
}

fn provided() -> Opened {
    let mut desk = TestDesk::week()?;
    for zaak in desk.model.view.desk.zaken.keys().copied().collect::<Vec<_>>() {
        desk.choose(zaak);
        desk.keys("P")?;
        if matches!(desk.model.view.layers.last(), Some(Layer::Picker(_))) {
            return Ok(desk);
        }
    }
    Err("van geen zaak is iets verstrekt".into())
}

fn taken_back() -> Opened {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    let mut again = desk.restarted();
    again.keys("u")?;
    Ok(again)
}

fn way_out() -> Opened {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    let text = "Piket: brand, FPC de Kijvelanden, 22-11 02:00, beheerst.".to_owned();
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text }))?;
    desk.keys(":piket-sms<enter><ctrl-o>")?;
    Ok(desk)
}

/// One opener for each place in the source that makes a list.
const LISTS: [List; 20] = [
    ("Rij voor zaak", || week("r")),
    ("hoort bij", || on("M0170", "b")),
    ("Welk bericht", || week("c")),
    ("Opdracht", || week(":")),
    ("Toetsen", || week("?")),
    ("Alarmen", alarms),
    ("Weergave", || week(",")),
    ("Wat de desk zei", || empty("fIets.<ctrl-s>\"")),
    ("Piketweek", || week("<f7>")),
    ("Wat er is gedaan", || empty("<ctrl-u>")),
    ("Ongedaan maken", taken_back),
    ("wat telt", contradicted),
    ("gaat op in", || week("+")),
    ("de deur uit", way_out),
    ("Wat voor bericht", || on("M0163", "o")),
    ("Welk veld", unread_label),
    ("Termijn", || week("wz")),
    ("Welke tekst", || empty("fIets<esc>RMorgen<esc>y")),
    ("Verstrekt over", provided),
    ("2026-W47: 12", behind_a_number),
];

fn picker<'a>(desk: &'a TestDesk, title: &str) -> Result<&'a Picker, Box<dyn std::error::Error>> {
    match desk.model.view.layers.last() {
        Some(Layer::Picker(picker)) if picker.title.contains(title) => Ok(picker),
        layer => Err(format!("geen lijst «{title}»: {layer:?}, {:?}", desk.model.session.line).into()),
    }
}

/// All that was recorded, answered or sent.
fn done(desk: &TestDesk) -> (usize, usize, usize) {
    let sends = |effect: &&Effect| {
        matches!(
            effect,
            Effect::SendOut(_)
                | Effect::Teach { .. }
                | Effect::TurnLabel { .. }
                | Effect::Backup(_)
                | Effect::TakeOver
                | Effect::Stop
        )
    };
    let sent = desk.requested.iter().filter(sends).count();
    (desk.fake_store.log.len(), desk.fake_store.wekkerboek_lines.len(), sent)
}

#[test]
fn enter_on_what_nobody_chose_does_nothing_in_any_list() -> TestResult {
    for (title, open) in LISTS {
        let mut desk = open()?;
        let (kind, count) = (picker(&desk, title)?.kind, picker(&desk, title)?.options.len());
        let before = done(&desk);
        desk.keys("<enter>")?;
        assert_eq!(done(&desk), before, "{title}: Enter\n{}", desk.text());
        if kind == PickerKind::Decides {
            // A row that the case has already changes nothing, and may be stood on.
            let stands = title == "Rij voor zaak";
            assert!(stands || picker(&desk, title).is_ok(), "{title} sloot\n{}", desk.text());
        }
        let mut ambiguous = 0;
        for letter in "abdeghkmortvwz0123456789".chars() {
            let mut desk = open()?;
            desk.keys(&letter.to_string())?;
            let (hits, chosen) = (picker(&desk, title)?.hits.len(), picker(&desk, title)?.cursor);
            let before = done(&desk);
            if kind == PickerKind::Shows || hits < 2 {
                continue;
            }
            // A letter that is the whole name of one is no beginning of another.
            if chosen.is_none() {
                ambiguous += 1;
                desk.keys("<enter>")?;
                assert_eq!(done(&desk), before, "{title}: {letter}\n{}", desk.text());
                assert!(desk.text().contains("er is nog niets gekozen"), "{title}: {letter}\n{}", desk.text());
            }
        }
        assert!(kind == PickerKind::Shows || ambiguous > 0 || count < 3, "{title}: geen letter past bij meer dan één");
    }
    Ok(())
}

#[test]
fn the_lists_that_record_or_send_are_known_as_such() -> TestResult {
    let mut decide = Vec::new();
    for (title, open) in LISTS {
        if picker(&open()?, title)?.kind == PickerKind::Decides {
            decide.push(title);
        }
    }
    let expected = [
        "Rij voor zaak",
        "hoort bij",
        "Opdracht",
        "Toetsen",
        "Alarmen",
        "Piketweek",
        "Wat er is gedaan",
        "Ongedaan maken",
        "wat telt",
        "de deur uit",
        "Wat voor bericht",
        "Welk veld",
    ];
    assert_eq!(decide, expected);
    Ok(())
}

#[test]
fn every_list_in_the_source_is_walked() -> TestResult {
    fn count(folder: &Path) -> Result<usize, std::io::Error> {
        let mut found = 0;
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            found +=
                if path.is_dir() { count(&path)? } else { fs::read_to_string(&path)?.matches("Picker::new(").count() };
        }
        Ok(found)
    }
    // One more in which nothing can be chosen: the words of a list that was left.
    assert_eq!(count(Path::new("src"))?, LISTS.len() + 1, "een lijst die hier niet wordt geopend");
    Ok(())
}

/// The versions of a draft are a list too: looking at them puts none back.
#[test]
fn enter_on_the_version_that_stands_there_to_be_compared_puts_nothing_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    for text in ["Eerste tekst.", "Tweede tekst."] {
        let text = text.to_owned();
        desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text }))?;
        // Another sitting, so that it is another version.
        desk.after(Duration::hours(1));
    }
    desk.keys("3<f3>")?;
    let before = done(&desk);
    desk.keys("<enter>")?;
    assert_eq!(done(&desk), before, "{}", desk.text());
    assert!(desk.text().contains("Er is nog niets gekozen."), "{}", desk.text());
    desk.keys("<omhoog><omlaag><enter>")?;
    assert_eq!(done(&desk).0, before.0 + 1, "{}", desk.text());
    Ok(())
}

/// What a list, the search and the what-if are typed full of that nothing is found by.
const TYPED: &str = "qzx woord";

fn kept(desk: &TestDesk) -> Vec<String> {
    desk.fake_store.typed.iter().filter_map(|typed| typed.field(FieldName::Text)).collect()
}

/// A line outside a form is typed text like any other: within a second it is kept, it stands there again after a crash
/// and behind a lock, and only Esc or what it asked for ends it.
#[test]
fn what_is_typed_in_any_list_or_line_is_kept_within_a_second_and_comes_back() -> TestResult {
    let lines: [List; 2] = [("zoeken", || week("/")), ("wat als", || week("t"))];
    for (title, open) in LISTS.into_iter().chain(lines) {
        let mut desk = open()?;
        let before = kept(&desk).len();
        desk.keys(TYPED)?;
        desk.after(Duration::seconds(1));
        assert!(kept(&desk).contains(&TYPED.to_owned()), "{title}: {:?}", kept(&desk));
        let mut again = desk.restarted();
        assert!(again.text().contains("Er staat nog tekst klaar"), "{title}\n{}", again.text());
        if before == 0 {
            again.keys("y")?;
            let typed = again.model.view.layers.last().and_then(Layer::line).map(|(_, input)| input.text());
            assert_eq!(typed.as_deref(), Some(TYPED), "{title}\n{}", again.text());
            again.keys("<esc>")?;
            // The first Esc of the what-if empties its line.
            assert!(kept(&again).is_empty(), "{title}: {:?}", kept(&again));
        }
        desk.keys("<ctrl-l>")?;
        assert!(kept(&desk).contains(&TYPED.to_owned()), "{title} na het slot: {:?}", kept(&desk));
    }
    Ok(())
}

/// In another list, or about another case, the same words and the same Enter would do something else.
#[test]
fn the_words_of_a_list_come_back_where_nothing_can_be_chosen_by_them() -> TestResult {
    let mut desk = week("jjjj+sluit")?;
    desk.after(Duration::seconds(1));
    let mut again = desk.restarted();
    again.keys("y")?;
    assert!(again.text().contains("Getypt in een keuze") && again.text().contains("sluit"), "{}", again.text());
    let before = done(&again);
    again.keys("<omlaag><enter>")?;
    assert_eq!(done(&again), before, "{}", again.text());
    assert!(!again.text().contains("zaak sluiten") && !again.text().contains("niet sluiten"), "{}", again.text());
    Ok(())
}

#[test]
fn a_line_of_the_palette_that_is_refused_stays_to_be_mended_and_one_that_is_done_is_gone() -> TestResult {
    let mut desk = empty("")?;
    desk.keys(":feit 2026-W47-99 letsel Twee gewonden.<enter>")?;
    let typed = desk.model.view.layers.last().and_then(Layer::line).map(|(_, input)| input.text());
    assert_eq!(typed.as_deref(), Some("feit 2026-W47-99 letsel Twee gewonden."), "{}", desk.text());
    desk.keys("<ctrl-u>feit 2026-W47-01 letsel \"Twee gewonden.\"")?;
    desk.after(Duration::seconds(1));
    assert_eq!(kept(&desk).len(), 1);
    desk.keys("<enter>")?;
    assert!(desk.model.view.layers.is_empty() && kept(&desk).is_empty(), "{:?}\n{}", kept(&desk), desk.text());
    // A disk that is full takes nothing: the line waits.
    desk.full = true;
    desk.keys(":feit 2026-W47-01 letsel \"Een derde.\"<enter>")?;
    desk.full = false;
    desk.after(Duration::minutes(1));
    assert!(kept(&desk).iter().any(|line| line.contains("Een derde")), "{:?}\n{}", kept(&desk), desk.text());
    Ok(())
}
