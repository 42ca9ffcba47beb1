//! What a tired hand does: the ways through the desk that an officer takes at night, and what goes wrong under way.

use piket::desk::{
    command::CommandId,
    keymap::Keymap,
    state::key::{KeyPress, KeySym},
};
use proptest::prelude::*;

use crate::desk::parse_keys;

/// One thing that happens.
#[derive(Debug, Clone)]
pub enum Stroke {
    Key(KeyPress),
    Paste(String),
    /// Letters that come all at once.
    Together(&'static str),
    /// The store answers.
    Answer,
}

/// A hand at a desk.
#[derive(Debug, Clone)]
pub struct Evening {
    /// So long after the night the week is told in.
    pub hours: i64,
    /// Whether the store takes its time.
    pub slow: bool,
    /// Whether it is no exercise: messages go to somebody, by an own command.
    pub at_work: bool,
    /// What it does, each so many milliseconds after the last.
    pub strokes: Vec<(i64, Stroke)>,
}

/// Ways that make sense somewhere; most begin by going to a line.
pub const WAYS: [&str; 64] = [
    "j",
    "jj",
    "jjj",
    "jjjjjj",
    "k",
    "G",
    "g",
    "<tab>",
    "<tab><tab>",
    "<enter>",
    "<enter>j",
    "<enter>jj<enter>",
    "<enter><enter>",
    "<enter>jjjjjj<enter>",
    "<omlaag><enter><omlaag><enter>",
    "<esc>",
    "<esc><esc>",
    "h",
    "l",
    "<rechts>",
    "1",
    "2",
    "3",
    "w",
    "w<enter>",
    "npomp<tab>brand in de keuken<ctrl-s>",
    "nmesdag<tab>vermist<ctrl-s>",
    "nkijv<tab>brand<tab><tab><tab>6<ctrl-s>",
    "n<esc>",
    "r6<enter>",
    "rbrand<enter>",
    "r<omlaag><enter>",
    "rdatalek<enter>Bleek later.<enter>",
    "r<enter>",
    "v123",
    "v2<enter>2",
    "vR<enter>",
    "v1<esc>",
    "pj<enter>Ernstig letsel.<enter>",
    "pn<tab>Te licht.<ctrl-s>",
    "p<enter><enter>",
    "aj<enter>Het bleef onrustig.<enter>",
    "a<ctrl-s>",
    "fDe bewoner is terug.<ctrl-s>",
    "fRook op de gang.<enter><enter><enter>",
    "e<end> erbij<ctrl-s>",
    "D",
    "<spatie>",
    "!<enter>Zo is het.<enter>",
    "xgesproken<enter>",
    "x<enter>",
    "-Onbereikbaar.<enter>",
    "WDe kliniek belt.<enter>",
    "=",
    "dDirecteur<enter><enter>",
    "V<enter>",
    "C",
    "c<enter>Tekst.<f5>",
    "c<omlaag><enter><f7><f8><f8><f5><f6><enter>",
    "b<enter>",
    "b<omlaag><enter>Toch.<enter>",
    "o",
    "tNiets.<enter>",
    "R+30<enter>bellen<enter>",
];
pub const MORE: [&str; 67] = [
    ".<esc>/2026-W47-14<enter>%Niet dezelfde.<enter>",
    "/2026-W47-13<enter>!beide<enter>Twee plekken.<enter>",
    "/2026-W47-13<enter>1<rechts>jjj-Zo.<enter>=",
    "/2026-W47-13<enter>A<enter>Goed zo.<enter>",
    "/M0170<enter>tNiets.<enter>T",
    "/M0168<enter>b<omlaag><omlaag><omlaag><enter>Toch daar.<enter>",
    "vR<ctrl-s>",
    "%Niet dezelfde.<enter>",
    "A<enter>",
    "!<omlaag><enter>",
    "&Collega<tab><ctrl-s>",
    "=",
    "v2R<enter>",
    "oo<enter>",
    "b<omlaag><enter>",
    "tNiets.<enter>",
    "iPiet.<enter>",
    "vR<enter><esc>",
    "3<rechts><f3><omlaag><enter><esc><esc>",
    "<f4><tab><enter><esc>",
    "c<omlaag><enter>Jan de Vries heeft hiv.<f8><f8><f5>Moet.<enter>",
    "<ctrl-l>wachtwoord<enter>",
    "q<esc>",
    "<f5><ctrl-s>paard boter maan<enter><omlaag><enter>",
    "<f8><tab><ctrl-u>mee.age<ctrl-s>paard<enter>",
    "F<spatie><rechts><esc>",
    "3Y",
    "3<enter>E",
    "3<rechts>X",
    "3<rechts>K",
    "3<rechts>Q<esc>",
    "c<enter><f8><f8><f5><ctrl-o><omlaag><enter>",
    "c<omlaag><enter><f8><f8><f6>Directeur<ctrl-s>",
    "H<enter>Toch nog iets.<enter>",
    "&Collega<enter>",
    "z<omlaag><enter>Zo.<enter>",
    "i<tab><tab>02:00<ctrl-s>",
    "2<rechts>D",
    "2<rechts>e<end> erbij<enter>",
    "<enter>kk<enter>12<esc><enter>",
    "<enter>1<enter>1het bloedt<enter>3<esc><esc>",
    "B",
    "T",
    "S",
    "u",
    "U",
    "uu",
    "<ctrl-u><omlaag><enter>",
    "s",
    "L",
    "N",
    "*<enter>",
    "*alles<enter>",
    "/brand<enter>",
    ":sluit<enter>",
    ":gezien<enter>",
    "I<enter>",
    "Ivergissing<enter>",
    "+<enter>Zelfde.<enter>",
    "%Niet.<enter>",
    "t<rechts><ctrl-s>",
    "t<omlaag><ctrl-s>Toch.<enter>",
    "wz<enter>Zo leest men.<enter>",
    "i<tab>01:30<ctrl-s>",
    "AGoed zo.<enter>",
    "M<enter>",
    ".",
];
/// What hangs on a clipboard.
const PASTES: [&str; 6] = ["brand", "x", "nee: q\r", "\r\r", "ja\rja\r", "Van: FPC\nAan: piket\n"];

/// What a program between the hand and the desk may send in one go.
const TOGETHER: [&str; 6] = ["rommel", "omdat", "uuS", "v123", "xTo", "=-aDs"];

/// What may be done behind any command.
const BEHIND: [&str; 9] =
    ["", "", "<enter>", "<omlaag><enter>", "Zo.<enter>", "<tab>Zo.<ctrl-s>", "<ctrl-s>", "1", "y"];

/// A command of the key table, wherever the hand is, and what is done behind it.
fn any_command() -> impl Strategy<Value = Vec<KeyPress>> {
    let keymap = Keymap::standard().ok();
    let keys = |id: &CommandId| keymap.iter().flat_map(|map| map.keys(*id)).collect::<Vec<String>>();
    // Who leaves does nothing more.
    let stays = CommandId::ALL.iter().filter(|id| **id != CommandId::Quit);
    // A name is shown with a capital, and a letter is what it is.
    let parsed = |key: String| key.parse().or_else(|_| key.to_lowercase().parse()).ok();
    let keys: Vec<KeyPress> = stays.flat_map(keys).filter_map(parsed).collect();
    (prop::sample::select(keys), prop::sample::select(BEHIND.to_vec())).prop_map(|(key, behind)| {
        let behind = parse_keys(behind).unwrap_or_default();
        std::iter::once(key).chain(behind).collect()
    })
}

/// Where a hand goes first: to a line of the list, and on to a line of what stands beside it.
fn place() -> impl Strategy<Value = String> {
    let to = (prop::sample::select(vec!["g", "G", ".G"]), 0usize..14).prop_map(|(end, by)| {
        let step = if end == "g" { "j" } else { "k" };
        format!("<esc><esc>{end}{}", step.repeat(by))
    });
    let beside = (prop::sample::select(vec!["1", "2", "3", "5", ""]), 0usize..12)
        .prop_map(|(tab, by)| format!("{tab}<rechts>{}", "j".repeat(by)));
    let line = prop_oneof![2 => to.prop_map(Some), 1 => Just(Some("<esc><esc>".to_owned())), 2 => Just(None)];
    let beside = prop_oneof![1 => beside.prop_map(Some), 2 => Just(None)];
    (line, beside).prop_map(|(line, beside)| [line, beside].into_iter().flatten().collect())
}

fn way() -> impl Strategy<Value = Vec<KeyPress>> {
    let told = prop_oneof![3 => prop::sample::select(WAYS.to_vec()), 2 => prop::sample::select(MORE.to_vec())]
        .prop_map(|way| parse_keys(way).unwrap_or_default());
    let way = prop_oneof![3 => told, 2 => any_command()];
    (place(), way).prop_map(|(place, way)| parse_keys(&place).unwrap_or_default().into_iter().chain(way).collect())
}

/// What becomes of one key on its way.
#[derive(Debug, Clone)]
enum Mishap {
    None,
    Doubled(i64),
    Held(usize),
    Typo(char),
    Missed,
    StrayEnter(i64),
    Paste(&'static str),
    Together(&'static str),
}

fn mishap() -> impl Strategy<Value = Mishap> {
    prop_oneof![
        40 => Just(Mishap::None),
        3 => (20i64..600).prop_map(Mishap::Doubled),
        1 => (3usize..12).prop_map(Mishap::Held),
        2 => prop::sample::select("qwertyuiopasdfghjklzxcvbnm ".chars().collect::<Vec<_>>()).prop_map(Mishap::Typo),
        1 => Just(Mishap::Missed),
        3 => (20i64..2_000).prop_map(Mishap::StrayEnter),
        1 => prop::sample::select(PASTES.to_vec()).prop_map(Mishap::Paste),
        1 => prop::sample::select(TOGETHER.to_vec()).prop_map(Mishap::Together),
    ]
}

/// A way as the hand makes it: so long between its keys, and so long before it.
fn made(keys: &[KeyPress], mishaps: &[Mishap], (pause, pace): (i64, i64)) -> Vec<(i64, Stroke)> {
    let mut strokes = Vec::new();
    for (i, (key, mishap)) in keys.iter().zip(mishaps.iter().cycle()).enumerate() {
        let wait = if i == 0 { pause } else { pace };
        let key = match mishap {
            Mishap::Typo(c) => KeyPress::bare(KeySym::Char(*c)),
            Mishap::Missed => continue,
            Mishap::None
            | Mishap::Doubled(_)
            | Mishap::Held(_)
            | Mishap::StrayEnter(_)
            | Mishap::Paste(_)
            | Mishap::Together(_) => *key,
        };
        strokes.push((wait, Stroke::Key(key)));
        match mishap {
            Mishap::Doubled(after) => strokes.push((*after, Stroke::Key(key))),
            Mishap::Held(times) => {
                strokes.push((500, Stroke::Key(key)));
                strokes.extend((0..*times).map(|_| (33, Stroke::Key(key))));
            }
            Mishap::StrayEnter(after) => strokes.push((*after, Stroke::Key(KeyPress::bare(KeySym::Enter)))),
            Mishap::Paste(text) => strokes.push((pace, Stroke::Paste((*text).to_owned()))),
            Mishap::Together(text) => strokes.push((pace, Stroke::Together(text))),
            Mishap::None | Mishap::Typo(_) | Mishap::Missed => {}
        }
    }
    strokes
}

/// A hand that does some things one after the other.
pub fn evening() -> impl Strategy<Value = Evening> {
    // Some read before each key, and come further for it.
    let paces = (prop_oneof![100i64..700, 700i64..4_000], prop_oneof![2 => 60i64..500, 1 => 700i64..1_500]);
    let one = (way(), prop::collection::vec(mishap(), 24), paces, prop::bool::weighted(0.3));
    let all = prop::collection::vec(one, 2..14);
    let hours = prop_oneof![Just(0i64), Just(12), Just(30)];
    let desk = (hours, prop::bool::weighted(0.2), prop::bool::weighted(0.3));
    (desk, all).prop_map(|((hours, slow, at_work), ways)| {
        let strokes = ways.iter().flat_map(|(keys, mishaps, pace, answer)| {
            let answer = (slow && *answer).then_some((0, Stroke::Answer));
            made(keys, mishaps, *pace).into_iter().chain(answer)
        });
        Evening { hours, slow, at_work, strokes: strokes.collect() }
    })
}
