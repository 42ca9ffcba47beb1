//! Forms in the words of many makers, laid out in many ways, read by a desk that learnt its words from all makers
//! but this one. `cargo test --release --test intake vocabulary -- --nocapture` prints what came out, by words and
//! by layout; with `FOUTEN=kort` (a part of a name) also every fault of those.

#[path = "vocabulary/facts.rs"]
mod facts;
#[path = "vocabulary/layout.rs"]
mod layout;
#[path = "vocabulary/odd_tables.rs"]
mod odd_tables;
#[path = "vocabulary/paper.rs"]
mod paper;
#[path = "vocabulary/paper_pdf.rs"]
mod paper_pdf;
#[path = "vocabulary/unseen_layout.rs"]
mod unseen_layout;

use std::collections::BTreeMap;

use piket::{
    domain::{inrichting::Inrichtingen, melding::Certainty},
    intake::{self, Knowledge, LabelSource, LabelTable},
};
use serde::Deserialize;

use super::{TestResult, packaging, shapes::Rng};
use facts::Form;
use layout::{Draw, Page};

/// What has to come out of words and layouts that were never seen: values right in a hundred, wrong in a thousand, and
/// invented at all.
struct Demand {
    right: usize,
    wrong: usize,
    invented: usize,
}

/// Of makers of whom the others teach the words.
const OF_MAKERS: Demand = Demand { right: 96, wrong: 4, invented: 0 };
/// Of makers that nothing was learnt from.
const OF_STRANGERS: Demand = Demand { right: 95, wrong: 10, invented: 0 };
/// Of those, in layouts that the reader was not made on.
const OF_STRANGE_LAYOUTS: Demand = Demand { right: 94, wrong: 10, invented: 0 };

/// Of all those, in tables that stand otherwise than expected.
const OF_ODD_TABLES: Demand = Demand { right: 90, wrong: 10, invented: 0 };

/// The words of one maker.
#[derive(Debug, Deserialize)]
struct WordList {
    #[serde(rename = "naam")]
    name: String,
    #[serde(rename = "velden")]
    fields: BTreeMap<String, Vec<String>>,
    #[serde(rename = "vreemd")]
    foreign: BTreeMap<String, Vec<String>>,
    /// Headings, by the field that they stand above.
    #[serde(rename = "koppen", default)]
    headings: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct WordLists {
    #[serde(rename = "lijst")]
    lists: Vec<WordList>,
}

/// What came out of a number of forms.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    all: usize,
    right: usize,
    proposed: usize,
    wrong: usize,
    wrong_proposed: usize,
    invented: usize,
    kinds: usize,
    forms: usize,
    /// Labels of the form that became an answer for certain.
    labels: usize,
    /// Answers that would be asked for although they stand in the form.
    asked: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.right += other.right;
        self.proposed += other.proposed;
        self.wrong += other.wrong;
        self.wrong_proposed += other.wrong_proposed;
        self.invented += other.invented;
        self.kinds += other.kinds;
        self.forms += other.forms;
        self.labels += other.labels;
        self.asked += other.asked;
    }

    fn line(&self, name: &str) -> String {
        let share = |n: usize| {
            100.0 * f64::from(u32::try_from(n).unwrap_or(0)) / f64::from(u32::try_from(self.all.max(1)).unwrap_or(1))
        };
        format!(
            "{name:<28} {:>5} {:>6.1} {:>6.1} {:>6.1} {:>6.1} {:>6} {:>6} {:>6}/{}",
            self.all,
            share(self.right + self.proposed),
            share(self.proposed),
            share(self.wrong),
            share(self.wrong_proposed),
            self.invented,
            self.labels,
            self.kinds,
            self.forms
        )
    }
}

fn mail(form: &Form, page: &Page) -> Vec<u8> {
    let headers = format!(
        "From: \"Secretariaat\" <secretariaat@kliniek.example>\r\nTo: piket@dienst.example\r\nSubject: MBV Divisie Forzo/JJI\r\nDate: {} +0100\r\nMIME-Version: 1.0\r\n",
        form.sent.format("%a, %d %b %Y %H:%M:%S")
    );
    match page {
        Page::Text(text) => packaging::encoded(&headers, "text/plain", text),
        Page::Html(text) => packaging::encoded(&headers, "text/html", text),
        Page::File { name, bytes } => packaging::with_attachment(&headers, name, bytes),
    }
}

fn read(
    form: &Form,
    page: &Page,
    list: &Inrichtingen,
    labels: &LabelTable,
    faults: &mut Vec<String>,
) -> Result<Tally, Box<dyn std::error::Error>> {
    let reading = intake::read_bytes(
        &mail(form, page),
        "proef.eml",
        Knowledge { inrichtingen: list, labels: LabelSource::One(labels) },
    )?;
    let mut tally = Tally { forms: 1, ..Tally::default() };
    if reading.kind.code() == form.kind {
        tally.kinds = 1;
    } else {
        faults.push(format!("soort {}", reading.kind.code()));
    }
    let one_line = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = &reading.mail.fields;
    // Whatever else is read: no label is an answer.
    let is_label = |value: &str| form.items.iter().any(|i| one_line(&i.label).trim_end_matches([':', '?']) == value);
    for (name, field) in found.iter().filter(|(_, f)| f.certainty == Certainty::Certain) {
        let value = one_line(field.value.read());
        if is_label(value.trim_end_matches([':', '?'])) {
            tally.labels += 1;
            faults.push(format!("ETIKET {name} {value:?} ({})", field.source.read()));
        }
    }
    for (name, value) in &form.truth {
        tally.all += 1;
        match found.get(name).map(|f| (one_line(f.value.read()), f.certainty)) {
            Some((read, certainty)) if read == *value => match certainty {
                Certainty::Proposed => tally.proposed += 1,
                _ => tally.right += 1,
            },
            Some((read, certainty)) => {
                match certainty {
                    Certainty::Proposed => tally.wrong_proposed += 1,
                    _ => tally.wrong += 1,
                }
                faults.push(format!(
                    "FOUT {name} {value:?} → {read:?} ({})",
                    found.get(name).map_or("", |f| f.source.read())
                ));
            }
            None => {
                // The inrichting is not asked for what stands in a pair.
                let perhaps = reading.mail.unread.iter().any(|pair| pair.perhaps.as_ref() == Some(name));
                tally.asked += usize::from(!perhaps);
                faults.push(format!("mist {name} {value:?}{}", if perhaps { "" } else { ", GEVRAAGD" }));
            }
        }
    }
    for (name, field) in found.iter().filter(|(name, _)| !form.truth.contains_key(*name)) {
        tally.invented += 1;
        faults.push(format!("VERZONNEN {name} {:?} ({})", field.value.read(), field.source.read()));
    }
    Ok(tally)
}

/// What came out of all forms of a number of makers.
#[derive(Default)]
struct Outcome {
    by_words: Vec<(String, Tally)>,
    by_layout: BTreeMap<&'static str, Tally>,
    total: Tally,
}

impl Outcome {
    /// Every one of these layouts in the words of one maker.
    fn read(
        &mut self,
        nr: usize,
        list: &WordList,
        (labels, inrichtingen): (&LabelTable, &Inrichtingen),
        layouts: &[(&'static str, Draw)],
    ) -> TestResult {
        let shown = std::env::var("FOUTEN").ok();
        let mut own = Tally::default();
        for (place, (name, draw)) in layouts.iter().enumerate() {
            let mut rng = Rng::new(1000 * nr as u64 + place as u64 + 7);
            for moa in [false, true] {
                let mut form = facts::form(list, &mut rng, moa, name.contains("twee"));
                layout::ticked(&mut form, &mut rng);
                let page = draw(&form);
                let mut faults = Vec::new();
                let tally = read(&form, &page, inrichtingen, labels, &mut faults)?;
                if shown.as_ref().is_some_and(|s| list.name.contains(s.as_str()) || name.contains(s.as_str())) {
                    for fault in &faults {
                        println!("{} · {name} · {}: {fault}", list.name, form.kind);
                    }
                }
                own.add(tally);
                self.by_layout.entry(name).or_default().add(tally);
            }
        }
        self.total.add(own);
        self.by_words.push((list.name.clone(), own));
        Ok(())
    }

    fn judge(&self, title: &str, demand: &Demand) {
        println!(
            "{title:<28} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
            "alle", "goed%", "w.v. v", "fout%", "f.v.%", "verz.", "etik.", "soort"
        );
        for (name, tally) in &self.by_words {
            println!("{}", tally.line(name));
        }
        for (name, tally) in &self.by_layout {
            println!("{}", tally.line(name));
        }
        let total = self.total;
        println!("{}", total.line("samen"));
        println!("gevraagd hoewel het er staat: {} van {}", total.asked, total.all);
        let Demand { right, wrong, invented } = demand;
        assert!(100 * (total.right + total.proposed) >= right * total.all, "minder dan {right} op de honderd goed");
        assert!(1000 * total.wrong <= wrong * total.all, "meer dan {wrong} op de duizend fout");
        assert!(total.invented <= *invented, "verzonnen");
        assert!(100 * total.asked <= total.all, "meer dan één op de honderd gevraagd hoewel het er staat");
        assert_eq!(total.labels, 0, "een etiket is als antwoord gelezen");
    }
}

#[test]
fn words_of_a_maker_that_nobody_saw_are_read() -> TestResult {
    let lists: WordLists = toml::from_str(include_str!("../../assets/intake/woordenlijsten.toml"))?;
    let inrichtingen = intake::inrichtingen()?;
    let mut outcome = Outcome::default();
    for (nr, list) in lists.lists.iter().enumerate() {
        outcome.read(nr, list, (&LabelTable::without(&list.name)?, &inrichtingen), layout::ALL)?;
    }
    outcome.judge("wat één maker achterhield", &OF_MAKERS);
    Ok(())
}

#[test]
fn words_of_makers_that_no_table_learns_from_are_read() -> TestResult {
    let lists: WordLists = toml::from_str(include_str!("vocabulary/ongezien.toml"))?;
    let inrichtingen = intake::inrichtingen()?;
    let mut outcome = Outcome::default();
    for (nr, list) in lists.lists.iter().enumerate() {
        outcome.read(500 + nr, list, (LabelTable::built_in()?, &inrichtingen), layout::ALL)?;
    }
    outcome.judge("ongezien", &OF_STRANGERS);
    Ok(())
}

#[test]
fn layouts_that_nobody_saw_are_read() -> TestResult {
    let lists: WordLists = toml::from_str(include_str!("vocabulary/ongezien.toml"))?;
    let inrichtingen = intake::inrichtingen()?;
    let mut outcome = Outcome::default();
    for (nr, list) in lists.lists.iter().enumerate() {
        outcome.read(900 + nr, list, (LabelTable::built_in()?, &inrichtingen), unseen_layout::ALL)?;
    }
    outcome.judge("andere vorm", &OF_STRANGE_LAYOUTS);
    Ok(())
}

#[test]
fn tables_that_stand_otherwise_than_expected_are_read() -> TestResult {
    let inrichtingen = intake::inrichtingen()?;
    let mut outcome = Outcome::default();
    for (set, lists) in
        [include_str!("vocabulary/ongezien.toml"), include_str!("vocabulary/tabellen.toml")].into_iter().enumerate()
    {
        let lists: WordLists = toml::from_str(lists)?;
        for (nr, list) in lists.lists.iter().enumerate() {
            outcome.read(1300 + 50 * set + nr, list, (LabelTable::built_in()?, &inrichtingen), odd_tables::ALL)?;
        }
    }
    outcome.judge("vreemde tabel", &OF_ODD_TABLES);
    Ok(())
}
