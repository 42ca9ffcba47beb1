//! The facts the log is made of, in the past tense. A kind is never changed once it has been
//! written: a new form is a new kind, so that old entries stay readable.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    besluit::{Antwoord, Besluitsoort, JaNee},
    concept::ConceptSoort,
    feit::{Feitstatus, Onderwerp},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    inrichting::Plek,
    melding::{Gesprek, Inhoud, MeldingSoort},
    moment::Moment,
    rij::Rij,
    samenvoeging::Meegekomen,
    stap::{Stap, Stapstand},
    tegenspraak::Tegenspraak,
    tekst::Vertrouwelijk,
    termijnkeuze::Termijnstelling,
    termijnsoort::{Kalender, TermijnSoort, Tijden},
    zaak::Tijdsoort,
};

/// The rule book a case was judged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regelboekmerk {
    /// Its version.
    pub versie: String,
    /// SHA-256 of its text, hexadecimal.
    pub hash: String,
}

/// One fact.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum LogEvent {
    /// A report came in.
    MeldingOntvangen { melding: Meldingnummer, vorm: MeldingSoort, ontvangen: Moment, inhoud: Inhoud },
    /// More was typed about a call.
    GesprekBijgewerkt { melding: Meldingnummer, gesprek: Gesprek },
    /// A report was set aside.
    MeldingTerzijde { melding: Meldingnummer, reden: Vertrouwelijk },
    /// A report went back to the inbox.
    MeldingTeruggelegd { melding: Meldingnummer },
    /// A report was linked to a case; kind, arrival, the names of the filled-in items and the times it
    /// names come along, because they are evidence.
    MeldingGekoppeld {
        zaak: Zaaknummer,
        melding: Meldingnummer,
        vorm: MeldingSoort,
        ontvangen: Moment,
        ingevuld: BTreeSet<String>,
        genoemd: Tijden,
    },
    /// A link was undone.
    MeldingOntkoppeld { zaak: Zaaknummer, melding: Meldingnummer },
    /// A form that lacks items was accepted as provisional; `None` takes that back.
    FormulierAanvaard { zaak: Zaaknummer, melding: Meldingnummer, reden: Option<Vertrouwelijk> },
    /// A case was opened.
    ZaakGeopend { zaak: Zaaknummer, inrichting: Option<Plek>, regelboek: Regelboekmerk, kalender: Kalender },
    /// The inrichting of a case was set or mended.
    InrichtingGezet { zaak: Zaaknummer, inrichting: Option<Plek> },
    /// A row was chosen, or another one instead; `None` undoes the first choice.
    RijGekozen { zaak: Zaaknummer, rij: Option<Rij>, reden: Vertrouwelijk, regelboek: Regelboekmerk },
    /// A time was noted, mended or taken back.
    TijdGezet { zaak: Zaaknummer, tijd: Tijdsoort, moment: Option<Moment> },
    /// A fact was noted.
    FeitGenoteerd {
        zaak: Zaaknummer,
        feit: u32,
        onderwerp: Onderwerp,
        tekst: Vertrouwelijk,
        bron: Vertrouwelijk,
        status: Feitstatus,
    },
    /// A fact got another status.
    FeitBeoordeeld { zaak: Zaaknummer, feit: u32, status: Feitstatus },
    /// Two sources that do not agree may stand side by side; `None` takes that back.
    TegenspraakBeslecht { zaak: Zaaknummer, tegenspraak: Tegenspraak, reden: Option<Vertrouwelijk> },
    /// A weighing question was answered; `None` takes the answer back.
    WeegvraagBeantwoord { zaak: Zaaknummer, vraag: String, antwoord: Option<Antwoord> },
    /// P or A was decided; `None` takes the decision back.
    BesluitGenomen { zaak: Zaaknummer, over: Besluitsoort, keuze: Option<JaNee>, reden: Vertrouwelijk },
    /// A step was marked by hand.
    StapGezet { zaak: Zaaknummer, stap: Stap, stand: Stapstand, reden: Vertrouwelijk },
    /// A version of a draft was saved.
    ConceptBewaard { zaak: Zaaknummer, concept: ConceptSoort, versie: u32, tekst: Vertrouwelijk },
    /// A version was checked, or the check was taken back.
    ConceptGecontroleerd { zaak: Zaaknummer, concept: ConceptSoort, versie: Option<u32> },
    /// A version was sent.
    ConceptVerzonden {
        zaak: Zaaknummer,
        concept: ConceptSoort,
        versie: u32,
        kanaal: Vertrouwelijk,
        ontvangers: Vertrouwelijk,
    },
    /// The officer decided which moment of a term counts; `None` goes back to what is calculated.
    TermijnGezet { zaak: Zaaknummer, termijn: TermijnSoort, stelling: Option<Termijnstelling>, reden: Vertrouwelijk },
    /// The officer set a reminder, or took back that it was done.
    HerinneringGezet { zaak: Zaaknummer, herinnering: u32, om: Moment, tekst: Vertrouwelijk },
    /// A reminder was done.
    HerinneringAf { zaak: Zaaknummer, herinnering: u32 },
    /// A case was taken up in the incidentenmonitor of a week.
    InMonitorOpgenomen { zaak: Zaaknummer, week: Piketweek },
    /// A case was closed.
    ZaakGesloten { zaak: Zaaknummer },
    /// A closed case was opened again.
    ZaakHeropend { zaak: Zaaknummer, reden: Vertrouwelijk },
    /// Another case went up in this one, with what came along.
    ZaakSamengevoegd { zaak: Zaaknummer, uit: Zaaknummer, mee: Meegekomen, reden: Vertrouwelijk },
    /// It went out of it again.
    ZaakGesplitst { zaak: Zaaknummer, uit: Zaaknummer },
    /// This case went up in another one, which closed it.
    ZaakOpgegaan { zaak: Zaaknummer, naar: Zaaknummer, reden: Vertrouwelijk },
    /// It came out of it again and is open.
    ZaakTeruggekomen { zaak: Zaaknummer, uit: Zaaknummer, reden: Vertrouwelijk },
    /// A case must be kept, whatever the retention terms say.
    BewaringGezet { zaak: Zaaknummer, reden: Vertrouwelijk },
    /// That duty ended.
    BewaringOpgeheven { zaak: Zaaknummer, reden: Vertrouwelijk },
    /// The confidential texts of a case were destroyed, with the entry itself.
    ZaakGewist { zaak: Zaaknummer, reden: Vertrouwelijk },
    /// The confidential texts and files of a report were destroyed, with the entry itself.
    MeldingGewist { melding: Meldingnummer, reden: Vertrouwelijk },
}

impl LogEvent {
    /// The version of every kind's form; it travels in each entry and in the chain.
    pub const VERSIE: u32 = 1;

    /// The name of the kind in the log.
    pub const fn soort(&self) -> &'static str {
        match self {
            Self::MeldingOntvangen { .. } => "melding_ontvangen",
            Self::GesprekBijgewerkt { .. } => "gesprek_bijgewerkt",
            Self::MeldingTerzijde { .. } => "melding_terzijde",
            Self::MeldingTeruggelegd { .. } => "melding_teruggelegd",
            Self::MeldingGekoppeld { .. } => "melding_gekoppeld",
            Self::MeldingOntkoppeld { .. } => "melding_ontkoppeld",
            Self::FormulierAanvaard { .. } => "formulier_aanvaard",
            Self::ZaakGeopend { .. } => "zaak_geopend",
            Self::InrichtingGezet { .. } => "inrichting_gezet",
            Self::RijGekozen { .. } => "rij_gekozen",
            Self::TijdGezet { .. } => "tijd_gezet",
            Self::FeitGenoteerd { .. } => "feit_genoteerd",
            Self::FeitBeoordeeld { .. } => "feit_beoordeeld",
            Self::TegenspraakBeslecht { .. } => "tegenspraak_beslecht",
            Self::WeegvraagBeantwoord { .. } => "weegvraag_beantwoord",
            Self::BesluitGenomen { .. } => "besluit_genomen",
            Self::StapGezet { .. } => "stap_gezet",
            Self::ConceptBewaard { .. } => "concept_bewaard",
            Self::ConceptGecontroleerd { .. } => "concept_gecontroleerd",
            Self::ConceptVerzonden { .. } => "concept_verzonden",
            Self::TermijnGezet { .. } => "termijn_gezet",
            Self::HerinneringGezet { .. } => "herinnering_gezet",
            Self::HerinneringAf { .. } => "herinnering_af",
            Self::InMonitorOpgenomen { .. } => "in_monitor_opgenomen",
            Self::ZaakGesloten { .. } => "zaak_gesloten",
            Self::ZaakHeropend { .. } => "zaak_heropend",
            Self::ZaakSamengevoegd { .. } => "zaak_samengevoegd",
            Self::ZaakGesplitst { .. } => "zaak_gesplitst",
            Self::ZaakOpgegaan { .. } => "zaak_opgegaan",
            Self::ZaakTeruggekomen { .. } => "zaak_teruggekomen",
            Self::BewaringGezet { .. } => "bewaring_gezet",
            Self::BewaringOpgeheven { .. } => "bewaring_opgeheven",
            Self::ZaakGewist { .. } => "zaak_gewist",
            Self::MeldingGewist { .. } => "melding_gewist",
        }
    }

    /// The case it belongs to.
    pub const fn zaak(&self) -> Option<Zaaknummer> {
        match self {
            Self::MeldingOntvangen { .. }
            | Self::GesprekBijgewerkt { .. }
            | Self::MeldingTerzijde { .. }
            | Self::MeldingTeruggelegd { .. }
            | Self::MeldingGewist { .. } => None,
            Self::MeldingGekoppeld { zaak, .. }
            | Self::MeldingOntkoppeld { zaak, .. }
            | Self::FormulierAanvaard { zaak, .. }
            | Self::ZaakGeopend { zaak, .. }
            | Self::InrichtingGezet { zaak, .. }
            | Self::RijGekozen { zaak, .. }
            | Self::TijdGezet { zaak, .. }
            | Self::FeitGenoteerd { zaak, .. }
            | Self::FeitBeoordeeld { zaak, .. }
            | Self::TegenspraakBeslecht { zaak, .. }
            | Self::WeegvraagBeantwoord { zaak, .. }
            | Self::BesluitGenomen { zaak, .. }
            | Self::StapGezet { zaak, .. }
            | Self::ConceptBewaard { zaak, .. }
            | Self::ConceptGecontroleerd { zaak, .. }
            | Self::ConceptVerzonden { zaak, .. }
            | Self::TermijnGezet { zaak, .. }
            | Self::HerinneringGezet { zaak, .. }
            | Self::HerinneringAf { zaak, .. }
            | Self::InMonitorOpgenomen { zaak, .. }
            | Self::ZaakGesloten { zaak }
            | Self::ZaakHeropend { zaak, .. }
            | Self::ZaakSamengevoegd { zaak, .. }
            | Self::ZaakGesplitst { zaak, .. }
            | Self::ZaakOpgegaan { zaak, .. }
            | Self::ZaakTeruggekomen { zaak, .. }
            | Self::BewaringGezet { zaak, .. }
            | Self::BewaringOpgeheven { zaak, .. }
            | Self::ZaakGewist { zaak, .. } => Some(*zaak),
        }
    }

    /// The report it touches.
    pub const fn melding(&self) -> Option<Meldingnummer> {
        match self {
            Self::MeldingOntvangen { melding, .. }
            | Self::GesprekBijgewerkt { melding, .. }
            | Self::MeldingTerzijde { melding, .. }
            | Self::MeldingTeruggelegd { melding }
            | Self::MeldingGekoppeld { melding, .. }
            | Self::MeldingOntkoppeld { melding, .. }
            | Self::FormulierAanvaard { melding, .. }
            | Self::MeldingGewist { melding, .. } => Some(*melding),
            Self::ZaakGeopend { .. }
            | Self::InrichtingGezet { .. }
            | Self::RijGekozen { .. }
            | Self::TijdGezet { .. }
            | Self::FeitGenoteerd { .. }
            | Self::FeitBeoordeeld { .. }
            | Self::TegenspraakBeslecht { .. }
            | Self::WeegvraagBeantwoord { .. }
            | Self::BesluitGenomen { .. }
            | Self::StapGezet { .. }
            | Self::ConceptBewaard { .. }
            | Self::ConceptGecontroleerd { .. }
            | Self::ConceptVerzonden { .. }
            | Self::TermijnGezet { .. }
            | Self::HerinneringGezet { .. }
            | Self::HerinneringAf { .. }
            | Self::InMonitorOpgenomen { .. }
            | Self::ZaakGesloten { .. }
            | Self::ZaakHeropend { .. }
            | Self::ZaakSamengevoegd { .. }
            | Self::ZaakGesplitst { .. }
            | Self::ZaakOpgegaan { .. }
            | Self::ZaakTeruggekomen { .. }
            | Self::BewaringGezet { .. }
            | Self::BewaringOpgeheven { .. }
            | Self::ZaakGewist { .. } => None,
        }
    }
}

/// A fact that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nieuw {
    /// When it happened, as far as known; otherwise the moment of recording.
    pub voorgevallen_op: Moment,
    /// The fact.
    pub event: LogEvent,
}

/// A recorded fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 1 without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub vastgelegd_op: Moment,
    /// When it happened.
    pub voorgevallen_op: Moment,
    /// Who recorded it.
    pub actor: String,
    /// The fact.
    pub event: LogEvent,
}
