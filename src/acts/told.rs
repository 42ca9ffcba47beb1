//! What the officer is told once acts are in the log: what each wrote, and what is demanded now that was not
//! demanded before, by the terms and the steps of the cases it touched. What ends or starts a term is told in one
//! way for every act, from the case before it and the case after it, so that no act silences a term unseen.

mod agreed;

use chrono::Duration;

use self::agreed::named;
use super::{
    Act, IncludeInMonitor, Weigh,
    before::Before,
    decide::{After, Demands},
    task, undo,
};
use crate::{
    domain::{
        ids::{Piketweek, Zaaknummer},
        moment::Moment,
        sanitize,
        step::StepState,
        termijn_kind::TermijnKind,
        time_kind::TimeKind,
    },
    judge::{
        checklist::StepLine,
        countdown::{Countdown, MetOutcome, Severity},
        planned::stands_on,
        reminder_moment::fallen,
        untaken::{NAMED as NAMED_TIMES, untaken},
        visibility::Visibility,
        weighed_otherwise::weighed_otherwise,
    },
    log::{history::Direction, zaak::Zaak},
};

/// So many tasks are named; of the others it is told how many there are.
const NAMED: usize = 4;

/// How a verb says by what an act is taken back.
pub const SHELL_UNDO: &str = "«piket ongedaan» neemt het terug.";

impl After<'_> {
    /// The sentences of the acts, each once, and after them what is demanded now. `by` says by what they are
    /// taken back; that, or why nothing takes them back, is told where they end a term.
    pub fn told(&self, acts: &[Act], before: &Before, by: &str) -> Vec<String> {
        let mut told: Vec<String> = self.no_longer_agreed(before);
        let entered: Vec<&IncludeInMonitor> =
            acts.iter().filter_map(|act| if let Act::IncludeInMonitor(i) = act { Some(i) } else { None }).collect();
        let weighed: Vec<&Weigh> =
            acts.iter().filter_map(|act| if let Act::Weigh(w) = act { Some(w) } else { None }).collect();
        let sentences = match entered.as_slice() {
            [first, .., last] if entered.len() == acts.len() => {
                vec![in_monitors(first.week, last.week, entered.len())]
            }
            _ => acts.iter().flat_map(|act| self.sentences(act, &weighed)).collect(),
        };
        for sentence in sentences {
            if !told.contains(&sentence) {
                told.push(sentence);
            }
        }
        // A row that is read back has named what it asks, and its term.
        let read_back: Vec<Zaaknummer> =
            acts.iter().filter_map(|act| if let Act::ChooseRij(c) = act { Some(c.zaak) } else { None }).collect();
        let undo = undo::of_all(acts, before).told(by);
        told.extend(self.demanded(before, undo, &told.join(" "), &read_back));
        told
    }

    /// The sentences of one act; the questions of one case that were answered together are told once, with the first of them.
    fn sentences(&self, act: &Act, weighed: &[&Weigh]) -> Vec<String> {
        let Act::Weigh(one) = act else { return vec![act.sentence(self)] };
        let together: Vec<&Weigh> = weighed.iter().copied().filter(|other| other.zaak == one.zaak).collect();
        if together.first().is_some_and(|first| std::ptr::eq(*first, one)) {
            Weigh::sentences(&together, self)
        } else {
            Vec::new()
        }
    }

    /// What is told of an act that was taken back or put back; `by` names what does the opposite.
    pub fn told_turned(&self, direction: Direction, name: &str, before: &Before, by: &str) -> Vec<String> {
        let (what, back) = match direction {
            Direction::Undo => (format!("Ongedaan: {name}."), format!("{by} zet u het terug.")),
            Direction::Redo => (format!("Teruggezet: {name}."), format!("{by} neemt u het weer terug.")),
        };
        let labels = before.taught(direction).iter().map(|taught| {
            let label = sanitize::line(taught.label.read());
            match direction {
                Direction::Undo => format!("Ook het etiket «{label}» is teruggenomen: het wordt niet meer herkend."),
                Direction::Redo => format!("Ook het etiket «{label}» is weer geleerd."),
            }
        });
        let fell = self.no_longer_agreed(before).into_iter();
        fell.chain([what]).chain(labels).chain(self.changed(before)).chain([back]).collect()
    }

    /// What the cases demand now and did not before, and which of their terms end; nothing where that is as it was.
    fn changed(&self, before: &Before) -> Option<String> {
        self.demanded(before, "", "", &[])
    }

    /// The same, but for the terms that are told already and the tasks of cases whose row is read back.
    fn demanded(&self, before: &Before, undo: &str, told: &str, read_back: &[Zaaknummer]) -> Option<String> {
        let mut sentences = Vec::new();
        let mut ended = false;
        for (number, was) in &before.zaken {
            let Some(is) = self.desk.zaken.get(number) else { continue };
            let about = if before.zaken.len() > 1 { format!("{number}: ") } else { String::new() };
            let mut change = self.change(was.as_ref(), is);
            change.otherwise.extend(taken(before, was.as_ref(), is));
            ended |= !change.ended.is_empty();
            let mut asked = change.termijnen;
            asked.retain(|termijn| !told.contains(termijn.as_str()));
            if !read_back.contains(number) {
                asked.extend(task::listed(&change.tasks, NAMED));
            }
            if !asked.is_empty() {
                sentences.push(format!("{about}nu {}.", asked.join(", ")));
            }
            sentences.extend(
                (change.ended.into_iter().chain(change.met).chain(change.long_ago).chain(change.otherwise))
                    .map(|what| format!("{about}{what}.")),
            );
        }
        let mut sentences: Vec<String> = sentences.iter().map(|s| sanitize::capitalize(s)).collect();
        if ended && !undo.is_empty() {
            sentences.push(undo.to_owned());
        }
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// The answers to weighing questions that something speaks against now, and did not before.
    fn otherwise(&self, was: Option<&Zaak>, is: &Zaak) -> Vec<String> {
        let run = |zaak| self.context.inrichting(zaak).map(|i| i.ownership);
        let of = |zaak| weighed_otherwise(zaak, self.context.case_rule(zaak), run(zaak));
        let before = was.map(of).unwrap_or_default();
        let now = of(is).into_iter().filter(|otherwise| is.is_open() && !before.contains(otherwise));
        now.map(|otherwise| format!("let op: {otherwise}")).collect()
    }

    /// The times of reports that cannot be beside the others.
    fn named_in_vain(&self, was: Option<&Zaak>, is: &Zaak) -> Vec<String> {
        let of = |zaak: &Zaak| untaken(zaak, self.context.case_rule(zaak));
        let before = was.map(of).unwrap_or_default();
        let new = of(is).into_iter().filter(|now| is.is_open() && !before.contains(now));
        new.map(|now| format!("let op: {}", now.words())).collect()
    }

    /// The reminders that are done with the step they ask after.
    fn reminders_done(&self, was: &Zaak, after: &Demands) -> Vec<String> {
        let done = fallen(was, &after.steps);
        done.map(|reminder| format!("de herinnering van {} vervalt", reminder.when.short_in(self.context.now)))
            .collect()
    }

    /// The reminders that had fallen with a step and are back with it.
    fn reminders_back(&self, was: &Zaak, is: &Zaak) -> Vec<String> {
        let had_fallen = |number| was.reminders.iter().any(|r| r.number == number && r.done.is_some() && r.has_fallen);
        let back = is.running_reminders().filter(|reminder| had_fallen(reminder.number));
        back.map(|reminder| format!("de herinnering van {} staat er weer", reminder.when.short_in(self.context.now)))
            .collect()
    }

    fn change(&self, was: Option<&Zaak>, is: &Zaak) -> CaseChange {
        let (open_before, before) = (was.is_some_and(Zaak::is_open), was.map(|zaak| self.demands(zaak)));
        let after = self.demands(is);
        let mut change = CaseChange::default();
        for kind in kinds(before.as_ref(), &after) {
            let earlier = before.as_ref().and_then(|d| d.termijn(kind));
            let ran = earlier.filter(|t| open_before && t.is_running());
            let now = after.termijn(kind);
            let runs = now.filter(|t| is.is_open() && t.is_running());
            let label = now.or(earlier).map_or_else(|| kind.code().to_owned().into(), |t| t.termijn.label.clone());
            match (ran, runs) {
                (Some(from), Some(t)) if from.due == t.due => {
                    change.met.extend(turned(&named(&label), from, t, self.context.now));
                }
                (None | Some(_), Some(t)) => {
                    change.termijnen.push(format!("{label} vóór {}", t.due_in_words(self.context.now)));
                }
                (Some(from), None) => match now.filter(|_| is.is_open()).and_then(Countdown::outcome) {
                    Some(outcome) => change.met.push(format!("{} stopt: {}", named(&label), outcome.word())),
                    None if now.is_some_and(Countdown::stays_late) => {
                        change.ended.push(format!("{} telt niet meer af en blijft te laat", named(&label)));
                    }
                    None if was.is_some_and(|was| self.still_goes_off(was, is, &after)) => change.met.push(format!(
                        "{} is nu niet te bepalen; wat daarvoor voor deze rij gepland was, gaat af",
                        named(&label)
                    )),
                    None => change.ended.push(format!("{} vervalt{}", named(&label), why((was, is), &after, from))),
                },
                (None, None) => {
                    let outcome = |t: Option<&Countdown>| t.and_then(Countdown::outcome).map(MetOutcome::word);
                    let (then, now) = (outcome(earlier), outcome(now));
                    let turned = then.zip(now).filter(|(then, now)| is.is_open() && then != now);
                    let said = turned.map(|(then, now)| format!("{} was {then}, en is nu {now}", named(&label)));
                    change.met.extend(said);
                }
            }
        }
        change.ended.extend(was.and_then(|was| self.planned_before(was, is)));
        change.met.extend(was.into_iter().flat_map(|was| self.reminders_done(was, &after)));
        change.met.extend(was.into_iter().flat_map(|was| self.reminders_back(was, is)));
        change.long_ago = long_ago(was, is, self.context.now);
        change.otherwise = self.otherwise(was, is);
        change.otherwise.extend(self.named_in_vain(was, is));
        change.otherwise.extend(found_after_the_end(is).filter(|_| was.and_then(found_after_the_end).is_none()));
        if let (Some(before), true, true) = (before, open_before, is.is_open()) {
            change.tasks = self.new_tasks(is, &before, &after);
        }
        change
    }

    /// That what was planned by another text of the book lapses, because the case does not stand on that any more.
    fn planned_before(&self, was: &Zaak, is: &Zaak) -> Option<String> {
        let stood = was.is_open() && self.context.case_rule(was).is_of_another_text(was);
        let stands = is.is_open() && stands_on(is, self.context.case_rule(is), was.plan_ground());
        (stood && !stands).then(|| "wat alleen onder het eerdere regelboek gepland was, vervalt".to_owned())
    }

    /// Whether alarms go off for a term of before that is not judged any more: what was planned on what the case stood on
    /// stays, and where the case stands on an earlier choice again, what was planned on that one comes back.
    fn still_goes_off(&self, was: &Zaak, is: &Zaak, after: &Demands) -> bool {
        let (then, now) = (was.plan_ground(), is.plan_ground());
        let is_back = now.choice < then.choice;
        is.is_open() && after.unsettled && (is_back || stands_on(is, self.context.case_rule(is), then))
    }

    /// The steps that ask now and did not before. What asks only because no rule holds is one thing to do.
    fn new_tasks(&self, is: &Zaak, before: &Demands, after: &Demands) -> Vec<String> {
        let case = self.context.case_rule(is);
        let gap = case.gap().filter(|_| !case.awaits_rij());
        let of_gap = |line: &StepLine| gap.as_deref().is_some_and(|gap| line.state.explanation() == gap);
        let (unruled, steps): (Vec<StepLine>, Vec<StepLine>) = after.steps.iter().cloned().partition(of_gap);
        let mut tasks = task::new_tasks(&before.steps, &steps, &after.termijnen);
        let first = case.comes_first().filter(|_| !task::new_tasks(&before.steps, &unruled, &[]).is_empty());
        tasks.splice(0..0, first.map(str::to_owned));
        tasks
    }
}

/// The times that a case has now from a report that belonged to one of these before, and could not be there.
fn taken<'a>(before: &'a Before, was: Option<&'a Zaak>, is: &'a Zaak) -> impl Iterator<Item = String> + 'a {
    let new = move |time: &TimeKind| was.is_some_and(|was| was.time(*time).is_none()) && !is.is_by_hand(*time);
    let there =
        move |melding| before.zaken.values().flatten().any(|z| z.meldingen.iter().any(|k| k.melding == melding));
    NAMED_TIMES.into_iter().filter(new).filter_map(move |time| {
        let at = is.time(time)?;
        let by = is.meldingen.iter().find(|link| link.named.of(time) == Some(at) && there(link.melding))?;
        Some(format!("{} {} is nu overgenomen uit {}", time.with_article(), at.short(), by.melding))
    })
}

/// That a term which runs to the same moment is late now and was not, or is no longer.
fn turned(named: &str, from: &Countdown, to: &Countdown, now: Moment) -> Option<String> {
    let (was, is) = (from.severity(now), to.severity(now));
    let left = (is == Severity::StrictPassed).then(|| format!(" ({})", sanitize::clause(&to.left_line(now))));
    (was != is).then(|| {
        format!("{named} was {}, en is nu {}{}", was.in_sentence(), is.in_sentence(), left.unwrap_or_default())
    })
}

/// That somebody was missed only after he was back: it can be, and is rarer than a mistyped time.
fn found_after_the_end(zaak: &Zaak) -> Option<String> {
    let (found, end) = zaak.times.constatering.zip(zaak.times.oa_end).filter(|(found, end)| found > end)?;
    let (found, end) = (found.long(), end.long());
    Some(format!("let op: de constatering ({found}) ligt na de terugkeer of aanhouding ({end})"))
}

/// A monitor names all its cases at once.
fn in_monitors(first: Piketweek, last: Piketweek, count: usize) -> String {
    let weeks = if first == last { first.to_string() } else { format!("{first} tot en met {last}") };
    format!("{count} zaken staan in de monitor van {weeks}.")
}

/// What became different in one case.
#[derive(Default)]
struct CaseChange {
    /// Terms that run now, or run to another moment.
    termijnen: Vec<String>,
    /// Tasks that are to be done now.
    tasks: Vec<String>,
    /// Terms that run no longer and were not met.
    ended: Vec<String>,
    /// Terms that were met.
    met: Vec<String>,
    /// That the voorval lies so far back that its time is likely mistyped.
    long_ago: Option<String>,
    /// Answers that say something else than what the case knows now.
    otherwise: Vec<String>,
}

/// What happened longer ago than this is told with its days.
const LONG_AGO: Duration = Duration::days(7);

/// How long ago the voorval was, where that is new and long.
fn long_ago(was: Option<&Zaak>, is: &Zaak, now: Moment) -> Option<String> {
    let voorval = is.times.voorval.filter(|at| was.is_none_or(|was| was.times.voorval != Some(*at)))?;
    let ago = now.since(voorval);
    (ago > LONG_AGO).then(|| format!("het voorval is {} dagen geleden", ago.num_days()))
}

/// The terms of a case as it was and as it is, each once, in the order of its row.
fn kinds(before: Option<&Demands>, after: &Demands) -> Vec<TermijnKind> {
    let mut kinds = Vec::new();
    for kind in before.into_iter().chain([after]).flat_map(|d| &d.termijnen).map(|t| t.termijn.kind) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// Why a term ended, where the checklist says so.
fn why((was, zaak): (Option<&Zaak>, &Zaak), after: &Demands, ended: &Countdown) -> String {
    if !zaak.is_open() {
        return ": de zaak is dicht".to_owned();
    }
    // The reason of a mark is kept back like any text; that it was marked says why the term ended. A mark that stood there
    // before did not end it.
    let mark = |zaak: &Zaak| zaak.steps.get(&ended.termijn.step).filter(|n| n.state == StepState::NotNeeded).cloned();
    if mark(zaak).is_some_and(|mark_now| was.and_then(mark) != Some(mark_now)) {
        return ": de stap is gemerkt als niet nodig".to_owned();
    }
    let step = after.steps.iter().find(|s| s.step == ended.termijn.step);
    let told = step.and_then(|s| task::not_needed(&s.state));
    match (told, mark(zaak)) {
        (Some(why), Some(note)) if *why == *Visibility::Masked.read(&note.reason) => {
            ": de stap is gemerkt als niet nodig".to_owned()
        }
        (Some(why), Some(_) | None) => format!(": {}", sanitize::clause(why)),
        (None, Some(_) | None) => String::new(),
    }
}
