//! Sets the inrichting of a case, by its known name where it is recognised.

use clap::Args;

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{error::Result, ids::Zaaknummer},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// The case and the name as it was typed.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetInrichting {
    pub zaak: Zaaknummer,
    pub inrichting: String,
}

/// The same as it is typed, within the verb for what stands at the head of a case.
#[derive(Debug, Clone, Args)]
pub struct SetInrichtingArgs {
    /// Naam van de inrichting.
    #[arg(long)]
    pub inrichting: Option<String>,
}

impl SetInrichtingArgs {
    /// The act, where a name is given.
    pub(super) fn act(&self, zaak: Zaaknummer) -> Option<SetInrichting> {
        self.inrichting.clone().map(|inrichting| SetInrichting { zaak, inrichting })
    }
}

impl Judged for SetInrichting {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        find_open_zaak(desk, number)?;
        let name = context.inrichtingen.meant(&self.inrichting)?;
        let event = LogEvent::InrichtingSet { zaak: number, inrichting: name };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let name = after.desk.zaken.get(&self.zaak).and_then(Zaak::plek);
        name.map_or_else(|| "De inrichting is weer onbekend.".to_owned(), |name| format!("De inrichting is {name}."))
    }

    /// The case stands where it stood.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_known_name_is_taken_from_what_was_typed_and_given_back_by_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("gegevens {ZAAK} --inrichting mesdag"))?;
        assert_eq!(then.events(), ["inrichting_gezet"]);
        assert_eq!(then.sentence(), "De inrichting is FPC Dr. S. van Mesdag.");
        assert_eq!(then.undone()?, ["inrichting_gezet"]);
        let then = scene.when(SetInrichting { zaak, inrichting: String::new() })?;
        assert_eq!(then.sentence(), "De inrichting is weer onbekend.");
        assert!(scene.refuses_typed("gegevens 2026-W47-09 --inrichting Mesdag").contains("2026-W47-09"));
        Ok(())
    }
}
