//! The question for a passphrase as a screen asks it: what was typed is never shown, a new one is asked
//! twice, and after a wrong one the next try waits longer each time.

use chrono::Duration;

use super::key::{KeyPress, KeySym};
use crate::domain::{
    error::Error,
    moment::Moment,
    passphrase::{Passphrase, Strength},
};

/// The longest wait after a wrong passphrase.
const LONGEST: i64 = 30;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// The passphrase of a store that is there.
    Existing,
    /// One for a store that is to be made.
    New,
    /// One for a file that is to be closed.
    Closing,
}

/// The question and what was typed so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassphrasePrompt {
    kind: PromptKind,
    input: Passphrase,
    /// The first of two equal ones.
    first: Option<Passphrase>,
    error: Option<Error>,
    failures: u32,
    wait_until: Option<Moment>,
}

/// What a key leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptOutcome {
    /// Nothing but what is on screen.
    Nothing,
    /// Try this one.
    Attempt(Passphrase),
    /// The officer leaves.
    Stop,
}

impl PassphrasePrompt {
    /// The question, with nothing typed.
    pub fn new(kind: PromptKind) -> Self {
        Self { kind, input: Passphrase::default(), first: None, error: None, failures: 0, wait_until: None }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyPress, now: Moment) -> PromptOutcome {
        match key.code {
            KeySym::Esc => return PromptOutcome::Stop,
            KeySym::Char('c') if key.ctrl => return PromptOutcome::Stop,
            KeySym::Char('u') if key.ctrl => self.empty(),
            KeySym::Backspace => self.input.delete_char(),
            KeySym::Enter if !self.waits(now) => return self.finish(),
            _ => {
                if let Some(character) = key.character() {
                    self.input.type_in(character);
                    self.error = None;
                }
            }
        }
        PromptOutcome::Nothing
    }

    /// True when this is all that was typed.
    pub fn is_just(&self, text: &str) -> bool {
        self.input == Passphrase::new(text)
    }

    /// Forgets what was typed.
    pub fn empty(&mut self) {
        self.input = Passphrase::default();
    }

    /// Something else was done since: what was wrong with the last try is past.
    pub fn dismiss(&mut self) {
        self.error = None;
    }

    /// Takes pasted text; a line feed at its end is not part of it.
    pub fn paste(&mut self, text: &str) {
        text.chars().filter(|c| !c.is_control()).for_each(|c| self.input.type_in(c));
        self.error = None;
    }

    fn finish(&mut self) -> PromptOutcome {
        if self.input.is_empty() {
            return PromptOutcome::Nothing;
        }
        let typed = std::mem::take(&mut self.input);
        self.error = None;
        match (self.kind, self.first.take()) {
            (PromptKind::Existing, _) => PromptOutcome::Attempt(typed),
            (PromptKind::New | PromptKind::Closing, None) => {
                match typed.check_as_new() {
                    Ok(()) => self.first = Some(typed),
                    Err(error) => self.error = Some(error),
                }
                PromptOutcome::Nothing
            }
            (PromptKind::New | PromptKind::Closing, Some(first)) if first == typed => PromptOutcome::Attempt(typed),
            (PromptKind::New | PromptKind::Closing, Some(_)) => {
                self.error = Some(Error::usage("Dat was niet hetzelfde.").hint("Begin opnieuw met een wachtwoord."));
                PromptOutcome::Nothing
            }
        }
    }

    /// The try did not succeed: says why, and waits longer than the last time.
    pub fn attempt_failed(&mut self, error: Error, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        let total_seconds = 2_i64.saturating_pow(self.failures - 1).min(LONGEST);
        self.wait_until = Some(now.plus(Duration::seconds(total_seconds)));
        self.error = Some(error);
    }

    /// Something else than the passphrase was wrong.
    pub fn report(&mut self, error: Error) {
        self.error = Some(error);
    }

    /// What was wrong with the last answer.
    pub const fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// Until when no try is taken. A clock that was put back does not lengthen it.
    pub fn wait_until(&self, now: Moment) -> Option<Moment> {
        self.wait_until.filter(|until| *until > now && until.since(now) <= Duration::seconds(LONGEST))
    }

    fn waits(&self, now: Moment) -> bool {
        self.wait_until(now).is_some()
    }

    /// What is asked for at this moment.
    pub fn sentence(&self) -> &'static str {
        match (self.kind, &self.first) {
            (PromptKind::Existing, _) => "Wachtwoord",
            (PromptKind::New | PromptKind::Closing, None) => "Kies een wachtwoord",
            (PromptKind::New | PromptKind::Closing, Some(_)) => "Typ het nog een keer",
        }
    }

    /// What was typed, as dots: as wide for one character as for many would be unkind to who types.
    pub fn dots(&self, limit: usize) -> String {
        "•".repeat(self.input.length().min(limit))
    }

    /// What there is to say under it.
    pub fn explanation(&self, now: Moment) -> String {
        if let Some(until) = self.wait_until(now) {
            let total_seconds = (until.since(now).num_milliseconds() + 999) / 1000;
            let error = self.error.as_ref().map_or("", |f| f.sentence.as_str());
            return format!("{error} Nog {total_seconds} s wachten.");
        }
        if let Some(error) = &self.error {
            return error.to_string();
        }
        match (self.kind, &self.first) {
            (PromptKind::Existing, _) => String::new(),
            (PromptKind::New, Some(_)) => "Zonder dit wachtwoord is het logboek niet meer te lezen.".to_owned(),
            (PromptKind::Closing, Some(_)) => "Zeg het langs een andere weg dan het bestand.".to_owned(),
            (PromptKind::New | PromptKind::Closing, None) => match self.input.strength() {
                _ if self.input.is_empty() => "Vier losse woorden achter elkaar zijn sterk en goed te onthouden.",
                Strength::TooShort => "Nog te kort.",
                Strength::Monotonous => "Steeds dezelfde tekens.",
                Strength::Fair => "Kan; langer is sterker.",
                Strength::Good => "Sterk.",
            }
            .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::Result;

    fn type_in(question: &mut PassphrasePrompt, text: &str, now: Moment) -> PromptOutcome {
        text.chars()
            .for_each(|c| assert_eq!(question.key(KeyPress::bare(KeySym::Char(c)), now), PromptOutcome::Nothing));
        question.key(KeyPress::bare(KeySym::Enter), now)
    }

    #[test]
    fn a_new_one_is_asked_twice_and_must_be_worth_something() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut question = PassphrasePrompt::new(PromptKind::New);
        assert_eq!(type_in(&mut question, "kort", now), PromptOutcome::Nothing);
        assert!(question.explanation(now).contains("12 tekens"));
        for second in ["iets heel anders", "paard boter maan sok"] {
            assert_eq!(type_in(&mut question, "paard boter maan sok", now), PromptOutcome::Nothing);
            assert_eq!(question.sentence(), "Typ het nog een keer");
            let consequence = type_in(&mut question, second, now);
            let same = second == "paard boter maan sok";
            assert_eq!(consequence == PromptOutcome::Attempt(Passphrase::new(second)), same, "{consequence:?}");
        }
        Ok(())
    }

    #[test]
    fn each_wrong_one_makes_the_next_wait_longer_up_to_half_a_minute() -> Result<()> {
        let mut now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut question = PassphrasePrompt::new(PromptKind::Existing);
        // Past the width of a number, too.
        for total_seconds in [1, 2, 4, 8, 16].into_iter().chain([30; 70]) {
            assert!(matches!(type_in(&mut question, "fout", now), PromptOutcome::Attempt(_)));
            question.attempt_failed(Error::data("Het wachtwoord klopt niet."), now);
            assert_eq!(question.wait_until(now), Some(now.plus(Duration::seconds(total_seconds))));
            assert_eq!(question.explanation(now), format!("Het wachtwoord klopt niet. Nog {total_seconds} s wachten."));
            // Enter is not taken while it waits, what is typed is.
            assert_eq!(type_in(&mut question, "fout", now), PromptOutcome::Nothing);
            now = now.plus(Duration::seconds(total_seconds));
            question.key(KeyPress { code: KeySym::Char('u'), ctrl: true, alt: false }, now);
        }
        Ok(())
    }
}
