//! Sets the inrichting of a case, by its known name where it is recognised.

use clap::Args;

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        inrichting::Plek,
        moment::Moment,
        rij::Rij,
        sanitize,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// How a name of no list is taken where an inrichting of the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlistedName {
    /// It is asked about: one stray key makes a stranger of an inrichting.
    Asked,
    /// The officer said that it is called so.
    Meant,
}

/// The case and the name as it was typed.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetInrichting {
    pub zaak: Zaaknummer,
    pub inrichting: String,
    pub unlisted: UnlistedName,
}

/// The same as it is typed, within the verb for what stands at the head of a case.
#[derive(Debug, Clone, Args)]
pub struct SetInrichtingArgs {
    /// Naam van de inrichting.
    #[arg(long)]
    pub inrichting: Option<String>,
    /// Ook als deze naam niet in de lijst staat en er nu wel zo een staat.
    #[arg(id = "niet_in_lijst", long = "niet-in-lijst", requires = "inrichting")]
    pub unlisted: bool,
}

impl SetInrichtingArgs {
    /// The act, where a name is given.
    pub(super) fn act(&self, zaak: Zaaknummer) -> Option<SetInrichting> {
        let unlisted = if self.unlisted { UnlistedName::Meant } else { UnlistedName::Asked };
        self.inrichting.clone().map(|inrichting| SetInrichting { zaak, inrichting, unlisted })
    }
}

impl SetInrichting {
    /// Refuses a name of no list in the place of one that is in it, until it is said that it is meant.
    fn is_meant(&self, context: &Context<'_>, stood: Option<&Plek>, name: Option<&Plek>) -> Result<()> {
        let (Some(stood), Some(new)) = (stood.filter(|plek| !plek.is_unlisted()), name.filter(|new| new.is_unlisted()))
        else {
            return Ok(());
        };
        if self.unlisted == UnlistedName::Meant {
            return Ok(());
        }
        let (typed, stood) = (sanitize::short_line(new.label(), TOLD), stood.label());
        let nearest = context.inrichtingen.nearest(new.label());
        let meant = if nearest.is_empty() { String::new() } else { format!("Bedoelt u {}? ", nearest.join(", of ")) };
        Err(Error::no(format!("«{typed}» staat niet in de lijst van inrichtingen; {stood}, die er nu staat, wel."))
            .hint(format!("{meant}Heet zij echt zo, leg dat dan nog eens vast (als opdracht: --niet-in-lijst).")))
    }
}

/// So many characters of a typed name are told back.
const TOLD: usize = 60;

/// Why a row falls with its inrichting.
const OTHER_SECTOR: &str = "de inrichting is van een andere sector";

/// What becomes of the row where the case comes to stand at this place: a row of the book of one sector is none of
/// another's, also where both have one by that name. A case without a row stands above all that runs.
fn lapsing_rij(context: &Context<'_>, zaak: &Zaak, plek: Option<&Plek>) -> Option<LogEvent> {
    zaak.rij()?;
    let to = context.known(plek);
    // Where no book counts the row stays as it was chosen, and nothing follows from it.
    let after = context.book.for_inrichting(to).ok()?;
    let stays = context
        .book_for(zaak)
        .map_or(after.edition.judges_like(&zaak.rulebook), |before| before.sector == after.sector);
    (!stays).then(|| LogEvent::RijChosen {
        zaak: zaak.number,
        rij: None,
        reason: Vertrouwelijk::new(OTHER_SECTOR),
        rulebook: context.stamp(to),
    })
}

/// The row that fell so at this moment.
fn lapsed_rij(zaak: &Zaak, now: Moment) -> Option<Rij> {
    let [.., before, last] = zaak.rij_choices.as_slice() else { return None };
    let fell = last.rij.is_none() && last.at == now && last.reason.read() == OTHER_SECTOR;
    before.rij.filter(|_| fell)
}

impl Judged for SetInrichting {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let zaak = find_open_zaak(desk, self.zaak)?;
        let name = context.inrichtingen.meant(&self.inrichting)?;
        self.is_meant(context, zaak.inrichting.as_ref(), name.as_ref())?;
        let row = lapsing_rij(context, zaak, name.as_ref());
        let set = LogEvent::InrichtingSet { zaak: self.zaak, inrichting: name };
        Ok(Decided::all(context, [set].into_iter().chain(row)))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let zaak = after.desk.zaken.get(&self.zaak);
        let set = zaak
            .and_then(Zaak::plek)
            .map_or_else(|| "De inrichting is weer onbekend.".to_owned(), |name| format!("De inrichting is {name}."));
        if let Some(rij) = zaak.and_then(|zaak| lapsed_rij(zaak, after.context.now)) {
            return format!("{set} Rij {rij} hoort bij een andere sector en vervalt: kies de rij opnieuw.");
        }
        let without_book = zaak.filter(|zaak| after.context.case_rule(zaak).is_without_book());
        match without_book.and_then(Zaak::rij) {
            Some(rij) => format!("{set} Rij {rij} telt daar niet."),
            None => set,
        }
    }

    /// The case stands where it stood.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_known_name_is_taken_from_what_was_typed_and_given_back_by_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("gegevens {ZAAK} --inrichting mesdag"))?;
        assert_eq!(then.events(), ["inrichting_gezet"]);
        assert_eq!(then.sentence(), "De inrichting is FPC Dr. S. van Mesdag.");
        assert_eq!(then.undone()?, ["inrichting_gezet"]);
        let then = scene.when(SetInrichting { zaak, inrichting: String::new(), unlisted: UnlistedName::Asked })?;
        assert_eq!(then.sentence(), "De inrichting is weer onbekend.");
        assert!(scene.refuses_typed("gegevens 2026-W47-09 --inrichting Mesdag").contains("2026-W47-09"));
        Ok(())
    }

    #[test]
    fn a_name_of_no_list_is_asked_about_where_one_of_the_list_stands() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        for (name, near) in [("CTP Veldzichtx", "Bedoelt u CTP Veldzicht?"), ("Kliniek Zonneduin", "Heet zij echt zo")]
        {
            let line = format!("gegevens {ZAAK} --inrichting '{name}'");
            let refused = scene.refuses_typed(&line);
            assert!(
                refused.contains(&format!("«{name}» staat niet in de lijst")) && refused.contains(near),
                "{refused}"
            );
            let then = scene.typed(&format!("{line} --niet-in-lijst"))?;
            assert_eq!(then.events(), ["inrichting_gezet"]);
            assert_eq!(then.undone()?, ["inrichting_gezet"]);
            // Where nobody knew it, nothing is asked.
            let then = then.scene.typed(&format!("gegevens {ZAAK} --inrichting 'Kliniek Elders'"))?;
            assert_eq!(then.scene.zaak(zaak)?.plek(), Some("Kliniek Elders"));
        }
        Ok(())
    }

    #[test]
    fn a_row_of_one_sector_falls_where_the_case_turns_out_to_be_of_another() -> TestResult {
        let (scene, _) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("gegevens {ZAAK} --inrichting Hartelborgt"))?;
        assert_eq!(then.events(), ["inrichting_gezet", "rij_gekozen"]);
        assert!(then.sentence().contains("Rij 6 hoort bij een andere sector"), "{}", then.sentence());
        assert_eq!(then.undone()?, ["rij_gekozen", "inrichting_gezet"]);
        Ok(())
    }
}
