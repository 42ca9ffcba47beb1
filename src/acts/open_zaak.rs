//! Opens a case from a report and takes over what the report says. What kind of report it is the officer says where
//! the desk did not recognise it.

use clap::Args;

use super::{
    arguments::{ShellAnswer, TypedAct},
    before::Before,
    brought::{feiten_of, linked, read_as, rij_of},
    decide::{After, Context, Decided, Judged},
    shared::{find_open_melding, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        feit::FeitNumber,
        ids::{Meldingnummer, Piketweek},
        melding::MeldingKind,
        own_words,
        subject::Subject,
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::repeat,
    log::{
        desk::Desk,
        event::LogEvent,
        melding::{Melding, MeldingState},
    },
    rules::book::Rulebook,
};

/// The report that the case is opened with.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Open een zaak met een melding uit de inbox")]
pub struct OpenZaak {
    /// Meldingnummer, bijvoorbeeld M0012.
    pub melding: Meldingnummer,
    /// Ook als er bij deze inrichting net een zaak is geopend, of een zaak dit formulier al heeft.
    #[arg(id = "nieuw", long = "nieuw")]
    pub new: bool,
    /// Wat voor bericht het is, als dat niet is herkend: een formulier van het regelboek, of onbekend (geen formulier).
    #[arg(id = "soort", long = "soort", value_name = "SOORT", value_parser = kind)]
    pub kind: Option<MeldingKind>,
}

fn kind(text: &str) -> Result<MeldingKind> {
    match text.to_lowercase().parse()? {
        MeldingKind::Phone | MeldingKind::Automatic => Err(Error::usage(format!("«{text}» is geen keuze."))),
        kind @ (MeldingKind::Form(_) | MeldingKind::Unknown) => Ok(kind),
    }
}

impl TypedAct for OpenZaak {
    fn subject(&self) -> Subject {
        self.melding.into()
    }

    fn answer(&self) -> ShellAnswer {
        ShellAnswer::Zaaknummer
    }
}

/// What kind of report it counts as: what was recognised, or what the officer says where nothing was.
fn kind_of(melding: &Melding, said: Option<MeldingKind>, book: &Rulebook) -> Result<MeldingKind> {
    let number = melding.number;
    let names = || book.all_forms().iter().map(|form| form.kind.code()).collect::<Vec<_>>().join(", ");
    let hint = || format!("Zeg het met --soort {} of onbekend (geen formulier).", names());
    match (melding.kind, said) {
        (kind, Some(said)) if !kind.is_recognised() && said.is_form() && book.about(said).is_none() => {
            Err(Error::usage(format!("Er is geen formulier «{}».", said.code())).hint(hint()))
        }
        (kind, Some(said)) if !kind.is_recognised() => Ok(said),
        (kind, None) if !kind.is_recognised() => {
            Err(Error::usage(format!("Van melding {number} is niet herkend wat voor bericht het is.")).hint(hint()))
        }
        (known, Some(said)) if said != known => {
            Err(Error::no(format!("Melding {number} is herkend als {}.", known.label(book))))
        }
        (known, Some(_) | None) => Ok(known),
    }
}

impl Judged for OpenZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let melding = find_open_melding(desk, self.melding)?;
        if !self.new {
            repeat::opens_no_second(desk, context.book_of(melding), melding)?;
        }
        let kind = kind_of(melding, self.kind, context.book)?;
        let (melding, renamed) = read_as(melding, kind, context.book);
        let melding = &melding;
        let zaak = desk.next_zaak(Piketweek::from(context.now, context.week_start));
        // A case that opens has no row yet, and without one nothing ends.
        let times = Times { oa_end: None, ..melding.times() };
        times.check_told(None)?;
        for (name, t) in
            [("Het voorval", times.voorval), ("De constatering", times.constatering), ("Het telefoontje", times.called)]
        {
            if let Some(t) = t {
                not_in_the_future(name, t, context.now)?;
            }
        }
        let inrichting = melding.inrichting().and_then(|name| context.inrichtingen.plek(name));
        let known = context.known(inrichting.as_ref());
        let elsewhere = context.points_elsewhere(inrichting.as_ref());
        let rulebook = context.stamp(known);
        let mut events = vec![
            LogEvent::ZaakOpened { zaak, inrichting, rulebook: rulebook.clone(), kalender: context.kalender },
            linked(melding, zaak),
        ];
        events.extend(renamed);
        for (time, moment) in [
            (TimeKind::Called, times.called),
            (TimeKind::Voorval, times.voorval),
            (TimeKind::Constatering, times.constatering),
        ] {
            if moment.is_some() {
                events.push(LogEvent::TimeSet { zaak, time, moment, by_hand: Some(YesNo::No) });
            }
        }
        // A row of another sector's matrix says nothing here; it stays in the report.
        if let Some(rij) = rij_of(melding).filter(|_| elsewhere.is_none())
            && context.book.for_inrichting(known).is_ok_and(|book| book.rij(rij).is_some())
        {
            let reason = Vertrouwelijk::new(own_words::CHOSEN_AT_MELDING);
            events.push(LogEvent::RijChosen { zaak, rij: Some(rij), reason, rulebook });
        }
        events.extend(feiten_of(context, zaak, melding, FeitNumber::FIRST));
        Ok(Decided::all(context, events))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let melding = self.melding;
        let state = after.desk.meldingen.get(&melding).map(|m| &m.state);
        let Some(MeldingState::Linked(zaak)) = state else {
            return format!("Voor melding {melding} is een zaak geopend.");
        };
        if after.desk.zaken.get(zaak).is_some_and(|zaak| after.context.case_rule(zaak).is_without_book()) {
            let said = after.desk.meldingen.get(&melding).and_then(rij_of);
            let not_taken = said.map_or_else(String::new, |rij| format!(" Rij {rij} telt daar niet."));
            return format!("Zaak {zaak} is geopend: zelf toetsen.{not_taken}");
        }
        match after.rij(*zaak) {
            Some(rij) => format!("Zaak {zaak} is geopend. {rij}"),
            None => format!("Zaak {zaak} is geopend zonder rij: kies die eerst."),
        }
    }

    /// The case is withdrawn; its number stays given out.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_case_is_opened_with_what_the_report_says_and_withdrawn_by_an_undo() -> TestResult {
        let mut scene = Scene::empty()?;
        let melding = scene.mail(MeldingKind::form("mbv"), &[("voorval", "2026-11-22T01:30:00+01:00")])?;
        let then = scene.typed(&format!("open {melding}"))?;
        assert_eq!(then.events().first(), Some(&"zaak_geopend"));
        assert!(then.events().contains(&"tijd_gezet"));
        assert_eq!(then.sentence(), format!("Zaak {ZAAK} is geopend zonder rij: kies die eerst."));
        assert!(then.taken_back()?.desk.zaken.values().all(|zaak| !zaak.is_open()));
        assert!(then.scene.refuses_typed(&format!("open {melding}")).contains("hoort al bij zaak"));
        Ok(())
    }

    #[test]
    fn of_a_mail_that_was_not_recognised_the_officer_says_what_it_is() -> TestResult {
        let mut scene = Scene::empty()?;
        let melding = scene.mail(MeldingKind::Unknown, &[])?;
        assert!(scene.refuses_typed(&format!("open {melding}")).contains("niet herkend"));
        assert!(scene.refuses_typed(&format!("open {melding} --soort brief")).contains("brief"));
        assert!(scene.typed(&format!("open {melding} --soort mbv"))?.events().contains(&"melding_gekoppeld"));
        Ok(())
    }
}
