//! The question for a passphrase as a screen asks it: what was typed is never shown, a new one is asked
//! twice, and after a wrong one the next try waits longer each time.

use chrono::Duration;

use super::toets::{Code, Toets};
use crate::domain::{
    fout::Fout,
    moment::Moment,
    wachtwoord::{Sterkte, Wachtwoord},
};

/// The longest wait after a wrong passphrase.
const LANGST: i64 = 30;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vraagsoort {
    /// The passphrase of a store that is there.
    Bestaand,
    /// One for a store that is to be made.
    Nieuw,
}

/// The question and what was typed so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wachtwoordvraag {
    soort: Vraagsoort,
    invoer: Wachtwoord,
    /// The first of two equal ones.
    eerste: Option<Wachtwoord>,
    fout: Option<Fout>,
    mislukt: u32,
    wacht_tot: Option<Moment>,
}

/// What a key leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vraaggevolg {
    /// Nothing but what is on screen.
    Niets,
    /// Try this one.
    Probeer(Wachtwoord),
    /// The officer leaves.
    Stop,
}

impl Wachtwoordvraag {
    /// The question, with nothing typed.
    pub fn nieuw(soort: Vraagsoort) -> Self {
        Self { soort, invoer: Wachtwoord::default(), eerste: None, fout: None, mislukt: 0, wacht_tot: None }
    }

    /// Takes a key.
    pub fn toets(&mut self, toets: Toets, nu: Moment) -> Vraaggevolg {
        match toets.code {
            Code::Esc => return Vraaggevolg::Stop,
            Code::Teken('c') if toets.ctrl => return Vraaggevolg::Stop,
            Code::Teken('u') if toets.ctrl => self.leeg(),
            Code::Backspace => self.invoer.wis_teken(),
            Code::Enter if !self.wacht(nu) => return self.klaar(),
            _ => {
                if let Some(teken) = toets.teken() {
                    self.invoer.typ(teken);
                    self.fout = None;
                }
            }
        }
        Vraaggevolg::Niets
    }

    /// Forgets what was typed.
    pub fn leeg(&mut self) {
        self.invoer = Wachtwoord::default();
    }

    /// Takes pasted text; a line feed at its end is not part of it.
    pub fn plak(&mut self, tekst: &str) {
        tekst.chars().filter(|c| !c.is_control()).for_each(|c| self.invoer.typ(c));
        self.fout = None;
    }

    fn klaar(&mut self) -> Vraaggevolg {
        if self.invoer.is_leeg() {
            return Vraaggevolg::Niets;
        }
        let getypt = std::mem::take(&mut self.invoer);
        self.fout = None;
        match (self.soort, self.eerste.take()) {
            (Vraagsoort::Bestaand, _) => Vraaggevolg::Probeer(getypt),
            (Vraagsoort::Nieuw, None) => {
                match getypt.als_nieuw() {
                    Ok(()) => self.eerste = Some(getypt),
                    Err(fout) => self.fout = Some(fout),
                }
                Vraaggevolg::Niets
            }
            (Vraagsoort::Nieuw, Some(eerste)) if eerste == getypt => Vraaggevolg::Probeer(getypt),
            (Vraagsoort::Nieuw, Some(_)) => {
                self.fout = Some(Fout::gebruik("Dat was niet hetzelfde.").hint("Begin opnieuw met een wachtwoord."));
                Vraaggevolg::Niets
            }
        }
    }

    /// The try did not succeed: says why, and waits longer than the last time.
    pub fn mislukte(&mut self, fout: Fout, nu: Moment) {
        self.mislukt = self.mislukt.saturating_add(1);
        let seconden = 2_i64.saturating_pow(self.mislukt - 1).min(LANGST);
        self.wacht_tot = Some(nu.plus(Duration::seconds(seconden)));
        self.fout = Some(fout);
    }

    /// Something else than the passphrase was wrong.
    pub fn meld(&mut self, fout: Fout) {
        self.fout = Some(fout);
    }

    /// What was wrong with the last answer.
    pub const fn fout(&self) -> Option<&Fout> {
        self.fout.as_ref()
    }

    /// Until when no try is taken. A clock that was put back does not lengthen it.
    pub fn wacht_tot(&self, nu: Moment) -> Option<Moment> {
        self.wacht_tot.filter(|tot| *tot > nu && tot.sinds(nu) <= Duration::seconds(LANGST))
    }

    fn wacht(&self, nu: Moment) -> bool {
        self.wacht_tot(nu).is_some()
    }

    /// What is asked for at this moment.
    pub fn zin(&self) -> &'static str {
        match (self.soort, &self.eerste) {
            (Vraagsoort::Bestaand, _) => "Wachtwoord",
            (Vraagsoort::Nieuw, None) => "Kies een wachtwoord",
            (Vraagsoort::Nieuw, Some(_)) => "Typ het nog een keer",
        }
    }

    /// What was typed, as dots: as wide for one character as for many would be unkind to who types.
    pub fn stippen(&self, hoogstens: usize) -> String {
        "•".repeat(self.invoer.lengte().min(hoogstens))
    }

    /// What there is to say under it.
    pub fn uitleg(&self, nu: Moment) -> String {
        if let Some(tot) = self.wacht_tot(nu) {
            let seconden = (tot.sinds(nu).num_milliseconds() + 999) / 1000;
            let fout = self.fout.as_ref().map_or("", |f| f.zin.as_str());
            return format!("{fout} Nog {seconden} s wachten.");
        }
        if let Some(fout) = &self.fout {
            return fout.to_string();
        }
        match (self.soort, &self.eerste) {
            (Vraagsoort::Bestaand, _) => String::new(),
            (Vraagsoort::Nieuw, Some(_)) => "Zonder dit wachtwoord is het logboek niet meer te lezen.".to_owned(),
            (Vraagsoort::Nieuw, None) => match self.invoer.sterkte() {
                _ if self.invoer.is_leeg() => "Vier losse woorden achter elkaar zijn sterk en goed te onthouden.",
                Sterkte::TeKort => "Nog te kort.",
                Sterkte::Eentonig => "Steeds dezelfde tekens.",
                Sterkte::Matig => "Kan; langer is sterker.",
                Sterkte::Goed => "Sterk.",
            }
            .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fout::Uitkomst;

    fn typ(vraag: &mut Wachtwoordvraag, tekst: &str, nu: Moment) -> Vraaggevolg {
        tekst.chars().for_each(|c| assert_eq!(vraag.toets(Toets::kaal(Code::Teken(c)), nu), Vraaggevolg::Niets));
        vraag.toets(Toets::kaal(Code::Enter), nu)
    }

    #[test]
    fn a_new_one_is_asked_twice_and_must_be_worth_something() -> Uitkomst<()> {
        let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut vraag = Wachtwoordvraag::nieuw(Vraagsoort::Nieuw);
        assert_eq!(typ(&mut vraag, "kort", nu), Vraaggevolg::Niets);
        assert!(vraag.uitleg(nu).contains("12 tekens"));
        for tweede in ["iets heel anders", "paard boter maan sok"] {
            assert_eq!(typ(&mut vraag, "paard boter maan sok", nu), Vraaggevolg::Niets);
            assert_eq!(vraag.zin(), "Typ het nog een keer");
            let gevolg = typ(&mut vraag, tweede, nu);
            let zelfde = tweede == "paard boter maan sok";
            assert_eq!(gevolg == Vraaggevolg::Probeer(Wachtwoord::nieuw(tweede)), zelfde, "{gevolg:?}");
        }
        Ok(())
    }

    #[test]
    fn each_wrong_one_makes_the_next_wait_longer_up_to_half_a_minute() -> Uitkomst<()> {
        let mut nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut vraag = Wachtwoordvraag::nieuw(Vraagsoort::Bestaand);
        // Past the width of a number, too.
        for seconden in [1, 2, 4, 8, 16].into_iter().chain([30; 70]) {
            assert!(matches!(typ(&mut vraag, "fout", nu), Vraaggevolg::Probeer(_)));
            vraag.mislukte(Fout::gegevens("Het wachtwoord klopt niet."), nu);
            assert_eq!(vraag.wacht_tot(nu), Some(nu.plus(Duration::seconds(seconden))));
            assert_eq!(vraag.uitleg(nu), format!("Het wachtwoord klopt niet. Nog {seconden} s wachten."));
            // Enter is not taken while it waits, what is typed is.
            assert_eq!(typ(&mut vraag, "fout", nu), Vraaggevolg::Niets);
            nu = nu.plus(Duration::seconds(seconden));
            vraag.toets(Toets { code: Code::Teken('u'), ctrl: true, alt: false }, nu);
        }
        Ok(())
    }
}
