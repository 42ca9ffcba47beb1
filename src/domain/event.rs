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
    #[serde(rename = "versie")]
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
    #[serde(rename = "melding_ontvangen")]
    MeldingOntvangen {
        melding: Meldingnummer,
        #[serde(rename = "vorm")]
        vorm: MeldingSoort,
        #[serde(rename = "ontvangen")]
        ontvangen: Moment,
        #[serde(rename = "inhoud")]
        inhoud: Inhoud,
    },
    /// More was typed about a call.
    #[serde(rename = "gesprek_bijgewerkt")]
    GesprekBijgewerkt {
        melding: Meldingnummer,
        #[serde(rename = "gesprek")]
        gesprek: Gesprek,
    },
    /// A report was set aside.
    #[serde(rename = "melding_terzijde")]
    MeldingTerzijde {
        melding: Meldingnummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// A report went back to the inbox.
    #[serde(rename = "melding_teruggelegd")]
    MeldingTeruggelegd { melding: Meldingnummer },
    /// A report was linked to a case; kind, arrival, the names of the filled-in items and the times it
    /// names come along, because they are evidence.
    #[serde(rename = "melding_gekoppeld")]
    MeldingGekoppeld {
        zaak: Zaaknummer,
        melding: Meldingnummer,
        #[serde(rename = "vorm")]
        vorm: MeldingSoort,
        #[serde(rename = "ontvangen")]
        ontvangen: Moment,
        #[serde(rename = "ingevuld")]
        ingevuld: BTreeSet<String>,
        #[serde(rename = "genoemd")]
        genoemd: Tijden,
    },
    /// A link was undone.
    #[serde(rename = "melding_ontkoppeld")]
    MeldingOntkoppeld { zaak: Zaaknummer, melding: Meldingnummer },
    /// A form that lacks items was accepted as provisional; `None` takes that back.
    #[serde(rename = "formulier_aanvaard")]
    FormulierAanvaard {
        zaak: Zaaknummer,
        melding: Meldingnummer,
        #[serde(rename = "reden")]
        reden: Option<Vertrouwelijk>,
    },
    /// A case was opened.
    #[serde(rename = "zaak_geopend")]
    ZaakGeopend {
        zaak: Zaaknummer,
        inrichting: Option<Plek>,
        #[serde(rename = "regelboek")]
        regelboek: Regelboekmerk,
        kalender: Kalender,
    },
    /// The inrichting of a case was set or mended.
    #[serde(rename = "inrichting_gezet")]
    InrichtingGezet { zaak: Zaaknummer, inrichting: Option<Plek> },
    /// A row was chosen, or another one instead; `None` undoes the first choice.
    #[serde(rename = "rij_gekozen")]
    RijGekozen {
        zaak: Zaaknummer,
        rij: Option<Rij>,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
        #[serde(rename = "regelboek")]
        regelboek: Regelboekmerk,
    },
    /// A time was noted, mended or taken back.
    #[serde(rename = "tijd_gezet")]
    TijdGezet {
        zaak: Zaaknummer,
        #[serde(rename = "tijd")]
        tijd: Tijdsoort,
        moment: Option<Moment>,
    },
    /// A fact was noted.
    #[serde(rename = "feit_genoteerd")]
    FeitGenoteerd {
        zaak: Zaaknummer,
        feit: u32,
        #[serde(rename = "onderwerp")]
        onderwerp: Onderwerp,
        #[serde(rename = "tekst")]
        tekst: Vertrouwelijk,
        #[serde(rename = "bron")]
        bron: Vertrouwelijk,
        status: Feitstatus,
    },
    /// A fact got another status.
    #[serde(rename = "feit_beoordeeld")]
    FeitBeoordeeld { zaak: Zaaknummer, feit: u32, status: Feitstatus },
    /// Two sources that do not agree may stand side by side; `None` takes that back.
    #[serde(rename = "tegenspraak_beslecht")]
    TegenspraakBeslecht {
        zaak: Zaaknummer,
        tegenspraak: Tegenspraak,
        #[serde(rename = "reden")]
        reden: Option<Vertrouwelijk>,
    },
    /// A weighing question was answered; `None` takes the answer back.
    #[serde(rename = "weegvraag_beantwoord")]
    WeegvraagBeantwoord {
        zaak: Zaaknummer,
        #[serde(rename = "vraag")]
        vraag: String,
        #[serde(rename = "antwoord")]
        antwoord: Option<Antwoord>,
    },
    /// P or A was decided; `None` takes the decision back.
    #[serde(rename = "besluit_genomen")]
    BesluitGenomen {
        zaak: Zaaknummer,
        #[serde(rename = "over")]
        over: Besluitsoort,
        #[serde(rename = "keuze")]
        keuze: Option<JaNee>,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// A step was marked by hand.
    #[serde(rename = "stap_gezet")]
    StapGezet {
        zaak: Zaaknummer,
        #[serde(rename = "stap")]
        stap: Stap,
        #[serde(rename = "stand")]
        stand: Stapstand,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// A version of a draft was saved.
    #[serde(rename = "concept_bewaard")]
    ConceptBewaard {
        zaak: Zaaknummer,
        #[serde(rename = "concept")]
        concept: ConceptSoort,
        #[serde(rename = "versie")]
        versie: u32,
        #[serde(rename = "tekst")]
        tekst: Vertrouwelijk,
    },
    /// A version was checked, or the check was taken back.
    #[serde(rename = "concept_gecontroleerd")]
    ConceptGecontroleerd {
        zaak: Zaaknummer,
        #[serde(rename = "concept")]
        concept: ConceptSoort,
        #[serde(rename = "versie")]
        versie: Option<u32>,
    },
    /// A version was sent.
    #[serde(rename = "concept_verzonden")]
    ConceptVerzonden {
        zaak: Zaaknummer,
        #[serde(rename = "concept")]
        concept: ConceptSoort,
        #[serde(rename = "versie")]
        versie: u32,
        #[serde(rename = "kanaal")]
        kanaal: Vertrouwelijk,
        #[serde(rename = "ontvangers")]
        ontvangers: Vertrouwelijk,
    },
    /// The officer decided which moment of a term counts; `None` goes back to what is calculated.
    #[serde(rename = "termijn_gezet")]
    TermijnGezet {
        zaak: Zaaknummer,
        termijn: TermijnSoort,
        #[serde(rename = "stelling")]
        stelling: Option<Termijnstelling>,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// The officer set a reminder, or took back that it was done.
    #[serde(rename = "herinnering_gezet")]
    HerinneringGezet {
        zaak: Zaaknummer,
        #[serde(rename = "herinnering")]
        herinnering: u32,
        #[serde(rename = "om")]
        om: Moment,
        #[serde(rename = "tekst")]
        tekst: Vertrouwelijk,
    },
    /// A reminder was done.
    #[serde(rename = "herinnering_af")]
    HerinneringAf {
        zaak: Zaaknummer,
        #[serde(rename = "herinnering")]
        herinnering: u32,
    },
    /// A case was taken up in the incidentenmonitor of a week.
    #[serde(rename = "in_monitor_opgenomen")]
    InMonitorOpgenomen { zaak: Zaaknummer, week: Piketweek },
    /// A case was closed.
    #[serde(rename = "zaak_gesloten")]
    ZaakGesloten { zaak: Zaaknummer },
    /// A closed case was opened again.
    #[serde(rename = "zaak_heropend")]
    ZaakHeropend {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// Another case went up in this one, with what came along.
    #[serde(rename = "zaak_samengevoegd")]
    ZaakSamengevoegd {
        zaak: Zaaknummer,
        #[serde(rename = "uit")]
        uit: Zaaknummer,
        #[serde(rename = "mee")]
        mee: Meegekomen,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// It went out of it again.
    #[serde(rename = "zaak_gesplitst")]
    ZaakGesplitst {
        zaak: Zaaknummer,
        #[serde(rename = "uit")]
        uit: Zaaknummer,
    },
    /// This case went up in another one, which closed it.
    #[serde(rename = "zaak_opgegaan")]
    ZaakOpgegaan {
        zaak: Zaaknummer,
        #[serde(rename = "naar")]
        naar: Zaaknummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// It came out of it again and is open.
    #[serde(rename = "zaak_teruggekomen")]
    ZaakTeruggekomen {
        zaak: Zaaknummer,
        #[serde(rename = "uit")]
        uit: Zaaknummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// A case must be kept, whatever the retention terms say.
    #[serde(rename = "bewaring_gezet")]
    BewaringGezet {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// That duty ended.
    #[serde(rename = "bewaring_opgeheven")]
    BewaringOpgeheven {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// The confidential texts of a case were destroyed, with the entry itself.
    #[serde(rename = "zaak_gewist")]
    ZaakGewist {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
    /// The confidential texts and files of a report were destroyed, with the entry itself.
    #[serde(rename = "melding_gewist")]
    MeldingGewist {
        melding: Meldingnummer,
        #[serde(rename = "reden")]
        reden: Vertrouwelijk,
    },
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
