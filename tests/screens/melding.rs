//! The form of a mail on screen: read line by line with its place, each line under the cursor, and what one key
//! does there.

use piket::{
    desk::{
        effect::Effect,
        msg::Msg,
        state::{
            item::Item,
            key::{KeyPress, KeySym},
            lesson::{Learnt, Lesson},
        },
    },
    domain::{
        ids::Meldingnummer,
        melding::{Certainty, Content, DocumentText, MeldingKind, UnreadPair},
        text::Vertrouwelijk,
    },
    log::history::Direction,
};

use crate::desk::{TestDesk, TestResult};

/// A form of which one item is sure and two are proposals, opened, with the cursor on its first line.
fn opened() -> Result<(TestDesk, Meldingnummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let fields = [("verpleegde", "A. Proef"), ("afdeling", "Unit 3"), ("beschrijving", "Er was brand.")];
    let melding = desk.mail_that(MeldingKind::form("mbv"), &fields, |mail| {
        mail.text = Vertrouwelijk::new("Geachte piketfunctionaris,\nhierbij het formulier.");
        for (nr, (name, field)) in mail.fields.iter_mut().enumerate() {
            field.source = Vertrouwelijk::new(&format!("bijlage «MBV.docx», «{name}», regel {}", 9 - nr));
            field.certainty = if name == "verpleegde" { Certainty::Certain } else { Certainty::Proposed };
        }
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>")?;
    Ok((desk, melding))
}

fn standing(desk: &TestDesk, melding: Meldingnummer, name: &str) -> Option<(String, Certainty)> {
    match &desk.model.view.desk.meldingen.get(&melding)?.content {
        Content::Mail(mail) => mail.fields.get(name).map(|f| (f.value.read().to_owned(), f.certainty)),
        Content::Call(_) => None,
    }
}

#[test]
fn one_key_accepts_the_proposal_under_the_cursor_and_another_takes_that_back() -> TestResult {
    let (mut desk, melding) = opened()?;
    let text = desk.text();
    let place = |what: &str| text.find(what).unwrap_or(usize::MAX);
    assert!(text.contains("voorstel: Unit 3 (9)") && text.contains("gelezen in bijlage «MBV.docx» (regel)"), "{text}");
    assert!(place("verpleegde") < place("beschrijving") && place("beschrijving") < place("Unit 3"), "{text}");

    // The first line is sure: there is nothing to accept, and the key says so.
    desk.keys("a")?;
    assert_eq!(standing(&desk, melding, "verpleegde"), Some(("A. Proef".to_owned(), Certainty::Certain)));
    assert!(desk.text().contains("kies een voorstel"), "{}", desk.text());

    desk.keys("j")?;
    assert!(desk.text().contains("a aanvaarden   - klopt niet"), "{}", desk.text());
    desk.keys("a")?;
    assert_eq!(standing(&desk, melding, "beschrijving").map(|(_, c)| c), Some(Certainty::Certain));
    assert_eq!(standing(&desk, melding, "afdeling").map(|(_, c)| c), Some(Certainty::Proposed));
    desk.keys("j-")?;
    assert_eq!(standing(&desk, melding, "afdeling").map(|(_, c)| c), Some(Certainty::PutAside));
    assert!(desk.text().contains("weggelegd: Unit 3"), "{}", desk.text());
    desk.keys("u")?;
    assert_eq!(standing(&desk, melding, "afdeling").map(|(_, c)| c), Some(Certainty::Proposed));
    Ok(())
}

#[test]
fn what_is_wrong_is_typed_over() -> TestResult {
    let (mut desk, melding) = opened()?;
    desk.keys("jji")?;
    desk.keys("<ctrl-u>Unit 4<ctrl-s>")?;
    assert_eq!(standing(&desk, melding, "afdeling"), Some(("Unit 4".to_owned(), Certainty::Certain)));
    assert!(desk.text().contains("volgens piketfunctionaris"), "{}", desk.text());
    Ok(())
}

#[test]
fn from_the_last_line_on_the_text_is_read_and_back_again() -> TestResult {
    let (desk, _) = opened()?;
    let mut desk = desk.sized(80, 15);
    desk.keys("jjjjjjjj")?;
    assert!(desk.text().contains("hierbij het formulier."), "{}", desk.text());
    desk.keys("g")?;
    assert!(desk.text().contains("wacht in de inbox"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_label_nobody_knew_is_taught_with_one_key_and_its_answer_counts() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let text = |t: &str| Vertrouwelijk::new(t);
    let melding = desk.mail_that(MeldingKind::form("mbv"), &[("verpleegde", "A. Proef")], |mail| {
        mail.unread.push(UnreadPair {
            label: text("Zwemvestkleur"),
            answer: text("2026/117-a"),
            place: text("tekst, regel 6"),
            perhaps: None,
        });
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>j")?;
    assert!(desk.text().contains("niet herkend: 1 regel"), "{}", desk.text());
    assert!(desk.text().contains("f veld kiezen"), "{}", desk.text());
    desk.keys("fbriefnummer<enter>")?;
    let lessons: Vec<Lesson> = (desk.requested.drain(..))
        .filter_map(|effect| match effect {
            Effect::Teach { lesson, .. } => Some(*lesson),
            _ => None,
        })
        .collect();
    let [lesson] = lessons.as_slice() else { return Err(format!("{lessons:?}").into()) };
    assert_eq!((lesson.field.as_str(), lesson.pair.label.read()), ("briefnummer", "Zwemvestkleur"));

    desk.send(Msg::Learnt(Box::new(Learnt { lesson: lesson.clone(), value: "2026/117-a".to_owned() })));
    assert_eq!(standing(&desk, melding, "briefnummer"), Some(("2026/117-a".to_owned(), Certainty::Certain)));
    assert!(!desk.text().contains("niet herkend"), "{}", desk.text());
    // Who takes the answer back takes the label back with it, and who puts it back teaches it again.
    for (key, said, direction) in [
        ("u", "Ook het etiket «Zwemvestkleur» is teruggenomen", Direction::Undo),
        ("U", "is weer geleerd", Direction::Redo),
    ] {
        desk.requested.clear();
        desk.keys(key)?;
        let told = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(said), "{key}: {told}");
        let turned = desk.requested.iter().any(|effect| {
            matches!(effect, Effect::TurnLabel { taught, direction: asked } if taught.label.read() == "Zwemvestkleur" && *asked == direction)
        });
        assert!(turned, "{key}: {:?}", desk.requested);
        assert_eq!(desk.text().contains("niet herkend: 1 regel"), key == "u", "{}", desk.text());
    }
    Ok(())
}

/// A form of which one item is read and three labels are known to nobody.
fn with_unread() -> Result<(TestDesk, Meldingnummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let text = |t: &str| Vertrouwelijk::new(t);
    let melding = desk.mail_that(MeldingKind::form("mbv"), &[("verpleegde", "A. Proef")], |mail| {
        for (nr, label) in ["Zwemvestkleur", "Plankdikte", "Mastlengte"].into_iter().enumerate() {
            let place = text(&format!("bijlage «MBV.docx», regel {}", 6 + nr));
            mail.unread.push(UnreadPair { label: text(label), answer: text("een antwoord"), place, perhaps: None });
        }
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>")?;
    Ok((desk, melding))
}

#[test]
fn several_labels_are_taught_one_after_the_other() -> TestResult {
    let (mut desk, melding) = with_unread()?;
    assert!(desk.text().contains("in bijlage «MBV.docx» (regel)"), "{}", desk.text());
    // On a line that is read the key says what it does, and what is typed on is no command.
    desk.keys("f")?;
    assert!(desk.text().contains("Deze regel is al herkend: verpleegde."), "{}", desk.text());
    desk.keys("j")?;
    for (label, field) in [("Zwemvestkleur", "afdeling"), ("Plankdikte", "delict"), ("Mastlengte", "nationaliteit")] {
        desk.keys(&format!("f{field}<enter>"))?;
        let lesson = desk.requested.drain(..).find_map(|effect| match effect {
            Effect::Teach { lesson, .. } => Some(*lesson),
            _ => None,
        });
        let Some(lesson) = lesson else { return Err(format!("{label}: {}", desk.text()).into()) };
        assert_eq!((lesson.pair.label.read(), lesson.field.as_str()), (label, field));
        desk.send(Msg::Learnt(Box::new(Learnt { lesson, value: "een antwoord".to_owned() })));
        assert!(standing(&desk, melding, field).is_some(), "{}", desk.text());
    }
    assert!(!desk.text().contains("niet herkend"), "{}", desk.text());
    Ok(())
}

/// A hand that types the name of a field behind a key that was refused does nothing with its letters.
#[test]
fn what_is_typed_on_behind_a_refused_key_records_nothing() -> TestResult {
    let (mut desk, melding) = with_unread()?;
    let before = desk.model.view.desk.clone();
    for c in "fgeboortedatum terzijde".chars() {
        desk.key(KeyPress { code: KeySym::Char(c), ctrl: false, alt: false });
    }
    let text = desk.text();
    assert!(desk.model.view.layers.is_empty() && desk.model.view.desk == before, "{text}");
    assert!(text.contains("Wat u meteen daarna typte is niet gedaan."), "{text}");
    assert!(standing(&desk, melding, "verpleegde").is_some());
    Ok(())
}

#[test]
fn nothing_is_done_with_a_line_that_is_not_on_the_screen() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let story: Vec<String> = (1..=80).map(|nr| format!("Regel {nr} van het verhaal.")).collect();
    let melding = desk.mail_that(MeldingKind::form("mbv"), &[("afdeling", "Unit 3")], |mail| {
        mail.text = Vertrouwelijk::new(&story.join("\n"));
        mail.fields.values_mut().for_each(|field| field.certainty = Certainty::Proposed);
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>")?;
    assert!(desk.text().contains("voorstel: Unit 3"), "{}", desk.text());
    for keys in ["<pgdn><pgdn>", "<tab>"] {
        desk.keys(keys)?;
        assert!(!desk.text().contains("voorstel: Unit 3"), "{}", desk.text());
        desk.keys("a")?;
        assert_eq!(standing(&desk, melding, "afdeling").map(|(_, c)| c), Some(Certainty::Proposed), "{keys}");
        assert!(desk.text().contains("staat niet in beeld"), "{}", desk.text());
        desk.keys(if keys == "<tab>" { "<tab>" } else { "g" })?;
    }
    assert!(desk.text().contains("voorstel: Unit 3"), "{}", desk.text());
    desk.keys("a")?;
    assert_eq!(standing(&desk, melding, "afdeling").map(|(_, c)| c), Some(Certainty::Certain));
    Ok(())
}

/// What two forms call by two names is one thing to choose.
#[test]
fn a_mail_of_no_known_kind_offers_each_thing_once() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let text = |t: &str| Vertrouwelijk::new(t);
    let melding = desk.mail_that(MeldingKind::Unknown, &[], |mail| {
        let (label, answer, place) = (text("Zwemvestkleur"), text("A. Proef"), text("tekst, regel 6"));
        mail.unread.push(UnreadPair { label, answer, place, perhaps: None });
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>fnaam")?;
    let names = desk.text().lines().filter(|line| line.contains("de naam")).count();
    assert_eq!(names, 1, "{}", desk.text());
    Ok(())
}

/// The same, with a document that came along.
fn with_document(width: u16) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let (desk, melding) = opened()?;
    let mut desk = desk.sized(width, 30);
    if let Some(Content::Mail(mail)) = desk.model.view.desk.meldingen.get_mut(&melding).map(|m| &mut m.content) {
        let place = Vertrouwelijk::new("bijlage «MBV.docx»");
        mail.documents.push(DocumentText { place, text: Vertrouwelijk::new("Afdeling: Unit 3\nGroet uit de bijlage") });
    }
    desk.keys("g")?;
    Ok(desk)
}

#[test]
fn on_a_narrow_screen_one_key_turns_from_the_form_to_each_text_and_round() -> TestResult {
    let mut desk = with_document(80)?;
    assert!(desk.text().contains("Tab toont zijn tekst"), "{}", desk.text());
    desk.keys("<tab>")?;
    assert!(desk.text().contains("tekst van de mail   1 van 2"), "{}", desk.text());
    assert!(!desk.text().contains("voorstel"), "{}", desk.text());
    desk.keys("<tab>")?;
    assert!(desk.text().contains("Groet uit de bijlage"), "{}", desk.text());
    desk.keys("<tab>")?;
    assert!(desk.text().contains("voorstel: Unit 3"), "{}", desk.text());
    Ok(())
}

#[test]
fn on_a_wide_screen_the_form_stands_beside_its_text() -> TestResult {
    let mut desk = with_document(140)?;
    let text = desk.text();
    let beside = |text: &str, what: &str| {
        text.lines().any(|l| l.find(what).is_some_and(|at| l.get(..at).is_some_and(|left| left.chars().count() > 70)))
    };
    assert!(text.contains("voorstel: Unit 3") && beside(&text, "hierbij het formulier."), "{text}");
    desk.keys("<tab><tab>")?;
    let text = desk.text();
    assert!(text.contains("voorstel: Unit 3") && beside(&text, "Groet uit de bijlage"), "{text}");
    Ok(())
}

/// Leafing back begins at the end of what is shown, not at a place behind it: after the end, one key moves the text.
#[test]
fn from_the_end_of_a_long_text_one_key_goes_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let lines: Vec<String> = (1..=300).map(|nr| format!("Regel {nr:03} van het verhaal.")).collect();
    let melding = desk.mail_that(MeldingKind::form("mbv"), &[("verpleegde", "A. Proef")], |mail| {
        mail.text = Vertrouwelijk::new(&lines.join("\n"));
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter>G")?;
    let end = desk.text();
    assert!(end.contains("Regel 300"), "{end}");
    for key in ["<pgup>", "k", "<omhoog>"] {
        desk.keys("G")?;
        assert_eq!(desk.text(), end, "{key}");
        desk.keys(key)?;
        assert_ne!(desk.text(), end, "{key}");
    }
    // Page keys behind the end are counted for nothing.
    for _ in 0..5 {
        desk.keys("<pgdn>")?;
        desk.text();
    }
    assert_eq!(desk.text(), end);
    desk.keys("<pgup>")?;
    assert!(desk.text().contains("Regel 290") && !desk.text().contains("Regel 300"), "{}", desk.text());
    Ok(())
}

/// Where nothing but blank lines is in view the screen says that the text goes on, and how.
#[test]
fn a_screen_of_blank_lines_says_that_the_text_goes_on() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let melding = desk.mail_that(MeldingKind::form("mbv"), &[("verpleegde", "A. Proef")], |mail| {
        mail.text = Vertrouwelijk::new(&format!("Begin.{}Slot.", "\n".repeat(20_000)));
    })?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.keys("<enter><pgdn><pgdn>")?;
    assert!(desk.text().contains("de tekst gaat verder, PgDn"), "{}", desk.text());
    desk.keys("G")?;
    assert!(desk.text().contains("Slot.") && !desk.text().contains("gaat verder"), "{}", desk.text());
    Ok(())
}
