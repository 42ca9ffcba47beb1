//! Opens a closed case again, with a reason.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::{find_zaak, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The case and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Heropen een gesloten zaak")]
pub struct ReopenZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for ReopenZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for ReopenZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_zaak(desk, number)?;
        if zaak.is_open() {
            return Err(Error::no(format!("Zaak {number} is al open.")));
        }
        if let Some(target) = zaak.absorbed_into {
            return Err(Error::no(format!("Zaak {number} is opgegaan in zaak {target}."))
                .hint("Met splitsen wordt ze weer een eigen zaak."));
        }
        if zaak.purged.is_some() {
            return Err(Error::no(format!("De teksten van zaak {number} zijn gewist; heropenen kan niet meer.")));
        }
        let event = LogEvent::ZaakReopened { zaak: number, reason: require_reason(&self.reason)? };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is heropend.", self.zaak)
    }
}
