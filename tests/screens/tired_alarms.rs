//! A tired hand at the alarms: no stray, doubled or held key answers an alarm that nobody saw, and every list puts
//! the worst first without answering it.

use chrono::Duration;
use piket::{
    desk::{
        command::CommandId,
        effect::Effect,
        layer::{Choice, Layer},
        ops::alarm_service::first,
        state::{
            departure::Departure,
            key::{KeyPress, KeySym},
            shielding::Shielding,
        },
    },
    domain::{
        alarm::{AlarmLine, AlarmTopic},
        uptime::Uptime,
    },
};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult};

/// One thing a hand does, so many milliseconds after the last.
#[derive(Debug, Clone)]
enum Stroke {
    Key(KeyPress),
    Paste(String),
}

fn stroke() -> impl Strategy<Value = (i64, Stroke)> {
    let bare = |codes: Vec<KeySym>| prop::sample::select(codes).prop_map(|c| Stroke::Key(KeyPress::bare(c)));
    let chars = |text: &str| bare(text.chars().map(KeySym::Char).collect());
    let what = prop_oneof![
        6 => chars("sSL*N"),
        4 => chars("adefghijklmnopqrtuvwxyz1234567890?:/ "),
        4 => bare(vec![KeySym::Enter, KeySym::Enter, KeySym::Enter, KeySym::Esc, KeySym::Tab, KeySym::Backspace]),
        3 => bare(vec![KeySym::Down, KeySym::Up, KeySym::PgDn, KeySym::End]),
        1 => "[a-z ]{1,12}\n?".prop_map(Stroke::Paste),
    ];
    // A bounce, a fast hand, a hand that reads.
    (prop_oneof![3 => 0i64..120, 3 => 120i64..700, 4 => 700i64..4_000], what)
}

/// Strokes, of which some keys come twice or stay down.
fn strokes() -> impl Strategy<Value = Vec<(i64, Stroke)>> {
    let times = prop_oneof![6 => Just(1usize), 2 => Just(2), 1 => Just(9)];
    prop::collection::vec((stroke(), times), 1..25).prop_map(|all| {
        let held = |((wait, stroke), times): ((i64, Stroke), usize)| {
            (0..times).map(move |i| (if i == 0 { wait } else { 35 }, stroke.clone()))
        };
        all.into_iter().flat_map(held).collect()
    })
}

/// What the hand has seen and pressed, kept apart from the desk.
struct Hand {
    top: Option<AlarmTopic>,
    replaced: Option<Uptime>,
    pressed: Option<Uptime>,
}

/// What a stroke may answer.
#[derive(Debug, PartialEq)]
enum Meant {
    Nothing,
    /// What stands on top, or what was missed where nothing rings.
    Top,
    Listed(Vec<AlarmTopic>),
}

impl Hand {
    fn look(&mut self, desk: &TestDesk) {
        let top = first(&desk.model).map(|(topic, _)| topic);
        if top != self.top {
            self.replaced = self.top.and(top).map(|_| desk.model.view.uptime);
            self.top = top;
        }
    }

    /// What this stroke is meant for, before it is made.
    fn meant(&mut self, desk: &TestDesk, stroke: &Stroke) -> Meant {
        let session = &desk.model.session;
        let Stroke::Key(key) = stroke else { return Meant::Nothing };
        let answers = match desk.model.view.layers.last() {
            None => {
                desk.model.view.shielding == Shielding::None
                    && session.departure != Departure::Asked
                    && [CommandId::Seen, CommandId::Later]
                        .iter()
                        .any(|id| desk.model.view.setup.keymap.keys(*id).iter().any(|k| k.parse() == Ok(*key)))
            }
            Some(Layer::Picker(picker)) if *key == KeyPress::bare(KeySym::Enter) => {
                let touched = !picker.filter.is_empty() || picker.cursor.is_some_and(|c| c > 0);
                match picker.chosen().map(|o| &o.choice) {
                    Some(Choice::AllSeen(listed)) if touched => return Meant::Listed(listed.clone()),
                    Some(Choice::Command(CommandId::Seen | CommandId::Later)) => touched,
                    Some(_) | None => false,
                }
            }
            Some(_) => false,
        };
        if !answers {
            return Meant::Nothing;
        }
        let now = desk.model.view.uptime;
        let recent = |at: Option<Uptime>| at.is_some_and(|at| now.since(at) < Duration::milliseconds(700));
        let hasty = recent(self.replaced) || recent(self.pressed);
        self.pressed = Some(now);
        if hasty { Meant::Nothing } else { Meant::Top }
    }
}

/// A desk on which several alarms ring.
fn ringing() -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::week()?;
    desk.after(Duration::hours(12));
    desk.after(Duration::seconds(1));
    Ok(desk)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_answers_an_alarm_but_the_one_meant_for_it(strokes in strokes()) {
        let mut desk = ringing().map_err(|f| TestCaseError::fail(f.to_string()))?;
        let mut hand = Hand { top: None, replaced: None, pressed: None };
        hand.look(&desk);
        for (wait, stroke) in strokes {
            desk.after(Duration::milliseconds(wait));
            hand.look(&desk);
            let (top, from) = (hand.top, desk.fake_store.wekkerboek_lines.len());
            let missed = desk.model.session.alarm_service.book().missed().topics();
            let meant = hand.meant(&desk, &stroke);
            match &stroke {
                Stroke::Key(key) => desk.key(*key),
                Stroke::Paste(text) => desk.paste(text),
            }
            for line in desk.fake_store.wekkerboek_lines.iter().skip(from) {
                let (AlarmLine::Seen { topic, .. } | AlarmLine::Snoozed { topic, .. }) = line else { continue };
                let may = match &meant {
                    Meant::Nothing => false,
                    Meant::Top => top.map_or_else(|| missed.contains(topic), |top| top == *topic),
                    Meant::Listed(listed) => listed.contains(topic),
                };
                prop_assert!(may, "{topic:?} na {stroke:?}, bedoeld was {meant:?}");
            }
            hand.look(&desk);
        }
    }
}

fn seen(desk: &TestDesk) -> Vec<AlarmTopic> {
    let lines = desk.fake_store.wekkerboek_lines.iter();
    lines.filter_map(|line| if let AlarmLine::Seen { topic, .. } = line { Some(*topic) } else { None }).collect()
}

#[test]
fn a_doubled_key_answers_one_alarm_and_says_that_the_next_still_waits() -> TestResult {
    let mut desk = ringing()?;
    let worst = first(&desk.model).map(|(topic, _)| topic).ok_or("er klinkt niets")?;
    desk.keys("ss")?;
    assert_eq!(seen(&desk), [worst]);
    assert!(desk.text().contains("wacht nog op u"), "{}", desk.text());
    // Held down it stays at one; let go and pressed again it answers the next.
    for _ in 0..60 {
        desk.after(Duration::milliseconds(35));
        desk.keys("s")?;
    }
    assert_eq!(seen(&desk).len(), 1);
    desk.after(Duration::seconds(1));
    desk.keys("s")?;
    assert_eq!(seen(&desk).len(), 2);
    Ok(())
}

#[test]
fn the_list_puts_the_worst_first_and_enter_goes_there_and_answers_nothing() -> TestResult {
    let mut desk = ringing()?;
    let worst = first(&desk.model).and_then(|(topic, _)| topic.zaak()).ok_or("er klinkt niets")?;
    desk.keys("*<enter><omlaag><enter>")?;
    assert_eq!(seen(&desk), []);
    assert_eq!(desk.model.view.zaak().map(|z| z.number), Some(worst));
    // One act for all of them, and only for those that were in the list.
    let listed = desk.model.session.alarm_service.book().ringing().len();
    desk.size(80, 50);
    desk.keys("*")?;
    assert!(desk.text().contains("alles gezien"), "{}", desk.text());
    desk.keys("alles gezien<enter>")?;
    assert_eq!(seen(&desk).len(), listed);
    assert!(first(&desk.model).is_none());
    Ok(())
}

/// What stood below the edge of the list nobody saw: it comes into view, and only then it is seen.
#[test]
fn all_seen_is_said_of_what_was_on_screen_alone() -> TestResult {
    let mut desk = TestDesk::empty()?;
    for _ in 0..12 {
        desk.zaak("6", "FPC Pompestichting")?;
    }
    let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    desk.at(due.plus(Duration::minutes(-15)));
    desk.size(60, 15);
    let listed = desk.model.session.alarm_service.book().ringing().len();
    desk.keys("*")?;
    for round in 0..listed {
        let (screen, from) = (desk.text(), seen(&desk).len());
        desk.keys("alles gezien<enter>")?;
        let now = seen(&desk);
        let shown = |topic: &AlarmTopic| topic.zaak().is_none_or(|zaak| screen.contains(&zaak.to_string()));
        assert!(now.iter().skip(from).all(shown), "{:?}\n{screen}", now.get(from..));
        assert!(now.len() > from, "{screen}");
        if first(&desk.model).is_none() {
            assert!(round > 0 && now.len() == listed, "{round}: {} van {listed}", now.len());
            return Ok(());
        }
        let text = desk.text();
        assert!(text.contains("in beeld en sta"), "{text}");
    }
    Err("niet alles gezien".into())
}

#[test]
fn what_goes_off_at_one_moment_is_one_call_that_names_the_worst_and_how_many_others() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let (one, two) = (desk.zaak("6", "FPC Pompestichting")?, desk.zaak("6", "FPC de Kijvelanden")?);
    let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    desk.requested.clear();
    desk.at(due.plus(Duration::minutes(-15)));
    let calls: Vec<_> = (std::mem::take(&mut desk.requested).into_iter())
        .filter_map(|effect| if let Effect::Alarm(alarm) = effect { Some(alarm) } else { None })
        .collect();
    let [call] = calls.as_slice() else { return Err(format!("{calls:?}").into()) };
    assert_eq!(call.call(), format!("{one}: MBV nog 15 min (en nog 1)"));
    assert_eq!(call.others, [format!("{two}: MBV nog 15 min")]);
    Ok(())
}
