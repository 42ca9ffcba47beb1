//! Closes a case; refused with the list while steps are open.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    judge::{checklist, visibility::Visibility},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// The case.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Sluit een zaak")]
pub struct CloseZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
}

impl TypedAct for CloseZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for CloseZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let open = checklist::still_open(&list_of(zaak, context));
        if !open.is_empty() {
            return Err(Error::no(format!("Zaak {number} heeft nog open stappen: {}.", open.join(", ")))
                .hint("Rond ze af, of merk ze als niet nodig met een reden."));
        }
        Ok(Decided::one(context, LogEvent::ZaakClosed { zaak: number }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is gesloten.", self.zaak)
    }
}

fn list_of(zaak: &Zaak, context: &Context<'_>) -> Vec<checklist::StepLine> {
    checklist::checklist(zaak, context.book, context.inrichting(zaak), Visibility::Open)
}
