//! The facts the log is made of, in the past tense. A kind is never changed once it has been
//! written: a new form is a new kind, so that old entries stay readable.

use crate::domain::{
    besluit::{Answer, BesluitKind, YesNo},
    draft::DraftKind,
    feit::{FeitStatus, Topic},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    inrichting::Plek,
    melding::{Call, Content, MeldingKind},
    merge::BroughtAlong,
    moment::Moment,
    rij::Rij,
    rulebook_stamp::RulebookStamp,
    step::{Step, StepState},
    tegenspraak::Tegenspraak,
    termijn_choice::TermijnSetting,
    termijn_kind::{Kalender, TermijnKind, Times},
    text::Vertrouwelijk,
    time_kind::TimeKind,
};
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// One fact.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum LogEvent {
    /// A report came in.
    #[serde(rename = "melding_ontvangen")]
    MeldingReceived {
        melding: Meldingnummer,
        #[serde(rename = "vorm")]
        form: MeldingKind,
        #[serde(rename = "ontvangen")]
        received: Moment,
        #[serde(rename = "inhoud")]
        content: Content,
    },
    /// More was typed about a call.
    #[serde(rename = "gesprek_bijgewerkt")]
    CallUpdated {
        melding: Meldingnummer,
        #[serde(rename = "gesprek")]
        call: Call,
    },
    /// A report was set aside.
    #[serde(rename = "melding_terzijde")]
    MeldingSetAside {
        melding: Meldingnummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// A report went back to the inbox.
    #[serde(rename = "melding_teruggelegd")]
    MeldingReturned { melding: Meldingnummer },
    /// A report was linked to a case; kind, arrival, the names of the filled-in items and the times it
    /// names come along, because they are evidence.
    #[serde(rename = "melding_gekoppeld")]
    MeldingLinked {
        zaak: Zaaknummer,
        melding: Meldingnummer,
        #[serde(rename = "vorm")]
        form: MeldingKind,
        #[serde(rename = "ontvangen")]
        received: Moment,
        #[serde(rename = "ingevuld")]
        filled_in: BTreeSet<String>,
        #[serde(rename = "genoemd")]
        named: Times,
    },
    /// A link was undone.
    #[serde(rename = "melding_ontkoppeld")]
    MeldingUnlinked { zaak: Zaaknummer, melding: Meldingnummer },
    /// A form that lacks items was accepted as provisional; `None` takes that back.
    #[serde(rename = "formulier_aanvaard")]
    FormAccepted {
        zaak: Zaaknummer,
        melding: Meldingnummer,
        #[serde(rename = "reden")]
        reason: Option<Vertrouwelijk>,
    },
    /// A case was opened.
    #[serde(rename = "zaak_geopend")]
    ZaakOpened {
        zaak: Zaaknummer,
        inrichting: Option<Plek>,
        #[serde(rename = "regelboek")]
        rulebook: RulebookStamp,
        kalender: Kalender,
    },
    /// The inrichting of a case was set or mended.
    #[serde(rename = "inrichting_gezet")]
    InrichtingSet { zaak: Zaaknummer, inrichting: Option<Plek> },
    /// A row was chosen, or another one instead; `None` undoes the first choice.
    #[serde(rename = "rij_gekozen")]
    RijChosen {
        zaak: Zaaknummer,
        rij: Option<Rij>,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
        #[serde(rename = "regelboek")]
        rulebook: RulebookStamp,
    },
    /// A time was noted, mended or taken back.
    #[serde(rename = "tijd_gezet")]
    TimeSet {
        zaak: Zaaknummer,
        #[serde(rename = "tijd")]
        time: TimeKind,
        moment: Option<Moment>,
    },
    /// A fact was noted.
    #[serde(rename = "feit_genoteerd")]
    FeitNoted {
        zaak: Zaaknummer,
        feit: u32,
        #[serde(rename = "onderwerp")]
        topic: Topic,
        #[serde(rename = "tekst")]
        text: Vertrouwelijk,
        #[serde(rename = "bron")]
        source: Vertrouwelijk,
        status: FeitStatus,
    },
    /// A fact got another status.
    #[serde(rename = "feit_beoordeeld")]
    FeitAssessed { zaak: Zaaknummer, feit: u32, status: FeitStatus },
    /// Two sources that do not agree may stand side by side; `None` takes that back.
    #[serde(rename = "tegenspraak_beslecht")]
    TegenspraakSettled {
        zaak: Zaaknummer,
        tegenspraak: Tegenspraak,
        #[serde(rename = "reden")]
        reason: Option<Vertrouwelijk>,
    },
    /// A weighing question was answered; `None` takes the answer back.
    #[serde(rename = "weegvraag_beantwoord")]
    WeegvraagAnswered {
        zaak: Zaaknummer,
        #[serde(rename = "vraag")]
        question: String,
        #[serde(rename = "antwoord")]
        answer: Option<Answer>,
    },
    /// P or A was decided; `None` takes the decision back.
    #[serde(rename = "besluit_genomen")]
    BesluitTaken {
        zaak: Zaaknummer,
        #[serde(rename = "over")]
        about: BesluitKind,
        #[serde(rename = "keuze")]
        choice: Option<YesNo>,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// A step was marked by hand.
    #[serde(rename = "stap_gezet")]
    StepSet {
        zaak: Zaaknummer,
        #[serde(rename = "stap")]
        step: Step,
        #[serde(rename = "stand")]
        state: StepState,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// A version of a draft was saved.
    #[serde(rename = "concept_bewaard")]
    DraftSaved {
        zaak: Zaaknummer,
        #[serde(rename = "concept")]
        draft: DraftKind,
        #[serde(rename = "versie")]
        version: u32,
        #[serde(rename = "tekst")]
        text: Vertrouwelijk,
    },
    /// A version was checked, or the check was taken back.
    #[serde(rename = "concept_gecontroleerd")]
    DraftChecked {
        zaak: Zaaknummer,
        #[serde(rename = "concept")]
        draft: DraftKind,
        #[serde(rename = "versie")]
        version: Option<u32>,
    },
    /// A version was sent.
    #[serde(rename = "concept_verzonden")]
    DraftSent {
        zaak: Zaaknummer,
        #[serde(rename = "concept")]
        draft: DraftKind,
        #[serde(rename = "versie")]
        version: u32,
        #[serde(rename = "kanaal")]
        channel: Vertrouwelijk,
        #[serde(rename = "ontvangers")]
        recipients: Vertrouwelijk,
    },
    /// The officer decided which moment of a term counts; `None` goes back to what is calculated.
    #[serde(rename = "termijn_gezet")]
    TermijnSet {
        zaak: Zaaknummer,
        termijn: TermijnKind,
        #[serde(rename = "stelling")]
        setting: Option<TermijnSetting>,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// The officer set a reminder, or took back that it was done.
    #[serde(rename = "herinnering_gezet")]
    ReminderSet {
        zaak: Zaaknummer,
        #[serde(rename = "herinnering")]
        reminder: u32,
        #[serde(rename = "om")]
        when: Moment,
        #[serde(rename = "tekst")]
        text: Vertrouwelijk,
    },
    /// A reminder was done.
    #[serde(rename = "herinnering_af")]
    ReminderDone {
        zaak: Zaaknummer,
        #[serde(rename = "herinnering")]
        reminder: u32,
    },
    /// A case was taken up in the incidentenmonitor of a week.
    #[serde(rename = "in_monitor_opgenomen")]
    EnteredInMonitor { zaak: Zaaknummer, week: Piketweek },
    /// A case was closed.
    #[serde(rename = "zaak_gesloten")]
    ZaakClosed { zaak: Zaaknummer },
    /// A closed case was opened again.
    #[serde(rename = "zaak_heropend")]
    ZaakReopened {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// Another case went up in this one, with what came along.
    #[serde(rename = "zaak_samengevoegd")]
    ZaakMerged {
        zaak: Zaaknummer,
        #[serde(rename = "uit")]
        from: Zaaknummer,
        #[serde(rename = "mee")]
        along: BroughtAlong,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// It went out of it again.
    #[serde(rename = "zaak_gesplitst")]
    ZaakSplit {
        zaak: Zaaknummer,
        #[serde(rename = "uit")]
        from: Zaaknummer,
    },
    /// This case went up in another one, which closed it.
    #[serde(rename = "zaak_opgegaan")]
    ZaakAbsorbed {
        zaak: Zaaknummer,
        #[serde(rename = "naar")]
        to: Zaaknummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// It came out of it again and is open.
    #[serde(rename = "zaak_teruggekomen")]
    ZaakReturned {
        zaak: Zaaknummer,
        #[serde(rename = "uit")]
        from: Zaaknummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// A case must be kept, whatever the retention terms say.
    #[serde(rename = "bewaring_gezet")]
    HoldSet {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// That duty ended.
    #[serde(rename = "bewaring_opgeheven")]
    HoldLifted {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// The confidential texts of a case were destroyed, with the entry itself.
    #[serde(rename = "zaak_gewist")]
    ZaakPurged {
        zaak: Zaaknummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
    /// The confidential texts and files of a report were destroyed, with the entry itself.
    #[serde(rename = "melding_gewist")]
    MeldingPurged {
        melding: Meldingnummer,
        #[serde(rename = "reden")]
        reason: Vertrouwelijk,
    },
}

impl LogEvent {
    /// The version of every kind's form; it travels in each entry and in the chain.
    pub const VERSION: u32 = 1;

    /// The name of the kind in the log.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::MeldingReceived { .. } => "melding_ontvangen",
            Self::CallUpdated { .. } => "gesprek_bijgewerkt",
            Self::MeldingSetAside { .. } => "melding_terzijde",
            Self::MeldingReturned { .. } => "melding_teruggelegd",
            Self::MeldingLinked { .. } => "melding_gekoppeld",
            Self::MeldingUnlinked { .. } => "melding_ontkoppeld",
            Self::FormAccepted { .. } => "formulier_aanvaard",
            Self::ZaakOpened { .. } => "zaak_geopend",
            Self::InrichtingSet { .. } => "inrichting_gezet",
            Self::RijChosen { .. } => "rij_gekozen",
            Self::TimeSet { .. } => "tijd_gezet",
            Self::FeitNoted { .. } => "feit_genoteerd",
            Self::FeitAssessed { .. } => "feit_beoordeeld",
            Self::TegenspraakSettled { .. } => "tegenspraak_beslecht",
            Self::WeegvraagAnswered { .. } => "weegvraag_beantwoord",
            Self::BesluitTaken { .. } => "besluit_genomen",
            Self::StepSet { .. } => "stap_gezet",
            Self::DraftSaved { .. } => "concept_bewaard",
            Self::DraftChecked { .. } => "concept_gecontroleerd",
            Self::DraftSent { .. } => "concept_verzonden",
            Self::TermijnSet { .. } => "termijn_gezet",
            Self::ReminderSet { .. } => "herinnering_gezet",
            Self::ReminderDone { .. } => "herinnering_af",
            Self::EnteredInMonitor { .. } => "in_monitor_opgenomen",
            Self::ZaakClosed { .. } => "zaak_gesloten",
            Self::ZaakReopened { .. } => "zaak_heropend",
            Self::ZaakMerged { .. } => "zaak_samengevoegd",
            Self::ZaakSplit { .. } => "zaak_gesplitst",
            Self::ZaakAbsorbed { .. } => "zaak_opgegaan",
            Self::ZaakReturned { .. } => "zaak_teruggekomen",
            Self::HoldSet { .. } => "bewaring_gezet",
            Self::HoldLifted { .. } => "bewaring_opgeheven",
            Self::ZaakPurged { .. } => "zaak_gewist",
            Self::MeldingPurged { .. } => "melding_gewist",
        }
    }

    /// The case it belongs to.
    pub const fn zaak(&self) -> Option<Zaaknummer> {
        match self {
            Self::MeldingReceived { .. }
            | Self::CallUpdated { .. }
            | Self::MeldingSetAside { .. }
            | Self::MeldingReturned { .. }
            | Self::MeldingPurged { .. } => None,
            Self::MeldingLinked { zaak, .. }
            | Self::MeldingUnlinked { zaak, .. }
            | Self::FormAccepted { zaak, .. }
            | Self::ZaakOpened { zaak, .. }
            | Self::InrichtingSet { zaak, .. }
            | Self::RijChosen { zaak, .. }
            | Self::TimeSet { zaak, .. }
            | Self::FeitNoted { zaak, .. }
            | Self::FeitAssessed { zaak, .. }
            | Self::TegenspraakSettled { zaak, .. }
            | Self::WeegvraagAnswered { zaak, .. }
            | Self::BesluitTaken { zaak, .. }
            | Self::StepSet { zaak, .. }
            | Self::DraftSaved { zaak, .. }
            | Self::DraftChecked { zaak, .. }
            | Self::DraftSent { zaak, .. }
            | Self::TermijnSet { zaak, .. }
            | Self::ReminderSet { zaak, .. }
            | Self::ReminderDone { zaak, .. }
            | Self::EnteredInMonitor { zaak, .. }
            | Self::ZaakClosed { zaak }
            | Self::ZaakReopened { zaak, .. }
            | Self::ZaakMerged { zaak, .. }
            | Self::ZaakSplit { zaak, .. }
            | Self::ZaakAbsorbed { zaak, .. }
            | Self::ZaakReturned { zaak, .. }
            | Self::HoldSet { zaak, .. }
            | Self::HoldLifted { zaak, .. }
            | Self::ZaakPurged { zaak, .. } => Some(*zaak),
        }
    }

    /// The report it touches.
    pub const fn melding(&self) -> Option<Meldingnummer> {
        match self {
            Self::MeldingReceived { melding, .. }
            | Self::CallUpdated { melding, .. }
            | Self::MeldingSetAside { melding, .. }
            | Self::MeldingReturned { melding }
            | Self::MeldingLinked { melding, .. }
            | Self::MeldingUnlinked { melding, .. }
            | Self::FormAccepted { melding, .. }
            | Self::MeldingPurged { melding, .. } => Some(*melding),
            Self::ZaakOpened { .. }
            | Self::InrichtingSet { .. }
            | Self::RijChosen { .. }
            | Self::TimeSet { .. }
            | Self::FeitNoted { .. }
            | Self::FeitAssessed { .. }
            | Self::TegenspraakSettled { .. }
            | Self::WeegvraagAnswered { .. }
            | Self::BesluitTaken { .. }
            | Self::StepSet { .. }
            | Self::DraftSaved { .. }
            | Self::DraftChecked { .. }
            | Self::DraftSent { .. }
            | Self::TermijnSet { .. }
            | Self::ReminderSet { .. }
            | Self::ReminderDone { .. }
            | Self::EnteredInMonitor { .. }
            | Self::ZaakClosed { .. }
            | Self::ZaakReopened { .. }
            | Self::ZaakMerged { .. }
            | Self::ZaakSplit { .. }
            | Self::ZaakAbsorbed { .. }
            | Self::ZaakReturned { .. }
            | Self::HoldSet { .. }
            | Self::HoldLifted { .. }
            | Self::ZaakPurged { .. } => None,
        }
    }
}

/// A fact that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// When it happened, as far as known; otherwise the moment of recording.
    pub occurred_at: Moment,
    /// The fact.
    pub event: LogEvent,
}

/// A recorded fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 1 without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// When it happened.
    pub occurred_at: Moment,
    /// Who recorded it.
    pub actor: String,
    /// The fact.
    pub event: LogEvent,
}
