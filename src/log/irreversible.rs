//! Why nothing takes a recorded fact back. The rows of the events and the acts that record them name the same
//! reason, so that what an act says of its undo and what the log does cannot part.

/// A reason, in one place with its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Irreversible {
    /// A report came in.
    Received,
    /// A message left.
    Sent,
    /// The own command began to send.
    SendingBegan,
    /// The own command ended without sending.
    SendingEnded,
    /// A sending that was noted never was one.
    NeverSent,
    /// A copy came back from a mail program.
    CopyReceived,
    /// A monitor was written.
    InMonitor,
    /// A case that was opened again had been at another desk.
    WasElsewhere,
    /// A case came from another desk.
    TakenOver,
    /// Texts were destroyed.
    Purged,
    /// What stood there before is not there to be read.
    Lost,
}

impl Irreversible {
    /// Why, and what can be done instead.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Received => "Een melding blijft bewaard; leg haar terzijde met een reden.",
            Self::Sent => {
                "Wat verzonden is, is verzonden. Is het nooit verzonden, zeg dat dan met een reden («niet verzonden»)."
            }
            Self::SendingBegan => "Een opdracht die begon is niet terug te nemen; vraag na of het bericht aankwam.",
            Self::SendingEnded => {
                "Een opdracht die eindigde is niet terug te nemen; verstuur het bericht zo nodig opnieuw."
            }
            Self::NeverSent => "Is het toch verzonden, noteer de verzending dan opnieuw.",
            Self::CopyReceived => "Een kopie blijft bewaard; zeg zo nodig dat zij niet telt.",
            Self::InMonitor => "De monitor is al geschreven; een nieuwe monitor zegt hoe het nu is.",
            Self::WasElsewhere => "De zaak was bij een andere desk; laat haar daar opnieuw aanvaarden, of sluit haar.",
            Self::TakenOver => "De vorige desk heeft de ontvangst; draag de zaak over, of sluit haar.",
            Self::Purged => "Wat gewist is, komt niet terug.",
            Self::Lost => "Wat er daarvoor stond, is niet meer te lezen.",
        }
    }
}
