//! The rows of what goes out: drafts with their versions, checks, readers and copies, and what is passed on in
//! the line.

macro_rules! draft_rows {
    ($visibility:ident [$callback:ident $($before:tt)*]) => {
        $callback! {
            $($before)*

            /// A version of a draft was saved; `feiten` is the last fact it goes up to, where that is not the last one
            /// noted by then.
            DraftSaved = "concept_bewaard" 2, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, text "tekst": Vertrouwelijk,
                feiten: Option<u32>,
            }
            says (draft, version) { format!("{} versie {version} bewaard.", sanitize::capitalize(draft.label())) };

            /// A draft was taken back from before its first version; its numbers are not given out again.
            DraftRetracted = "concept_teruggenomen" 1, Zaak(zaak) { draft "concept": DraftKind }
            says (draft) { format!("{} teruggenomen.", sanitize::capitalize(draft.label())) };

            /// A version was checked, or the check was taken back.
            DraftChecked = "concept_gecontroleerd" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": Option<u32>,
            }
            says (draft, version) {
                match version {
                    Some(v) => format!("{} versie {v} gecontroleerd.", sanitize::capitalize(draft.label())),
                    None => format!("Controle van {} ingetrokken.", draft.label()),
                }
            };

            /// The kanaalpoort stopped a version and the officer let it through; no version takes that back.
            DraftLetThrough = "concept_doorgelaten" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": Option<u32>, kinds "soorten": String,
                reason "reden": Vertrouwelijk,
            }
            says (draft, version, kinds, reason) {
                let name = sanitize::capitalize(draft.label());
                match version {
                    Some(v) => {
                        let what = format!("{name} versie {v} doorgelaten, ondanks {kinds}");
                        with_reason(&what, $visibility.filled(reason))
                    }
                    None => format!("{name} niet langer doorgelaten."),
                }
            };

            /// A version was sent.
            DraftSent = "concept_verzonden" 2, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, channel "kanaal": Vertrouwelijk,
                recipients "ontvangers": Vertrouwelijk, provided "verstrekking": Option<Provided>,
            }
            says (draft, version, channel, recipients, provided) {
                let what = format!(
                    "{} versie {version} verzonden per {} aan {}",
                    sanitize::capitalize(draft.label()),
                    $visibility.channel(channel),
                    $visibility.read(recipients)
                );
                with_reason(&what, outside(provided.as_ref(), $visibility))
            };

            /// Somebody was asked to read a version, or answered; no state takes that back.
            ReadAlong = "meegelezen" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, role "rol": Vertrouwelijk,
                state "stand": Option<ReadingState>, remark "opmerking": Vertrouwelijk,
            }
            says (draft, version, role, state, remark) {
                let (who, how) = ($visibility.read(role), state.map_or("teruggenomen", ReadingState::word));
                let what = format!("Meelezen {} versie {version}, {who}: {how}", draft.label());
                with_reason(&what, $visibility.filled(remark))
            };

            /// The copy of a version came back from a mail program.
            DraftCopyReceived = "kopie_ontvangen" 2, Zaak(zaak) {
                draft "concept": DraftKind, number "nummer": u32, copy "kopie": SentCopy,
            }
            says (draft, number, copy) { copy_received(*draft, *number, copy, $visibility) };

            /// Whether that copy counts as sent; `None` takes that back.
            DraftCopyJudged = "kopie_beoordeeld" 1, Zaak(zaak) {
                draft "concept": DraftKind, number "nummer": u32, counts "telt": Option<YesNo>, reason "reden": Vertrouwelijk,
            }
            says (draft, number, counts, reason) {
                with_reason(&copy_judged(*draft, *number, *counts), $visibility.filled(reason))
            };

            /// The case was passed on in the line; once per person.
            PassedOn = "doorgemeld" 2, Zaak(zaak) {
                number "doormelding": u32, to "aan": Vertrouwelijk, channel "kanaal": Vertrouwelijk,
                provided "verstrekking": Option<Provided>,
            }
            says (to, channel, provided) {
                let (to, channel) = ($visibility.read(to), $visibility.channel(channel));
                let what = format!("Doorgemeld aan {}, per {}", sanitize::line(to), sanitize::line(channel));
                with_reason(&what, outside(provided.as_ref(), $visibility))
            };

            /// That was not so after all.
            PassedOnRetracted = "doormelding_teruggenomen" 1, Zaak(zaak) { number "doormelding": u32 }
            says (number) { format!("Doormelding {number} teruggenomen.") };
        }
    };
}
pub(crate) use draft_rows;
