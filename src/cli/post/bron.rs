//! `inbox --bron`: a mail as it came in, out of the store and into a file, for who wants to open it in a
//! mail program or must hand over the evidence. Leaving the store is recorded like any other export.

use std::{fs, path::Path};

use crate::{
    cli::{
        Einde, druk, inzage,
        omgeving::{Omgeving, naam},
    },
    domain::{
        fout::{Fout, Uitkomst},
        ids::Meldingnummer,
        inzage::Handeling,
        melding::Inhoud,
    },
    store::{Opslag, Toegang},
};

/// Writes the original bytes of a mail to a file.
///
/// # Errors
/// When there is no such mail, its bytes were destroyed, or the file cannot be written.
pub fn schrijf_bron(omgeving: &Omgeving, melding: Meldingnummer, uit: &Path) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let bytes = origineel(&opslag, melding)?;
    let geschreven = fs::write(uit, &bytes).map_err(|e| {
        Fout::gegevens(format!("«{}» is niet te schrijven ({e}).", naam(uit))).hint("Kies een andere plek.")
    });
    let uitslag = inzage::uitslag(&geschreven);
    inzage::noteer(omgeving, &mut opslag, clock.now(), Handeling::Geexporteerd, &format!("bron {melding}"), uitslag);
    geschreven?;
    druk(&format!("{melding} staat in {}, zoals de mail binnenkwam.", naam(uit)));
    Ok(Einde::Gedaan)
}

fn origineel(opslag: &Opslag, nummer: Meldingnummer) -> Uitkomst<Vec<u8>> {
    let melding = opslag.melding(nummer)?.ok_or_else(|| Fout::gebruik(format!("Melding {nummer} bestaat niet.")))?;
    let Inhoud::Post(post) = &melding.inhoud else {
        return Err(Fout::nee(format!("{nummer} is een telefoontje en heeft geen mail."))
            .hint("De mail zelf bestaat alleen van wat per mail binnenkwam."));
    };
    opslag
        .blob(post.origineel.lees())?
        .ok_or_else(|| Fout::nee(format!("De mail van {nummer} is gewist; alleen het spoor ervan is bewaard.")))
}
