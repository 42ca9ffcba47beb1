//! `sleutel wijzig`: another passphrase for the same key.

use super::{Einde, druk, omgeving::Omgeving, wachtwoord};
use crate::{
    app::{verb::Sleutelverb, wachtwoord::Vraagsoort},
    domain::fout::{Fout, Uitkomst},
    store,
};

/// Carries out the verb.
///
/// # Errors
/// When there is no encrypted store, another `piket` has it open, the old passphrase is wrong or the new
/// one too easy.
pub fn sleutel(omgeving: &Omgeving, wat: &Sleutelverb) -> Uitkomst<Einde> {
    let Sleutelverb::Wijzig { nieuw_wachtwoord_bestand } = wat;
    let map = &omgeving.paden.data;
    if !store::is_versleuteld(map)? {
        return Err(Fout::gegevens("Hier staat geen versleutelde opslag.")
            .hint("Een demo heeft geen wachtwoord; wijs met --data-dir de goede map aan."));
    }
    let oud = omgeving.wachtwoord(Vraagsoort::Bestaand)?;
    let nieuw = nieuw_wachtwoord_bestand
        .as_deref()
        .map_or_else(|| wachtwoord::vraag(Vraagsoort::Nieuw), wachtwoord::uit_bestand)?;
    let mee = store::wijzig_wachtwoord(map, &oud, &nieuw).map_err(|fout| omgeving.onthoud_poging(fout))?;
    druk("Het wachtwoord is gewijzigd. Het geldt ook voor de reservekopieën hier.");
    if mee.gebleven > 0 {
        druk(&format!("{} reservekopieën hadden een ander wachtwoord en houden dat.", mee.gebleven));
    }
    druk("Wie elders een kopie met het oude wachtwoord heeft, kan die nog lezen.");
    Ok(Einde::Gedaan)
}
