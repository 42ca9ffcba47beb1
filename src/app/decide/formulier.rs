//! The officer takes a form as it is: what is missing is known, and why that will do for now is on
//! record. Whatever comes in later may still complete it.

use super::{Besloten, Kader, Terug, een_reden, open_zaak};
use crate::{
    app::volledig::{Volledigheid, volledigheid},
    domain::{
        desk::Desk,
        event::LogEvent,
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
    },
};

/// Accepts the latest form as provisional.
pub fn aanvaard(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, reden: &str) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let nee = |zin: String| Err(Fout::nee(zin));
    match volledigheid(zaak, kader.boek) {
        Volledigheid::Onvolledig { formulier, .. } => {
            let melding = formulier.melding;
            let event = LogEvent::FormulierAanvaard { zaak: nummer, melding, reden: Some(een_reden(reden)?) };
            let terug = LogEvent::FormulierAanvaard { zaak: nummer, melding, reden: None };
            Ok(Besloten::een(kader, event, Terug::met([terug])))
        }
        Volledigheid::Geen => nee(format!("Bij zaak {nummer} is nog geen formulier gekoppeld.")),
        Volledigheid::Volledig { door, .. } => nee(format!("Formulier {} is al volledig.", door.melding)),
        Volledigheid::Voorlopig { formulier } => {
            nee(format!("Formulier {} is al voorlopig aanvaard.", formulier.melding))
        }
    }
}
