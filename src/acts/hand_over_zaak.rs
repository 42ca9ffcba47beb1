//! A case went to another desk, which said so: it is followed there from now on.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{error::Result, head::Head, ids::Zaaknummer, sanitize},
    log::{desk::Desk, event::LogEvent},
};

/// What the receipt says.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverZaak {
    pub zaak: Zaaknummer,
    pub to: Zaaknummer,
    pub desk: String,
    pub head: Head,
    pub bundle: String,
    pub by: String,
}

impl Judged for HandOverZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let zaak = find_open_zaak(desk, self.zaak)?.number;
        let Self { to, desk, head, bundle, by, .. } = self.clone();
        let by = sanitize::line(&by);
        Ok(Decided::one(context, LogEvent::ZaakHandedOver { zaak, to, desk, head, bundle, by }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is overgedragen aan {}.", self.zaak, sanitize::line(&self.by))
    }

    /// The case is followed here again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::scene::{Scene, TestResult, ZAAK},
        log::zaak::ZaakState,
    };

    #[test]
    fn what_went_to_another_desk_is_closed_here_and_takes_nothing_more() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let receipt = HandOverZaak {
            zaak,
            to: zaak,
            desk: "00".to_owned(),
            head: Head { seq: 7, hash: "00".to_owned() },
            bundle: "11".to_owned(),
            by: "V. Volgende\u{1b}[31m".to_owned(),
        };
        let then = scene.when(receipt.clone())?;
        assert_eq!(then.events(), ["zaak_overgedragen"]);
        assert!(then.sentence().contains("V. Volgende") && !then.sentence().contains('\u{1b}'), "{}", then.sentence());
        assert_eq!(then.scene.zaak(zaak)?.state(), ZaakState::HandedOver);
        assert!(then.scene.refuses(receipt).starts_with("Zaak"), "it goes once");
        assert!(
            !then.scene.refuses_typed(&format!("herinner {ZAAK} 03:10 'Bel de kliniek.'")).starts_with("vastgelegd")
        );
        assert!(then.taken_back()?.zaak(zaak)?.is_open());
        Ok(())
    }
}
