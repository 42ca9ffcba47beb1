//! What can lie on top of the desk. An enum stack, not a set of flags: the topmost layer gets the
//! keys, and there is no state in which two of them think they have them.

use super::{
    command::CommandId, film::Film, formulier::Formulier, invoer::Invoer, ops::termijn::Termijnoptie,
    rangschik::rangschik, watals::WatAls,
};
use crate::domain::{
    concept::ConceptSoort,
    ids::{Meldingnummer, Zaaknummer},
    moment::Moment,
    tegenspraak::{Tegenspraak, Uitspraak},
    termijnsoort::TermijnSoort,
};

/// One layer.
#[derive(Debug, Clone)]
pub enum Laag {
    /// A form.
    Formulier(Box<Formulier>),
    /// A list to choose from.
    Kiezer(Kiezer),
    /// The weighing questions of a case.
    Wegen {
        /// The case.
        zaak: Zaaknummer,
        /// The question with the cursor.
        cursor: usize,
    },
    /// What if: what is tried, and what is being typed.
    WatAls(WatAls, Invoer),
    /// A draft being written.
    Editor(Editor),
    /// The search line.
    Zoek(Invoer),
    /// The film is being read; it has the keys already, so that none of them lands on the desk.
    FilmLeest,
    /// The night played again.
    Film(Box<Film>),
}

/// What a choice leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kiesdoel {
    /// The row of a case.
    Rij(Zaaknummer),
    /// The case for a report.
    Zaak(Meldingnummer),
    /// The case that this one goes up in.
    Samenvoegen(Zaaknummer),
    /// The message of a case.
    Concept(Zaaknummer),
    /// What counts where two sources of a case disagree.
    Tegenspraak(Zaaknummer),
    /// Which moment of a term of a case counts.
    Termijn(Zaaknummer, TermijnSoort),
    /// A command by name, or a verb as in the shell.
    Palet,
    /// A command by key.
    Hulp,
}

/// What an option stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keuze {
    /// A row, by its number or letter.
    Rij(crate::domain::rij::Rij),
    /// A case.
    Zaak(Zaaknummer),
    /// A message.
    Concept(ConceptSoort),
    /// Which of two sources counts.
    Uitspraak(Tegenspraak, Uitspraak),
    /// Which moment of a term.
    Termijn(Termijnoptie),
    /// A command.
    Command(CommandId),
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optie {
    /// What it stands for.
    pub keuze: Keuze,
    /// The short mark in front.
    pub merk: String,
    /// Its text.
    pub tekst: String,
    /// What stands behind it: codes, or why it is not possible now.
    pub extra: String,
    /// Why it cannot be chosen now; `None` when it can.
    pub niet: Option<String>,
}

/// A list with type-to-filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiezer {
    /// What a choice leads to.
    pub doel: Kiesdoel,
    /// Its title.
    pub titel: String,
    /// What is typed.
    pub filter: Invoer,
    /// All options.
    pub opties: Vec<Optie>,
    /// What an option is found by, one text per option.
    pub zoekteksten: Vec<String>,
    /// The options that fit, best first.
    pub treffers: Vec<usize>,
    /// The chosen one of these.
    pub cursor: usize,
}

impl Kiezer {
    /// A list of options, each with the text it is found by.
    pub fn nieuw(doel: Kiesdoel, titel: impl Into<String>, opties: Vec<(Optie, String)>) -> Self {
        let (opties, zoekteksten): (Vec<_>, Vec<_>) = opties.into_iter().unzip();
        let treffers = (0..opties.len()).collect();
        Self { doel, titel: titel.into(), filter: Invoer::default(), opties, zoekteksten, treffers, cursor: 0 }
    }

    /// Filters anew after typing. What is called exactly what was typed comes first ("6" is row 6), then
    /// what has it in its name, then what has it in its explanation.
    pub fn herfilter(&mut self) {
        let getypt = self.filter.tekst().trim().to_lowercase();
        self.treffers = rangschik(&getypt, &self.zoekteksten);
        let in_naam = |naam: &str| getypt.split_whitespace().all(|woord| naam.to_lowercase().contains(woord));
        self.treffers.sort_by_key(|i| match self.opties.get(*i) {
            Some(o) if o.merk.to_lowercase() == getypt => 0,
            Some(o) if in_naam(&o.tekst) => 1,
            Some(_) | None => 2,
        });
        self.cursor = 0;
    }

    /// The option with the cursor.
    pub fn gekozen(&self) -> Option<&Optie> {
        self.treffers.get(self.cursor).and_then(|i| self.opties.get(*i))
    }
}

/// A draft being written. The text field itself lives with the screen; here is what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The case.
    pub zaak: Zaaknummer,
    /// The message.
    pub concept: ConceptSoort,
    /// The text as it stands in the field.
    pub tekst: String,
    /// Since when something typed waits to be saved.
    pub onbewaard: Option<Moment>,
    /// When a version was last saved.
    pub bewaard: Option<Moment>,
    /// How often the desk itself put another text in place; the field then takes it over.
    pub vervangen: u32,
}
