//! The officer decides which moment of a term counts: another reading of the source, or a moment by
//! hand. What was calculated stays beside it.

use chrono::Duration;
use clap::Args;

use super::{
    Act,
    arguments::{Arguments, upcoming},
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    deadline::{self, Termijn},
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        lezing_rule::LezingRule,
        subject::Subject,
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
    },
    judge::absence,
    log::{desk::Desk, event::LogEvent},
};

/// So long after the last reading of the source a moment by hand is a typing error.
const MARGIN: Duration = Duration::days(31);

/// A reading or a moment for a term, or none to go back to the calculated one.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetTermijn {
    pub zaak: Zaaknummer,
    pub termijn: TermijnKind,
    pub setting: Option<TermijnSetting>,
    pub reason: String,
}

/// Which moment of a term counts; without a moment or a reading the calculated one.
#[derive(Debug, Clone, Args)]
#[command(about = "Kies een andere lezing of tijd voor een termijn, of ga terug naar de berekende")]
pub struct SetTermijnArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// De termijn, zoals het regelboek haar noemt.
    #[arg(id = "soort", value_name = "SOORT")]
    pub kind: TermijnKind,
    /// Nieuw uiterlijk moment; zonder dit en zonder --lezing telt de berekende termijn.
    #[arg(id = "uiterlijk", long = "uiterlijk", value_name = "TIJD")]
    pub due: Option<String>,
    /// Een lezing van de bron, bijvoorbeeld volgende-werkdag.
    #[arg(long, value_name = "LEZING", conflicts_with = "uiterlijk")]
    pub lezing: Option<LezingRule>,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl Arguments for SetTermijnArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let setting = match self.lezing {
            Some(rule) => Some(TermijnSetting::Lezing(rule)),
            None => self.due.as_deref().map(|t| upcoming(t, now).map(TermijnSetting::Moment)).transpose()?,
        };
        Ok(vec![SetTermijn { zaak: self.zaak, termijn: self.kind, setting, reason: self.reason.clone() }.into()])
    }
}

impl Judged for SetTermijn {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind, setting) = (self.zaak, self.termijn, self.setting);
        let zaak = find_open_zaak(desk, number)?;
        let reason = require_reason(&self.reason)?;
        let case = context.case_rule(zaak);
        let (book, rule) = case.required()?;
        let termijnen = deadline::termijnen(book, rule.nr, &absence::times(zaak, case), zaak.kalender)?;
        let Some(termijn) = termijnen.iter().find(|t| t.kind == kind) else {
            let own: Vec<&str> = termijnen.iter().map(|t| t.kind.code()).collect();
            let error = Error::no(format!("Zaak {number} heeft geen termijn {}.", kind.label(book)));
            return Err(match case.form_gap(zaak) {
                Some(gap) => error.hint(format!("{gap} Een herinnering zet u zelf (herinner).")),
                None if own.is_empty() => error,
                None => error.hint(format!("Kies uit: {}.", own.join(", "))),
            });
        };
        fits(termijn, setting)?;
        let ground = Some(zaak.termijn_ground());
        let event = LogEvent::TermijnSet { zaak: number, termijn: kind, setting, reason, ground };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let label = self.termijn.label(after.book_of(self.zaak));
        match self.setting {
            Some(TermijnSetting::Moment(u)) => format!("De termijn {label} staat op {}.", u.long()),
            Some(TermijnSetting::Lezing(rule)) => format!("De termijn {label} volgt de lezing «{rule}»."),
            None => format!("De termijn {label} is weer de berekende."),
        }
    }

    /// The choice before it counts again, or the calculated moment.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

fn fits(termijn: &Termijn, setting: Option<TermijnSetting>) -> Result<()> {
    match setting {
        Some(TermijnSetting::Moment(u)) if u <= termijn.start => {
            Err(Error::usage(format!("Een termijn eindigt na zijn begin ({}).", termijn.start.long())))
        }
        Some(TermijnSetting::Moment(u)) if u > termijn.last().plus(MARGIN) => Err(Error::no(format!(
            "{} ligt meer dan een maand na wat de bron toelaat (vóór {}).",
            u.long(),
            termijn.last().long()
        ))
        .hint("Kijk de datum en het jaar na.")),
        Some(TermijnSetting::Lezing(rule)) if termijn.lezingen.of(rule).is_none() => {
            let found = LezingRule::ALL.into_iter().filter_map(|rule| Some((rule, termijn.lezingen.of(rule)?.due)));
            let choices: Vec<String> = found.map(|(rule, due)| format!("{rule} (vóór {})", due.as_termijn())).collect();
            Err(Error::no(format!("De termijn {} kent de lezing «{rule}» hier niet.", termijn.label))
                .hint(format!("Kies uit: {}.", choices.join(", "))))
        }
        Some(TermijnSetting::Moment(_) | TermijnSetting::Lezing(_)) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_moment_by_hand_counts_with_a_reason_and_the_calculated_one_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let set = |rest: &str| format!("zet-termijn {ZAAK} {rest}");
        assert!(scene.refuses_typed(&set("mbv --uiterlijk 23:00 --reden ?")).contains("Er is een reden nodig."));
        assert!(scene.refuses_typed(&set("moa --reden Afgesproken.")).contains("heeft geen termijn"));
        assert!(scene.refuses_typed(&set("mbv --lezing kantooruren --reden Afgesproken.")).len() > 20);
        let then = scene.typed(&set("mbv --uiterlijk 23:00 --reden Afgesproken."))?;
        assert_eq!(then.events(), ["termijn_gezet"]);
        assert!(then.sentence().starts_with("De termijn MBV staat op "), "{}", then.sentence());
        let due = |scene: &Scene| scene.countdowns(zaak).map(|all| all.iter().map(|term| term.due).collect::<Vec<_>>());
        assert_ne!(due(&then.scene)?, due(&scene)?);
        assert_eq!(then.undone()?, ["termijn_gezet"]);
        Ok(())
    }
}
