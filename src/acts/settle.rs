//! The officer says which of two sources counts, or that both may stand. What does not count stays in
//! the log and in view; a time that does not count stays in its report.

use clap::Args;

use super::{
    Act, AssessFeit, SetTimes,
    arguments::{Arguments, choose},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, find_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        feit::{FeitNumber, FeitStatus},
        ids::Zaaknummer,
        subject::Subject,
        tegenspraak::{Ruling, Tegenspraak},
        text::Vertrouwelijk,
    },
    judge::tegenspraak::tegenspraken,
    log::{desk::Desk, event::LogEvent},
};

/// A contradiction of a case, and what counts.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settle {
    pub zaak: Zaaknummer,
    pub about: Tegenspraak,
    pub ruling: Ruling,
    pub reason: String,
}

/// Which of two sources counts.
#[derive(Debug, Clone, Args)]
#[command(about = "Kies wat telt waar twee bronnen elkaar tegenspreken; «toon» nummert ze")]
pub struct SettleArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Nummer van de tegenspraak.
    pub nr: usize,
    /// eerste, tweede of beide.
    #[arg(id = "telt", value_name = "TELT", value_parser = ruling)]
    pub counted: Ruling,
    /// Waarom; bij «beide» verplicht.
    #[arg(id = "reden", long = "reden", default_value = "", value_name = "REDEN")]
    pub reason: String,
}

fn ruling(text: &str) -> Result<Ruling> {
    choose(Ruling::ALL, Ruling::label, text)
}

impl Arguments for SettleArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    /// The contradiction of that number, as `toon` numbers them.
    fn acts(&self, desk: &Desk, _: &Context<'_>) -> Result<Vec<Act>> {
        let zaak = self.zaak;
        let all = tegenspraken(find_zaak(desk, zaak)?);
        let about = self.nr.checked_sub(1).and_then(|pos| all.into_iter().nth(pos)).ok_or_else(|| {
            Error::usage(format!("Tegenspraak {} is er niet in zaak {zaak}.", self.nr))
                .hint(format!("«piket toon {zaak}» nummert wat elkaar tegenspreekt."))
        })?;
        Ok(vec![Settle { zaak, about, ruling: self.counted, reason: self.reason.clone() }.into()])
    }
}

impl Judged for Settle {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        if !tegenspraken(find_open_zaak(desk, number)?).contains(&self.about) {
            return Err(Error::no(format!("Deze tegenspraak is er niet meer in zaak {number}.")));
        }
        let gone = |feit: FeitNumber| {
            AssessFeit { zaak: number, feit, status: FeitStatus::Contradicted }.decide(desk, context)
        };
        match (&self.about, self.ruling) {
            (Tegenspraak::Feiten { later, .. }, Ruling::First) => gone(*later),
            (Tegenspraak::Feiten { earlier, .. }, Ruling::Second) => gone(*earlier),
            (Tegenspraak::Feiten { .. }, Ruling::Both) => Ok(self.let_stand(context, require_reason(&self.reason)?)),
            (Tegenspraak::Time { .. }, Ruling::First) => {
                let reason = if self.reason.trim().is_empty() { "de tijd van de zaak telt" } else { &self.reason };
                Ok(self.let_stand(context, Vertrouwelijk::new(reason)))
            }
            (Tegenspraak::Time { time, named, .. }, Ruling::Second) => {
                SetTimes { zaak: number, times: vec![(*time, Some(*named))] }.decide(desk, context)
            }
            (Tegenspraak::Time { .. }, Ruling::Both) => {
                Err(Error::usage("Twee tijden kunnen niet allebei tellen.").hint("Kies welke van de twee telt."))
            }
        }
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let about = self.about.about();
        let now = after.context.now;
        match (&self.about, self.ruling) {
            (_, Ruling::Both) => format!("Beide blijven staan ({about})."),
            (Tegenspraak::Feiten { earlier, .. }, Ruling::First) => {
                format!("{} telt, het andere is tegengesproken ({about}).", after.feit(self.zaak, *earlier))
            }
            (Tegenspraak::Feiten { later, .. }, Ruling::Second) => {
                format!("{} telt, het andere is tegengesproken ({about}).", after.feit(self.zaak, *later))
            }
            (Tegenspraak::Time { zaak, .. }, Ruling::First) => format!("{} telt ({about}).", zaak.short_in(now)),
            (Tegenspraak::Time { named, melding, .. }, Ruling::Second) => {
                format!("{}, de tijd van {melding}, telt ({about}).", named.short_in(now))
            }
        }
    }

    /// The two contradict each other again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

impl Settle {
    fn let_stand(&self, context: &Context<'_>, reason: Vertrouwelijk) -> Decided {
        let (tegenspraak, reason) = (self.about.clone(), Some(reason));
        Decided::one(context, LogEvent::TegenspraakSettled { zaak: self.zaak, tegenspraak, reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn what_counts_of_two_that_contradict_each_other_is_said_and_open_again_after_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed(&format!("beslecht {ZAAK} 1 eerste")).contains("is er niet"));
        for text in ["Geen letsel.", "Een medewerker is lichtgewond."] {
            scene.given_typed(&[&format!("feit {ZAAK} letsel '{text}'")])?;
        }
        let then = scene.typed(&format!("beslecht {ZAAK} 1 tweede"))?;
        assert_eq!(then.events(), ["feit_beoordeeld"]);
        assert!(then.sentence().contains("«Een medewerker is lichtgewond.») telt"), "{}", then.sentence());
        assert!(tegenspraken(then.scene.zaak(zaak)?).is_empty());
        assert_eq!(then.undone()?, ["feit_beoordeeld"]);
        assert!(scene.refuses_typed(&format!("beslecht {ZAAK} 1 beide")).contains("Er is een reden nodig."));
        let then = scene.typed(&format!("beslecht {ZAAK} 1 beide --reden 'Het zijn er twee.'"))?;
        assert_eq!(then.events(), ["tegenspraak_beslecht"]);
        assert_eq!(then.undone()?, ["tegenspraak_beslecht"]);
        Ok(())
    }
}
