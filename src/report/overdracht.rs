//! The handover at the end of a week, in the order nurses and doctors use: how it stands, what went
//! before, how it was weighed, and what is expected of who takes over. No persons and nobody's own words:
//! those are in the log, and the head of that log stands on the paper as five words.

use std::fmt::Write as _;

use crate::{
    app::{
        bewaren::{Bewaarregel, Bewaarstand},
        checklist::{Eigenaar, Stapregel, checklist},
        klok::{Klok, klokken},
        masker::Zicht,
    },
    domain::{
        besluit::{Antwoord, Besluitsoort},
        feit::Feitstatus,
        ids::Piketweek,
        inrichting::Inrichtingen,
        kop::Kop,
        moment::Moment,
        termijnkeuze::Lezingkeuze,
        zaak::Zaak,
    },
    rules::book::Regelboek,
};

/// What the handover is made from.
#[derive(Debug)]
pub struct Overdracht<'a> {
    /// The week that ends.
    pub week: Piketweek,
    /// Who hands over.
    pub door: &'a str,
    /// The moment of making it.
    pub nu: Moment,
    /// The end of the log at that moment.
    pub kop: Kop,
    /// The open cases, by number.
    pub zaken: Vec<&'a Zaak>,
    /// How many reports wait in the inbox.
    pub inbox: usize,
    /// How many cases of the week are closed.
    pub gesloten: usize,
    /// What is finished and kept, with where its term stands.
    pub bewaring: Vec<Bewaarregel>,
    /// The rule book.
    pub boek: &'a Regelboek,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// Which reading the countdowns follow.
    pub keuze: Lezingkeuze,
}

/// What stands before the head in the file.
const KOPREGEL: &str = "Kop van het logboek: ";

impl Overdracht<'_> {
    /// The handover as Markdown.
    pub fn md(&self) -> String {
        let mut uit =
            format!("# Overdracht piketweek {}\n\nGemaakt {} door {}.\n", self.week, self.nu.lang(), self.door);
        // Writing to a String cannot fail.
        let _ = write!(
            uit,
            "\n{KOPREGEL}**{}** (regel {})\n`{}`\n\nOpen zaken: {}. Gesloten deze week: {}. Inbox: {}.\n",
            self.kop.woorden(),
            self.kop.seq,
            self.kop.hash,
            self.zaken.len(),
            self.gesloten,
            self.inbox
        );
        for zaak in &self.zaken {
            self.zaak(&mut uit, zaak);
        }
        self.bewaren(&mut uit);
        uit.push_str("\nNamen en vrije tekst staan alleen in het logboek.\n");
        uit
    }

    fn zaak(&self, uit: &mut String, zaak: &Zaak) {
        let inrichting = zaak.plek().and_then(|n| self.inrichtingen.met_naam(n));
        let lijst = checklist(zaak, self.boek, inrichting, Zicht::Gemaskeerd);
        let plek = zaak.plek().unwrap_or("inrichting onbekend");
        let rij = zaak
            .rij()
            .map_or_else(|| "nog geen rij gekozen".to_owned(), |r| format!("rij {r}: {}", self.boek.rij(r).incident));
        let termijn =
            klokken(zaak, self.boek, self.keuze, &lijst).unwrap_or_default().into_iter().find(Klok::loopt).map_or_else(
                || "geen lopende termijn".to_owned(),
                |k| format!("{} vóór {}", k.termijn.soort.naam(), k.uiterlijk.als_termijn()),
            );
        let gereed = lijst.iter().filter(|s| s.staat.is_af()).count();
        let besluit = |over| match zaak.besluit(over) {
            Some(besluit) => besluit.keuze.woord(),
            None => "nog niet besloten",
        };
        let ja = zaak.antwoorden.values().filter(|a| **a == Antwoord::Ja).count();
        let onzeker = zaak
            .feiten
            .iter()
            .filter(|f| matches!(f.status, Feitstatus::Onbekend | Feitstatus::Tegengesproken))
            .count();
        let _ = write!(
            uit,
            "\n## {}\n\n- **Situatie:** {rij}; {termijn}.\n- **Achtergrond:** {plek}; geopend {}; {gereed} van {} stappen af.\n\
             - **Beoordeling:** piketmelding: {}; afloopbericht: {}; {ja} weegvragen met ja; {onzeker} feiten onbekend of tegengesproken.\n\
             - **Verwacht van u:**\n",
            zaak.nummer,
            zaak.geopend.lang(),
            lijst.len(),
            besluit(Besluitsoort::P),
            besluit(Besluitsoort::A)
        );
        for stap in lijst.iter().filter(|s| !s.staat.is_af()) {
            let _ = writeln!(uit, "  - {} ({}): {}", stap.naam, wie(stap), stap.staat.woord());
        }
    }

    fn bewaren(&self, uit: &mut String) {
        let vragen: Vec<&Bewaarregel> =
            self.bewaring.iter().filter(|r| matches!(r.stand, Bewaarstand::Vraag | Bewaarstand::Verlopen(_))).collect();
        if vragen.is_empty() {
            return;
        }
        uit.push_str("\n## Bewaren of wissen?\n\nBeslis samen; piket wist nooit uit zichzelf.\n\n");
        for regel in vragen {
            let _ = writeln!(uit, "- {}: {}", regel.object, regel.stand.zin());
        }
    }
}

fn wie(stap: &Stapregel) -> &'static str {
    match stap.eigenaar {
        Eigenaar::Desk => "desk",
        Eigenaar::Inrichting => "inrichting",
    }
}

/// The head that a handover was made at; `None` when the text is no handover.
pub fn kop_uit(tekst: &str) -> Option<Kop> {
    let mut regels = tekst.lines().skip_while(|r| !r.starts_with(KOPREGEL));
    let seq = regels.next()?.rsplit_once("(regel ")?.1.strip_suffix(')')?.parse().ok()?;
    let hash = regels.next()?.trim_matches('`').to_owned();
    let heel = hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit());
    heel.then_some(Kop { seq, hash })
}
