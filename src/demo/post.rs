//! Invented mails with the fields that a form has, as the reader of mail would have found them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::domain::{
    inrichting::Plek,
    melding::{MeldingSoort, Post, Veld},
    moment::Moment,
    tekst::Vertrouwelijk,
};

/// A field of a form: its name in data, its label in the mail, its value in the mail.
pub(super) struct Regel {
    naam: &'static str,
    label: &'static str,
    /// As a person writes it.
    getoond: String,
    /// As data keeps it.
    waarde: String,
}

impl Regel {
    pub(super) fn tekst(naam: &'static str, label: &'static str, tekst: impl Into<String>) -> Self {
        let tekst = tekst.into();
        Self { naam, label, getoond: tekst.clone(), waarde: tekst }
    }

    pub(super) fn tijd(naam: &'static str, label: &'static str, tijd: Moment) -> Self {
        let getoond = tijd.amsterdam().format("%d-%m-%Y, %H.%M uur").to_string();
        Self { naam, label, getoond, waarde: tijd.rfc3339() }
    }

    /// A date, given as `YYYY-MM-DD`.
    pub(super) fn dag(naam: &'static str, label: &'static str, dag: &str) -> Self {
        let getoond = dag.split('-').rev().collect::<Vec<_>>().join("-");
        Self { naam, label, getoond, waarde: dag.to_owned() }
    }
}

/// A mail with a form in its text.
pub(super) fn formulier(soort: MeldingSoort, inrichting: &str, verzonden: Moment, regels: &[Regel]) -> Post {
    let aanhef = ["Geachte piketfunctionaris,".to_owned(), String::new()];
    let tekst: Vec<String> = aanhef
        .into_iter()
        .chain(regels.iter().map(|r| format!("{}: {}", r.label, r.getoond)))
        .chain(["\nMet vriendelijke groet,\nDirectie".to_owned()])
        .collect();
    let velden = regels.iter().enumerate().map(|(i, r)| {
        let bron = format!("tekst, «{}», regel {}", r.label, i + 3);
        (r.naam.to_owned(), Veld { waarde: Vertrouwelijk::nieuw(&r.waarde), bron: Vertrouwelijk::nieuw(&bron) })
    });
    // The prescribed subject is the same for every form (meldingsinstructie, legenda M).
    brief(
        &format!("Directie {inrichting} <directie@inrichting.example>"),
        &format!("MBV Divisie Forzo/JJI {inrichting}"),
        &tekst.join("\n"),
        verzonden,
        Some((soort, inrichting)),
        velden.collect(),
    )
}

/// A mail that is no form.
pub(super) fn los(afzender: &str, onderwerp: &str, tekst: &str, verzonden: Moment) -> Post {
    brief(afzender, onderwerp, tekst, verzonden, None, BTreeMap::new())
}

fn brief(
    afzender: &str,
    onderwerp: &str,
    tekst: &str,
    verzonden: Moment,
    herkend: Option<(MeldingSoort, &str)>,
    velden: BTreeMap<String, Veld>,
) -> Post {
    let merk = som(&format!("{afzender}\n{}\n{onderwerp}\n{tekst}", verzonden.log_vorm()));
    let soort = herkend.map_or("post", |(soort, _)| soort.sleutel());
    Post {
        afzender: Vertrouwelijk::nieuw(afzender),
        onderwerp: Vertrouwelijk::nieuw(onderwerp),
        tekst: Vertrouwelijk::nieuw(tekst),
        verzonden: Some(verzonden),
        message_id: Some(Vertrouwelijk::nieuw(&format!(
            "{soort}.{}@inrichting.example",
            merk.chars().take(16).collect::<String>()
        ))),
        verwijzingen: Vec::new(),
        // Nobody sent it, so there is no file of it.
        origineel: Vertrouwelijk::default(),
        vingerafdruk: Vertrouwelijk::nieuw(&merk),
        inrichting: herkend.map(|(_, inrichting)| Plek::Bekend(inrichting.to_owned())),
        velden,
        bijlagen: Vec::new(),
        waarschuwingen: Vec::new(),
    }
}

fn som(tekst: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(tekst.as_bytes()).iter().fold(String::new(), |mut uit, b| {
        // Writing to a String cannot fail.
        let _ = write!(uit, "{b:02x}");
        uit
    })
}
