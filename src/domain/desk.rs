//! All meldingen and zaken the desk holds, folded from the log. The store keeps the same fold as a
//! projection; because both run this code, a rebuild must give what was there.

use std::collections::BTreeMap;

use super::{
    event::{Entry, LogEvent},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    melding::{Inhoud, Melding, Meldingstaat},
    zaak::Zaak,
};

/// The state of the desk: what is open, and whatever closed matter was brought along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// The cases, by number.
    pub zaken: BTreeMap<Zaaknummer, Zaak>,
    /// The reports, by number.
    pub meldingen: BTreeMap<Meldingnummer, Melding>,
    /// The highest number given out per week, also for cases that are not held here.
    pub zaakteller: BTreeMap<Piketweek, u32>,
    /// The highest number of a report given out.
    pub meldingteller: u32,
}

impl Desk {
    /// The number the next case of this week gets.
    pub fn volgende_zaak(&self, week: Piketweek) -> Zaaknummer {
        Zaaknummer { week, volgnummer: self.zaakteller.get(&week).map_or(1, |n| n.saturating_add(1)) }
    }

    /// The number the next report gets.
    pub const fn volgende_melding(&self) -> Meldingnummer {
        Meldingnummer(self.meldingteller.saturating_add(1))
    }

    /// Notes one entry.
    pub fn apply(&mut self, entry: &Entry) {
        match &entry.event {
            LogEvent::MeldingOntvangen { melding, vorm, ontvangen, inhoud } => {
                self.meldingteller = self.meldingteller.max(melding.0);
                let nieuw = Melding {
                    nummer: *melding,
                    soort: *vorm,
                    ontvangen: *ontvangen,
                    inhoud: inhoud.clone(),
                    staat: Meldingstaat::Open,
                    gewist: None,
                };
                self.meldingen.insert(*melding, nieuw);
            }
            LogEvent::ZaakGeopend { zaak, inrichting, regelboek, kalender } => {
                let teller = self.zaakteller.entry(zaak.week).or_default();
                *teller = (*teller).max(zaak.volgnummer);
                let nieuw = Zaak::nieuw(*zaak, entry.vastgelegd_op, inrichting.clone(), regelboek.clone(), *kalender);
                self.zaken.insert(*zaak, nieuw);
            }
            event => {
                if let Some(m) = event.melding().and_then(|m| self.meldingen.get_mut(&m)) {
                    apply_to_melding(m, entry);
                }
                if let Some(z) = event.zaak().and_then(|z| self.zaken.get_mut(&z)) {
                    z.apply(entry);
                }
            }
        }
    }
}

fn apply_to_melding(melding: &mut Melding, entry: &Entry) {
    match &entry.event {
        LogEvent::MeldingGewist { .. } => melding.wis(entry.voorgevallen_op),
        LogEvent::GesprekBijgewerkt { gesprek, .. } => {
            if let Some(gebeld) = gesprek.gebeld {
                melding.ontvangen = gebeld;
            }
            melding.inhoud = Inhoud::Gesprek(gesprek.clone());
        }
        LogEvent::MeldingTerzijde { reden, .. } => melding.staat = Meldingstaat::Terzijde(reden.clone()),
        LogEvent::MeldingGekoppeld { zaak, .. } => melding.staat = Meldingstaat::Gekoppeld(*zaak),
        LogEvent::MeldingTeruggelegd { .. } | LogEvent::MeldingOntkoppeld { .. } => melding.staat = Meldingstaat::Open,
        LogEvent::MeldingOntvangen { .. }
        | LogEvent::FormulierAanvaard { .. }
        | LogEvent::ZaakGeopend { .. }
        | LogEvent::InrichtingGezet { .. }
        | LogEvent::RijGekozen { .. }
        | LogEvent::TijdGezet { .. }
        | LogEvent::FeitGenoteerd { .. }
        | LogEvent::FeitBeoordeeld { .. }
        | LogEvent::TegenspraakBeslecht { .. }
        | LogEvent::WeegvraagBeantwoord { .. }
        | LogEvent::BesluitGenomen { .. }
        | LogEvent::StapGezet { .. }
        | LogEvent::ConceptBewaard { .. }
        | LogEvent::ConceptGecontroleerd { .. }
        | LogEvent::ConceptVerzonden { .. }
        | LogEvent::TermijnGezet { .. }
        | LogEvent::HerinneringGezet { .. }
        | LogEvent::HerinneringAf { .. }
        | LogEvent::InMonitorOpgenomen { .. }
        | LogEvent::ZaakGesloten { .. }
        | LogEvent::ZaakHeropend { .. }
        | LogEvent::ZaakSamengevoegd { .. }
        | LogEvent::ZaakGesplitst { .. }
        | LogEvent::ZaakOpgegaan { .. }
        | LogEvent::ZaakTeruggekomen { .. }
        | LogEvent::BewaringGezet { .. }
        | LogEvent::BewaringOpgeheven { .. }
        | LogEvent::ZaakGewist { .. } => {}
    }
}
