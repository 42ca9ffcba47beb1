//! The log in words: one Dutch sentence per entry, for the timeline on screen and for `piket toon`.

use super::masker::Zicht;
use crate::domain::{
    event::{Entry, LogEvent},
    melding::Inhoud,
    schoon,
    stap::Stapstand,
    termijnkeuze::Termijnstelling,
};

/// What an entry says, with the texts in it as `zicht` shows them.
pub fn zin(event: &LogEvent, zicht: Zicht) -> String {
    match event {
        LogEvent::MeldingOntvangen { melding, vorm, inhoud, .. } => match inhoud {
            Inhoud::Gesprek(_) => format!("Melding {melding} per telefoon."),
            Inhoud::Post(p) => {
                format!("Melding {melding} per mail ({}): {}.", vorm.naam(), schoon::regel(zicht.lees(&p.onderwerp)))
            }
        },
        LogEvent::GesprekBijgewerkt { melding, .. } => format!("Het telefoontje {melding} is aangevuld."),
        LogEvent::MeldingTerzijde { melding, reden } => {
            format!("Melding {melding} terzijde gelegd: {}", zicht.lees(reden))
        }
        LogEvent::MeldingTeruggelegd { melding } => format!("Melding {melding} teruggelegd in de inbox."),
        LogEvent::MeldingGekoppeld { melding, vorm, .. } => format!("Melding {melding} ({}) gekoppeld.", vorm.naam()),
        LogEvent::MeldingOntkoppeld { melding, .. } => format!("Melding {melding} losgemaakt."),
        LogEvent::FormulierAanvaard { melding, reden, .. } => match reden {
            Some(reden) => met_reden(&format!("Formulier {melding} voorlopig aanvaard"), zicht.gevuld(reden)),
            None => format!("Formulier {melding} niet langer voorlopig aanvaard."),
        },
        LogEvent::ZaakGeopend { inrichting, .. } => {
            format!(
                "Zaak geopend voor {}.",
                inrichting.as_ref().map_or("een nog onbekende inrichting", |p| zicht.plek(p))
            )
        }
        LogEvent::InrichtingGezet { inrichting, .. } => {
            format!("Inrichting: {}.", inrichting.as_ref().map_or("onbekend", |p| zicht.plek(p)))
        }
        LogEvent::RijGekozen { rij, reden, .. } => {
            let keuze = rij.map_or_else(|| "Geen rij gekozen".to_owned(), |r| format!("Rij {r} gekozen"));
            met_reden(&keuze, zicht.gevuld(reden))
        }
        LogEvent::TijdGezet { tijd, moment, .. } => match moment {
            Some(m) => format!("Tijd van {}: {}.", tijd.naam(), m.lang()),
            None => format!("Tijd van {} gewist.", tijd.naam()),
        },
        LogEvent::FeitGenoteerd { feit, onderwerp, tekst, bron, .. } => {
            format!(
                "Feit {feit} over {}: {} (bron: {})",
                onderwerp.naam(),
                schoon::regel(zicht.lees(tekst)),
                zicht.lees(bron)
            )
        }
        LogEvent::FeitBeoordeeld { feit, status, .. } => format!("Feit {feit} is {}.", status.woord()),
        LogEvent::TegenspraakBeslecht { tegenspraak, reden, .. } => match reden {
            Some(reden) => met_reden(&format!("Mag zo blijven staan: {}", tegenspraak.woorden()), zicht.gevuld(reden)),
            None => format!("Weer open: {}.", tegenspraak.woorden()),
        },
        LogEvent::WeegvraagBeantwoord { vraag, antwoord, .. } => match antwoord {
            Some(a) => format!("Weegvraag {vraag}: {}.", a.woord()),
            None => format!("Antwoord op weegvraag {vraag} gewist."),
        },
        LogEvent::BesluitGenomen { over, keuze, reden, .. } => match keuze {
            Some(k) => met_reden(&format!("Besluit {}: {}", over.letter(), k.woord()), zicht.gevuld(reden)),
            None => format!("Besluit {} ingetrokken.", over.letter()),
        },
        LogEvent::StapGezet { stap, stand, reden, .. } => {
            let hoe = match stand {
                Stapstand::Open => "weer open",
                Stapstand::Wacht => "wacht",
                Stapstand::Gereed => "gereed",
                Stapstand::NietNodig => "niet nodig",
            };
            met_reden(&format!("Stap {}: {hoe}", stap.sleutel()), zicht.gevuld(reden))
        }
        LogEvent::ConceptBewaard { concept, versie, .. } => {
            format!("{} versie {versie} bewaard.", schoon::hoofdletter(concept.naam()))
        }
        LogEvent::ConceptGecontroleerd { concept, versie, .. } => match versie {
            Some(v) => format!("{} versie {v} gecontroleerd.", schoon::hoofdletter(concept.naam())),
            None => format!("Controle van {} ingetrokken.", concept.naam()),
        },
        LogEvent::ConceptVerzonden { concept, versie, kanaal, ontvangers, .. } => {
            format!(
                "{} versie {versie} verzonden per {} aan {}.",
                schoon::hoofdletter(concept.naam()),
                zicht.lees(kanaal),
                zicht.lees(ontvangers)
            )
        }
        LogEvent::TermijnGezet { termijn, stelling, reden, .. } => {
            let keuze = match stelling {
                Some(Termijnstelling::Moment(u)) => {
                    format!("Termijn {} met de hand op {}", termijn.naam(), u.als_termijn())
                }
                Some(Termijnstelling::Lezing(regel)) => format!("Termijn {} volgens lezing «{regel}»", termijn.naam()),
                None => format!("Termijn {} weer de berekende", termijn.naam()),
            };
            met_reden(&keuze, zicht.gevuld(reden))
        }
        LogEvent::HerinneringGezet { herinnering, om, tekst, .. } => {
            met_reden(&format!("Herinnering {herinnering} om {}", om.kort()), zicht.gevuld(tekst))
        }
        LogEvent::HerinneringAf { herinnering, .. } => format!("Herinnering {herinnering} is af."),
        LogEvent::InMonitorOpgenomen { week, .. } => format!("Opgenomen in de incidentenmonitor van {week}."),
        LogEvent::ZaakGesloten { .. } => "Zaak gesloten.".to_owned(),
        LogEvent::ZaakHeropend { reden, .. } => met_reden("Zaak heropend", zicht.gevuld(reden)),
        LogEvent::ZaakSamengevoegd { uit, reden, .. } => {
            met_reden(&format!("Zaak {uit} is in deze opgegaan"), zicht.gevuld(reden))
        }
        LogEvent::ZaakGesplitst { uit, .. } => format!("Zaak {uit} is weer een eigen zaak."),
        LogEvent::ZaakOpgegaan { naar, reden, .. } => {
            met_reden(&format!("Opgegaan in zaak {naar}"), zicht.gevuld(reden))
        }
        LogEvent::ZaakTeruggekomen { uit, reden, .. } => {
            met_reden(&format!("Terug uit zaak {uit}; weer open"), zicht.gevuld(reden))
        }
        LogEvent::BewaringGezet { reden, .. } => met_reden("Zaak vastgehouden", zicht.gevuld(reden)),
        LogEvent::BewaringOpgeheven { reden, .. } => met_reden("Zaak niet langer vastgehouden", zicht.gevuld(reden)),
        LogEvent::ZaakGewist { reden, .. } => met_reden("Teksten van de zaak gewist", zicht.gevuld(reden)),
        LogEvent::MeldingGewist { melding, reden } => {
            met_reden(&format!("Teksten van {melding} gewist"), zicht.gevuld(reden))
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
