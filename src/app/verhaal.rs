//! The log in words: one Dutch sentence per entry, for the timeline on screen and for `piket toon`.

use crate::domain::{
    event::{Entry, LogEvent},
    inrichting::Plek,
    melding::Inhoud,
    schoon,
    stap::Stapstand,
};

/// What an entry says.
pub fn zin(event: &LogEvent) -> String {
    match event {
        LogEvent::MeldingOntvangen { melding, vorm, inhoud, .. } => match inhoud {
            Inhoud::Gesprek(_) => format!("Melding {melding} per telefoon."),
            Inhoud::Post(p) => {
                format!("Melding {melding} per mail ({}): {}.", vorm.naam(), schoon::regel(p.onderwerp.lees()))
            }
        },
        LogEvent::GesprekBijgewerkt { melding, .. } => format!("Het telefoontje {melding} is aangevuld."),
        LogEvent::MeldingTerzijde { melding, reden } => format!("Melding {melding} terzijde gelegd: {}", reden.lees()),
        LogEvent::MeldingTeruggelegd { melding } => format!("Melding {melding} teruggelegd in de inbox."),
        LogEvent::MeldingGekoppeld { melding, vorm, .. } => format!("Melding {melding} ({}) gekoppeld.", vorm.naam()),
        LogEvent::MeldingOntkoppeld { melding, .. } => format!("Melding {melding} losgemaakt."),
        LogEvent::ZaakGeopend { inrichting, .. } => {
            format!("Zaak geopend voor {}.", inrichting.as_ref().map_or("een nog onbekende inrichting", Plek::naam))
        }
        LogEvent::InrichtingGezet { inrichting, .. } => {
            format!("Inrichting: {}.", inrichting.as_ref().map_or("onbekend", Plek::naam))
        }
        LogEvent::RijGekozen { rij, reden, .. } => {
            let keuze = rij.map_or_else(|| "Geen rij gekozen".to_owned(), |r| format!("Rij {r} gekozen"));
            met_reden(&keuze, reden.gevuld())
        }
        LogEvent::TijdGezet { tijd, moment, .. } => match moment {
            Some(m) => format!("Tijd van {}: {}.", tijd.naam(), m.lang()),
            None => format!("Tijd van {} gewist.", tijd.naam()),
        },
        LogEvent::FeitGenoteerd { feit, onderwerp, tekst, bron, .. } => {
            format!("Feit {feit} over {}: {} (bron: {})", onderwerp.naam(), schoon::regel(tekst.lees()), bron.lees())
        }
        LogEvent::FeitBeoordeeld { feit, status, .. } => format!("Feit {feit} is {}.", status.woord()),
        LogEvent::WeegvraagBeantwoord { vraag, antwoord, .. } => match antwoord {
            Some(a) => format!("Weegvraag {vraag}: {}.", a.woord()),
            None => format!("Antwoord op weegvraag {vraag} gewist."),
        },
        LogEvent::BesluitGenomen { over, keuze, reden, .. } => match keuze {
            Some(k) => met_reden(&format!("Besluit {}: {}", over.letter(), k.woord()), reden.gevuld()),
            None => format!("Besluit {} ingetrokken.", over.letter()),
        },
        LogEvent::StapGezet { stap, stand, reden, .. } => {
            let hoe = match stand {
                Stapstand::Open => "weer open",
                Stapstand::Wacht => "wacht",
                Stapstand::Gereed => "gereed",
                Stapstand::NietNodig => "niet nodig",
            };
            met_reden(&format!("Stap {}: {hoe}", stap.sleutel()), reden.gevuld())
        }
        LogEvent::ConceptBewaard { concept, versie, .. } => {
            format!("{} versie {versie} bewaard.", hoofdletter(concept.naam()))
        }
        LogEvent::ConceptGecontroleerd { concept, versie, .. } => match versie {
            Some(v) => format!("{} versie {v} gecontroleerd.", hoofdletter(concept.naam())),
            None => format!("Controle van {} ingetrokken.", concept.naam()),
        },
        LogEvent::ConceptVerzonden { concept, versie, kanaal, ontvangers, .. } => {
            format!(
                "{} versie {versie} verzonden per {} aan {}.",
                hoofdletter(concept.naam()),
                kanaal.lees(),
                ontvangers.lees()
            )
        }
        LogEvent::TermijnGezet { termijn, uiterlijk, reden, .. } => {
            let keuze = match uiterlijk {
                Some(u) => format!("Termijn {} met de hand op {}", termijn.naam(), u.als_termijn()),
                None => format!("Termijn {} weer de berekende", termijn.naam()),
            };
            met_reden(&keuze, reden.gevuld())
        }
        LogEvent::InMonitorOpgenomen { week, .. } => format!("Opgenomen in de incidentenmonitor van {week}."),
        LogEvent::ZaakGesloten { .. } => "Zaak gesloten.".to_owned(),
        LogEvent::ZaakHeropend { reden, .. } => met_reden("Zaak heropend", reden.gevuld()),
        LogEvent::BewaringGezet { reden, .. } => met_reden("Zaak vastgehouden", reden.gevuld()),
        LogEvent::BewaringOpgeheven { reden, .. } => met_reden("Zaak niet langer vastgehouden", reden.gevuld()),
        LogEvent::ZaakGewist { reden, .. } => met_reden("Teksten van de zaak gewist", reden.gevuld()),
        LogEvent::MeldingGewist { melding, reden } => {
            met_reden(&format!("Teksten van {melding} gewist"), reden.gevuld())
        }
    }
}

/// When it happened, in brackets, where that is another minute than when it was recorded.
pub fn toen(entry: &Entry) -> String {
    if entry.voorgevallen_op.kort() == entry.vastgelegd_op.kort() {
        return String::new();
    }
    format!(" ({})", entry.voorgevallen_op.kort())
}

fn met_reden(wat: &str, reden: Option<&str>) -> String {
    reden.map_or_else(|| format!("{wat}."), |r| format!("{wat}: {}", schoon::regel(r)))
}

fn hoofdletter(naam: &str) -> String {
    let mut tekens = naam.chars();
    tekens.next().map(|c| c.to_uppercase().chain(tekens).collect()).unwrap_or_default()
}
