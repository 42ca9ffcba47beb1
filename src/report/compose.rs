//! Compiles the incidentenmonitor of a period from the store: the cases opened in it, and the cases of
//! other weeks for which an MBV or MOA came in during it.

use std::collections::BTreeMap;

use super::monitor::{Evidence, LooseForm, Monitor, MonitorForm, MonitorRow, NormText, TermijnLimits, TermijnRow};
use crate::{
    deadline::{StartKind, Termijn},
    desk::state::monitor_screen::MonitorProgress,
    domain::{
        besluit::BesluitKind,
        error::Result,
        ids::{Piketweek, WeekStart, Zaaknummer},
        moment::Moment,
        period::Period,
        termijn_choice::LezingChoice,
    },
    judge::{
        case_judge::CaseJudge,
        case_rule::{CaseRule, no_book_version},
        checklist::{ChecklistState, StepLine},
        countdown::Countdown,
        decided::applies,
        visibility::Visibility,
        week,
    },
    log::{melding::MeldingState, zaak::Zaak},
    rules::book::{Books, MonitorColumn, Rulebook, TermijnDuration, TermijnRule},
    store::Store,
};

/// With how many weeks before it a monitor is compared.
const WEEKS_BEFORE: usize = 8;

/// Who compiles monitors: from which log and by which books, and as of when.
#[derive(Debug, Clone, Copy)]
pub struct MonitorCompiler<'a> {
    /// The log.
    pub store: &'a Store,
    /// The books at hand.
    pub books: Books<'a>,
    /// When a piketweek starts.
    pub week_start: WeekStart,
    /// When the monitor is made.
    pub now: Moment,
}

impl MonitorCompiler<'_> {
    /// Compiles the monitor of a period, telling after each week how far it is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn monitor(&self, period: Period, tell: &mut dyn FnMut(MonitorProgress)) -> Result<Monitor> {
        let Self { week_start, now, .. } = *self;
        let weeks = period.weeks(week_start);
        let before = match period {
            Period::Weeks(_) => WEEKS_BEFORE,
            Period::Days { .. } => 0,
        };
        let (of, mut done) = (weeks.weeks().count() + before, 0);
        let mut step = || {
            done += 1;
            tell(MonitorProgress { done: done.min(of), of });
        };
        let PeriodContent { lines, loose } = self.found(period, &mut step)?;
        let earlier_weeks = match period {
            Period::Weeks(_) => weeks.before(WEEKS_BEFORE),
            Period::Days { .. } => None,
        };
        let earlier = match earlier_weeks {
            Some(weeks) => self.found(Period::Weeks(weeks), &mut step)?.lines,
            None => Vec::new(),
        };
        let (start, end) = (period.begin(week_start), period.end(week_start));
        let (norms, addressee) = (norms(self.books.book), self.books.book.contacts.addressee.clone());
        Ok(Monitor {
            period,
            weeks,
            start,
            end,
            created_at: now,
            lines,
            loose,
            earlier_weeks,
            earlier,
            norms,
            addressee,
        })
    }

    /// Each case is judged as soon as it is read, so that no more of them than one week has are held at once.
    fn found(&self, period: Period, step: &mut dyn FnMut()) -> Result<PeriodContent> {
        let (start, end) = (period.begin(self.week_start), period.end(self.week_start));
        let weeks = period.weeks(self.week_start);
        let counted = |zaak: &Zaak, week| {
            week::is_counted(zaak, CaseRule::by(zaak, self.books)).then(|| MonitorRow { week, ..self.line(zaak) })
        };
        let mut rows: BTreeMap<Zaaknummer, Option<MonitorRow>> = BTreeMap::new();
        for week in weeks.weeks() {
            let of_week = self.store.zaken_of_week(week)?.into_iter();
            rows.extend(of_week.filter(|z| is_of(z, period, (start, end))).map(|z| (z.number, counted(&z, week))));
            step();
        }
        let mut loose = Vec::new();
        for melding in self.store.meldingen_between(start, end)? {
            if !melding.kind.is_form() {
                continue;
            }
            let week = Piketweek::from(melding.received, self.week_start);
            match melding.state {
                MeldingState::Linked(number) => {
                    if !rows.contains_key(&number)
                        && let Some(zaak) = self.store.zaak(number)?
                    {
                        rows.insert(number, counted(&zaak, week));
                    }
                }
                MeldingState::Open => {
                    let names = self.books.of(melding.inrichting());
                    let form = MonitorForm::new(melding.number, melding.kind, names, melding.received);
                    loose.push(LooseForm { form, week });
                }
                MeldingState::SetAside(_) => {}
            }
        }
        Ok(PeriodContent { lines: rows.into_values().flatten().collect(), loose })
    }

    fn line(&self, zaak: &Zaak) -> MonitorRow {
        let judge = CaseJudge { books: self.books, choice: LezingChoice::Streng };
        let (case, list) = (judge.case_rule(zaak), judge.steps(zaak, Visibility::Open));
        let termijnen = judge
            .countdowns(zaak, &list)
            .unwrap_or_default()
            .iter()
            .map(|k| {
                let t = &k.termijn;
                let is_assumed = matches!(t.start_kind, StartKind::PhoneCall | StartKind::Receipt);
                let limits = TermijnLimits { due: t.streng(), gangbaar: t.gangbaar(), last: t.last(), is_assumed };
                let manual_due = k.ground.is_own().then_some(k.due);
                TermijnRow {
                    manual_due,
                    ..TermijnRow::new((t.kind, t.label.clone()), limits, evidence(zaak, k, &list), self.now)
                }
            })
            .collect();
        let incident = match case.rule() {
            Some(rule) => rule.incident.clone(),
            None if case.awaits_rij() => "nog geen rij gekozen".to_owned(),
            None => case.gap().unwrap_or_default(),
        };
        let mut line = MonitorRow::from(zaak, case.book().unwrap_or(self.books.book), &incident, termijnen);
        // A row of the book of another sector is none here.
        line.rij = case.rij();
        if let CaseRule::NoBook(sector) = case {
            line.rulebook_version = no_book_version(sector);
        }
        let inrichting = self.books.inrichting(zaak.plek());
        line.sector = inrichting.and_then(|i| i.sector.as_ref()).map(ToString::to_string);
        if let CaseRule::Known(book, rule) = case {
            line.form_termijn = book.termijn_rules(rule).find(|termijn| termijn.is_form()).map(|termijn| termijn.kind);
        }
        if let Some(rule) = case.rule() {
            // Where the matrix leaves no choice it decided, and the monitor says so.
            line.t = applies(zaak, Some(rule), BesluitKind::T);
            line.p = applies(zaak, Some(rule), BesluitKind::P);
            line.a = applies(zaak, Some(rule), BesluitKind::A);
            line.public_name.clone_from(&rule.category.public);
            line.oa = rule.is_oa().into();
        }
        line.media = case.answer_for(zaak, MonitorColumn::Media);
        line.injury = case.answer_for(zaak, MonitorColumn::Injury);
        line
    }
}

/// What there is of a period.
struct PeriodContent {
    lines: Vec<MonitorRow>,
    loose: Vec<LooseForm>,
}

/// By its number where the period is weeks: the setting may have changed since it was given out.
fn is_of(zaak: &Zaak, period: Period, (start, end): (Moment, Moment)) -> bool {
    match period {
        Period::Weeks(_) => true,
        Period::Days { .. } => start <= zaak.opened && zaak.opened < end,
    }
}

/// What the terms of the book ask, in the order of the tables.
fn norms(book: &Rulebook) -> Vec<NormText> {
    let hours = book.form;
    let asks = |duration| match duration {
        TermijnDuration::Form => format!(
            "in kantooruren dezelfde dag, daarbuiten de eerstvolgende werkdag vóór {}, in het weekend maandag vóór {}",
            hours.werkdag.format("%H:%M"),
            hours.weekend.format("%H:%M")
        ),
        TermijnDuration::Hours(1) => "binnen een uur".to_owned(),
        TermijnDuration::Hours(hours) => format!("binnen {hours} uur"),
    };
    let norm = |rule: &TermijnRule| NormText {
        kind: rule.kind,
        label: rule.label.clone(),
        asks: asks(rule.duration),
        source: rule.source.to_string(),
    };
    book.termijnen.iter().map(norm).collect()
}

/// What is known of what a term asks. A mark without a time of its own says only that it was so by then.
fn evidence(zaak: &Zaak, countdown: &Countdown, list: &[StepLine]) -> Evidence {
    let Termijn { step, duration, .. } = countdown.termijn;
    match list.iter().find(|line| line.step == step).map(|line| &line.state) {
        // Said after it was too late, it takes nothing back.
        Some(ChecklistState::NotNeeded(_)) if countdown.stays_late() => Evidence::none_of(duration),
        Some(ChecklistState::NotNeeded(_)) => Evidence::NotNeeded,
        Some(ChecklistState::Done { at, .. }) => match (*at, zaak.steps.get(&step)) {
            (Some(at), Some(note)) if note.at == at && !note.is_timed => Evidence::AtLatest(at),
            (Some(at), _) => Evidence::At(at),
            (None, _) => Evidence::AtLatest(zaak.last),
        },
        Some(ChecklistState::Open(_) | ChecklistState::Ready(_) | ChecklistState::Waiting(_)) | None => {
            Evidence::none_of(duration)
        }
    }
}
