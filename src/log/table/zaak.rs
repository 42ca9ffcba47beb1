//! The rows of a case as a whole: it is opened, closed, merged, handed over, kept and purged, and goes into the
//! incidentenmonitor of a week.

macro_rules! zaak_rows {
    ($visibility:ident [$($before:tt)*]) => {
        $crate::log::table::weighing_rows! {
            $visibility [$($before)*

            /// A case was opened.
            ZaakOpened = "zaak_geopend" 1, Zaak(zaak) {
                inrichting: Option<Plek>, rulebook "regelboek": RulebookStamp, kalender: Kalender,
            }
            says (inrichting) {
                format!(
                    "Zaak geopend voor {}.",
                    inrichting.as_ref().map_or("een nog onbekende inrichting", |p| $visibility.plek(p))
                )
            };

            /// The inrichting of a case was set or mended.
            InrichtingSet = "inrichting_gezet" 1, Zaak(zaak) { inrichting: Option<Plek> }
            says (inrichting) {
                format!("Inrichting: {}.", inrichting.as_ref().map_or("onbekend", |p| $visibility.plek(p)))
            };

            /// A case was taken up in the incidentenmonitor of a week.
            EnteredInMonitor = "in_monitor_opgenomen" 1, Zaak(zaak) { week: Piketweek }
            says (week) { format!("Opgenomen in de incidentenmonitor van {week}.") };

            /// A case was closed.
            ZaakClosed = "zaak_gesloten" 1, Zaak(zaak) {}
            says () { "Zaak gesloten.".to_owned() };

            /// A case that was opened for nothing was taken back; its number stays given out.
            ZaakWithdrawn = "zaak_ingetrokken" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak ingetrokken", $visibility.filled(reason)) };

            /// A closed case was opened again.
            ZaakReopened = "zaak_heropend" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak heropend", $visibility.filled(reason)) };

            /// Another case went up in this one, with what came along.
            ZaakMerged = "zaak_samengevoegd" 1, Zaak(zaak) {
                from "uit": Zaaknummer, along "mee": BroughtAlong, reason "reden": Vertrouwelijk,
            }
            says (from, reason) {
                with_reason(&format!("Zaak {from} is in deze opgegaan"), $visibility.filled(reason))
            };

            /// It went out of it again.
            ZaakSplit = "zaak_gesplitst" 1, Zaak(zaak) { from "uit": Zaaknummer }
            says (from) { format!("Zaak {from} is weer een eigen zaak.") };

            /// This case went up in another one, which closed it.
            ZaakAbsorbed = "zaak_opgegaan" 1, Zaak(zaak) { to "naar": Zaaknummer, reason "reden": Vertrouwelijk }
            says (to, reason) { with_reason(&format!("Opgegaan in zaak {to}"), $visibility.filled(reason)) };

            /// It came out of it again and is open.
            ZaakReturned = "zaak_teruggekomen" 1, Zaak(zaak) { from "uit": Zaaknummer, reason "reden": Vertrouwelijk }
            says (from, reason) {
                with_reason(&format!("Terug uit zaak {from}; weer open"), $visibility.filled(reason))
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
            says (reason) { with_reason("Zaak vastgehouden", $visibility.filled(reason)) };

            /// That duty ended.
            HoldLifted = "bewaring_opgeheven" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Zaak niet langer vastgehouden", $visibility.filled(reason)) };

            /// A piketweek was closed: everything of it is in its monitor.
            WeekClosed = "week_gesloten" 1, { week: Piketweek }
            says (week) { format!("Piketweek {week} gesloten.") };

            /// A closed piketweek was opened again.
            WeekReopened = "week_heropend" 1, { week: Piketweek, reason "reden": Vertrouwelijk }
            says (week, reason) { with_reason(&format!("Piketweek {week} heropend"), $visibility.filled(reason)) };

            /// The confidential texts of a case were destroyed, with the entry itself.
            ZaakPurged = "zaak_gewist" 1, Zaak(zaak) { reason "reden": Vertrouwelijk }
            says (reason) { with_reason("Teksten van de zaak gewist", $visibility.filled(reason)) };
            ]
        }
    };
}
pub(crate) use zaak_rows;
