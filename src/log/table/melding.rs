//! The rows of what happens to a report before and beside a case: it comes in, is read, linked and accepted.

macro_rules! melding_rows {
    ($visibility:ident [$($before:tt)*]) => {
        $crate::log::table::zaak_rows! {
            $visibility [$($before)*

            /// A report came in.
            MeldingReceived = "melding_ontvangen" 2, Melding(melding) {
                form "vorm": MeldingKind, received "ontvangen": Moment, content "inhoud": Content,
            }
            says (melding, form, content) {
                match content {
                    Content::Call(_) => format!("Melding {melding} per telefoon."),
                    Content::Mail(p) => {
                        let subject = sanitize::line($visibility.read(&p.subject));
                        format!("Melding {melding} per mail ({}): {subject}.", form.label())
                    }
                }
            };

            /// More was typed about a call.
            CallUpdated = "gesprek_bijgewerkt" 1, Melding(melding) { call "gesprek": Call }
            says (melding) { format!("Het telefoontje {melding} is aangevuld.") };

            /// A report was set aside.
            MeldingSetAside = "melding_terzijde" 1, Melding(melding) { reason "reden": Vertrouwelijk }
            says (melding, reason) { format!("Melding {melding} terzijde gelegd: {}", $visibility.read(reason)) };

            /// A report went back to the inbox.
            MeldingReturned = "melding_teruggelegd" 1, Melding(melding) {}
            says (melding) { format!("Melding {melding} teruggelegd in de inbox.") };

            /// A report was linked to a case; kind, arrival, the names of the filled-in items and the times it
            /// names come along, because they are evidence.
            MeldingLinked = "melding_gekoppeld" 2, Zaak(zaak) Melding(melding) {
                form "vorm": MeldingKind, received "ontvangen": Moment, filled_in "ingevuld": BTreeSet<String>,
                named "genoemd": Times, unread "niet_herkend": BTreeSet<String>,
            }
            says (melding, form) { format!("Melding {melding} ({}) gekoppeld.", form.label()) };

            /// A link was undone.
            MeldingUnlinked = "melding_ontkoppeld" 1, Zaak(zaak) Melding(melding) {}
            says (melding) { format!("Melding {melding} losgemaakt.") };

            /// A form that lacks items was accepted as provisional; `None` takes that back.
            FormAccepted = "formulier_aanvaard" 1, Zaak(zaak) Melding(melding) {
                reason "reden": Option<Vertrouwelijk>,
            }
            says (melding, reason) {
                match reason {
                    Some(reason) => with_reason(&format!("Formulier {melding} voorlopig aanvaard"), $visibility.filled(reason)),
                    None => format!("Formulier {melding} niet langer voorlopig aanvaard."),
                }
            };

            /// What an item of a form says was judged; the inrichting of the report follows its item. `None` empties it.
            FieldSet = "veld_gezet" 1, Melding(melding) {
                field "veld": String, read "gelezen": Option<Field>, inrichting: Option<Plek>,
            }
            says (melding, field, read) { field_set(*melding, field, read.as_ref(), $visibility) };

            /// A form says more, or less, than when it was linked to a case.
            LinkUpdated = "koppeling_bijgewerkt" 1, Zaak(zaak) Melding(melding) {
                filled_in "ingevuld": BTreeSet<String>, named "genoemd": Times, unread "niet_herkend": BTreeSet<String>,
            }
            says (melding) { format!("Formulier {melding} telt voor de zaak zoals het nu is gelezen.") };

            /// The confidential texts and files of a report were destroyed, with the entry itself.
            MeldingPurged = "melding_gewist" 1, Melding(melding) { reason "reden": Vertrouwelijk }
            says (melding, reason) {
                with_reason(&format!("Teksten van {melding} gewist"), $visibility.filled(reason))
            };
            ]
        }
    };
}
pub(crate) use melding_rows;
