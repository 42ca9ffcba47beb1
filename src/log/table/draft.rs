//! The rows of what goes out: drafts with their versions, checks, readers and copies, and what is passed on in
//! the line.

macro_rules! draft_rows {
    ([$($before:tt)*]) => {
        $crate::log::row_shape::hand_out! {
            $($before)*

            /// A version of a draft was saved; `reach` is how far its text goes, where that is not what was known by then.
            DraftSaved = "concept_bewaard" 3, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, text "tekst": Vertrouwelijk,
                reach "reikt": Option<crate::domain::draft::TextReach>,
            }
            says (draft, version) { format!("{} versie {version} bewaard.", sanitize::capitalize(draft.label())) }
            named Along (draft, version) { format!("versie {version} van {}", draft.label()) }
            touches (zaak, draft) { within(*zaak, Place::Draft(*zaak, *draft)) }
            undone (zaak, draft) before { draft_as_it_was(before, *zaak, *draft) }
            types () { None }
            versions (draft, version, text) { Some((*draft, VersionChange::Saved { version: *version, text })) }
            purges Zaak(case) {
                for draft in case.drafts.values_mut() {
                    draft.latest.text.purge();
                    draft.earlier.iter_mut().for_each(|earlier| earlier.text.purge());
                }
            };

            /// A draft was taken back from before its first version; its numbers are not given out again.
            DraftRetracted = "concept_teruggenomen" 1, Zaak(zaak) { draft "concept": DraftKind }
            says (draft) { format!("{} teruggenomen.", sanitize::capitalize(draft.label())) }
            named (draft) { format!("terugnemen van {}", draft.label()) }
            touches (zaak, draft) { within(*zaak, Place::Draft(*zaak, *draft)) }
            undone (zaak, draft) before { draft_as_it_was(before, *zaak, *draft) }
            versions (draft) { Some((*draft, VersionChange::Retracted)) };

            /// A version was checked, or the check was taken back.
            DraftChecked = "concept_gecontroleerd" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": Option<u32>,
            }
            says (draft, version) {
                match version {
                    Some(v) => format!("{} versie {v} gecontroleerd.", sanitize::capitalize(draft.label())),
                    None => format!("Controle van {} ingetrokken.", draft.label()),
                }
            }
            named (draft) { format!("controle van {}", draft.label()) }
            touches (zaak, draft) {
                let (zaak, draft) = (*zaak, *draft);
                let on = [Place::LetThrough(zaak, draft), Place::LetGo(zaak, draft)];
                let on = [Place::Open(zaak), Place::Draft(zaak, draft)].into_iter().chain(on).collect();
                (Place::Check(zaak, draft), on)
            }
            undone (zaak, draft) before {
                let version = zaak_of(before, *zaak)?.drafts.get(draft).and_then(|d| d.checked);
                one(LogEvent::DraftChecked { zaak: *zaak, draft: *draft, version })
            }
            versions (draft, version) { version.map(|version| (*draft, VersionChange::Checked(version))) };

            /// The kanaalpoort stopped a version and the officer let it through; no version takes that back.
            DraftLetThrough = "concept_doorgelaten" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": Option<u32>, kinds "soorten": String,
                reason "reden": Vertrouwelijk,
            }
            says (draft, version, kinds, reason) shown {
                let name = sanitize::capitalize(draft.label());
                match version {
                    Some(v) => {
                        let what = format!("{name} versie {v} doorgelaten, ondanks {kinds}");
                        with_reason(&what, shown.filled(reason))
                    }
                    None => format!("{name} niet langer doorgelaten."),
                }
            }
            named (draft) { format!("doorlaten van {}", draft.label()) }
            touches (zaak, draft) {
                (Place::LetThrough(*zaak, *draft), vec![Place::Open(*zaak), Place::Draft(*zaak, *draft)])
            }
            undone (zaak, draft, kinds) before {
                let version = zaak_of(before, *zaak)?.drafts.get(draft).and_then(|d| d.let_through);
                let (kinds, reason) = (kinds.clone(), undone("doorlaten"));
                one(LogEvent::DraftLetThrough { zaak: *zaak, draft: *draft, version, kinds, reason })
            }
            versions () { None };

            /// A version may leave although no decision lets it; no version takes that back.
            DraftLetGo = "concept_zonder_besluit" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": Option<u32>,
                withheld "besluit": crate::domain::withheld::Withheld, reason "reden": Vertrouwelijk,
            }
            says (draft, version, withheld, reason) shown {
                let name = sanitize::capitalize(draft.label());
                match version {
                    Some(v) => {
                        let what = format!("{name} versie {v} mag weg hoewel {}", withheld.told(draft.besluit()));
                        with_reason(&what, shown.filled(reason))
                    }
                    None => format!("{name} mag niet langer weg zonder besluit."),
                }
            }
            named (draft) { format!("weg zonder besluit van {}", draft.label()) }
            touches (zaak, draft) {
                (Place::LetGo(*zaak, *draft), vec![Place::Open(*zaak), Place::Draft(*zaak, *draft)])
            }
            undone (zaak, draft, withheld) before {
                let was = zaak_of(before, *zaak)?.drafts.get(draft).and_then(|d| d.let_go);
                let (version, reason) = (was.map(|was| was.version), undone("vrijgeven"));
                let withheld = was.map_or(*withheld, |was| was.withheld);
                let back = LogEvent::DraftLetGo { zaak: *zaak, draft: *draft, version, withheld, reason };
                back_at(back, was.map(|was| was.at))
            }
            versions () { None };

            /// A version was sent; who says so.
            DraftSent = "concept_verzonden" 3, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, channel "kanaal": Vertrouwelijk,
                recipients "ontvangers": Vertrouwelijk, provided "verstrekking": Option<Provided>,
                by "door": Option<crate::domain::dispatch::SentBy>,
            }
            says (draft, version, channel, recipients, provided) shown {
                let what = format!(
                    "{} versie {version} verzonden per {} aan {}",
                    sanitize::capitalize(draft.label()),
                    shown.channel(channel),
                    shown.read(recipients)
                );
                with_reason(&what, outside(provided.as_ref(), shown))
            }
            named (draft) { format!("verzending van {}", draft.label()) }
            touches (zaak, draft) {
                let text = [Place::Open(*zaak), Place::Draft(*zaak, *draft), Place::Check(*zaak, *draft)];
                let besluit = draft.besluit().map(|about| Place::Besluit(*zaak, about));
                (Place::Sent(*zaak, *draft), text.into_iter().chain(besluit).collect())
            }
            undone () { Err(Irreversible::Sent) }
            types () { None }
            leaves (draft, version, channel, recipients, provided) {
                let (draft, version, provided) = (*draft, *version, provided.as_ref());
                Some(Leaving::Sent { draft, version, channel, recipients, provided })
            }
            versions (draft, version) { Some((*draft, VersionChange::Sent(*version))) }
            purges Zaak(case) {
                for dispatch in case.drafts.values_mut().flat_map(|d| &mut d.sent) {
                    dispatch.channel.purge();
                    dispatch.recipients.purge();
                }
            };

            /// The own command was given a version to send; it is not known yet whether it left.
            SendingStarted = "verzending_begonnen" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, recipients "ontvangers": Vertrouwelijk,
            }
            says (draft, version, recipients) shown {
                let name = sanitize::capitalize(draft.label());
                format!("{name} versie {version} gaat met de eigen opdracht naar {}.", shown.read(recipients))
            }
            named (draft) { format!("begin van de verzending van {}", draft.label()) }
            touches (zaak, draft) { within(*zaak, Place::Sent(*zaak, *draft)) }
            undone () { Err(Irreversible::SendingBegan) }
            types () { None }
            leaves (draft, version, recipients) {
                Some(Leaving::Started { draft: *draft, version: *version, recipients })
            }
            versions () { None }
            purges Zaak(case) {
                case.drafts.values_mut().flat_map(|d| &mut d.under_way).for_each(|u| u.recipients.purge());
            };

            /// The own command ended and did not send, with its code; without one it never began.
            SendingEnded = "verzending_mislukt" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, code: Option<i32>,
            }
            says (draft, version, code) {
                let how = code.map_or("begon niet".to_owned(), |code| format!("eindigde met code {code}"));
                format!("De opdracht voor {} versie {version} {how}; er is niets als verzonden genoteerd.", draft.label())
            }
            named (draft) { format!("mislukte verzending van {}", draft.label()) }
            touches (zaak, draft) { within(*zaak, Place::Sent(*zaak, *draft)) }
            undone () { Err(Irreversible::SendingEnded) }
            leaves (draft, version) { Some(Leaving::Ended { draft: *draft, version: *version }) }
            versions () { None };

            /// A sending that was noted never was one.
            DraftNotSent = "verzending_teruggenomen" 1, Zaak(zaak) {
                draft "concept": DraftKind, number "verzending": u32, version "versie": u32,
                reason "reden": Vertrouwelijk,
            }
            says (draft, version, reason) shown {
                let what = format!("{} versie {version} was niet verzonden", sanitize::capitalize(draft.label()));
                with_reason(&what, shown.filled(reason))
            }
            named (draft) { format!("terugnemen van de verzending van {}", draft.label()) }
            touches (zaak, draft) { (Place::Sent(*zaak, *draft), vec![Place::Open(*zaak)]) }
            undone () { Err(Irreversible::NeverSent) }
            leaves (draft, number) { Some(Leaving::NotSent { draft: *draft, number: *number }) }
            versions (draft, number, version) {
                Some((*draft, VersionChange::NotSent { number: *number, version: *version }))
            };

            /// Somebody was asked to read a version, or answered; no state takes that back.
            ReadAlong = "meegelezen" 1, Zaak(zaak) {
                draft "concept": DraftKind, version "versie": u32, role "rol": Vertrouwelijk,
                state "stand": Option<ReadingState>, remark "opmerking": Vertrouwelijk,
            }
            says (draft, version, role, state, remark) shown {
                let (who, how) = (shown.read(role), state.map_or("teruggenomen", ReadingState::word));
                let what = format!("Meelezen {} versie {version}, {who}: {how}", draft.label());
                with_reason(&what, shown.filled(remark))
            }
            named (draft) { format!("meelezen van {}", draft.label()) }
            touches (zaak, draft, role) { within(*zaak, Place::Reader(*zaak, *draft, role.clone())) }
            undone (zaak, draft, version, role) before {
                let readings = zaak_of(before, *zaak)?.drafts.get(draft).map(|d| &d.readings);
                let was = readings.into_iter().flatten().find(|r| r.role == *role);
                let version = was.map_or(*version, |r| r.version);
                let remark = was.map_or_else(|| undone("meelezen"), |r| r.remark.clone());
                let state = was.map(|r| r.state);
                let (zaak, draft, role) = (*zaak, *draft, role.clone());
                back_at(LogEvent::ReadAlong { zaak, draft, version, role, state, remark }, was.map(|r| r.at))
            }
            types () { None }
            versions () { None }
            purges Zaak(case) {
                // Who read is what a reading is found by: without the names two readers could not be told apart.
                case.drafts.values_mut().for_each(|d| d.readings.clear());
            };

            /// The copy of a version came back from a mail program.
            DraftCopyReceived = "kopie_ontvangen" 2, Zaak(zaak) {
                draft "concept": DraftKind, number "nummer": u32, copy "kopie": SentCopy,
            }
            says (draft, number, copy) shown { copy_received(*draft, *number, copy, shown) }
            named (draft, number) { format!("kopie {number} van {}", draft.label()) }
            touches (zaak, draft) { (Place::Sent(*zaak, *draft), vec![Place::Open(*zaak)]) }
            undone () { Err(Irreversible::CopyReceived) }
            types () { None }
            versions (draft, number, copy) { Some((*draft, VersionChange::Copied { number: *number, copy })) }
            purges Zaak(case) {
                case.drafts.values_mut().flat_map(|d| &mut d.copies).for_each(|kept| kept.copy.purge());
            };

            /// Whether that copy counts as sent; `None` takes that back.
            DraftCopyJudged = "kopie_beoordeeld" 1, Zaak(zaak) {
                draft "concept": DraftKind, number "nummer": u32, counts "telt": Option<YesNo>, reason "reden": Vertrouwelijk,
            }
            says (draft, number, counts, reason) shown {
                with_reason(&copy_judged(*draft, *number, *counts), shown.filled(reason))
            }
            named (draft, number) { format!("oordeel over kopie {number} van {}", draft.label()) }
            touches (zaak, draft) { (Place::Sent(*zaak, *draft), vec![Place::Open(*zaak)]) }
            undone (zaak, draft, number) before {
                let copies = zaak_of(before, *zaak)?.drafts.get(draft).map(|d| &d.copies);
                let counts = copies.into_iter().flatten().find(|kept| kept.number == *number).ok_or(Irreversible::Lost)?.counts;
                let (draft, number, reason) = (*draft, *number, undone("oordeel"));
                one(LogEvent::DraftCopyJudged { zaak: *zaak, draft, number, counts, reason })
            }
            versions () { None };

            /// The case was passed on in the line; once per person.
            PassedOn = "doorgemeld" 2, Zaak(zaak) {
                number "doormelding": u32, to "aan": Vertrouwelijk, channel "kanaal": Vertrouwelijk,
                provided "verstrekking": Option<Provided>,
            }
            says (to, channel, provided) shown {
                let (to, channel) = (shown.read(to), shown.channel(channel));
                let what = format!("Doorgemeld aan {}, per {}", sanitize::line(to), sanitize::line(channel));
                with_reason(&what, outside(provided.as_ref(), shown))
            }
            named (number) { format!("doormelding {number}") }
            touches (zaak, number) { within(*zaak, Place::PassedOn(*zaak, *number)) }
            undone (zaak, number) { one(LogEvent::PassedOnRetracted { zaak: *zaak, number: *number }) }
            types () { None }
            leaves (number, to, channel, provided) {
                Some(Leaving::PassedOn { number: *number, to, channel, provided: provided.as_ref() })
            }
            purges Zaak(case) {
                for PassedOn { to, channel, provided, .. } in &mut case.passed_on {
                    to.purge();
                    channel.purge();
                    provided.iter_mut().flat_map(|p| &mut p.reason).for_each(Vertrouwelijk::purge);
                }
            };

            /// That was not so after all.
            PassedOnRetracted = "doormelding_teruggenomen" 1, Zaak(zaak) { number "doormelding": u32 }
            says (number) { format!("Doormelding {number} teruggenomen.") }
            named (number) { format!("terugnemen van doormelding {number}") }
            touches (zaak, number) { within(*zaak, Place::PassedOn(*zaak, *number)) }
            undone (zaak, number) before {
                let was = zaak_of(before, *zaak)?.passed_on.iter().find(|p| p.number == *number).ok_or(Irreversible::Lost)?.clone();
                let (to, channel, provided) = (was.to, was.channel, was.provided);
                back_at(LogEvent::PassedOn { zaak: *zaak, number: *number, to, channel, provided }, Some(was.at))
            }
            leaves (number) { Some(Leaving::NotPassedOn { number: *number }) };
        }
    };
}
pub(crate) use draft_rows;
