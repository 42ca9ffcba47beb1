//! The measure of the gate: what of the planted leaks it finds, known or not, and which clean texts it stops.

use std::{collections::BTreeMap, fs};

use piket::{
    domain::draft::DraftKind,
    judge::gate::{Gate, known::KnownPerson, policy::GateChannel},
};
use serde_json::Value;

use crate::common::{Failure, TestResult};

/// A leak that was planted.
pub struct Planted {
    /// Its kind.
    pub kind: String,
    /// Its bytes.
    pub bytes: (usize, usize),
    /// It follows from what the case knows.
    pub known: bool,
}

/// A text, where it goes, who is known, and what is planted in it.
pub struct GateCase {
    /// Its name in messages.
    pub id: String,
    /// Where it goes.
    pub channel: GateChannel,
    /// Whom the case knows.
    pub persons: Vec<KnownPerson>,
    /// The text.
    pub text: String,
    /// What may not leave; nothing in a clean text.
    pub planted: Vec<Planted>,
}

#[derive(Debug, Default)]
struct Tally {
    found: usize,
    all: usize,
    missed: Vec<String>,
}

/// The cases of a file of the fixtures.
pub fn kept(file: &str) -> Result<Vec<GateCase>, Failure> {
    let text = fs::read_to_string(format!("tests/fixtures/poort/{file}"))?;
    text.lines().map(|line| parsed(&serde_json::from_str(line)?)).collect()
}

fn parsed(v: &Value) -> Result<GateCase, Failure> {
    let text = |v: &Value| v.as_str().map(str::to_owned);
    let person = |p: &Value| KnownPerson {
        name: text(&p["naam"]).unwrap_or_default(),
        birth: text(&p["geboortedatum"]),
        phone: text(&p["telefoon"]),
    };
    let place = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let leak = |l: &Value| Planted {
        kind: text(&l["soort"]).unwrap_or_default(),
        bytes: (place(&l["van"]), place(&l["tot"])),
        known: l["bekend"] == Value::Bool(true),
    };
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    Ok(GateCase {
        id: text(&v["id"]).unwrap_or_default(),
        channel: text(&v["kanaal"]).unwrap_or_default().parse()?,
        persons: list(&v["bekend"]["personen"]).iter().map(person).collect(),
        text: text(&v["tekst"]).unwrap_or_default(),
        planted: list(&v["lekken"]).iter().map(leak).collect(),
    })
}

/// Counts what is found and what is stopped for nothing; the figures hold for every set.
pub fn measure(cases: &[GateCase]) -> TestResult {
    let gate = Gate::open()?;
    let mut tallies: BTreeMap<(String, bool), Tally> = BTreeMap::new();
    let (mut clean, mut stopped) = (0_usize, Vec::new());
    for case in cases {
        let leaks = gate.leaks(case.channel, &gate.know(&case.persons), &case.text);
        assert!(leaks.iter().all(|l| l.to - l.from <= 160 && case.text.get(l.from..l.to).is_some()), "{}", case.id);
        let words = |(from, to): (usize, usize)| case.text.get(from..to).unwrap_or_default().to_owned();
        if case.planted.is_empty() {
            clean += 1;
            stopped.extend(leaks.first().map(|l| format!("{}: {}", case.id, words((l.from, l.to)))));
        }
        for planted in &case.planted {
            let (from, to) = planted.bytes;
            let tally = tallies.entry((planted.kind.clone(), planted.known)).or_default();
            tally.all += 1;
            if leaks.iter().any(|l| l.from < to && from < l.to) {
                tally.found += 1;
            } else {
                let known: Vec<&str> = case.persons.iter().map(|p| p.name.as_str()).collect();
                let found = words(planted.bytes);
                tally.missed.push(format!("{} ({}) {known:?}: «{found}» in {}", case.id, case.channel, case.text));
            }
        }
    }
    let told: Vec<&String> = tallies.values().flat_map(|t| &t.missed).chain(&stopped).collect();
    for ((kind, known), tally) in &tallies {
        println!("{kind} {}: {} van {}", if *known { "bekend" } else { "onbekend" }, tally.found, tally.all);
    }
    println!("schoon: {} van {clean} gestopt", stopped.len());
    let sum = |known: bool| {
        let those = tallies.iter().filter(|((_, k), _)| *k == known);
        those.fold((0, 0), |(found, all), (_, t)| (found + t.found, all + t.all))
    };
    let ((found_known, known), (found_unknown, unknown)) = (sum(true), sum(false));
    assert!(known > 100 && unknown > 100 && clean > 100, "te weinig gevallen");
    assert_eq!(found_known, known, "bekenden gemist: {told:#?}");
    assert!(found_unknown * 100 >= unknown * 99, "{found_unknown} van {unknown} onbekenden: {told:#?}");
    assert!(stopped.len() * 100 <= clean * 2, "{} van {clean} ten onrechte gestopt: {told:#?}", stopped.len());
    Ok(())
}

/// Texts that may leave, one a line; every other one to the public, where least may stand.
pub fn clean(file: &str) -> Result<Vec<GateCase>, Failure> {
    let text = fs::read_to_string(format!("tests/fixtures/poort/{file}"))?;
    let case = |(n, line): (usize, &str)| GateCase {
        id: format!("{file}:{}", n + 1),
        channel: GateChannel::all()
            .nth(n % GateChannel::all().count())
            .unwrap_or(GateChannel::Draft(DraftKind::Publiek)),
        persons: Vec::new(),
        text: line.to_owned(),
        planted: Vec::new(),
    };
    Ok(text.lines().enumerate().map(case).collect())
}

/// Texts with what may not leave between « and »: the channel, whom the case knows, the text.
pub fn written(file: &str) -> Result<Vec<GateCase>, Failure> {
    let text = fs::read_to_string(format!("tests/fixtures/poort/{file}"))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(n, line)| {
            let parts: Vec<&str> = line.splitn(3, " | ").collect();
            let [channel, known, text] = parts.as_slice() else {
                return Err(Failure(format!("{file}:{}: {line}", n + 1)));
            };
            let (name, birth) = known.split_once(", ").map_or((*known, None), |(name, birth)| (name, Some(birth)));
            let known = KnownPerson { name: name.to_owned(), birth: birth.map(str::to_owned), phone: None };
            let (before, rest) = text.split_once('«').unwrap_or((text, ""));
            let (leak, behind) = rest.split_once('»').unwrap_or_default();
            let bytes = (before.len(), before.len() + leak.len());
            let planted = Planted { kind: String::new(), bytes, known: false };
            Ok(GateCase {
                id: format!("{file}:{}", n + 1),
                channel: channel.parse()?,
                persons: if known.name.is_empty() { Vec::new() } else { vec![known] },
                text: format!("{before}{leak}{behind}"),
                planted: if leak.is_empty() { Vec::new() } else { vec![planted] },
            })
        })
        .collect()
}
