//! Decides on T, P or A, with a reason. The decision before it stays in the log.

use clap::Args;

use super::{
    arguments::{TypedAct, choose},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{already_sent, find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// What is decided, and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Beslis over T, P of A")]
pub struct TakeBesluit {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// T, P of A.
    #[arg(id = "over", value_name = "OVER", value_parser = letter)]
    pub about: BesluitKind,
    /// ja of nee.
    #[arg(id = "keuze", value_name = "KEUZE", value_parser = yes_or_no)]
    pub choice: YesNo,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

fn letter(text: &str) -> Result<BesluitKind> {
    BesluitKind::ALL
        .into_iter()
        .find(|about| about.letter().word().eq_ignore_ascii_case(text))
        .ok_or_else(|| Error::usage(format!("«{text}» is geen besluit.")).hint("Kies T, P of A."))
}

fn yes_or_no(text: &str) -> Result<YesNo> {
    choose([YesNo::Yes, YesNo::No], YesNo::word, text)
}

impl TypedAct for TakeBesluit {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for TakeBesluit {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, about) = (self.zaak, self.about);
        let zaak = find_open_zaak(desk, number)?;
        let case = context.case_rule(zaak);
        if case.awaits_rij() {
            case.required()?;
        }
        if let Some(rule) = case.rule().filter(|rule| !rule.is_decided_here(about)) {
            return Err(Error::no(format!(
                "Rij {} laat over {} geen keuze: {}.",
                rule.nr,
                about.letter(),
                rule.codes()
            ))
            .hint("Alleen waar de matrix haakjes zet, valt hierover te beslissen."));
        }
        let reason = require_reason(&self.reason)?;
        let ground = Some(zaak.answers.clone());
        let event = LogEvent::BesluitTaken { zaak: number, about, choice: Some(self.choice), reason, ground };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let zaak = after.desk.zaken.get(&self.zaak);
        let on_it = |kind: DraftKind| kind.besluit() == Some(self.about);
        let gone = zaak.filter(|_| self.choice == YesNo::No).and_then(|zaak| already_sent(zaak, on_it));
        let follows = match (self.about, self.choice, gone) {
            (_, YesNo::Yes, _) => String::new(),
            (_, YesNo::No, Some(gone)) => format!(" {gone}"),
            (BesluitKind::T, YesNo::No, None) => " Terugbellen is niet nodig.".to_owned(),
            (BesluitKind::P, YesNo::No, None) => " Geen piket-SMS en geen piketmelding.".to_owned(),
            (BesluitKind::A, YesNo::No, None) => " Geen afloopbericht.".to_owned(),
        };
        let letter = self.about.letter();
        let rule = zaak.and_then(|zaak| after.context.case_rule(zaak).rule());
        let deviates = rule.and_then(|rule| rule.code(self.about).fixed().map(|fixed| (rule.nr, fixed)));
        let deviates = deviates.filter(|(_, fixed)| *fixed != self.choice).map_or_else(String::new, |(nr, fixed)| {
            format!(" Dat wijkt af van de matrix: bij rij {nr} is {letter} {}.", fixed.word())
        });
        format!("Besluit {letter}: {}.{follows}{deviates}", self.choice.word())
    }

    /// The decision before it counts again, or none was taken.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_decision_is_taken_with_a_reason_and_not_taken_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed(&format!("besluit {ZAAK} P ja --reden .")).contains("Er is een reden nodig."));
        assert!(
            scene.refuses_typed(&format!("besluit {ZAAK} T nee --reden Rustig.")).contains("laat over T geen keuze")
        );
        assert!(scene.refuses_typed(&format!("besluit {ZAAK} X nee --reden Rustig.")).contains("geen besluit"));
        let then = scene.typed(&format!("besluit {ZAAK} p nee --reden 'Licht letsel.'"))?;
        assert_eq!(then.events(), ["besluit_genomen"]);
        assert_eq!(then.sentence(), "Besluit P: nee. Geen piket-SMS en geen piketmelding.");
        assert_eq!(then.scene.zaak(zaak)?.besluit(BesluitKind::P).map(|besluit| besluit.choice), Some(YesNo::No));
        assert_eq!(then.undone()?, ["besluit_genomen"]);
        Ok(())
    }
}
