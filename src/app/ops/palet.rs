//! The choosers: rows, cases, messages, commands by name and commands by key.

use crate::app::{
    checklist::Staat,
    command::{CommandId, beschikbaar},
    item::Item,
    laag::{Keuze, Kiesdoel, Kiezer, Laag, Optie},
    masker::{self, MASKER, Maskering, Zicht},
    model::Model,
    ops,
    voorstel::{self, Voorstel},
};
use crate::domain::{
    concept::ConceptSoort,
    ids::{Meldingnummer, Zaaknummer},
    schoon,
    zaak::Zaak,
};

fn toon(model: &mut Model, kiezer: Kiezer) {
    model.lagen.push(Laag::Kiezer(kiezer));
}

/// The palette: every command by name; a verb as in the shell may be typed instead.
pub fn open(model: &mut Model) {
    let opties = CommandId::ALLE.iter().filter(|id| !is_beweging(**id)).map(|id| optie_voor(model, *id)).collect();
    toon(model, Kiezer::nieuw(Kiesdoel::Palet, "Opdracht", opties));
}

/// The help: what the keys do here, and after that all others.
pub fn hulp(model: &mut Model) {
    let hier = ops::scopes(model);
    let mut ids: Vec<CommandId> = CommandId::ALLE.to_vec();
    ids.sort_by_key(|id| hier.iter().position(|s| *s == id.row().scope).unwrap_or(hier.len()));
    let opties = ids.into_iter().map(|id| optie_voor(model, id)).collect();
    toon(model, Kiezer::nieuw(Kiesdoel::Hulp, "Toetsen", opties));
}

/// Moving about needs no name in the palette; in the help it stands.
const fn is_beweging(id: CommandId) -> bool {
    matches!(
        id,
        CommandId::Omlaag
            | CommandId::Omhoog
            | CommandId::Begin
            | CommandId::Eind
            | CommandId::PaginaOmlaag
            | CommandId::PaginaOmhoog
            | CommandId::TabVerder
            | CommandId::TabTerug
            | CommandId::Palet
    )
}

fn optie_voor(model: &Model, id: CommandId) -> (Optie, String) {
    let row = id.row();
    let toetsen = model.inrichting.keymap.toetsen(id).join(" ");
    let hier = ops::scopes(model).contains(&row.scope);
    let niet = if hier { beschikbaar(model, id).err() } else { Some(format!("{}.", row.scope.naam())) };
    let zoektekst = format!("{} {} {toetsen}", row.naam, row.doc);
    let optie =
        Optie { keuze: Keuze::Command(id), merk: toetsen, tekst: row.naam.to_owned(), extra: row.doc.to_owned(), niet };
    (optie, zoektekst)
}

/// The rows of the matrix, found by number and by words.
pub fn kies_rij(model: &mut Model, zaak: Zaaknummer) {
    let opties = model
        .inrichting
        .boek
        .rijen()
        .map(|r| {
            let optie = Optie {
                keuze: Keuze::Rij(r.nr),
                merk: r.nr.to_string(),
                tekst: r.incident.clone(),
                extra: r.codes(),
                niet: None,
            };
            (optie, format!("{} {} {}", r.nr, r.incident, r.zoekwoorden.join(" ")))
        })
        .collect();
    toon(model, Kiezer::nieuw(Kiesdoel::Rij(zaak), format!("Rij voor zaak {zaak}"), opties));
}

/// The open cases, for linking a report; those it may belong to first, with the reasons.
pub fn kies_zaak(model: &mut Model, melding: Meldingnummer) {
    let Some(gekozen) = model.desk.meldingen.get(&melding) else { return };
    let voorstellen = voorstel::voorstellen(&model.desk, gekozen);
    let opties = zaakopties(model, &voorstellen, gekozen.inrichting(), None);
    if opties.is_empty() {
        model.zeg("Er is nog geen open zaak; open er een met deze melding.");
        return;
    }
    toon(
        model,
        Kiezer::nieuw(Kiesdoel::Zaak(melding), format!("Melding {melding} hoort bij (Esc, o: nieuwe zaak)"), opties),
    );
}

/// The other open cases, for letting one go up in another; the ones it looks like first.
pub fn kies_samenvoeging(model: &mut Model, bron: Zaaknummer) {
    let Some(zaak) = model.desk.zaken.get(&bron) else { return };
    let voorstellen = voorstel::gelijkend(&model.desk, zaak);
    let opties = zaakopties(model, &voorstellen, zaak.plek(), Some(bron));
    toon(model, Kiezer::nieuw(Kiesdoel::Samenvoegen(bron), format!("Zaak {bron} gaat op in"), opties));
}

/// The open cases but one: what is suggested first, then what happened in the same place.
fn zaakopties(
    model: &Model,
    voorstellen: &[Voorstel],
    inrichting: Option<&str>,
    zonder: Option<Zaaknummer>,
) -> Vec<(Optie, String)> {
    let plaats = |z: Zaaknummer| voorstellen.iter().position(|v| v.zaak == z).unwrap_or(voorstellen.len());
    let mut zaken: Vec<_> = model.desk.zaken.values().filter(|z| z.is_open() && Some(z.nummer) != zonder).collect();
    zaken
        .sort_by_key(|z| (plaats(z.nummer), z.plek().is_none() || z.plek() != inrichting, std::cmp::Reverse(z.nummer)));
    let optie = |z: &Zaak| {
        let plek = z.plek().unwrap_or("inrichting onbekend");
        let rij = z.rij().map_or_else(|| "geen rij".to_owned(), |r| format!("rij {r}"));
        let waarom = voorstellen.iter().find(|v| v.zaak == z.nummer).map_or(rij, Voorstel::kort);
        // Found by what it is about, listed by where it was.
        let zoektekst = format!("{} {plek} {}", z.nummer, z.kop());
        let tekst = match model.inrichting.maskering {
            Maskering::Uit => format!("{plek}: {}", schoon::regel(z.kop())),
            Maskering::Aan => {
                let plek = z.inrichting.as_ref().map_or("inrichting onbekend", |p| Zicht::Gemaskeerd.plek(p));
                format!("{plek}: {MASKER}")
            }
        };
        let optie =
            Optie { keuze: Keuze::Zaak(z.nummer), merk: z.nummer.to_string(), tekst, extra: waarom, niet: None };
        (optie, zoektekst)
    };
    zaken.into_iter().map(optie).collect()
}

/// The three messages of a case.
pub fn kies_concept(model: &mut Model, zaak: Zaaknummer) {
    let zicht = masker::zicht_van_item(model, Item::Zaak(zaak));
    let staat = |soort: ConceptSoort| {
        model
            .beelden
            .get(&zaak)
            .and_then(|b| b.in_lijst(zicht).iter().find(|s| s.stap == soort.stap()))
            .map(|s| &s.staat)
    };
    let opties = ConceptSoort::ALLE
        .into_iter()
        .map(|c| {
            let extra = staat(c).map(Staat::uitleg).unwrap_or_default().to_owned();
            (
                Optie { keuze: Keuze::Concept(c), merk: String::new(), tekst: c.naam().to_owned(), extra, niet: None },
                c.naam().to_owned(),
            )
        })
        .collect();
    toon(model, Kiezer::nieuw(Kiesdoel::Concept(zaak), "Welk bericht", opties));
}
