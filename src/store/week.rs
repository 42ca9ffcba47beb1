//! What only the store knows of a piketweek: when its monitor and the handover were made, who recorded in it, and how far
//! the copies go.

use rusqlite::params;

use super::{backup, open_store::Store};
use crate::{
    domain::{
        audit::{AuditAct, Outcome},
        error::Result,
        ids::{Piketweek, WeekStart},
        moment::Moment,
        subject::Subject,
    },
    judge::{
        retention::{self, RetentionState},
        week::WeekFacts,
    },
    log::desk::Desk,
};

impl Store {
    /// All of a week: its cases and reports, and what only the store knows of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn week(
        &self,
        week: Piketweek,
        week_start: WeekStart,
        termijnen: retention::Termijnen,
        now: Moment,
    ) -> Result<(Desk, WeekFacts)> {
        let desk = self.subject(Subject::from(week))?;
        let (begin, end) = (week.begin(week_start), week.end(week_start));
        let asks = |state| matches!(state, RetentionState::Question | RetentionState::Expired(_));
        let facts = WeekFacts {
            monitor: self.last_audit(AuditAct::Exported, &format!("monitor {week}"), begin)?,
            handover: self.last_audit(AuditAct::HandedOver, "%", begin)?,
            copy: backup::newest(self.path())?.map(|copy| copy.at),
            officers: self.officers(begin, end)?,
            retention: retention::list(&desk, termijnen, now).iter().filter(|line| asks(line.state)).count(),
        };
        Ok((desk, facts))
    }

    /// When something of this name was last done with success, since a moment.
    fn last_audit(&self, act: AuditAct, object: &str, since: Moment) -> Result<Option<Moment>> {
        let mut stmt = self.connection.prepare_cached(
            "SELECT max(op) FROM inzage WHERE handeling = ?1 AND object LIKE ?2 AND uitkomst = ?3 AND op >= ?4",
        )?;
        let with = params![act.code(), object, Outcome::Succeeded.code(), since.log_form()];
        let last: Option<String> = stmt.query_row(with, |row| row.get(0))?;
        last.map(|at| Moment::from_rfc3339(&at)).transpose()
    }

    /// Who recorded something in a time, who did most first.
    fn officers(&self, begin: Moment, end: Moment) -> Result<Vec<String>> {
        let mut stmt = self.connection.prepare_cached(
            "SELECT actor FROM logboek WHERE vastgelegd_op >= ?1 AND vastgelegd_op < ?2 \
             GROUP BY actor ORDER BY count(*) DESC, actor",
        )?;
        let rows = stmt.query_map([begin.log_form(), end.log_form()], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
