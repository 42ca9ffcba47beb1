//! Acts on drafts: every version is kept, only a checked version can be marked as sent, and what
//! was sent cannot be undone.

use super::{Besloten, Kader, Terug, niet_in_de_toekomst, niet_voor_het_voorval, open_zaak};
use crate::{
    app::{checklist::geldt, gaten},
    domain::{
        besluit::JaNee,
        concept::{Concept, ConceptSoort},
        desk::Desk,
        event::{LogEvent, Nieuw},
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
        moment::Moment,
        schoon,
        tekst::Vertrouwelijk,
        zaak::Zaak,
    },
};

fn het_concept(zaak: &Zaak, soort: ConceptSoort) -> Uitkomst<&Concept> {
    zaak.concepten.get(&soort).ok_or_else(|| {
        Fout::nee(format!("Zaak {} heeft nog geen concept {}.", zaak.nummer, soort.naam()))
            .hint("Maak eerst het concept.")
    })
}

/// Saves a version; the same text again is no new version.
pub fn bewaar(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    soort: ConceptSoort,
    tekst: &str,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let tekst = Vertrouwelijk::nieuw(tekst);
    let eerder = zaak.concepten.get(&soort);
    if eerder.is_some_and(|c| c.tekst == tekst) {
        return Ok(Besloten { nieuw: Vec::new(), terug: Terug::Met(Vec::new()) });
    }
    let versie = eerder.map_or(1, |c| c.versie.saturating_add(1));
    let terug = eerder.map(|c| LogEvent::ConceptBewaard {
        zaak: nummer,
        concept: soort,
        versie: versie.saturating_add(1),
        tekst: c.tekst.clone(),
    });
    let terug = terug.map_or(Terug::Niet("Er is nog maar één versie van dit concept."), |t| Terug::met([t]));
    Ok(Besloten::een(kader, LogEvent::ConceptBewaard { zaak: nummer, concept: soort, versie, tekst }, terug))
}

/// Marks the latest version as checked; visible gaps must be filled first.
pub fn controleer(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, soort: ConceptSoort) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let concept = het_concept(zaak, soort)?;
    let open = gaten::gaten(concept.tekst.lees());
    if !open.is_empty() {
        let namen: Vec<String> = open.iter().map(ToString::to_string).collect();
        return Err(Fout::nee(format!("In het concept staat nog open: {}.", namen.join(", ")))
            .hint("Vul de open plekken in, of schrijf dat het niet bekend is."));
    }
    if concept.tekst.is_leeg() {
        return Err(Fout::nee("Het concept is leeg."));
    }
    let event = LogEvent::ConceptGecontroleerd { zaak: nummer, concept: soort, versie: Some(concept.versie) };
    let terug = LogEvent::ConceptGecontroleerd { zaak: nummer, concept: soort, versie: concept.gecontroleerd };
    Ok(Besloten::een(kader, event, Terug::met([terug])))
}

/// Marks the checked version as sent, with time, channel and recipients.
pub fn meld_verzonden(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    soort: ConceptSoort,
    op: Moment,
    kanaal: &str,
    ontvangers: &str,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let concept = het_concept(zaak, soort)?;
    if !concept.is_gecontroleerd() {
        return Err(Fout::nee(format!("Versie {} van {} is nog niet gecontroleerd.", concept.versie, soort.naam()))
            .hint("Controleer de tekst eerst; zo gaat er niets weg dat niet weg mag."));
    }
    eis_besluit(zaak, kader, soort)?;
    niet_in_de_toekomst("De verzending", op, kader.nu)?;
    niet_voor_het_voorval("De verzending", zaak, op)?;
    let kanaal = Vertrouwelijk::nieuw(&schoon::regel(kanaal));
    let ontvangers = Vertrouwelijk::nieuw(ontvangers);
    if kanaal.is_leeg() || ontvangers.is_leeg() {
        return Err(Fout::gebruik("Bij een verzending horen een kanaal en ontvangers.")
            .hint("Bijvoorbeeld: e-mail, aan de bewindspersoon."));
    }
    let versie = concept.versie;
    let event = LogEvent::ConceptVerzonden { zaak: nummer, concept: soort, versie, kanaal, ontvangers };
    let nieuw = vec![Nieuw { voorgevallen_op: op, event }];
    Ok(Besloten { nieuw, terug: Terug::Niet("Wat verzonden is, is verzonden; stuur zo nodig een verbeterde versie.") })
}

/// A message goes out on a decision, of the officer or of the matrix, and on no other ground.
fn eis_besluit(zaak: &Zaak, kader: &Kader<'_>, soort: ConceptSoort) -> Uitkomst<()> {
    let Some(over) = soort.besluit() else { return Ok(()) };
    match zaak.rij().and_then(|r| geldt(zaak, kader.boek.rij(r), over)) {
        Some(JaNee::Ja) => Ok(()),
        Some(JaNee::Nee) => Err(Fout::nee(format!("{} is nee: dit bericht gaat niet uit.", over.letter()))
            .hint("Neem eerst een ander besluit, met een reden.")),
        None => {
            Err(Fout::nee(format!("Over {} is nog niet beslist.", over.letter())).hint("Beslis eerst, met een reden."))
        }
    }
}
