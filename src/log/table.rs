//! The table of events: one row per kind. A row holds the name in the log, the version of the kind's form,
//! the case and the report it is about, its fields with their names in the log, what it decides on the
//! nachtfilm, and its sentence. The enum, what is written, the sentence and the mark all follow from it, so
//! a new kind is one row here and its fold in [`Zaak`](super::zaak::Zaak) or [`Desk`](super::desk::Desk).

/// Hands every row to a macro, behind what else is for it. A row is
///
/// ```text
/// Kind = "name_in_the_log" version, Zaak(zaak) Melding(melding) { field "name_in_the_log": Type, … }
/// decides (fields it looks at) { Option<DecisionMark> }
/// says (fields it names) { String };
/// ```
///
/// `Zaak(…)`, `Melding(…)`, the name of a field and `decides` stand where they differ from nothing. A kind
/// whose form changes gets the next version and a row in [`upcast`](super::upcast) that lifts the old one.
macro_rules! event_table {
    ($callback:ident $($first:tt)*) => {
        $callback! {
            $($first)* (visibility)

            /// A report came in.
            MeldingReceived = "melding_ontvangen" 2, Melding(melding) {
                form "vorm": MeldingKind, received "ontvangen": Moment, content "inhoud": Content,
            }
            says (melding, form, content) {
                match content {
                    Content::Call(_) => format!("Melding {melding} per telefoon."),
                    Content::Mail(p) => {
                        let subject = sanitize::line(visibility.read(&p.subject));
                        format!("Melding {melding} per mail ({}): {subject}.", form.label())
                    }
                }
            };

            /// More was typed about a call.
            CallUpdated = "gesprek_bijgewerkt" 1, Melding(melding) { call "gesprek": Call }
            says (melding) { format!("Het telefoontje {melding} is aangevuld.") };

            /// A report was set aside.
            MeldingSetAside = "melding_terzijde" 1, Melding(melding) { reason "reden": Vertrouwelijk }
            says (melding, reason) { format!("Melding {melding} terzijde gelegd: {}", visibility.read(reason)) };

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
                    Some(reason) => with_reason(&format!("Formulier {melding} voorlopig aanvaard"), visibility.filled(reason)),
                    None => format!("Formulier {melding} niet langer voorlopig aanvaard."),
                }
            };

            /// A case was opened.
            ZaakOpened = "zaak_geopend" 1, Zaak(zaak) {
                inrichting: Option<Plek>, rulebook "regelboek": RulebookStamp, kalender: Kalender,
            }
            says (inrichting) {
                format!(
                    "Zaak geopend voor {}.",
                    inrichting.as_ref().map_or("een nog onbekende inrichting", |p| visibility.plek(p))
                )
            };

            /// The inrichting of a case was set or mended.
            InrichtingSet = "inrichting_gezet" 1, Zaak(zaak) { inrichting: Option<Plek> }
            says (inrichting) {
                format!("Inrichting: {}.", inrichting.as_ref().map_or("onbekend", |p| visibility.plek(p)))
            };

            /// A row was chosen, or another one instead; `None` undoes the first choice.
            RijChosen = "rij_gekozen" 1, Zaak(zaak) {
                rij: Option<Rij>, reason "reden": Vertrouwelijk, rulebook "regelboek": RulebookStamp,
            }
            decides () { Some(DecisionMark::Rij) }
            says (rij, reason) {
                let choice = rij.map_or_else(|| "Geen rij gekozen".to_owned(), |r| format!("Rij {r} gekozen"));
                with_reason(&choice, visibility.filled(reason))
            };

            /// A time was noted, mended or taken back.
            TimeSet = "tijd_gezet" 1, Zaak(zaak) { time "tijd": TimeKind, moment: Option<Moment> }
            says (time, moment) {
                match moment {
                    Some(m) => format!("Tijd van {}: {}.", time.label(), m.long()),
                    None => format!("Tijd van {} gewist.", time.label()),
                }
            };

            /// A fact was noted.
            FeitNoted = "feit_genoteerd" 2, Zaak(zaak) {
                feit: u32, topic "onderwerp": Topic, text "tekst": Vertrouwelijk, source "bron": Vertrouwelijk,
                status: FeitStatus, happened "moment": Option<Moment>, asked "gevraagd": Option<CallAnswer>,
            }
            says (feit, topic, text, source) {
                format!(
                    "Feit {feit} over {}: {} (bron: {})",
                    topic.label(),
                    sanitize::line(visibility.read(text)),
                    visibility.read(source)
                )
            };

            /// A fact got another status.
            FeitAssessed = "feit_beoordeeld" 1, Zaak(zaak) { feit: u32, status: FeitStatus }
            says (feit, status) { format!("Feit {feit} is {}.", status.word()) };

            /// What was noted of a fact was not what was said, and is mended.
            FeitCorrected = "feit_verbeterd" 2, Zaak(zaak) {
                feit: u32, topic "onderwerp": Topic, text "tekst": Vertrouwelijk, source "bron": Vertrouwelijk,
                happened "moment": Option<Moment>,
            }
            says (feit, topic, text, source) {
                format!(
                    "Feit {feit} verbeterd, over {}: {} (bron: {})",
                    topic.label(),
                    sanitize::line(visibility.read(text)),
                    visibility.read(source)
                )
            };

            /// A fact was taken back: nobody said it, or not of this case.
            FeitRetracted = "feit_teruggenomen" 1, Zaak(zaak) { feit: u32 }
            says (feit) { format!("Feit {feit} teruggenomen.") };

            /// It stands again.
            FeitRestored = "feit_teruggezet" 1, Zaak(zaak) { feit: u32 }
            says (feit) { format!("Feit {feit} staat er weer.") };

            /// Two sources that do not agree may stand side by side; `None` takes that back.
            TegenspraakSettled = "tegenspraak_beslecht" 1, Zaak(zaak) {
                tegenspraak: Tegenspraak, reason "reden": Option<Vertrouwelijk>,
            }
            says (tegenspraak, reason) {
                match reason {
                    Some(reason) => {
                        with_reason(&format!("Mag zo blijven staan: {}", tegenspraak.words()), visibility.filled(reason))
                    }
                    None => format!("Weer open: {}.", tegenspraak.words()),
                }
            };

            /// A weighing question was answered; `None` takes the answer back.
            WeegvraagAnswered = "weegvraag_beantwoord" 1, Zaak(zaak) {
                question "vraag": String, answer "antwoord": Option<Answer>,
            }
            says (question, answer) {
                match answer {
                    Some(a) => format!("Weegvraag {question}: {}.", a.word()),
                    None => format!("Antwoord op weegvraag {question} gewist."),
                }
            };

            /// T, P or A was decided, on these answers; no choice takes the decision back.
            BesluitTaken = "besluit_genomen" 2, Zaak(zaak) {
                about "over": BesluitKind, choice "keuze": Option<YesNo>, reason "reden": Vertrouwelijk,
                ground "grond": Option<BTreeMap<String, Answer>>,
            }
            decides (about) {
                match about {
                    BesluitKind::T => Some(DecisionMark::T),
                    BesluitKind::P => Some(DecisionMark::P),
                    BesluitKind::A => Some(DecisionMark::A),
                }
            }
            says (about, choice, reason) {
                match choice {
                    Some(k) => with_reason(&format!("Besluit {}: {}", about.letter(), k.word()), visibility.filled(reason)),
                    None => format!("Besluit {} ingetrokken.", about.letter()),
                }
            };

            /// A step was marked by hand.
            StepSet = "stap_gezet" 2, Zaak(zaak) {
                step "stap": Step, state "stand": StepState, reason "reden": Vertrouwelijk,
                timed "tijd_genoemd": Option<YesNo>,
            }
            decides (state) {
                match state {
                    StepState::NotNeeded => Some(DecisionMark::NotNeeded),
                    StepState::Open | StepState::Waiting | StepState::Done => None,
                }
            }
            says (step, state, reason) {
                with_reason(&format!("Stap {}: {}", step.code(), state.word()), visibility.filled(reason))
            };

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
                        with_reason(&what, visibility.filled(reason))
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
                    visibility.channel(channel),
                    visibility.read(recipients)
                );
                with_reason(&what, outside(provided.as_ref(), visibility))
            };

            /// Somebody was asked to read a version, or answered; no state takes that back.
            ReadAlong = "meegelezen" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, role "rol": Vertrouwelijk,
                state "stand": Option<ReadingState>, remark "opmerking": Vertrouwelijk,
            }
            says (draft, version, role, state, remark) {
                let (who, how) = (visibility.read(role), state.map_or("teruggenomen", ReadingState::word));
                let what = format!("Meelezen {} versie {version}, {who}: {how}", draft.label());
                with_reason(&what, visibility.filled(remark))
            };

            /// The copy of a version came back from a mail program.
            DraftCopyReceived = "kopie_ontvangen" 1, Zaak(zaak) {
                draft "concept": DraftKind, number "nummer": u32, copy "kopie": SentCopy,
            }
            says (draft, number, copy) { copy_received(*draft, *number, copy, visibility) };

            /// Whether that copy counts as sent; `None` takes that back.
            DraftCopyJudged = "kopie_beoordeeld" 1, Zaak(zaak) {
                draft "concept": DraftKind, number "nummer": u32, counts "telt": Option<YesNo>, reason "reden": Vertrouwelijk,
            }
            says (draft, number, counts, reason) {
                with_reason(&copy_judged(*draft, *number, *counts), visibility.filled(reason))
            };

            /// The case was passed on in the line; once per person.
            PassedOn = "doorgemeld" 2, Zaak(zaak) {
                number "doormelding": u32, to "aan": Vertrouwelijk, channel "kanaal": Vertrouwelijk,
                provided "verstrekking": Option<Provided>,
            }
            says (to, channel, provided) {
                let (to, channel) = (visibility.read(to), visibility.channel(channel));
                let what = format!("Doorgemeld aan {}, per {}", sanitize::line(to), sanitize::line(channel));
                with_reason(&what, outside(provided.as_ref(), visibility))
            };

            /// That was not so after all.
            PassedOnRetracted = "doormelding_teruggenomen" 1, Zaak(zaak) { number "doormelding": u32 }
            says (number) { format!("Doormelding {number} teruggenomen.") };

            /// The officer decided which moment of a term counts; `None` goes back to what is calculated.
            TermijnSet = "termijn_gezet" 1, Zaak(zaak) {
                termijn: TermijnKind, setting "stelling": Option<TermijnSetting>, reason "reden": Vertrouwelijk,
            }
            decides () { Some(DecisionMark::Termijn) }
            says (termijn, setting, reason) {
                with_reason(&termijn_set(*termijn, *setting), visibility.filled(reason))
            };

            /// The officer set a reminder, or took back that it was done.
            ReminderSet = "herinnering_gezet" 1, Zaak(zaak) {
                reminder "herinnering": u32, when "om": Moment, text "tekst": Vertrouwelijk,
            }
            says (reminder, when, text) {
                with_reason(&format!("Herinnering {reminder} om {}", when.short()), visibility.filled(text))
            };

            /// A reminder was done.
            ReminderDone = "herinnering_af" 1, Zaak(zaak) { reminder "herinnering": u32 }
            says (reminder) { format!("Herinnering {reminder} is af.") };

            /// A case was taken up in the incidentenmonitor of a week.
            EnteredInMonitor = "in_monitor_opgenomen" 1, Zaak(zaak) { week: Piketweek }
            says (week) { format!("Opgenomen in de incidentenmonitor van {week}.") };

            /// A case was closed.
            ZaakClosed = "zaak_gesloten" 1, Zaak(zaak) {}
            says () { "Zaak gesloten.".to_owned() };

            /// A case that was opened for nothing was taken back; its number stays given out.
            ZaakWithdrawn = "zaak_ingetrokken" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak ingetrokken", visibility.filled(reason)) };

            /// A closed case was opened again.
            ZaakReopened = "zaak_heropend" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak heropend", visibility.filled(reason)) };

            /// Another case went up in this one, with what came along.
            ZaakMerged = "zaak_samengevoegd" 1, Zaak(zaak) {
                from "uit": Zaaknummer, along "mee": BroughtAlong, reason "reden": Vertrouwelijk,
            }
            says (from, reason) {
                with_reason(&format!("Zaak {from} is in deze opgegaan"), visibility.filled(reason))
            };

            /// It went out of it again.
            ZaakSplit = "zaak_gesplitst" 1, Zaak(zaak) { from "uit": Zaaknummer }
            says (from) { format!("Zaak {from} is weer een eigen zaak.") };

            /// This case went up in another one, which closed it.
            ZaakAbsorbed = "zaak_opgegaan" 1, Zaak(zaak) { to "naar": Zaaknummer, reason "reden": Vertrouwelijk }
            says (to, reason) { with_reason(&format!("Opgegaan in zaak {to}"), visibility.filled(reason)) };

            /// It came out of it again and is open.
            ZaakReturned = "zaak_teruggekomen" 1, Zaak(zaak) { from "uit": Zaaknummer, reason "reden": Vertrouwelijk }
            says (from, reason) {
                with_reason(&format!("Terug uit zaak {from}; weer open"), visibility.filled(reason))
            };

            /// A case came from another desk with a handover, behind the entries about it that stood there.
            ZaakTakenOver = "zaak_overgenomen" 1, Zaak(zaak) {
                from "van": Zaaknummer, desk: String, head "kop": Head, bundle "overdracht": String, by "door": String,
            }
            says (from, head, by) { moved("Overgenomen van", by, *from, head) };

            /// Another desk took a case over and said so.
            ZaakHandedOver = "zaak_overgedragen" 1, Zaak(zaak) {
                to "naar": Zaaknummer, desk: String, head "kop": Head, bundle "overdracht": String, by "door": String,
            }
            says (to, head, by) { moved("Overgedragen aan", by, *to, head) };

            /// A case must be kept, whatever the retention terms say.
            HoldSet = "bewaring_gezet" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak vastgehouden", visibility.filled(reason)) };

            /// That duty ended.
            HoldLifted = "bewaring_opgeheven" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak niet langer vastgehouden", visibility.filled(reason)) };

            /// A piketweek was closed: everything of it is in its monitor.
            WeekClosed = "week_gesloten" 1, { week: Piketweek }
            says (week) { format!("Piketweek {week} gesloten.") };

            /// A closed piketweek was opened again.
            WeekReopened = "week_heropend" 1, { week: Piketweek, reason "reden": Vertrouwelijk }
            says (week, reason) { with_reason(&format!("Piketweek {week} heropend"), visibility.filled(reason)) };

            /// The confidential texts of a case were destroyed, with the entry itself.
            ZaakPurged = "zaak_gewist" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Teksten van de zaak gewist", visibility.filled(reason)) };

            /// The confidential texts and files of a report were destroyed, with the entry itself.
            MeldingPurged = "melding_gewist" 1, Melding(melding) { reason "reden": Vertrouwelijk }
            says (melding, reason) {
                with_reason(&format!("Teksten van {melding} gewist"), visibility.filled(reason))
            };
        }
    };
}
pub(crate) use event_table;
