//! The rows of what happens to a report before and beside a case: it comes in, is read, linked and accepted.

macro_rules! melding_rows {
    ([$($before:tt)*]) => {
        $crate::log::table::zaak_rows! {
            [$($before)*

            /// A report came in.
            MeldingReceived = "melding_ontvangen" 3, Melding(melding) {
                form "vorm": MeldingKind, received "ontvangen": Moment, content "inhoud": Content,
            }
            says (melding, form, content) shown {
                match content {
                    Content::Call(_) => format!("Melding {melding} per telefoon."),
                    Content::Mail(p) => {
                        let subject = sanitize::line(shown.read(&p.subject));
                        format!("Melding {melding} per mail ({}): {subject}.", shown.form(form))
                    }
                }
            }
            named (melding) { format!("melding {melding}") }
            touches (melding) { alone(Place::MeldingState(*melding)) }
            undone () { Err(Irreversible::Received) }
            moves MeldingOpens
            lives Begins
            brings (melding, form, received, content) {
                let (melding, form, received) = (*melding, *form, *received);
                Some(Brought::Melding(ArrivedMelding { melding, form, received, content }))
            }
            types (melding, content) {
                match content {
                    Content::Call(_) => Some(OwnText::Melding(*melding)),
                    Content::Mail(_) => None,
                }
            }
            purges Melding(report) { report.content.purge() };

            /// More was typed about a call.
            CallUpdated = "gesprek_bijgewerkt" 1, Melding(melding) { call "gesprek": Call }
            says (melding) { format!("Het telefoontje {melding} is aangevuld.") }
            named (melding) { format!("tekst van telefoontje {melding}") }
            touches (melding) { alone(Place::Call(*melding)) }
            undone (melding) before {
                match &melding_of(before, *melding)?.content {
                    Content::Call(call) => one(LogEvent::CallUpdated { melding: *melding, call: call.clone() }),
                    Content::Mail(_) => Err(Irreversible::Lost),
                }
            }
            brings (melding, call) { Some(Brought::Call(*melding, call)) }
            types (melding) { Some(OwnText::Melding(*melding)) };

            /// A report was set aside.
            MeldingSetAside = "melding_terzijde" 1, Melding(melding) { reason "reden": Vertrouwelijk }
            says (melding, reason) shown { format!("Melding {melding} terzijde gelegd: {}", shown.read(reason)) }
            named (melding) { format!("melding {melding} terzijde") }
            touches (melding) { alone(Place::MeldingState(*melding)) }
            undone (melding) { one(LogEvent::MeldingReturned { melding: *melding }) }
            moves MeldingEnds
            purges Melding(report) {
                match &mut report.state {
                    MeldingState::Open | MeldingState::Linked(_) => {}
                    MeldingState::SetAside(reason) => reason.purge(),
                }
            };

            /// A report went back to the inbox.
            MeldingReturned = "melding_teruggelegd" 1, Melding(melding) {}
            says (melding) { format!("Melding {melding} teruggelegd in de inbox.") }
            named (melding) { format!("melding {melding} terug in de inbox") }
            touches (melding) { alone(Place::MeldingState(*melding)) }
            undone (melding) before {
                match &melding_of(before, *melding)?.state {
                    MeldingState::SetAside(reason) => {
                        one(LogEvent::MeldingSetAside { melding: *melding, reason: reason.clone() })
                    }
                    MeldingState::Open | MeldingState::Linked(_) => Err(Irreversible::Lost),
                }
            }
            moves MeldingOpens;

            /// A report was linked to a case; kind, arrival, the names of the filled-in items and the times it
            /// names come along, because they are evidence.
            MeldingLinked = "melding_gekoppeld" 2, Zaak(zaak) Melding(melding) {
                form "vorm": MeldingKind, received "ontvangen": Moment, filled_in "ingevuld": BTreeSet<String>,
                named "genoemd": Times, unread "niet_herkend": BTreeSet<String>,
            }
            says (melding, form) shown { format!("Melding {melding} ({}) gekoppeld.", shown.form(form)) }
            named Link (melding) { format!("koppelen van melding {melding}") }
            touches (zaak, melding) { linking(*zaak, *melding) }
            undone (zaak, melding) { one(LogEvent::MeldingUnlinked { zaak: *zaak, melding: *melding }) }
            moves MeldingEnds;

            /// A link was undone.
            MeldingUnlinked = "melding_ontkoppeld" 1, Zaak(zaak) Melding(melding) {}
            says (melding) { format!("Melding {melding} losgemaakt.") }
            named Link (melding) { format!("losmaken van melding {melding}") }
            touches (zaak, melding) { linking(*zaak, *melding) }
            undone (zaak, melding) before { Ok(linked(link_of(before, *zaak, *melding)?, *zaak)) }
            moves MeldingOpens;

            /// A form that lacks items was accepted as provisional; `None` takes that back.
            FormAccepted = "formulier_aanvaard" 1, Zaak(zaak) Melding(melding) {
                reason "reden": Option<Vertrouwelijk>,
            }
            says (melding, reason) shown {
                match reason {
                    Some(reason) => with_reason(&format!("Formulier {melding} voorlopig aanvaard"), shown.filled(reason)),
                    None => format!("Formulier {melding} niet langer voorlopig aanvaard."),
                }
            }
            named (melding) { format!("aanvaarden van formulier {melding}") }
            touches (zaak, melding) {
                (Place::Accepted(*melding), vec![Place::MeldingState(*melding), Place::Open(*zaak)])
            }
            undone (zaak, melding) before {
                let reason = link_of(before, *zaak, *melding)?.accepted.clone();
                one(LogEvent::FormAccepted { zaak: *zaak, melding: *melding, reason })
            }
            purges Zaak(case) {
                let accepted = case.meldingen.iter_mut().filter_map(|k| k.accepted.as_mut());
                accepted.for_each(Vertrouwelijk::purge);
            };

            /// What an item of a form says was judged; the inrichting of the report follows its item. `None` empties it.
            FieldSet = "veld_gezet" 1, Melding(melding) {
                field "veld": String, read "gelezen": Option<Field>, inrichting: Option<Plek>,
            }
            says (melding, field, read) shown { field_set(*melding, field, read.as_ref(), shown) }
            named (melding, field) { format!("«{}» van {melding}", field.replace('_', " ")) }
            touches (melding, field) { alone(Place::Field(*melding, field.clone())) }
            undone (melding, field) before {
                match &melding_of(before, *melding)?.content {
                    Content::Mail(mail) => one(LogEvent::FieldSet {
                        melding: *melding,
                        field: field.clone(),
                        read: mail.fields.get(field).cloned(),
                        inrichting: mail.inrichting.clone(),
                    }),
                    Content::Call(_) => Err(Irreversible::Lost),
                }
            }
            types () { None };

            /// A form says more, or less, than when it was linked to a case.
            LinkUpdated = "koppeling_bijgewerkt" 1, Zaak(zaak) Melding(melding) {
                filled_in "ingevuld": BTreeSet<String>, named "genoemd": Times, unread "niet_herkend": BTreeSet<String>,
            }
            says (melding) { format!("Formulier {melding} telt voor de zaak zoals het nu is gelezen.") }
            named Along (melding) { format!("lezing van formulier {melding}") }
            touches (zaak, melding) {
                (Place::Link(*melding), vec![Place::MeldingState(*melding), Place::Open(*zaak)])
            }
            undone (zaak, melding) before {
                let Link { filled_in, named, unread, .. } = link_of(before, *zaak, *melding)?.clone();
                one(LogEvent::LinkUpdated { zaak: *zaak, melding: *melding, filled_in, named, unread })
            };

            /// The confidential texts and files of a report were destroyed, with the entry itself.
            MeldingPurged = "melding_gewist" 1, Melding(melding) { reason "reden": Vertrouwelijk }
            says (melding, reason) shown {
                with_reason(&format!("Teksten van {melding} gewist"), shown.filled(reason))
            }
            named (melding) { format!("wissen van melding {melding}") }
            touches (melding) {
                let held = [Place::Call(*melding), Place::Form(*melding), Place::Accepted(*melding)];
                (Place::MeldingState(*melding), held.into())
            }
            undone () { Err(Irreversible::Purged) }
            lives Purged;
            ]
        }
    };
}
pub(crate) use melding_rows;
