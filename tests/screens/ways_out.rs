//! A message leaves by one key: past the kanaalpoort, whole, recorded, and noted as sent by itself only where the way
//! proves that it left.

use std::sync::Arc;

use chrono::Duration;
use piket::{
    acts::{Act, CheckDraft, SaveDraft, TakeBesluit},
    desk::{
        effect::Effect,
        layer::Layer,
        msg::Msg,
        state::{
            key::{KeyPress, KeySym},
            screen::Tab,
            way_out::{CommandEnd, OutgoingMessage, WayOut, WentOut},
        },
    },
    domain::{
        audit::{AuditAct, Outcome},
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::Error,
        ids::Zaaknummer,
    },
    rules::address_book::AddressBook,
    ui::{ascii::SignSet, look::Look},
};
use ratatui::{buffer::Buffer, style::Color};

use crate::{
    bursts::burst,
    desk::{TestDesk, TestResult},
};

pub const SMS: &str = "Piket: brand, FPC de Kijvelanden, 22-11 02:00, beheerst. Piketmelding volgt.";

/// A desk with a checked text message under the cursor of the list of messages.
pub fn checked(text: &str) -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    let draft = DraftKind::Sms;
    let reason = "Brand met uitstraling.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    desk.write(zaak, draft, text)?;
    desk.model.view.setup.recipients.insert(draft, vec!["+31 6 0000 0000".to_owned(), "+31600000001".to_owned()]);
    let own = "peildatum = 2026-11-29\n[[adres]]\nsoort = \"lijn\"\nnaam = \"+31 6 0000 0000\"\nbron = \"eigen\"\n[[adres]]\nsoort = \"lijn\"\nnaam = \"+31600000001\"\nbron = \"eigen\"\n";
    let own = AddressBook::parse_own(own, "adressen.toml").map_err(|e| format!("{e:?}"))?;
    desk.model.view.setup.addresses = Arc::new(AddressBook::built_in().with_own(&own));
    desk.keys("3")?;
    assert_eq!(desk.model.view.tab, Tab::Drafts);
    Ok((desk, zaak))
}

pub fn out(desk: &TestDesk) -> Vec<&OutgoingMessage> {
    let mut messages = Vec::new();
    for effect in &desk.requested {
        if let Effect::SendOut(message) = effect {
            messages.push(&**message);
        }
    }
    messages
}

/// What the audit was told of what left.
pub fn noted(desk: &TestDesk) -> Vec<(String, Outcome)> {
    let line = |effect: &Effect| match effect {
        Effect::Audit(audit) if audit.act == AuditAct::Exported => Some((audit.object.clone(), audit.result)),
        _ => None,
    };
    desk.requested.iter().filter_map(line).collect()
}

/// It left once: it is on its way, or it was drawn and that is noted.
pub fn left(desk: &mut TestDesk) -> bool {
    desk.draw();
    out(desk).len().max(noted(desk).len()) == 1
}

pub fn answer(desk: &TestDesk, code: Option<i32>, result: Result<String, Error>) -> Option<Msg> {
    let message = out(desk).last().copied()?;
    Some(Msg::WentOut(Box::new(WentOut {
        zaak: message.material.zaak.number,
        draft: message.draft,
        version: message.version,
        way: message.way,
        to: message.to.clone(),
        ended: code.map_or(CommandEnd::Never, CommandEnd::Code),
        result,
    })))
}

#[test]
fn each_way_is_one_key_and_is_recorded_once_it_is_known_what_came_of_it() -> TestResult {
    for (key, way, word) in
        [("Y", WayOut::Copy, "klembord"), ("E", WayOut::Mail, "mail"), ("X", WayOut::Files, "bestanden")]
    {
        let (mut desk, zaak) = checked(SMS)?;
        desk.keys(key)?;
        let [message] = out(&desk)[..] else { return Err(format!("{key}: {}", desk.text()).into()) };
        assert_eq!((message.way, message.text.as_str(), message.version), (way, SMS, 1));
        let started = (format!("{zaak} sms v1 mail gestart"), Outcome::Succeeded);
        let started = if way == WayOut::Mail { vec![started] } else { Vec::new() };
        assert_eq!(noted(&desk), started);
        let msg = answer(&desk, None, Ok("Gelukt, zegt de weg.".to_owned())).ok_or("geen bericht")?;
        desk.send(msg);
        assert!(desk.text().contains("Gelukt, zegt de weg."), "{}", desk.text());
        let ended = (format!("{zaak} sms v1 {word}"), Outcome::Succeeded);
        assert_eq!(noted(&desk), [started, vec![ended]].concat());
        assert!(desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].sent.is_empty());
    }
    Ok(())
}

#[test]
fn an_own_command_that_ends_well_notes_the_sending_and_none_goes_twice() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    desk.keys("K")?;
    desk.after(Duration::seconds(1));
    desk.keys("K")?;
    assert_eq!(out(&desk).len(), 1, "twee keer gestart");
    assert!(desk.text().contains("al onderweg"), "{}", desk.text());
    let failed = answer(&desk, Some(3), Err(Error::no("De opdracht eindigde met code 3."))).ok_or("geen bericht")?;
    desk.send(failed);
    assert!(desk.text().contains("code 3"), "{}", desk.text());
    assert!(desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].sent.is_empty());
    desk.keys("K")?;
    let good = answer(&desk, Some(0), Ok("Verstuurd.".to_owned())).ok_or("geen bericht")?;
    desk.send(good);
    assert_eq!(
        noted(&desk),
        [
            (format!("{zaak} sms v1 opdracht gestart"), Outcome::Succeeded),
            (format!("{zaak} sms v1 opdracht code 3"), Outcome::Refused),
            (format!("{zaak} sms v1 opdracht gestart"), Outcome::Succeeded),
            (format!("{zaak} sms v1 opdracht code 0"), Outcome::Succeeded)
        ]
    );
    let sent = desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].sent.clone();
    let [dispatch] = &sent[..] else { return Err("niet als verzonden genoteerd".into()) };
    assert_eq!((dispatch.channel.read(), dispatch.recipients.read()), ("sms", "+31 6 0000 0000, +31600000001"));
    desk.keys("K")?;
    assert_eq!(out(&desk).len(), 2, "een verzonden versie ging nog eens");
    assert!(desk.text().contains("al verzonden"), "{}", desk.text());
    Ok(())
}

#[test]
fn the_lock_waits_for_an_answer_and_an_exercise_goes_to_nobody() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    desk.keys("K<ctrl-l>")?;
    // The desk is covered at once, and given up when what it sent has answered.
    assert!(desk.text().contains("Piket gaat op slot.") && !desk.model.view.desk.zaken.is_empty(), "{}", desk.text());
    let good = answer(&desk, Some(0), Ok("Verstuurd.".to_owned())).ok_or("geen bericht")?;
    desk.send(good);
    assert!(desk.model.view.desk.zaken.is_empty());
    let open = desk.fake_store.open();
    desk.unlock(open);
    assert_eq!(desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].sent.len(), 1);

    let (mut desk, _) = checked(SMS)?;
    desk.model.view.setup.demo = true;
    desk.keys("K")?;
    assert!(desk.text().contains("Een demo verstuurt niets."), "{}", desk.text());
    desk.keys("E")?;
    assert_eq!(out(&desk).iter().map(|m| m.to.len()).collect::<Vec<_>>(), [0]);
    Ok(())
}

#[test]
fn nothing_leaves_with_a_gap_or_past_the_gate_without_a_reason() -> TestResult {
    for key in ["Y", "E", "X", "Q", "K"] {
        let (mut desk, zaak) = checked(SMS)?;
        let text = format!("{SMS} [nog invullen: letsel]");
        desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text }))?;
        desk.keys(key)?;
        assert!(desk.text().contains("nog open"), "{key}: {}", desk.text());
        let text = format!("{SMS} Directielid S. Fictema belt.");
        desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text }))?;
        desk.after(Duration::seconds(1));
        desk.keys(key)?;
        assert!(desk.text().contains("Kanaalpoort"), "{key}: {}", desk.text());
        assert!(out(&desk).is_empty() && noted(&desk).is_empty(), "{key}");
        desk.keys("Akkoord van de lijn.<enter>")?;
        desk.after(Duration::seconds(1));
        desk.keys(key)?;
        assert!(left(&mut desk), "{key}: {}", desk.text());
    }
    Ok(())
}

#[test]
fn a_version_that_nobody_checked_leaves_by_no_way() -> TestResult {
    for key in ["Y", "E", "X", "Q", "K"] {
        let (mut desk, zaak) = checked(SMS)?;
        desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text: format!("{SMS} Geen gewonden.") }))?;
        desk.keys(key)?;
        assert!(desk.text().contains("Versie 2 van piket-SMS is nog niet gecontroleerd."), "{key}: {}", desk.text());
        assert!(out(&desk).is_empty() && noted(&desk).is_empty(), "{key}");
        desk.after(Duration::seconds(1));
        desk.run(&Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Sms }))?;
        desk.keys(key)?;
        assert!(left(&mut desk), "{key}: {}", desk.text());
    }
    Ok(())
}

/// What is stopped is told with its words, its line, the reason and the privacy statement; masked it is not quoted.
#[test]
fn the_question_of_the_gate_says_what_it_stops_and_why() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    let text = format!("{SMS}\nDe sociotherapeut is Marieke Hoogendijk (06-41234567).");
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Sms, text }))?;
    desk.size(80, 24);
    // In the list no words are shown; the editor shows them, and so does its question.
    desk.keys("Y")?;
    let shown = desk.text();
    assert!(shown.contains("Kanaalpoort") && !shown.contains("Hoogendijk") && !shown.contains("41234567"), "{shown}");
    desk.keys("<esc>")?;
    desk.after(Duration::seconds(1));
    desk.keys("<enter><f5>")?;
    let shown = desk.text().replace(['│', '║'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Naam: «Marieke Hoogendijk» in «… sociotherapeut is Marieke Hoogendijk (06-41234567)»",
        "Telefoon: «06-41234567»",
        "Hier staat de naam van een persoon.",
        "Een naam wijst iemand rechtstreeks aan",
        "Privacyverklaring DJI",
        "Reden",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    Ok(())
}

#[test]
fn a_message_that_no_code_holds_is_refused_and_noted_as_refused() -> TestResult {
    let (mut desk, zaak) = checked(&"Brand beheerst, niemand gewond. ".repeat(100))?;
    desk.keys("Q")?;
    assert!(desk.text().contains("te lang voor een QR-code"), "{}", desk.text());
    assert_eq!(noted(&desk), [(format!("{zaak} sms v1 qr"), Outcome::Refused)]);
    assert!(desk.model.view.layers.is_empty());
    Ok(())
}

#[test]
fn the_editor_offers_every_way() -> TestResult {
    let (mut desk, _) = checked(SMS)?;
    desk.keys("<enter><ctrl-o>")?;
    for way in WayOut::ALL {
        assert!(desk.text().contains(way.label()), "{}", desk.text());
    }
    desk.keys("mail<enter>")?;
    assert_eq!(out(&desk).iter().map(|m| m.way).collect::<Vec<_>>(), [WayOut::Mail]);
    // What was typed last leaves only once it is a version.
    let (mut desk, _) = checked(SMS)?;
    desk.slow = true;
    desk.keys("<enter>x<ctrl-o><omlaag><enter>")?;
    assert!(out(&desk).is_empty());
    assert!(desk.text().contains("eerst bewaard"), "{}", desk.text());
    Ok(())
}

/// What an independent reader makes of the cells, twice as high as they are wide, eight points to half of one. Only colours of
/// the fixed 256 count: a multiplexer takes no others.
fn decoded(buffer: &Buffer) -> Vec<String> {
    const POINTS: usize = 8;
    let (width, height) = (usize::from(buffer.area.width) * POINTS, usize::from(buffer.area.height) * 2 * POINTS);
    let light = |x: usize, y: usize| {
        let (column, row) = (x / POINTS, y / POINTS);
        let place = u16::try_from(column).ok().zip(u16::try_from(row / 2).ok());
        let cell = place.and_then(|place| buffer.cell(place));
        let color = cell.map(|c| if c.symbol() == "▀" && row % 2 == 0 { c.fg } else { c.bg });
        if color == Some(Color::Indexed(231)) { 255 } else { 0 }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    image.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

#[test]
fn a_telephone_reads_the_message_from_the_screen() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    desk.keys("Q")?;
    assert_eq!(noted(&desk), [], "nog niet getekend");
    assert_eq!(decoded(desk.draw()), [format!("SMSTO:+31600000000:{SMS}")]);
    assert!(desk.text().contains("1 van 2"), "{}", desk.text());
    desk.keys("<tab>")?;
    assert_eq!(decoded(desk.draw()), [format!("SMSTO:+31600000001:{SMS}")]);
    assert_eq!(noted(&desk), [(format!("{zaak} sms v1 qr"), Outcome::Succeeded)]);
    desk.keys("<esc>1Q")?;
    assert_eq!(decoded(desk.draw()), ["tel:0600000012"]);
    // The number can be read beside it, and copied.
    let number = match desk.model.view.layers.last() {
        Some(Layer::Qr(codes)) => codes.shown().and_then(|code| code.number.clone()).ok_or("geen nummer")?,
        _ => return Err("geen code".into()),
    };
    let shown = desk.text();
    assert!(shown.contains(&number) && shown.contains("Y kopie"), "{shown}");
    let audit = noted(&desk).len();
    desk.keys("y")?;
    assert!(desk.requested.contains(&Effect::CopyNumber(number)));
    desk.send(Msg::NumberCopied(Ok(())));
    assert!(desk.text().contains("Het nummer is aan het klembord gegeven."), "{}", desk.text());
    assert_eq!(noted(&desk).len(), audit);
    desk.keys("<esc>")?;
    assert!(decoded(desk.draw()).is_empty());
    Ok(())
}

/// A terminal without a sign for half a cell shows a code of whole ones, or says what that takes.
#[test]
fn in_ascii_a_code_is_drawn_in_whole_cells_or_told_to_be_too_large() -> TestResult {
    let ascii = Look { signs: SignSet::Ascii, ..Look::default() };
    let (desk, _) = checked(SMS)?;
    let mut desk = desk.look(ascii);
    desk.keys("Q")?;
    let text = desk.text();
    assert!(text.contains("Deze QR-code vraagt") && text.is_ascii() && decoded(desk.draw()).is_empty(), "{text}");
    desk.size(160, 60);
    assert_eq!(decoded(desk.draw()), [format!("SMSTO:+31600000000:{SMS}")]);
    assert!(desk.text().is_ascii());
    Ok(())
}

#[test]
fn every_length_is_read_from_the_screen_or_told_to_be_too_large() -> TestResult {
    let mut seen = (0, 0);
    for (length, size) in
        [(20, (80, 24)), (60, (60, 15)), (120, (80, 24)), (160, (80, 24)), (160, (80, 27)), (600, (120, 50))]
    {
        let text: String = "Brand beheerst; één gewonde, ontruimd. ".chars().cycle().take(length).collect();
        let text = text.trim_end();
        let (mut desk, _) = checked(text)?;
        desk.size(size.0, size.1);
        desk.keys("Q")?;
        let read = decoded(desk.draw());
        let outcomes: Vec<Outcome> = noted(&desk).into_iter().map(|(_, outcome)| outcome).collect();
        if desk.text().contains("Deze QR-code vraagt") {
            seen.0 += 1;
            assert!(read.is_empty(), "{length}: half getekend");
            assert_eq!(outcomes, [Outcome::Refused]);
            // Once there is room it is shown, and that is told too.
            desk.size(200, 100);
            assert_eq!(decoded(desk.draw()), [format!("SMSTO:+31600000000:{text}")]);
            assert_eq!(noted(&desk).last().map(|(_, outcome)| *outcome), Some(Outcome::Succeeded));
        } else {
            assert_eq!(outcomes, [Outcome::Succeeded]);
            seen.1 += 1;
            assert_eq!(read, [format!("SMSTO:+31600000000:{text}")], "{length} op {size:?}");
        }
    }
    assert!(seen.0 > 0 && seen.1 > 2, "{seen:?}");
    Ok(())
}

#[test]
fn what_went_already_says_so_and_goes_again_to_nobody_by_enter_alone() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    // What stands there by itself is noted by the key for that alone.
    desk.keys("V<enter><enter><enter>")?;
    assert!(desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].sent.is_empty(), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    let sent = |desk: &TestDesk| desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].sent.len();
    assert_eq!(sent(&desk), 1, "{}", desk.text());
    for again in ["V<enter>", "<esc>V<enter><enter>", "<esc><enter><f6><enter>"] {
        desk.after(Duration::seconds(5));
        desk.keys(again)?;
        assert!(desk.text().contains("Versie 1 ging"), "{again}: {}", desk.text());
        assert_eq!(sent(&desk), 1, "{again}: {}", desk.text());
    }
    Ok(())
}

#[test]
fn a_key_that_bounces_or_a_burst_lets_nothing_out_of_the_desk() -> TestResult {
    let held = |desk: &mut TestDesk, key: char| {
        for wait in [800, 90, 33, 33] {
            desk.after(Duration::milliseconds(wait));
            desk.key(KeyPress::bare(KeySym::Char(key)));
        }
    };
    for key in ['Y', 'E', 'X', 'Z', 'B'] {
        let (mut desk, _) = checked(SMS)?;
        held(&mut desk, key);
        let left =
            desk.requested.iter().filter(|effect| matches!(effect, Effect::SendOut(_) | Effect::Dossier(_))).count();
        assert_eq!(left, 1, "{key}: {}", desk.text());
    }
    for text in ["maken Z", "mmm", "BBBB", "QQX", "OOO", "wilq"] {
        let (mut desk, _) = checked(SMS)?;
        let asked = desk.requested.len();
        burst(&mut desk, text.as_bytes());
        let out = desk.requested.iter().skip(asked);
        let out = out.filter(|effect| !matches!(effect, Effect::Watch { .. })).collect::<Vec<_>>();
        assert!(out.is_empty() && !desk.model.stopping, "{text}: {out:?}");
    }
    Ok(())
}
