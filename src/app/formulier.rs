//! A form on top of the desk: labelled fields, one cursor, never blocked by a required field. What
//! the fields mean is in [`doel`]; here is only how they are filled in.

pub mod doel;

use super::{
    invoer::Invoer,
    rangschik::rangschik,
    toets::{Code, Toets},
};
use crate::domain::{
    fout::Fout,
    moment::{Gelezen, Klokdag, Moment},
    schoon,
};

pub use doel::Doel;

/// What a field is for; forms find their fields by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Veldnaam {
    /// Who calls.
    Beller,
    /// Call-back number.
    Nummer,
    /// The inrichting.
    Inrichting,
    /// The row.
    Rij,
    /// What happened, or the text of a fact.
    Tekst,
    /// Time of the call.
    Gebeld,
    /// Time of the voorval.
    Voorval,
    /// Time of the constatering.
    Constatering,
    /// Time of return or arrest.
    EindeOa,
    /// Any other single time.
    Tijd,
    /// A reason.
    Reden,
    /// A choice from a few.
    Keuze,
    /// Where a fact comes from.
    Bron,
    /// By which channel.
    Kanaal,
    /// To whom.
    Ontvangers,
    /// A file to write.
    Bestand,
}

/// A suggestion, and what else it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aanvulling {
    /// What is filled in.
    pub tekst: String,
    /// Other words it is found by.
    pub ook: Vec<String>,
}

impl Aanvulling {
    /// True where what was typed is another name of it, or its number.
    fn heet(&self, getypt: &str) -> bool {
        let plat = schoon::plat(getypt);
        let nummer = self.tekst.split(' ').next().is_some_and(|n| schoon::plat(n) == plat);
        nummer || self.ook.iter().any(|naam| schoon::plat(naam) == plat)
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Veldsoort {
    /// Free text.
    Tekst,
    /// A time; one key fills in "now".
    Tijd(Klokdag),
    /// One of these, with left and right.
    Keuze(Vec<String>),
    /// Free text with these as suggestions; one key takes the best.
    Aanvulling(Vec<Aanvulling>),
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formveld {
    /// What it is for.
    pub naam: Veldnaam,
    /// What stands before it.
    pub label: &'static str,
    /// How it is filled in.
    pub soort: Veldsoort,
    /// What was typed.
    pub invoer: Invoer,
}

impl Formveld {
    /// The suggestions that fit what was typed, best first.
    pub fn voorstellen(&self) -> Vec<&str> {
        match &self.soort {
            Veldsoort::Aanvulling(opties) if !self.invoer.is_leeg() => {
                let getypt = self.invoer.tekst();
                if opties.iter().any(|o| o.tekst == getypt) {
                    return Vec::new();
                }
                let teksten: Vec<String> = opties.iter().map(|o| format!("{} {}", o.tekst, o.ook.join(" "))).collect();
                let mut gevonden: Vec<&Aanvulling> =
                    rangschik(&getypt, &teksten).into_iter().filter_map(|i| opties.get(i)).collect();
                // What is called exactly that comes first: "6" is row 6, not row 16.
                gevonden.sort_by_key(|o| !o.heet(&getypt));
                gevonden.into_iter().map(|o| o.tekst.as_str()).take(4).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The time that was typed: nothing, a moment, or what is wrong with it.
    pub fn tijd(&self, nu: Moment) -> Option<Result<Gelezen, Fout>> {
        let klokdag = match self.soort {
            Veldsoort::Tijd(klokdag) => klokdag,
            Veldsoort::Tekst | Veldsoort::Keuze(_) | Veldsoort::Aanvulling(_) => Klokdag::Geweest,
        };
        (!self.invoer.is_leeg()).then(|| Moment::lees_op(&self.invoer.tekst(), Some((nu, klokdag))))
    }

    fn schuif(&mut self, stap: isize) {
        if let Veldsoort::Keuze(opties) = &self.soort {
            let nu = opties.iter().position(|o| *o == self.invoer.tekst()).unwrap_or(0);
            let aantal = opties.len().max(1);
            let nieuw = (nu + aantal).saturating_add_signed(stap) % aantal;
            if let Some(optie) = opties.get(nieuw) {
                self.invoer.zet(optie);
            }
        }
    }
}

/// What a form answers to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formantwoord {
    /// Something in a field may have changed.
    Gewijzigd,
    /// The officer is done with it.
    Vastleggen,
    /// Nothing of note.
    Niets,
}

/// A form being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formulier {
    /// What it will lead to.
    pub doel: Doel,
    /// Its title.
    pub titel: String,
    /// The question or remark under the title.
    pub uitleg: String,
    /// The fields.
    pub velden: Vec<Formveld>,
    /// The field with the cursor.
    pub cursor: usize,
    /// What was wrong at the last attempt.
    pub fout: Option<Fout>,
    /// When what was typed was last saved, for forms that save while typing.
    pub bewaard: Option<Moment>,
    /// Since when something typed waits to be saved.
    pub onbewaard: Option<Moment>,
}

impl Formulier {
    /// A form without fields yet.
    pub fn nieuw(doel: Doel, titel: impl Into<String>) -> Self {
        Self {
            doel,
            titel: titel.into(),
            uitleg: String::new(),
            velden: Vec::new(),
            cursor: 0,
            fout: None,
            bewaard: None,
            onbewaard: None,
        }
    }

    /// Adds a line of explanation.
    #[must_use]
    pub fn uitleg(mut self, uitleg: impl Into<String>) -> Self {
        self.uitleg = uitleg.into();
        self
    }

    /// Adds a field.
    #[must_use]
    pub fn veld(mut self, naam: Veldnaam, label: &'static str, soort: Veldsoort, tekst: &str) -> Self {
        let tekst = match &soort {
            Veldsoort::Keuze(opties) if tekst.is_empty() => opties.first().map_or("", String::as_str),
            _ => tekst,
        };
        self.velden.push(Formveld { naam, label, invoer: Invoer::met(tekst), soort });
        self
    }

    /// Puts the cursor where the typing starts; what stands before it is filled in already.
    #[must_use]
    pub fn begin_bij(mut self, naam: Veldnaam) -> Self {
        self.cursor = self.velden.iter().position(|v| v.naam == naam).unwrap_or(0);
        self
    }

    /// The field of that name.
    pub fn vind(&self, naam: Veldnaam) -> Option<&Formveld> {
        self.velden.iter().find(|v| v.naam == naam)
    }

    /// The text of the field of that name; empty when there is none.
    pub fn tekst(&self, naam: Veldnaam) -> String {
        self.vind(naam).map(|v| v.invoer.tekst().trim().to_owned()).unwrap_or_default()
    }

    /// The time in the field of that name.
    ///
    /// # Errors
    /// When something was typed that is no time; it names the field.
    pub fn tijd(&self, naam: Veldnaam, nu: Moment) -> Result<Option<Moment>, Fout> {
        let Some(veld) = self.vind(naam) else { return Ok(None) };
        match veld.tijd(nu) {
            None => Ok(None),
            Some(Ok(gelezen)) => Ok(Some(gelezen.moment)),
            Some(Err(fout)) => Err(Fout { zin: format!("{}: {}", veld.label, fout.zin), ..fout }),
        }
    }

    /// What "now" means in the field with the cursor. What is told in a call happened before the phone rang,
    /// also when the officer types it a minute later.
    fn zojuist(&self, nu: Moment) -> Moment {
        let hier = self.velden.get(self.cursor).map(|v| v.naam);
        let gebeld = match hier {
            Some(Veldnaam::Voorval | Veldnaam::Constatering) => self.tijd(Veldnaam::Gebeld, nu).ok().flatten(),
            Some(_) | None => None,
        };
        gebeld.map_or(nu, |gebeld| gebeld.min(nu))
    }

    /// Takes a key.
    pub fn toets(&mut self, toets: Toets, nu: Moment) -> Formantwoord {
        let laatste = self.velden.len().saturating_sub(1);
        match (toets.code, toets.ctrl) {
            (Code::Teken('s'), true) | (Code::F(10), false) => return Formantwoord::Vastleggen,
            (Code::Enter, false) if self.cursor == laatste => return Formantwoord::Vastleggen,
            (Code::Tab, false) if self.neem_voorstel() => {
                self.cursor = if self.cursor == laatste { 0 } else { self.cursor + 1 };
                return Formantwoord::Gewijzigd;
            }
            (Code::Enter | Code::Tab | Code::Omlaag, false) => {
                self.cursor = if self.cursor == laatste { 0 } else { self.cursor + 1 };
                return Formantwoord::Niets;
            }
            (Code::TabTerug | Code::Omhoog, false) => {
                self.cursor = self.cursor.checked_sub(1).unwrap_or(laatste);
                return Formantwoord::Niets;
            }
            _ => {}
        }
        let zojuist = self.zojuist(nu).amsterdam().format("%d-%m-%Y %H:%M").to_string();
        let Some(veld) = self.velden.get_mut(self.cursor) else { return Formantwoord::Niets };
        self.fout = None;
        match (&veld.soort, toets.code) {
            (Veldsoort::Tijd(_), Code::F(2)) => veld.invoer.zet(&zojuist),
            (Veldsoort::Tijd(_), Code::Teken('t')) if toets.ctrl => veld.invoer.zet(&zojuist),
            (Veldsoort::Keuze(_), Code::Links) => veld.schuif(-1),
            (Veldsoort::Keuze(_), Code::Rechts | Code::Teken(' ')) => veld.schuif(1),
            (Veldsoort::Keuze(opties), Code::Teken(c)) if !toets.ctrl => {
                let eerste = opties.iter().find(|o| o.to_lowercase().starts_with(c.to_ascii_lowercase())).cloned();
                if let Some(optie) = eerste {
                    veld.invoer.zet(&optie);
                }
            }
            (Veldsoort::Keuze(_), _) => return Formantwoord::Niets,
            _ if veld.invoer.toets(toets) => {}
            _ => return Formantwoord::Niets,
        }
        Formantwoord::Gewijzigd
    }

    /// Takes the best suggestion of the field with the cursor; `false` when there is none.
    fn neem_voorstel(&mut self) -> bool {
        let Some(veld) = self.velden.get_mut(self.cursor) else { return false };
        let beste = veld.voorstellen().first().map(|v| (*v).to_owned());
        beste.is_some_and(|v| {
            veld.invoer.zet(&v);
            true
        })
    }

    /// Since when something typed waits to be saved; only a call saves while typing.
    pub const fn onbewaard_sinds(&self) -> Option<Moment> {
        match self.doel {
            Doel::Telefoon { .. } => self.onbewaard,
            Doel::Gegevens { .. }
            | Doel::Feit { .. }
            | Doel::Besluit { .. }
            | Doel::Stap { .. }
            | Doel::Terzijde { .. }
            | Doel::Herclassificeer { .. }
            | Doel::Verzonden { .. }
            | Doel::Termijn { .. }
            | Doel::Stelling { .. }
            | Doel::Aanvaard { .. }
            | Doel::Beslecht { .. }
            | Doel::Herinnering { .. }
            | Doel::VoegSamen { .. }
            | Doel::Splits { .. }
            | Doel::Heropen { .. }
            | Doel::Monitor => None,
        }
    }

    /// Takes pasted text into the field with the cursor.
    pub fn plak(&mut self, tekst: &str) {
        if let Some(veld) = self.velden.get_mut(self.cursor)
            && !matches!(veld.soort, Veldsoort::Keuze(_))
        {
            veld.invoer.plak(tekst);
        }
    }
}
