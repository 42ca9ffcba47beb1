//! Finds what does not agree: "licht letsel" by phone and "ziekenhuis" in the form, two wounded or
//! three, 02:00 or 02:25. A text that names no value, or both, contradicts nothing, and neither does
//! an estimate. What the officer let stand does not return until something of it changes.

use crate::{
    domain::{
        feit::{Feit, Onderwerp},
        schoon,
        tegenspraak::Tegenspraak,
        zaak::{Tijdsoort, Zaak},
    },
    rules::kenmerk::{Kenmerk, Kenmerken, Telling},
};

/// How many words may stand between a number and what is counted: "drie licht gewonden".
const TUSSEN: usize = 2;

/// Numbers that are written out at night.
const TELWOORDEN: [&str; 13] =
    ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];

/// Every contradiction of a case that is not settled, times first.
pub fn tegenspraken(zaak: &Zaak) -> Vec<Tegenspraak> {
    let mut uit = tijden(zaak);
    let kenmerken = Kenmerken::ingebouwd();
    let geldig: Vec<&Feit> = zaak.feiten.iter().filter(|f| f.status.telt()).collect();
    for k in &kenmerken.kenmerken {
        uit.extend(botsingen(&k.naam, &k.onderwerpen, &geldig, |tekst| waarden(kenmerken, k, tekst)));
    }
    for t in &kenmerken.tellingen {
        uit.extend(botsingen(&t.naam, &t.onderwerpen, &geldig, |tekst| aantallen(kenmerken, t, tekst)));
    }
    uit.retain(|t| !zaak.beslecht.iter().any(|b| b.tegenspraak == *t));
    uit
}

/// The contradictions as one phrase; `None` where there are none.
pub fn woorden(zaak: &Zaak) -> Option<String> {
    let delen: Vec<String> = tegenspraken(zaak).iter().map(Tegenspraak::woorden).collect();
    (!delen.is_empty()).then(|| delen.join("; "))
}

/// The contradictions a fact is part of.
pub fn over_feit(alle: &[Tegenspraak], nummer: u32) -> impl Iterator<Item = &Tegenspraak> {
    alle.iter().filter(move |t| match t {
        Tegenspraak::Feiten { eerder, later, .. } => *eerder == nummer || *later == nummer,
        Tegenspraak::Tijd { .. } => false,
    })
}

/// The times of the case against those of its reports. Every call has a time of its own.
fn tijden(zaak: &Zaak) -> Vec<Tegenspraak> {
    let mut uit = Vec::new();
    for k in &zaak.meldingen {
        for tijd in [Tijdsoort::Voorval, Tijdsoort::Constatering, Tijdsoort::EindeOa] {
            if let (Some(eigen), Some(genoemd)) = (zaak.tijd(tijd), k.genoemd.van(tijd))
                && eigen.minuut() != genoemd.minuut()
            {
                uit.push(Tegenspraak::Tijd { tijd, zaak: eigen, melding: k.melding, genoemd });
            }
        }
    }
    uit
}

/// The pairs of facts that name something and share nothing of it.
fn botsingen(
    naam: &str,
    onderwerpen: &[Onderwerp],
    feiten: &[&Feit],
    lees: impl Fn(&str) -> Vec<usize>,
) -> Vec<Tegenspraak> {
    let genoemd: Vec<(u32, Vec<usize>)> = feiten
        .iter()
        .filter(|f| onderwerpen.contains(&f.onderwerp))
        .map(|f| (f.nummer, lees(f.tekst.lees())))
        .filter(|(_, w)| !w.is_empty())
        .collect();
    let mut uit = Vec::new();
    for (i, (eerder, een)) in genoemd.iter().enumerate() {
        for (later, ander) in genoemd.iter().skip(i + 1) {
            if !een.iter().any(|w| ander.contains(w)) {
                uit.push(Tegenspraak::Feiten { over: naam.to_owned(), eerder: *eerder, later: *later });
            }
        }
    }
    uit
}

/// Which values a text names.
fn waarden(kenmerken: &Kenmerken, kenmerk: &Kenmerk, tekst: &str) -> Vec<usize> {
    let plat = format!(" {} ", schoon::plat(tekst));
    let ontkend = |plek: usize| {
        let voor = plat.get(..plek).unwrap_or_default();
        voor.split_whitespace().rev().take(kenmerken.bereik).any(|w| kenmerken.ontkenning.iter().any(|o| o == w))
    };
    let noemt = |frase: &String| plat.match_indices(&format!(" {frase}")).any(|(plek, _)| !ontkend(plek));
    kenmerk.waarden.iter().enumerate().filter(|(_, frasen)| frasen.iter().any(noemt)).map(|(i, _)| i).collect()
}

/// Which numbers a text names of what is counted.
fn aantallen(kenmerken: &Kenmerken, telling: &Telling, tekst: &str) -> Vec<usize> {
    let plat = schoon::plat(tekst);
    let woorden: Vec<&str> = plat.split_whitespace().collect();
    let mut uit = Vec::new();
    for (plek, _) in woorden.iter().enumerate().filter(|(_, w)| telling.woorden.iter().any(|t| t == *w)) {
        let ervoor = woorden.get(..plek).unwrap_or_default();
        let Some(afstand) = ervoor.iter().rev().take(TUSSEN + 1).position(|w| getal(w).is_some()) else { continue };
        let (links, vanaf) = ervoor.split_at(ervoor.len().saturating_sub(afstand + 1));
        if !is_schatting(kenmerken, links) {
            uit.extend(vanaf.first().and_then(|w| getal(w)));
        }
    }
    uit
}

/// True when what stands before a number makes an estimate or a range of it: "minstens 2", "2 à 3".
fn is_schatting(kenmerken: &Kenmerken, links: &[&str]) -> bool {
    let mut terug = links.iter().rev();
    let (laatste, voorlaatste) = (terug.next(), terug.next());
    let geschat = |w: &&str| kenmerken.schatting.iter().any(|s| s == w);
    let reeks = match laatste {
        Some(&("a" | "of" | "tot")) => voorlaatste.and_then(|w| getal(w)).is_some(),
        Some(w) => getal(w).is_some(),
        None => false,
    };
    reeks || laatste.is_some_and(geschat) || voorlaatste.is_some_and(geschat)
}

/// A number in digits or in words.
fn getal(woord: &str) -> Option<usize> {
    match woord {
        "geen" => Some(0),
        w if w.chars().all(|c| c.is_ascii_digit()) && w.len() <= 3 => w.parse().ok(),
        w => TELWOORDEN.iter().position(|t| *t == w),
    }
}
