//! When the desk must look at the clock again: at the next visible change, the next alarm or the next
//! save, and never later than half a minute from now, so that a laptop that slept catches up at once.

use chrono::Duration;

use super::{bron, formulier::Formulier, klok, laag::Laag, model::Model, slot};
use crate::domain::moment::Moment;

/// The longest the desk goes without looking at the wall clock.
const HOOGSTENS: Duration = Duration::seconds(30);
/// How long after the last key typed text is saved.
pub const BEWAAR_NA: Duration = Duration::milliseconds(600);
/// How long the bottom line keeps a message.
pub const REGEL_BLIJFT: Duration = Duration::seconds(12);

/// The next moment to wake, after `model.nu`.
pub fn volgende(model: &Model) -> Moment {
    let nu = model.nu;
    let mut kandidaten = vec![nu.plus(HOOGSTENS), nu.volgende_maat(Duration::minutes(1))];
    kandidaten.extend(model.aftellingen().map(|uiterlijk| klok::volgende_wissel(uiterlijk, nu)));
    kandidaten.extend(model.wekdienst.wek_om(nu));
    kandidaten.extend(onbewaard(model).map(|sinds| sinds.plus(BEWAAR_NA)));
    kandidaten.extend(model.onthuld.map(|o| o.tot));
    kandidaten.extend(slot::wek_om(model));
    kandidaten.extend(model.rol.wek_om());
    kandidaten.extend(bron::wek_om(model));
    kandidaten.extend(model.reserve.wek_om());
    kandidaten.extend(model.regel.as_ref().map(|(_, op)| op.plus(REGEL_BLIJFT)));
    kandidaten.into_iter().filter(|t| *t > nu).min().unwrap_or_else(|| nu.plus(Duration::seconds(1)))
}

/// Since when typed text waits to be saved.
fn onbewaard(model: &Model) -> Option<Moment> {
    model.lagen.iter().find_map(|laag| match laag {
        Laag::Formulier(form) => Formulier::onbewaard_sinds(form),
        Laag::Editor(editor) => editor.onbewaard,
        Laag::Kiezer(_) | Laag::Wegen { .. } | Laag::WatAls(..) | Laag::Zoek(_) | Laag::FilmLeest | Laag::Film(_) => {
            None
        }
    })
}
