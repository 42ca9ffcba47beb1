//! The background for questions of the Kamer: the facts with their sources, how long somebody had been there and which contacts
//! were due by then, leave before it, and who was told what. A norm stands there with its source and with for whom it holds.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    CaseFile,
    content::{DossierContent, feiten},
};
use crate::{
    domain::{feit::Topic, melding::Content as MeldingContent, moment::Moment, period::day},
    judge::gaps,
    outgoing::{kern::Kern, sheet::LineRole},
    report::provisions,
    rules::contact_norms::ContactNorms,
};

pub(super) fn fill(content: &mut DossierContent, file: &CaseFile<'_>) {
    let norms = ContactNorms::built_in();
    content.head("ACHTERGROND VOOR KAMERVRAGEN", file);
    let place = file.zaak.plek().map_or_else(
        || gaps::marker("inrichting"),
        |plek| file.inrichting.map_or_else(|| plek.to_owned(), |i| format!("{plek} in {}", i.place)),
    );
    content.chapter("KERN", [], &Kern::alone(file.zaak, file.case, &place).text);
    content.chapter("FEITEN", feiten(file, &Topic::ALL), "Er zijn geen feiten genoteerd.");
    stay(content, file, norms);
    let contacts = feiten(file, &[Topic::Contacts]);
    content.chapter("CONTACTEN", contacts, "Onder contacten is niets genoteerd; zie ook de feiten hierboven.");
    let leave = feiten(file, &[Topic::Leave]).into_iter().chain(on_forms(file, &norms.leave).map(|(_, words)| words));
    content.chapter("VERLOF", leave, "Onder verlof is niets genoteerd; zie ook de feiten hierboven.");
    content.chapter("WIE IS INGELICHT", file.provisions.iter().map(provisions::line), "Er is niets verstrekt.");
}

/// How long the stay was, and what was due by then.
fn stay(content: &mut DossierContent, file: &CaseFile<'_>, norms: &ContactNorms) {
    let on_forms: Vec<(String, String)> = on_forms(file, &norms.arrival).collect();
    let noted = feiten(file, &[Topic::Arrival]).into_iter().chain(on_forms.iter().map(|(_, words)| words.clone()));
    content.chapter(
        "AANKOMST",
        noted,
        "Onder aankomst is niets genoteerd en geen formulier zegt het; zie ook de feiten hierboven.",
    );
    let told: Vec<_> = file.zaak.feiten_about(Topic::Arrival).filter(|feit| feit.status.counted()).collect();
    let noted = told.iter().filter_map(|feit| feit.happened).map(Moment::date);
    let days: BTreeSet<NaiveDate> = noted.chain(on_forms.iter().filter_map(|(value, _)| day(value).ok())).collect();
    // Two sources that differ are no stay of so many days.
    let arrival = days.first().filter(|_| days.len() == 1).copied();
    let voorval = file.zaak.times.voorval.map(Moment::date);
    let stayed = match arrival.zip(voorval) {
        Some((from, at)) if from <= at => {
            let long = format!("Ten tijde van het voorval duurde het verblijf {} dagen", (at - from).num_days());
            if told.iter().all(|feit| feit.happened.is_some()) {
                format!("{long}.")
            } else {
                format!("{long}, gerekend vanaf {}; niet elk feit over de aankomst noemt een dag.", written(from))
            }
        }
        Some(_) => "De aankomst ligt na het voorval; dat kan niet kloppen.".to_owned(),
        None if days.len() > 1 => {
            let all: Vec<String> = days.iter().map(|day| written(*day)).collect();
            format!(
                "Over de aankomst zijn verschillende dagen genoteerd: {}; het verblijf is niet uitgerekend.",
                all.join(", ")
            )
        }
        None => "Van de aankomst is geen dag genoteerd; het verblijf is niet uitgerekend.".to_owned(),
    };
    content.put(LineRole::Text, &stayed);
    let due = norms.norms.iter().map(|norm| match arrival.zip(voorval).filter(|(from, at)| from <= at) {
        Some((from, at)) => format!("{}: {}", norm.what, norm.on(from, at)),
        None => format!("{}: {}", norm.what, norm.rule()),
    });
    content.chapter("CONTACTNORMEN TEN TIJDE VAN HET VOORVAL", due, "");
    let holds = format!("Deze normen gelden voor {}; of zij hier gelden moet u zelf toetsen.", norms.holds_for);
    content.put(LineRole::Text, &format!("{holds} Bron: {}.", norms.source));
}

fn written(day: NaiveDate) -> String {
    day.format("%d-%m-%Y").to_string()
}

/// What the forms of the case say of these items, with which form it was: the value, and it in words.
fn on_forms<'a>(file: &'a CaseFile<'_>, items: &'a [String]) -> impl Iterator<Item = (String, String)> + 'a {
    let links = file.zaak.meldingen.iter();
    links.filter_map(|link| file.desk.meldingen.get(&link.melding).zip(Some(link))).flat_map(move |(melding, link)| {
        let mail = match &melding.content {
            MeldingContent::Mail(mail) => Some(mail),
            MeldingContent::Call(_) => None,
        };
        items.iter().filter_map(move |item| {
            let value = mail?.field(item)?.to_owned();
            let (name, form) = (item.replace('_', " "), link.form.label(file.book_of_case()));
            let told = day(&value).map_or_else(|_| value.clone(), written);
            let words = format!("{name}: {told} (bron: {form} van {})", link.received.long());
            Some((value, words))
        })
    })
}
