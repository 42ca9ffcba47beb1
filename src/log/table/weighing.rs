//! The rows of what is known of a case and what the officer makes of it: the row, times, facts, answers,
//! besluiten, steps, terms and reminders.

macro_rules! weighing_rows {
    ($visibility:ident [$($before:tt)*]) => {
        $crate::log::table::draft_rows! {
            $visibility [$($before)*

            /// A row was chosen, or another one instead; `None` undoes the first choice.
            RijChosen = "rij_gekozen" 1, Zaak(zaak) {
                rij: Option<Rij>, reason "reden": Vertrouwelijk, rulebook "regelboek": RulebookStamp,
            }
            decides () { Some(DecisionMark::Rij) }
            says (rij, reason) {
                let choice = rij.map_or_else(|| "Geen rij gekozen".to_owned(), |r| format!("Rij {r} gekozen"));
                with_reason(&choice, $visibility.filled(reason))
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
                    sanitize::line($visibility.read(text)),
                    $visibility.read(source)
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
                    sanitize::line($visibility.read(text)),
                    $visibility.read(source)
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
                        with_reason(&format!("Mag zo blijven staan: {}", tegenspraak.words()), $visibility.filled(reason))
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
                    Some(k) => with_reason(&format!("Besluit {}: {}", about.letter(), k.word()), $visibility.filled(reason)),
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
                with_reason(&format!("Stap {}: {}", step.code(), state.word()), $visibility.filled(reason))
            };

            /// The officer decided which moment of a term counts; `None` goes back to what is calculated.
            TermijnSet = "termijn_gezet" 1, Zaak(zaak) {
                termijn: TermijnKind, setting "stelling": Option<TermijnSetting>, reason "reden": Vertrouwelijk,
            }
            decides () { Some(DecisionMark::Termijn) }
            says (termijn, setting, reason) {
                with_reason(&termijn_set(*termijn, *setting), $visibility.filled(reason))
            };

            /// The officer set a reminder, or took back that it was done.
            ReminderSet = "herinnering_gezet" 1, Zaak(zaak) {
                reminder "herinnering": u32, when "om": Moment, text "tekst": Vertrouwelijk,
            }
            says (reminder, when, text) {
                with_reason(&format!("Herinnering {reminder} om {}", when.short()), $visibility.filled(text))
            };

            /// A reminder was done.
            ReminderDone = "herinnering_af" 1, Zaak(zaak) { reminder "herinnering": u32 }
            says (reminder) { format!("Herinnering {reminder} is af.") };
            ]
        }
    };
}
pub(crate) use weighing_rows;
