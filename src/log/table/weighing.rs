//! The rows of what is known of a case and what the officer makes of it: the row, times, facts, answers,
//! besluiten, steps, terms and reminders.

macro_rules! weighing_rows {
    ([$($before:tt)*]) => {
        $crate::log::table::draft_rows! {
            [$($before)*

            /// A row was chosen, or another one instead; `None` undoes the first choice.
            RijChosen = "rij_gekozen" 1, Zaak(zaak) {
                rij: Option<Rij>, reason "reden": Vertrouwelijk, rulebook "regelboek": RulebookStamp,
            }
            decides () { Some(DecisionMark::Rij) }
            says (rij, reason) shown {
                let choice = rij.map_or_else(|| "Geen rij gekozen".to_owned(), |r| format!("Rij {r} gekozen"));
                with_reason(&choice, shown.filled(reason))
            }
            named (rij) { rij.map_or_else(|| "geen rij".to_owned(), |rij| format!("rij {rij}")) }
            touches (zaak) { within(*zaak, Place::Rij(*zaak)) }
            undone (zaak) before {
                let was = zaak_of(before, *zaak)?;
                let (rij, rulebook) = (was.rij(), was.rulebook.clone());
                // As it was: with the reason that it had, so that what is put back is not told as undone.
                let reason = was.rij_choices.last().map_or_else(|| undone("keuze"), |choice| choice.reason.clone());
                one(LogEvent::RijChosen { zaak: *zaak, rij, reason, rulebook })
            }
            purges Zaak(case) { case.rij_choices.iter_mut().for_each(|k| k.reason.purge()) };

            /// A time was noted, mended or taken back: by the hand of the officer, or as a report names it.
            TimeSet = "tijd_gezet" 2, Zaak(zaak) {
                time "tijd": TimeKind, moment: Option<Moment>, by_hand "met_de_hand": Option<YesNo>,
            }
            says (time, moment) {
                match moment {
                    Some(m) => format!("Tijd van {}: {}.", time.label(), m.long()),
                    None => format!("Tijd van {} gewist.", time.label()),
                }
            }
            named (time) { format!("tijd van {}", time.label()) }
            touches (zaak, time) { within(*zaak, Place::Time(*zaak, *time)) }
            undone (zaak, time) before {
                let was = zaak_of(before, *zaak)?;
                let (moment, by_hand) = (was.time(*time), Some(was.is_by_hand(*time).into()));
                one(LogEvent::TimeSet { zaak: *zaak, time: *time, moment, by_hand })
            };

            /// A fact was noted.
            FeitNoted = "feit_genoteerd" 2, Zaak(zaak) {
                feit: FeitNumber, topic "onderwerp": Topic, text "tekst": Vertrouwelijk, source "bron": Vertrouwelijk,
                status: FeitStatus, happened "moment": Option<Moment>, asked "gevraagd": Option<CallAnswer>,
            }
            says (feit, topic, text, source) shown {
                format!(
                    "Feit {feit} over {}: {} (bron: {})",
                    topic.label(),
                    sanitize::line(shown.read(text)),
                    shown.source(source)
                )
            }
            named (feit, asked) {
                match asked {
                    Some(answer) => format!("antwoord op belvraag {}", answer.question),
                    None => format!("feit {feit}"),
                }
            }
            touches (zaak, feit) { within(*zaak, Place::Feit(*zaak, *feit)) }
            undone (zaak, feit) { one(LogEvent::FeitRetracted { zaak: *zaak, feit: *feit }) }
            types (zaak, feit) { Some(OwnText::Feit(*zaak, *feit)) }
            purges Zaak(case) {
                let revised = case.revised.iter_mut().filter_map(|revision| revision.was.as_mut());
                for Feit { text, source, .. } in case.feiten.iter_mut().chain(&mut case.retracted).chain(revised) {
                    text.purge();
                    source.purge();
                }
            };

            /// A fact got another status.
            FeitAssessed = "feit_beoordeeld" 1, Zaak(zaak) { feit: FeitNumber, status: FeitStatus }
            says (feit, status) { format!("Feit {feit} is {}.", status.word()) }
            named (feit, status) { format!("status {} van feit {feit}", status.word()) }
            touches (zaak, feit) { within(*zaak, Place::Feit(*zaak, *feit)) }
            undone (zaak, feit) before {
                let status = feit_of(before, *zaak, *feit)?.status;
                one(LogEvent::FeitAssessed { zaak: *zaak, feit: *feit, status })
            };

            /// What was noted of a fact was not what was said, and is mended.
            FeitCorrected = "feit_verbeterd" 2, Zaak(zaak) {
                feit: FeitNumber, topic "onderwerp": Topic, text "tekst": Vertrouwelijk, source "bron": Vertrouwelijk,
                happened "moment": Option<Moment>,
            }
            says (feit, topic, text, source) shown {
                format!(
                    "Feit {feit} verbeterd, over {}: {} (bron: {})",
                    topic.label(),
                    sanitize::line(shown.read(text)),
                    shown.source(source)
                )
            }
            named (feit) { format!("verbetering van feit {feit}") }
            touches (zaak, feit) { within(*zaak, Place::Feit(*zaak, *feit)) }
            undone (zaak, feit) before {
                let Feit { topic, text, source, happened, .. } = feit_of(before, *zaak, *feit)?.clone();
                one(LogEvent::FeitCorrected { zaak: *zaak, feit: *feit, topic, text, source, happened })
            }
            types (zaak, feit) { Some(OwnText::Feit(*zaak, *feit)) };

            /// A fact was taken back: nobody said it, or not of this case.
            FeitRetracted = "feit_teruggenomen" 1, Zaak(zaak) { feit: FeitNumber }
            says (feit) { format!("Feit {feit} teruggenomen.") }
            named Along (feit) { format!("terugnemen van feit {feit}") }
            touches (zaak, feit) { within(*zaak, Place::Feit(*zaak, *feit)) }
            undone (zaak, feit) { one(LogEvent::FeitRestored { zaak: *zaak, feit: *feit }) };

            /// It stands again.
            FeitRestored = "feit_teruggezet" 1, Zaak(zaak) { feit: FeitNumber }
            says (feit) { format!("Feit {feit} staat er weer.") }
            named (feit) { format!("terugzetten van feit {feit}") }
            touches (zaak, feit) { within(*zaak, Place::Feit(*zaak, *feit)) }
            undone (zaak, feit) { one(LogEvent::FeitRetracted { zaak: *zaak, feit: *feit }) };

            /// Two sources that do not agree may stand side by side; `None` takes that back.
            TegenspraakSettled = "tegenspraak_beslecht" 1, Zaak(zaak) {
                tegenspraak: Tegenspraak, reason "reden": Option<Vertrouwelijk>,
            }
            says (tegenspraak, reason) shown {
                match reason {
                    Some(reason) => {
                        with_reason(&format!("Mag zo blijven staan: {}", tegenspraak.words()), shown.filled(reason))
                    }
                    None => format!("Weer open: {}.", tegenspraak.words()),
                }
            }
            named (tegenspraak) { format!("wat telt over {}", sanitize::line(tegenspraak.about())) }
            touches (zaak, tegenspraak) { within(*zaak, Place::Tegenspraak(*zaak, tegenspraak.clone())) }
            undone (zaak, tegenspraak) before {
                let settled = &zaak_of(before, *zaak)?.settled;
                let reason = settled.iter().find(|s| s.tegenspraak == *tegenspraak).map(|s| s.reason.clone());
                one(LogEvent::TegenspraakSettled { zaak: *zaak, tegenspraak: tegenspraak.clone(), reason })
            }
            purges Zaak(case) { case.settled.iter_mut().for_each(|b| b.reason.purge()) };

            /// A weighing question was answered; `None` takes the answer back.
            WeegvraagAnswered = "weegvraag_beantwoord" 1, Zaak(zaak) {
                question "vraag": WeegvraagId, answer "antwoord": Option<Answer>,
            }
            says (question, answer) {
                match answer {
                    Some(a) => format!("Weegvraag {question}: {}.", a.word()),
                    None => format!("Antwoord op weegvraag {question} gewist."),
                }
            }
            named (question, answer) { format!("vraag {question}: {}", answer.map_or("gewist", |a| a.word())) }
            touches (zaak, question) { on_rij(*zaak, Place::Answer(*zaak, question.clone())) }
            undone (zaak, question) before {
                let was = zaak_of(before, *zaak)?;
                let answer = was.answers.get(question).copied();
                let event = LogEvent::WeegvraagAnswered { zaak: *zaak, question: question.clone(), answer };
                back_at(event, was.answered.get(question).copied())
            };

            /// T, P or A was decided, on these answers; no choice takes the decision back.
            BesluitTaken = "besluit_genomen" 2, Zaak(zaak) {
                about "over": BesluitKind, choice "keuze": Option<YesNo>, reason "reden": Vertrouwelijk,
                ground "grond": Option<BTreeMap<WeegvraagId, Answer>>,
            }
            decides (about) {
                match about {
                    BesluitKind::T => Some(DecisionMark::T),
                    BesluitKind::P => Some(DecisionMark::P),
                    BesluitKind::A => Some(DecisionMark::A),
                }
            }
            says (about, choice, reason) shown {
                match choice {
                    Some(k) => with_reason(&format!("Besluit {}: {}", about.letter(), k.word()), shown.filled(reason)),
                    None => format!("Besluit {} ingetrokken.", about.letter()),
                }
            }
            named (about, choice) {
                format!("besluit {}: {}", about.letter(), choice.map_or("ingetrokken", |c| c.word()))
            }
            touches (zaak, about) { on_rij(*zaak, Place::Besluit(*zaak, *about)) }
            undone (zaak, about) before {
                let (zaak, about) = (*zaak, *about);
                let was = zaak_of(before, zaak)?.besluit(about).cloned();
                let (choice, at) = (was.as_ref().map(|b| b.choice), was.as_ref().map(|b| b.at));
                let (reason, ground) = was.map(|b| (b.reason, b.ground)).unwrap_or_default();
                back_at(LogEvent::BesluitTaken { zaak, about, choice, reason, ground }, at)
            }
            purges Zaak(case) { case.besluiten.values_mut().flatten().for_each(|b| b.reason.purge()) };

            /// A step was marked by hand, while the case was so.
            StepSet = "stap_gezet" 4, Zaak(zaak) {
                step "stap": Step, state "stand": StepState, reason "reden": Vertrouwelijk,
                timed "tijd_genoemd": Option<YesNo>, ground "grond": Option<crate::domain::step_ground::StepGround>,
            }
            decides (state) {
                match state {
                    StepState::NotNeeded => Some(DecisionMark::NotNeeded),
                    StepState::Open | StepState::Waiting | StepState::Done => None,
                }
            }
            says (step, state, reason) shown {
                with_reason(&format!("Stap {}: {}", step.code(), state.word()), shown.filled(reason))
            }
            named (step, state) { format!("stap {} {}", step.code(), state.word()) }
            touches (zaak, step) { within(*zaak, Place::Step(*zaak, *step)) }
            undone (zaak, step) before {
                let note = zaak_of(before, *zaak)?.steps.get(step);
                let (state, reason) =
                    note.map_or((StepState::Open, Vertrouwelijk::default()), |n| (n.state, n.reason.clone()));
                let (timed, ground) = (note.map(|n| n.is_timed.into()), note.and_then(|n| n.ground.clone()));
                let event = LogEvent::StepSet { zaak: *zaak, step: *step, state, reason, timed, ground };
                back_at(event, note.map(|n| n.at))
            }
            types (zaak, step, state) {
                match state {
                    StepState::Done | StepState::NotNeeded => Some(OwnText::Step(*zaak, *step)),
                    // Beside a step that waits stands a number that somebody else may have given.
                    StepState::Waiting | StepState::Open => None,
                }
            }
            leaves (step, state, reason) {
                match state {
                    StepState::Waiting => Some(Leaving::Inquired { step: *step, reason }),
                    StepState::Open | StepState::Done | StepState::NotNeeded => None,
                }
            }
            purges Zaak(case) { case.steps.values_mut().for_each(|s| s.reason.purge()) };

            /// The officer decided which moment of a term counts, while the case was so; `None` goes back to what is calculated.
            TermijnSet = "termijn_gezet" 2, Zaak(zaak) {
                termijn: TermijnKind, setting "stelling": Option<TermijnSetting>, reason "reden": Vertrouwelijk,
                ground "grond": Option<crate::domain::termijn_choice::TermijnGround>,
            }
            decides () { Some(DecisionMark::Termijn) }
            says (termijn, setting, reason) shown {
                with_reason(&termijn_set(*termijn, *setting, shown), shown.filled(reason))
            }
            named (termijn) books { format!("termijn {}", termijn.label(books)) }
            touches (zaak, termijn) { on_rij(*zaak, Place::Termijn(*zaak, *termijn)) }
            undone (zaak, termijn) before {
                let choice = zaak_of(before, *zaak)?.termijn_choices.get(termijn);
                let reason = choice.map_or_else(|| undone("keuze"), |c| c.reason.clone());
                let (setting, ground) = (choice.map(|c| c.setting), choice.map(|c| c.ground.clone()));
                let event = LogEvent::TermijnSet { zaak: *zaak, termijn: *termijn, setting, reason, ground };
                back_at(event, choice.map(|c| c.at))
            }
            types (zaak, termijn) { Some(OwnText::Termijn(*zaak, *termijn)) }
            purges Zaak(case) {
                for choice in case.termijn_choices.values_mut() {
                    choice.reason.purge();
                    choice.ground.inrichting.iter_mut().for_each(Plek::purge);
                }
            };

            /// The officer set a reminder, or took back that it was done.
            ReminderSet = "herinnering_gezet" 2, Zaak(zaak) {
                reminder "herinnering": u32, when "om": Moment, text "tekst": Vertrouwelijk, step "stap": Option<Step>,
            }
            says (reminder, when, text) shown {
                with_reason(&format!("Herinnering {reminder} om {}", when.short()), shown.filled(text))
            }
            named (reminder) { format!("herinnering {reminder}") }
            touches (zaak, reminder) { within(*zaak, Place::Reminder(*zaak, *reminder)) }
            undone (zaak, reminder) before { reminder_as_it_was(before, *zaak, *reminder) }
            moves ReminderOpens
            types (zaak, reminder) { Some(OwnText::Reminder(*zaak, *reminder)) }
            purges Zaak(case) { case.reminders.iter_mut().for_each(|h| h.text.purge()) };

            /// A reminder was done, by the officer or because the step that it asks after was.
            ReminderDone = "herinnering_af" 2, Zaak(zaak) {
                reminder "herinnering": u32, fell "vervallen": Option<YesNo>,
            }
            says (reminder) { format!("Herinnering {reminder} is af.") }
            named (reminder) { format!("herinnering {reminder} af") }
            touches (zaak, reminder) { within(*zaak, Place::Reminder(*zaak, *reminder)) }
            undone (zaak, reminder) before { reminder_as_it_was(before, *zaak, *reminder) }
            moves ReminderEnds;
            ]
        }
    };
}
pub(crate) use weighing_rows;
