//! The rows of a case as a whole: it is opened, closed, merged, handed over, kept and purged, and goes into the
//! incidentenmonitor of a week.

macro_rules! zaak_rows {
    ([$($before:tt)*]) => {
        $crate::log::table::weighing_rows! {
            [$($before)*

            /// A case was opened.
            ZaakOpened = "zaak_geopend" 1, Zaak(zaak) {
                inrichting: Option<Plek>, rulebook "regelboek": RulebookStamp, kalender: Kalender,
            }
            says (inrichting) shown {
                format!(
                    "Zaak geopend voor {}.",
                    inrichting.as_ref().map_or("een nog onbekende inrichting", |p| shown.plek(p))
                )
            }
            named Case (zaak) { format!("openen van zaak {zaak}") }
            touches (zaak) { alone(Place::Zaak(*zaak)) }
            undone (zaak) { one(LogEvent::ZaakWithdrawn { zaak: *zaak, reason: undone("openen") }) }
            moves ZaakOpens
            lives Begins
            types () { None }
            purges Zaak(case) {
                let earlier = case.placings.iter_mut().filter_map(|was| was.inrichting.as_mut());
                case.inrichting.iter_mut().chain(earlier).for_each(Plek::purge);
            };

            /// The inrichting of a case was set or mended.
            InrichtingSet = "inrichting_gezet" 1, Zaak(zaak) { inrichting: Option<Plek> }
            says (inrichting) shown {
                format!("Inrichting: {}.", inrichting.as_ref().map_or("onbekend", |p| shown.plek(p)))
            }
            named () { "inrichting".to_owned() }
            touches (zaak) { within(*zaak, Place::Inrichting(*zaak)) }
            undone (zaak) before {
                one(LogEvent::InrichtingSet { zaak: *zaak, inrichting: zaak_of(before, *zaak)?.inrichting.clone() })
            }
            types (zaak) { Some(OwnText::Plek(*zaak)) };

            /// A case was taken up in the incidentenmonitor of a week.
            EnteredInMonitor = "in_monitor_opgenomen" 1, Zaak(zaak) { week: Piketweek }
            says (week) { format!("Opgenomen in de incidentenmonitor van {week}.") }
            named (week) { format!("monitor van {week}") }
            touches (zaak) { alone(Place::Monitor(*zaak)) }
            undone () { Err(Irreversible::InMonitor) }
            purges Zaak(case) { case.monitor_state.iter_mut().for_each(MonitorState::purge) };

            /// A case was closed.
            ZaakClosed = "zaak_gesloten" 1, Zaak(zaak) {}
            says () { "Zaak gesloten.".to_owned() }
            named (zaak) { format!("sluiten van zaak {zaak}") }
            touches (zaak) { alone(Place::Open(*zaak)) }
            undone (zaak) { one(LogEvent::ZaakReopened { zaak: *zaak, reason: undone("sluiten") }) }
            moves ZaakEnds;

            /// A case that was opened for nothing was taken back; its number stays given out.
            ZaakWithdrawn = "zaak_ingetrokken" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) shown { with_reason("Zaak ingetrokken", shown.filled(reason)) }
            named Case (zaak) { format!("intrekken van zaak {zaak}") }
            touches (zaak) { alone(Place::Open(*zaak)) }
            undone (zaak) { one(LogEvent::ZaakReopened { zaak: *zaak, reason: undone("intrekken") }) }
            moves ZaakEnds
            lives Withdrawn;

            /// A closed case was opened again.
            ZaakReopened = "zaak_heropend" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) shown { with_reason("Zaak heropend", shown.filled(reason)) }
            named (zaak) { format!("heropenen van zaak {zaak}") }
            touches (zaak) { alone(Place::Open(*zaak)) }
            undone (zaak) before {
                let was = zaak_of(before, *zaak)?;
                if was.handovers.gone.is_some() {
                    return Err(Irreversible::WasElsewhere);
                }
                let event = match was.withdrawn {
                    Some(_) => LogEvent::ZaakWithdrawn { zaak: *zaak, reason: undone("heropenen") },
                    None => LogEvent::ZaakClosed { zaak: *zaak },
                };
                back_at(event, was.closed)
            }
            moves ZaakOpens;

            /// Another case went up in this one, with what came along.
            ZaakMerged = "zaak_samengevoegd" 1, Zaak(zaak) {
                from "uit": Zaaknummer, along "mee": BroughtAlong, reason "reden": Vertrouwelijk,
            }
            says (from, reason) shown {
                with_reason(&format!("Zaak {from} is in deze opgegaan"), shown.filled(reason))
            }
            named (zaak, from) { format!("samenvoegen van {from} in {zaak}") }
            touches (zaak, from) { (Place::Merged(*from), vec![Place::Open(*zaak), Place::Hold(*zaak)]) }
            undone (zaak, from) { one(LogEvent::ZaakSplit { zaak: *zaak, from: *from }) }
            purges Zaak(case) { case.merged.iter_mut().for_each(|s| s.reason.purge()) };

            /// It went out of it again.
            ZaakSplit = "zaak_gesplitst" 1, Zaak(zaak) { from "uit": Zaaknummer }
            says (from) { format!("Zaak {from} is weer een eigen zaak.") }
            named (zaak, from) { format!("splitsen van {from} uit {zaak}") }
            touches (zaak, from) { (Place::Merged(*from), vec![Place::Open(*zaak), Place::Hold(*zaak)]) }
            undone (zaak, from) before {
                let Merge { along, reason, .. } = merge_of(before, *zaak, *from)?.clone();
                one(LogEvent::ZaakMerged { zaak: *zaak, from: *from, along, reason })
            };

            /// This case went up in another one, which closed it.
            ZaakAbsorbed = "zaak_opgegaan" 1, Zaak(zaak) { to "naar": Zaaknummer, reason "reden": Vertrouwelijk }
            says (to, reason) shown { with_reason(&format!("Opgegaan in zaak {to}"), shown.filled(reason)) }
            named Case (zaak, to) { format!("samenvoegen van {zaak} in {to}") }
            touches (zaak) { (Place::Open(*zaak), vec![Place::Hold(*zaak)]) }
            undone (zaak, to) {
                one(LogEvent::ZaakReturned { zaak: *zaak, from: *to, reason: undone("samenvoegen") })
            }
            moves ZaakEnds;

            /// It came out of it again and is open.
            ZaakReturned = "zaak_teruggekomen" 1, Zaak(zaak) { from "uit": Zaaknummer, reason "reden": Vertrouwelijk }
            says (from, reason) shown {
                with_reason(&format!("Terug uit zaak {from}; weer open"), shown.filled(reason))
            }
            named Case (zaak, from) { format!("splitsen van {zaak} uit {from}") }
            touches (zaak) { (Place::Open(*zaak), vec![Place::Hold(*zaak)]) }
            undone (zaak, from) before {
                // Its case forgot the merge one entry earlier; that it stands in the log again says why.
                let (reason, at) = (undone("splitsen"), zaak_of(before, *zaak)?.closed);
                back_at(LogEvent::ZaakAbsorbed { zaak: *zaak, to: *from, reason }, at)
            }
            moves ZaakOpens;

            /// A case came from another desk with a handover, behind the entries about it that stood there.
            ZaakTakenOver = "zaak_overgenomen" 1, Zaak(zaak) {
                from "van": Zaaknummer, desk: String, head "kop": Head, bundle "overdracht": String, by "door": String,
            }
            says (from, head, by) { moved("Overgenomen van", by, *from, head) }
            named Case (zaak) { format!("overnemen van zaak {zaak}") }
            touches (zaak) { alone(Place::Zaak(*zaak)) }
            undone () { Err(Irreversible::TakenOver) }
            moves ZaakComes;

            /// Another desk took a case over and said so.
            ZaakHandedOver = "zaak_overgedragen" 1, Zaak(zaak) {
                to "naar": Zaaknummer, desk: String, head "kop": Head, bundle "overdracht": String, by "door": String,
            }
            says (to, head, by) { moved("Overgedragen aan", by, *to, head) }
            named Case (zaak) { format!("overdragen van zaak {zaak}") }
            touches (zaak) { alone(Place::Open(*zaak)) }
            undone (zaak) { one(LogEvent::ZaakReopened { zaak: *zaak, reason: undone("overdragen") }) }
            moves ZaakGoes;

            /// A case must be kept, whatever the retention terms say.
            HoldSet = "bewaring_gezet" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) shown { with_reason("Zaak vastgehouden", shown.filled(reason)) }
            named (zaak) { format!("vasthouden van zaak {zaak}") }
            touches (zaak) { alone(Place::Hold(*zaak)) }
            undone (zaak, reason) { one(LogEvent::HoldLifted { zaak: *zaak, reason: reason.clone() }) }
            purges Zaak(case) { case.hold.iter_mut().for_each(Vertrouwelijk::purge) };

            /// That duty ended.
            HoldLifted = "bewaring_opgeheven" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) shown { with_reason("Zaak niet langer vastgehouden", shown.filled(reason)) }
            named (zaak) { format!("vrijgeven van zaak {zaak}") }
            touches (zaak) { alone(Place::Hold(*zaak)) }
            undone (zaak) before {
                let reason = zaak_of(before, *zaak)?.hold.clone().ok_or(Irreversible::Lost)?;
                one(LogEvent::HoldSet { zaak: *zaak, reason })
            };

            /// A piketweek was closed: everything of it is in its monitor.
            WeekClosed = "week_gesloten" 1, { week: Piketweek }
            says (week) { format!("Piketweek {week} gesloten.") }
            named (week) { format!("sluiten van week {week}") }
            touches (week) { alone(Place::Week(*week)) }
            undone (week) { one(LogEvent::WeekReopened { week: *week, reason: undone("sluiten") }) };

            /// A closed piketweek was opened again.
            WeekReopened = "week_heropend" 1, { week: Piketweek, reason "reden": Vertrouwelijk }
            says (week, reason) shown { with_reason(&format!("Piketweek {week} heropend"), shown.filled(reason)) }
            named (week) { format!("heropenen van week {week}") }
            touches (week) { alone(Place::Week(*week)) }
            undone (week) before {
                back_at(LogEvent::WeekClosed { week: *week }, before.closed_weeks.get(week).copied())
            };

            /// The confidential texts of a case were destroyed, with the entry itself.
            ZaakPurged = "zaak_gewist" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) shown { with_reason("Teksten van de zaak gewist", shown.filled(reason)) }
            named Case (zaak) { format!("wissen van zaak {zaak}") }
            touches (zaak) { alone(Place::Zaak(*zaak)) }
            undone () { Err(Irreversible::Purged) }
            lives Purged;
            ]
        }
    };
}
pub(crate) use zaak_rows;
