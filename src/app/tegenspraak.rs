//! Facts that cannot both be true: "licht letsel" by phone and "ziekenhuis" in the form. Found by the
//! words for a few values that exclude each other; what names none of them, or both, contradicts
//! nothing. The officer settles it by marking the fact that does not count as tegengesproken.

use crate::domain::{
    feit::{Feit, Feitstatus, Onderwerp},
    schoon,
    zaak::Zaak,
};

/// Something that has one value, and the words by which each value is known.
struct Kenmerk {
    /// Its name on screen.
    naam: &'static str,
    /// The subjects under which it is told.
    onderwerpen: &'static [Onderwerp],
    /// Per value the phrases for it, as [`schoon::plat`] writes them.
    waarden: &'static [&'static [&'static str]],
}

const KENMERKEN: [Kenmerk; 4] = [
    Kenmerk {
        naam: "letsel",
        onderwerpen: &[Onderwerp::Gebeurtenis, Onderwerp::Betrokkenen, Onderwerp::Letsel, Onderwerp::Situatie],
        waarden: &[
            &["geen letsel", "geen gewonden", "niemand gewond", "niet gewond", "ongedeerd"],
            &["licht letsel", "lichtgewond", "licht gewond", "lichte verwonding", "schaafwond"],
            &["ziekenhuis", "spoedeisende hulp", "zwaargewond", "zwaar gewond", "ernstig letsel", "zwaar letsel"],
            &["overleden", "levenloos"],
        ],
    },
    Kenmerk {
        naam: "media",
        onderwerpen: &[Onderwerp::Media],
        waarden: &[
            &["geen media", "geen pers", "geen journalist", "geen mediacontacten", "niet in de media"],
            &["journalist", "cameraploeg", "persvragen", "pers heeft", "media heeft", "verslaggever"],
        ],
    },
    Kenmerk {
        naam: "politie",
        onderwerpen: &[Onderwerp::Politie],
        waarden: &[
            &["politie niet", "geen politie", "niet gemeld", "opsporing nee", "geen aangifte"],
            &["politie is", "politie ter plaatse", "politie gebeld", "opsporing ja", "aangifte gedaan"],
        ],
    },
    Kenmerk {
        naam: "brand",
        onderwerpen: &[Onderwerp::Gebeurtenis, Onderwerp::Situatie],
        waarden: &[&["brand is uit", "is geblust", "brand meester"], &["brandt nog", "nog niet uit", "niet geblust"]],
    },
];

/// Words that turn the phrase after them round.
const ONTKENNING: [&str; 4] = ["niet", "geen", "niemand", "zonder"];

/// How many words before a phrase a denial still reaches it: "niet naar het ziekenhuis".
const BEREIK: usize = 3;

/// Two facts that cannot both be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tegenspraak {
    /// What they disagree on.
    pub over: &'static str,
    /// The earlier fact.
    pub eerder: u32,
    /// The later one.
    pub later: u32,
}

/// Every contradiction between facts that still count.
pub fn tegenspraken(zaak: &Zaak) -> Vec<Tegenspraak> {
    let geldig: Vec<&Feit> = zaak.feiten.iter().filter(|f| f.status != Feitstatus::Tegengesproken).collect();
    let mut uit = Vec::new();
    for kenmerk in &KENMERKEN {
        let met_waarden: Vec<(u32, Vec<usize>)> = geldig
            .iter()
            .filter(|f| kenmerk.onderwerpen.contains(&f.onderwerp))
            .map(|f| (f.nummer, waarden(kenmerk, f.tekst.lees())))
            .filter(|(_, w)| !w.is_empty())
            .collect();
        for (i, (eerder, een)) in met_waarden.iter().enumerate() {
            for (later, ander) in met_waarden.iter().skip(i + 1) {
                if !een.iter().any(|w| ander.contains(w)) {
                    uit.push(Tegenspraak { over: kenmerk.naam, eerder: *eerder, later: *later });
                }
            }
        }
    }
    uit
}

/// The contradictions as one phrase; `None` where there are none.
pub fn woorden(zaak: &Zaak) -> Option<String> {
    let delen: Vec<String> = tegenspraken(zaak)
        .iter()
        .map(|t| format!("feit {} en {} spreken elkaar tegen over {}", t.eerder, t.later, t.over))
        .collect();
    (!delen.is_empty()).then(|| delen.join("; "))
}

/// Which values a text names.
fn waarden(kenmerk: &Kenmerk, tekst: &str) -> Vec<usize> {
    let plat = format!(" {} ", schoon::plat(tekst));
    let noemt = |frase: &&str| plat.match_indices(&format!(" {frase}")).any(|(plek, _)| !ontkend(&plat, plek));
    kenmerk.waarden.iter().enumerate().filter(|(_, frasen)| frasen.iter().any(&noemt)).map(|(i, _)| i).collect()
}

fn ontkend(plat: &str, plek: usize) -> bool {
    let voor = plat.get(..plek).unwrap_or_default();
    voor.split_whitespace().rev().take(BEREIK).any(|w| ONTKENNING.contains(&w))
}
