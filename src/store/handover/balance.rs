//! Whether a handover closes: all that was at the desk when the week began, came in or was opened since, is closed,
//! gone to another desk, or goes along now; for cases, reports and reminders alike. Counted from the names of
//! the entries in the log alone, beside the folds that say what is open: two roads to one sum.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
    },
    log::desk_move::DeskMove,
    store::open_store::Store,
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CarriedKind {
    /// Cases, by number.
    #[serde(rename = "zaken")]
    Zaken,
    /// Reports in the inbox, by number.
    #[serde(rename = "meldingen")]
    Meldingen,
    /// The officer's own reminders: case, stroke, number.
    #[serde(rename = "herinneringen")]
    Reminders,
}

impl CarriedKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Zaken, Self::Meldingen, Self::Reminders];

    /// The word for several.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Zaken => "zaken",
            Self::Meldingen => "meldingen",
            Self::Reminders => "herinneringen",
        }
    }
}

/// The sum of one kind, each by its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceSheet {
    /// Open when the week began, or taken over since.
    #[serde(rename = "ingebracht")]
    pub brought_in: BTreeSet<String>,
    /// Opened or opened again since.
    #[serde(rename = "nieuw")]
    pub new: BTreeSet<String>,
    /// Done since.
    #[serde(rename = "afgedaan")]
    pub closed: BTreeSet<String>,
    /// Gone to another desk since.
    #[serde(rename = "al_overgedragen")]
    pub gone: BTreeSet<String>,
    /// What goes along now.
    #[serde(rename = "mee")]
    pub carried: BTreeSet<String>,
}

/// The sums of all kinds.
pub type Balance = BTreeMap<CarriedKind, BalanceSheet>;

/// Refuses sums that do not close, and names the difference.
///
/// # Errors
/// The difference.
pub fn require_closed(balance: &Balance) -> Result<()> {
    for kind in CarriedKind::ALL {
        let sheet = balance.get(&kind).cloned().unwrap_or_default();
        let (on_one_side, on_the_other): (BTreeSet<_>, BTreeSet<_>) =
            (&sheet.brought_in | &sheet.new, &(&sheet.closed | &sheet.gone) | &sheet.carried);
        let sum = |one: usize, other: usize| format!("{one} = {other}");
        let listed = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>().join(", ");
        let (lost, extra) = (&on_one_side - &on_the_other, &on_the_other - &on_one_side);
        let twice = sheet.closed.len() + sheet.gone.len() + sheet.carried.len() - on_the_other.len();
        let twice = twice + sheet.brought_in.len() + sheet.new.len() - on_one_side.len();
        if lost.is_empty() && extra.is_empty() && twice == 0 {
            continue;
        }
        let mut what = Vec::new();
        if !lost.is_empty() {
            what.push(format!("zoek: {}", listed(lost)));
        }
        if !extra.is_empty() {
            what.push(format!("te veel: {}", listed(extra)));
        }
        if twice > 0 {
            what.push(format!("dubbel geteld: {twice}"));
        }
        let sides = sum(on_one_side.len(), on_the_other.len());
        return Err(Error::data(format!(
            "De overdracht sluit niet voor {}: {sides}. {}.",
            kind.word(),
            what.join("; ")
        ))
        .hint("Er is niets overgedragen. Kijk met «piket controle» en «piket herbouw» wat er mis is."));
    }
    Ok(())
}

/// What an entry does to what is counted.
struct Movement {
    recorded_at: Moment,
    moved: DeskMove,
    zaak: Option<String>,
    melding: Option<String>,
    reminder: Option<i64>,
    from_elsewhere: bool,
}

/// What is open while the log is walked, and what became of it since the week began.
#[derive(Default)]
struct BalanceTally {
    open: BTreeMap<CarriedKind, BTreeSet<String>>,
    /// The reminders that are not done, of cases that are open or not.
    undone: BTreeSet<(String, i64)>,
    /// The cases that are at another desk.
    away: BTreeSet<String>,
    since: Option<Balance>,
}

impl BalanceTally {
    fn begin_week(&mut self) {
        let sheet = |kind| BalanceSheet { brought_in: self.open_of(kind).clone(), ..BalanceSheet::default() };
        self.since = Some(CarriedKind::ALL.into_iter().map(|kind| (kind, sheet(kind))).collect());
    }

    fn open_of(&self, kind: CarriedKind) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.open.get(&kind).unwrap_or(&NONE)
    }

    fn opens(&mut self, kind: CarriedKind, what: String, from_elsewhere: bool) {
        if let Some(sheet) = self.since.as_mut().and_then(|since| since.get_mut(&kind)) {
            sheet.gone.remove(&what);
            if from_elsewhere && !sheet.new.contains(&what) {
                sheet.brought_in.insert(what.clone());
            } else if !sheet.brought_in.contains(&what) {
                sheet.new.insert(what.clone());
            }
        }
        self.open.entry(kind).or_default().insert(what);
    }

    fn ends(&mut self, kind: CarriedKind, what: &str, gone: bool) {
        let was_open = self.open.get_mut(&kind).is_some_and(|open| open.remove(what));
        if let Some(sheet) = self.since.as_mut().and_then(|since| since.get_mut(&kind))
            && gone
            && was_open
        {
            sheet.gone.insert(what.to_owned());
        }
    }

    /// A case and the reminders that run in it go together.
    fn zaak(&mut self, zaak: &str, opened: Option<bool>, gone: bool) {
        let reminders = self.undone.iter().filter(|(of, _)| of == zaak).map(|(of, nr)| format!("{of}/{nr}"));
        let reminders: Vec<String> = reminders.collect();
        if let Some(from_elsewhere) = opened {
            self.opens(CarriedKind::Zaken, zaak.to_owned(), from_elsewhere);
            for reminder in reminders {
                self.opens(CarriedKind::Reminders, reminder, from_elsewhere);
            }
        } else {
            self.ends(CarriedKind::Zaken, zaak, gone);
            for reminder in &reminders {
                self.ends(CarriedKind::Reminders, reminder, gone);
            }
        }
    }

    fn take(&mut self, m: Movement) {
        let zaak = m.zaak.unwrap_or_default();
        match (m.moved, m.melding, m.reminder) {
            (DeskMove::ZaakOpens, ..) => {
                self.away.remove(&zaak);
                self.zaak(&zaak, Some(m.from_elsewhere), false);
            }
            // Back from a desk that it had gone to; otherwise the entries before it say whether it is open.
            (DeskMove::ZaakComes, ..) => {
                if self.away.remove(&zaak) {
                    self.zaak(&zaak, Some(true), false);
                }
            }
            (DeskMove::ZaakEnds, ..) => self.zaak(&zaak, None, false),
            (DeskMove::ZaakGoes, ..) => {
                self.zaak(&zaak, None, true);
                self.away.insert(zaak);
            }
            (DeskMove::MeldingOpens, Some(melding), _) => {
                self.opens(CarriedKind::Meldingen, melding, m.from_elsewhere);
            }
            (DeskMove::MeldingEnds, Some(melding), _) => self.ends(CarriedKind::Meldingen, &melding, false),
            (DeskMove::ReminderOpens, _, Some(nr)) => {
                self.undone.insert((zaak.clone(), nr));
                if self.open_of(CarriedKind::Zaken).contains(&zaak) {
                    self.opens(CarriedKind::Reminders, format!("{zaak}/{nr}"), m.from_elsewhere);
                }
            }
            (DeskMove::ReminderEnds, _, Some(nr)) => {
                self.undone.remove(&(zaak.clone(), nr));
                self.ends(CarriedKind::Reminders, &format!("{zaak}/{nr}"), false);
            }
            // An entry that does not say what it is about is a finding of the check.
            (DeskMove::MeldingOpens | DeskMove::MeldingEnds, None, _)
            | (DeskMove::ReminderOpens | DeskMove::ReminderEnds, _, None) => {}
        }
    }
}

impl Store {
    /// The sums since the week began at `start`, by the names of the entries in the log; `carried` is what is open in the
    /// folds and goes along.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn balance(&self, start: Moment, carried: &BTreeMap<CarriedKind, BTreeSet<String>>) -> Result<Balance> {
        let mut tally = BalanceTally::default();
        let kinds: Vec<String> = DeskMove::kinds(|_| true).map(|kind| format!("'{kind}'")).collect();
        let mut stmt = self.connection.prepare_cached(&format!(
            "SELECT vastgelegd_op, soort, zaak, json_extract(gegevens, '$.melding'), \
             json_extract(gegevens, '$.herinnering'), json_type(gegevens, '$.herkomst') FROM logboek WHERE soort IN \
             ({}) ORDER BY seq",
            kinds.join(", ")
        ))?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let Some(moved) = DeskMove::of(row.get_ref(1)?.as_str().unwrap_or_default()) else { continue };
            let movement = Movement {
                recorded_at: Moment::from_rfc3339(&row.get::<_, String>(0)?)?,
                moved,
                zaak: row.get(2)?,
                melding: row.get(3)?,
                reminder: row.get(4)?,
                from_elsewhere: row.get::<_, Option<String>>(5)?.is_some(),
            };
            if tally.since.is_none() && movement.recorded_at >= start {
                tally.begin_week();
            }
            tally.take(movement);
        }
        if tally.since.is_none() {
            tally.begin_week();
        }
        let mut balance = tally.since.take().unwrap_or_default();
        for (kind, sheet) in &mut balance {
            let all = &sheet.brought_in | &sheet.new;
            sheet.closed = &(&all - tally.open_of(*kind)) - &sheet.gone;
            sheet.carried = carried.get(kind).cloned().unwrap_or_default();
        }
        Ok(balance)
    }
}
