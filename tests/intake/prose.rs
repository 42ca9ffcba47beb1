//! Reports in running text, as people write them at night and as nobody should read them: each with what a reader
//! would note down. What is read is a proposal with its words, and what did not happen is claimed by nothing.

use std::collections::BTreeMap;

use piket::{
    domain::melding::Certainty,
    intake::{self, ReadMail},
};
use serde::Deserialize;

use super::TestResult;

#[derive(Deserialize)]
struct Reports {
    #[serde(rename = "verslag")]
    reports: Vec<Report>,
}

#[derive(Deserialize)]
struct Report {
    #[serde(rename = "naam")]
    name: String,
    #[serde(rename = "verzonden")]
    sent: String,
    #[serde(rename = "onderwerp")]
    subject: String,
    #[serde(rename = "tekst")]
    text: String,
    /// The kinds that are right, with a bar between them.
    #[serde(rename = "soort")]
    kinds: String,
    #[serde(rename = "velden")]
    fields: BTreeMap<String, String>,
    /// Fields of which one has this value.
    #[serde(default, rename = "een_van")]
    one_of: BTreeMap<String, String>,
    /// Fields that may be there besides.
    #[serde(default, rename = "mag")]
    may: Vec<String>,
}

/// What counts: the rest of a form is hardly ever told in words.
const COUNTED: [&str; 9] = [
    "inrichting",
    "voorval",
    "constatering",
    "einde_oa",
    "geboortedatum",
    "briefnummer",
    "verpleegde",
    "naam",
    "einddatum",
];

/// How it came out.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    missed: Vec<String>,
    /// Another value, a field that nobody told, or another kind.
    wrong: Vec<String>,
}

impl Report {
    fn read(&self) -> Result<ReadMail, Box<dyn std::error::Error>> {
        let mail = format!(
            "From: Balie <balie@kliniek.example>\r\nTo: piket@dienst.example\r\nDate: {}\r\nSubject: {}\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
            self.sent,
            self.subject,
            self.text.trim().replace('\n', "\r\n")
        );
        Ok(intake::read_bytes(mail.as_bytes(), "proef.eml", &intake::inrichtingen()?)?)
    }

    fn score(&self, score: &mut Score) -> TestResult {
        let read = self.read()?;
        let kind = read.kind.code();
        if !self.kinds.split('|').any(|good| good == kind) {
            score.wrong.push(format!("{}: soort {kind}", self.name));
        }
        let mut one_of = self.one_of.is_empty();
        for name in COUNTED {
            let value = read.mail.fields.get(name).map(|field| field.value.read());
            match (self.fields.get(name).or_else(|| self.one_of.get(name)), value) {
                (Some(good), Some(value)) if good == value => {
                    one_of |= self.one_of.contains_key(name);
                    score.right += 1;
                }
                (Some(good), Some(value)) => score.wrong.push(format!("{}: {name} {value}, niet {good}", self.name)),
                (Some(good), None) if self.fields.contains_key(name) => {
                    score.missed.push(format!("{}: {name} {good}", self.name));
                }
                (None, Some(value)) if !self.may.iter().any(|allowed| allowed == name) => {
                    score.wrong.push(format!("{}: {name} {value} is verzonnen", self.name));
                }
                (Some(_) | None, None) | (None, Some(_)) => {}
            }
        }
        if !one_of {
            score.missed.push(format!("{}: een van {:?}", self.name, self.one_of));
        }
        let sure = read.mail.fields.iter().filter(|(_, field)| field.certainty == Certainty::Certain);
        score.wrong.extend(
            sure.filter(|(name, _)| COUNTED.contains(&name.as_str()))
                .map(|(name, field)| format!("{}: {name} {} is zeker", self.name, field.value.read())),
        );
        Ok(())
    }
}

fn scored(text: &str) -> Result<Score, Box<dyn std::error::Error>> {
    let reports: Reports = toml::from_str(text)?;
    let mut score = Score::default();
    for report in &reports.reports {
        report.score(&mut score)?;
    }
    Ok(score)
}

/// The share that is read, of a hundred.
fn share(score: &Score) -> usize {
    score.right * 100 / (score.right + score.missed.len() + score.wrong.len()).max(1)
}

#[test]
fn what_people_write_in_their_own_words_is_proposed_and_nothing_else() -> TestResult {
    for text in [include_str!("prose/eerste.toml"), include_str!("prose/tweede.toml"), include_str!("prose/derde.toml")]
    {
        let score = scored(text)?;
        assert!(score.wrong.is_empty(), "{score:#?}");
        assert!(share(&score) >= 95, "{}: {score:#?}", share(&score));
    }
    Ok(())
}
