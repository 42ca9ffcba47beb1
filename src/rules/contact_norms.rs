//! With whom somebody in detention is to have been in contact by when: what the Kamer asks after, and a norm of policy
//! with its source. Data, because policy changes; what the source does not say is not filled in.

use std::sync::LazyLock;

use chrono::{Duration, NaiveDate};

use super::{
    file_error::FileError,
    toml_reader::{Table, TomlReader},
};

/// How often a contact is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactPace {
    /// Once, within so many days of the arrival.
    Within(i32),
    /// Every so many days.
    Every(i32),
}

/// One norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNorm {
    /// Which contact.
    pub what: String,
    /// When it is due.
    pub pace: ContactPace,
}

impl ContactNorm {
    /// What of it was due on a day, for who arrived on another.
    pub fn on(&self, arrival: NaiveDate, day: NaiveDate) -> String {
        let stay = (day - arrival).num_days();
        match self.pace {
            ContactPace::Within(days) => {
                let due = arrival + Duration::days(days.into());
                let state = if day > due { "die termijn was toen voorbij" } else { "die termijn liep toen nog" };
                format!("binnen {days} dagen, dus uiterlijk {}; {state}", due.format("%d-%m-%Y"))
            }
            ContactPace::Every(days) => {
                let count = stay.div_euclid(i64::from(days.max(1)));
                format!("elke {days} dagen, dus toen {count} keer")
            }
        }
    }

    /// The norm itself.
    pub fn rule(&self) -> String {
        match self.pace {
            ContactPace::Within(days) => format!("binnen {days} dagen"),
            ContactPace::Every(days) => format!("elke {days} dagen"),
        }
    }
}

/// All of them, with their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNorms {
    /// Where they stand.
    pub source: String,
    /// For whom, as the source says it.
    pub holds_for: String,
    /// The items of a form that tell of the arrival.
    pub arrival: Vec<String>,
    /// Those that tell of leave.
    pub leave: Vec<String>,
    /// The norms.
    pub norms: Vec<ContactNorm>,
}

impl ContactNorms {
    /// The embedded norms, read when they are first asked for.
    pub fn built_in() -> &'static Self {
        static NORMS: LazyLock<ContactNorms> = LazyLock::new(|| {
            let file = "contactnormen.toml (ingebouwd)";
            parse(include_str!("../../assets/contactnormen.toml"), file)
                .unwrap_or_else(|errors| FileError::in_own_data(&errors))
        });
        &NORMS
    }
}

fn parse(text: &str, file: &str) -> Result<ContactNorms, Vec<FileError>> {
    let reader = TomlReader::new(file, text);
    let tree = reader.parse();
    let t = Table::new(&reader, "", tree.get_ref(), 0);
    let names = |field| t.texts(field).into_iter().map(|(name, _)| name.to_owned()).collect();
    let (source, holds_for, arrival, leave) = (t.text("bron"), t.text("voor"), names("aankomst"), names("verlof"));
    let norms = t.tables("norm", "norm").iter().filter_map(norm).collect();
    drop(t);
    let errors = reader.finish();
    match (source, holds_for) {
        (Some(source), Some(holds_for)) if errors.is_empty() => {
            Ok(ContactNorms { source, holds_for, arrival, leave, norms })
        }
        _ => Err(errors),
    }
}

fn norm(t: &Table<'_>) -> Option<ContactNorm> {
    let what = t.text("wat")?;
    let pace = match (t.get("binnen_dagen"), t.get("elke_dagen")) {
        (Some(_), None) => ContactPace::Within(t.number("binnen_dagen", 1..1000)?),
        (None, Some(_)) => ContactPace::Every(t.number("elke_dagen", 1..1000)?),
        (Some(_), Some(_)) | (None, None) => {
            t.error("binnen_dagen", "Een norm heeft of «binnen_dagen» of «elke_dagen».");
            return None;
        }
    };
    Some(ContactNorm { what, pace })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_norm_tells_what_was_due_on_the_day_and_not_a_day_later() -> Result<(), Box<dyn std::error::Error>> {
        let day = |text: &str| text.parse::<NaiveDate>();
        let norms = ContactNorms::built_in();
        let told = |from: &str, at: &str| -> Result<Vec<String>, chrono::ParseError> {
            let (from, at) = (day(from)?, day(at)?);
            Ok(norms.norms.iter().map(|norm| norm.on(from, at)).collect())
        };
        assert_eq!(
            told("2026-11-01", "2026-11-15")?[..2],
            ["binnen 14 dagen, dus uiterlijk 15-11-2026; die termijn liep toen nog", "elke 14 dagen, dus toen 1 keer"]
        );
        assert_eq!(
            told("2026-11-01", "2026-11-16")?[0],
            "binnen 14 dagen, dus uiterlijk 15-11-2026; die termijn was toen voorbij"
        );
        assert!(told("2026-11-01", "2026-12-30")?[2].contains("uiterlijk 29-11-2026; die termijn was toen voorbij"));
        Ok(())
    }

    #[test]
    fn a_norm_with_two_paces_is_a_fault_with_its_line() {
        let text = "bron = \"x\"\nvoor = \"y\"\naankomst = []\nverlof = []\n[[norm]]\nwat = \"z\"\n";
        let errors = parse(text, "x").err().unwrap_or_default();
        assert_eq!(errors.first().map(|e| e.line), Some(5), "{errors:?}");
    }
}
