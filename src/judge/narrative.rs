//! The log in words: one Dutch sentence per entry, for the timeline on screen and for `piket show`.

use super::visibility::Visibility;
use crate::{
    domain::{
        inrichting::Plek, melding::Content, sanitize, step::StepState, termijn_choice::TermijnSetting,
        text::Vertrouwelijk,
    },
    log::event::{Entry, LogEvent},
};

/// What an entry says, with the texts in it as `visibility` shows them.
pub fn sentence(event: &LogEvent, visibility: Visibility) -> String {
    words(event, Reader { visibility, bytes: usize::MAX })
}

/// The same where only its beginning is shown: of each text in it no more than so many bytes are read.
pub fn beginning(event: &LogEvent, visibility: Visibility, bytes: usize) -> String {
    words(event, Reader { visibility, bytes })
}

/// How the texts of an entry are read, and how far.
#[derive(Clone, Copy)]
struct Reader {
    visibility: Visibility,
    bytes: usize,
}

impl Reader {
    fn begin(self, text: &str) -> &str {
        text.get(..text.floor_char_boundary(self.bytes)).unwrap_or_default()
    }

    fn read(self, text: &Vertrouwelijk) -> &str {
        self.begin(self.visibility.read(text))
    }

    fn filled(self, text: &Vertrouwelijk) -> Option<&str> {
        self.visibility.filled(text).map(|t| self.begin(t))
    }

    fn plek(self, plek: &Plek) -> &str {
        self.begin(self.visibility.plek(plek))
    }
}

fn words(event: &LogEvent, visibility: Reader) -> String {
    match event {
        LogEvent::MeldingReceived { melding, form, content, .. } => match content {
            Content::Call(_) => format!("Melding {melding} per telefoon."),
            Content::Mail(p) => {
                format!(
                    "Melding {melding} per mail ({}): {}.",
                    form.label(),
                    sanitize::line(visibility.read(&p.subject))
                )
            }
        },
        LogEvent::CallUpdated { melding, .. } => format!("Het telefoontje {melding} is aangevuld."),
        LogEvent::MeldingSetAside { melding, reason } => {
            format!("Melding {melding} terzijde gelegd: {}", visibility.read(reason))
        }
        LogEvent::MeldingReturned { melding } => format!("Melding {melding} teruggelegd in de inbox."),
        LogEvent::MeldingLinked { melding, form, .. } => format!("Melding {melding} ({}) gekoppeld.", form.label()),
        LogEvent::MeldingUnlinked { melding, .. } => format!("Melding {melding} losgemaakt."),
        LogEvent::FormAccepted { melding, reason, .. } => match reason {
            Some(reason) => with_reason(&format!("Formulier {melding} voorlopig aanvaard"), visibility.filled(reason)),
            None => format!("Formulier {melding} niet langer voorlopig aanvaard."),
        },
        LogEvent::ZaakOpened { inrichting, .. } => {
            format!(
                "Zaak geopend voor {}.",
                inrichting.as_ref().map_or("een nog onbekende inrichting", |p| visibility.plek(p))
            )
        }
        LogEvent::InrichtingSet { inrichting, .. } => {
            format!("Inrichting: {}.", inrichting.as_ref().map_or("onbekend", |p| visibility.plek(p)))
        }
        LogEvent::RijChosen { rij, reason, .. } => {
            let choice = rij.map_or_else(|| "Geen rij gekozen".to_owned(), |r| format!("Rij {r} gekozen"));
            with_reason(&choice, visibility.filled(reason))
        }
        LogEvent::TimeSet { time, moment, .. } => match moment {
            Some(m) => format!("Tijd van {}: {}.", time.label(), m.long()),
            None => format!("Tijd van {} gewist.", time.label()),
        },
        LogEvent::FeitNoted { feit, topic, text, source, .. } => {
            format!(
                "Feit {feit} over {}: {} (bron: {})",
                topic.label(),
                sanitize::line(visibility.read(text)),
                visibility.read(source)
            )
        }
        LogEvent::FeitAssessed { feit, status, .. } => format!("Feit {feit} is {}.", status.word()),
        LogEvent::TegenspraakSettled { tegenspraak, reason, .. } => match reason {
            Some(reason) => {
                with_reason(&format!("Mag zo blijven staan: {}", tegenspraak.words()), visibility.filled(reason))
            }
            None => format!("Weer open: {}.", tegenspraak.words()),
        },
        LogEvent::WeegvraagAnswered { question, answer, .. } => match answer {
            Some(a) => format!("Weegvraag {question}: {}.", a.word()),
            None => format!("Antwoord op weegvraag {question} gewist."),
        },
        LogEvent::BesluitTaken { about, choice, reason, .. } => match choice {
            Some(k) => with_reason(&format!("Besluit {}: {}", about.letter(), k.word()), visibility.filled(reason)),
            None => format!("Besluit {} ingetrokken.", about.letter()),
        },
        LogEvent::StepSet { step, state, reason, .. } => {
            let how = match state {
                StepState::Open => "weer open",
                StepState::Waiting => "wacht",
                StepState::Done => "gereed",
                StepState::NotNeeded => "niet nodig",
            };
            with_reason(&format!("Stap {}: {how}", step.code()), visibility.filled(reason))
        }
        LogEvent::DraftSaved { draft, version, .. } => {
            format!("{} versie {version} bewaard.", sanitize::capitalize(draft.label()))
        }
        LogEvent::DraftChecked { draft, version, .. } => match version {
            Some(v) => format!("{} versie {v} gecontroleerd.", sanitize::capitalize(draft.label())),
            None => format!("Controle van {} ingetrokken.", draft.label()),
        },
        LogEvent::DraftSent { draft, version, channel, recipients, .. } => {
            format!(
                "{} versie {version} verzonden per {} aan {}.",
                sanitize::capitalize(draft.label()),
                visibility.read(channel),
                visibility.read(recipients)
            )
        }
        LogEvent::TermijnSet { termijn, setting, reason, .. } => {
            let choice = match setting {
                Some(TermijnSetting::Moment(u)) => {
                    format!("Termijn {} met de hand op {}", termijn.label(), u.as_termijn())
                }
                Some(TermijnSetting::Lezing(line)) => format!("Termijn {} volgens lezing «{line}»", termijn.label()),
                None => format!("Termijn {} weer de berekende", termijn.label()),
            };
            with_reason(&choice, visibility.filled(reason))
        }
        LogEvent::ReminderSet { reminder, when, text, .. } => {
            with_reason(&format!("Herinnering {reminder} om {}", when.short()), visibility.filled(text))
        }
        LogEvent::ReminderDone { reminder, .. } => format!("Herinnering {reminder} is af."),
        LogEvent::EnteredInMonitor { week, .. } => format!("Opgenomen in de incidentenmonitor van {week}."),
        LogEvent::ZaakClosed { .. } => "Zaak gesloten.".to_owned(),
        LogEvent::ZaakReopened { reason, .. } => with_reason("Zaak heropend", visibility.filled(reason)),
        LogEvent::ZaakMerged { from, reason, .. } => {
            with_reason(&format!("Zaak {from} is in deze opgegaan"), visibility.filled(reason))
        }
        LogEvent::ZaakSplit { from, .. } => format!("Zaak {from} is weer een eigen zaak."),
        LogEvent::ZaakAbsorbed { to, reason, .. } => {
            with_reason(&format!("Opgegaan in zaak {to}"), visibility.filled(reason))
        }
        LogEvent::ZaakReturned { from, reason, .. } => {
            with_reason(&format!("Terug uit zaak {from}; weer open"), visibility.filled(reason))
        }
        LogEvent::HoldSet { reason, .. } => with_reason("Zaak vastgehouden", visibility.filled(reason)),
        LogEvent::HoldLifted { reason, .. } => with_reason("Zaak niet langer vastgehouden", visibility.filled(reason)),
        LogEvent::ZaakPurged { reason, .. } => with_reason("Teksten van de zaak gewist", visibility.filled(reason)),
        LogEvent::MeldingPurged { melding, reason } => {
            with_reason(&format!("Teksten van {melding} gewist"), visibility.filled(reason))
        }
    }
}

/// When it happened, in brackets, where that is another minute than when it was recorded.
pub fn then(entry: &Entry) -> String {
    if entry.occurred_at.short() == entry.recorded_at.short() {
        return String::new();
    }
    format!(" ({})", entry.occurred_at.short())
}

fn with_reason(what: &str, reason: Option<&str>) -> String {
    reason.map_or_else(|| format!("{what}."), |r| format!("{what}: {}", sanitize::line(r)))
}
