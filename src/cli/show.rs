//! `toon`: one case in full, now or as it was known at an earlier moment.

use super::{
    acts::require_zaak,
    answer::{Output, print},
    audit, copies,
    document::{ShownZaak, zaak_whole},
    environment::Environment,
    exit::Exit,
    then,
};
use crate::{
    acts::answer_ids,
    desk::film::fold,
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        sanitize,
        time_kind::TimeKind,
    },
    judge::{
        advice::{all_advice, proposed_rijen},
        call_back::{answer_to, call_questions},
        case_rule::CaseRule,
        checklist::StepLine,
        countdown::Countdown,
        narrative,
        questions::weegvragen,
        tegenspraak::tegenspraken,
        visibility::Visibility,
    },
    log::{event::Entry, zaak::Zaak},
    store::Access,
};

/// Shows a case; with `at` only what was recorded by then.
///
/// # Errors
/// When there is no such case, or none yet at that moment.
pub fn show(env: &Environment, number: Zaaknummer, at: Option<&str>, output: Output) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let now = match at {
        Some(text) => then::parse_at(text, clock.now())?,
        None => clock.now(),
    };
    let entries = store.entries(Some(number), at.map(|_| now))?;
    let desk = fold(&entries, entries.last().map_or(now, |e| e.recorded_at));
    let Some(zaak) = desk.zaken.get(&number) else {
        require_zaak(&store, number)?;
        return Err(Error::no(format!("Zaak {number} was toen nog niet bekend."))
            .hint("Laat --op weg, of noem een latere tijd."));
    };
    audit::note(env, &mut store, clock.now(), AuditAct::Revealed, &number.to_string(), Outcome::Succeeded);
    let (inrichtingen, _) = env.inrichtingen()?;
    let judge = env.judge(&inrichtingen);
    let steps = judge.steps(zaak, Visibility::Open);
    let countdowns = judge.countdowns(zaak, &steps).unwrap_or_default();
    let case = judge.case_rule(zaak);
    let shown = ShownZaak { case, book: case.book().unwrap_or(env.book()), zaak, now };
    if output == Output::Json {
        print(&zaak_whole(&shown, &steps, &countdowns, &entries).to_string())?;
    } else {
        in_words(&shown, &steps, &countdowns, &entries)?;
    }
    Ok(Exit::Done)
}

fn in_words(shown: &ShownZaak<'_>, steps: &[StepLine], countdowns: &[Countdown], entries: &[Entry]) -> Result<()> {
    let (zaak, book) = (shown.zaak, shown.book);
    head(shown)?;
    terms(countdowns, shown.now)?;
    checklist(steps)?;
    weighing(shown)?;
    still_to_ask(shown)?;
    beeld(zaak)?;
    copies::in_words(zaak, entries)?;
    print("\nTijdlijn")?;
    for e in entries {
        print(&format!(
            "  {}  {}{}",
            e.recorded_at.long(),
            narrative::sentence(&e.event, Visibility::Open, book),
            narrative::then(e)
        ))?;
    }
    Ok(())
}

/// Which case it is, what it went up in, its row and its times.
fn head(shown: &ShownZaak<'_>) -> Result<()> {
    let ShownZaak { case, zaak, .. } = *shown;
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    print(&format!("Zaak {}  {plek}", zaak.number))?;
    if let Some(target) = zaak.absorbed_into {
        print(&format!("Opgegaan in zaak {target}."))?;
    }
    for s in &zaak.merged {
        print(&format!("Hierin is zaak {} opgegaan.", s.from))?;
    }
    match case {
        CaseRule::Known(_, r) => print(&format!("Rij {}: {} ({})", r.nr, r.incident, r.codes()))?,
        CaseRule::Unchosen(_) => print("De rij is nog niet gekozen.")?,
        CaseRule::NotInBook(..) | CaseRule::NoBook(_) => {
            if let Err(error) = case.required() {
                print(&error.to_string())?;
            }
        }
    }
    for (kind, t) in TimeKind::ALL.into_iter().filter_map(|s| zaak.time(s).map(|t| (s, t))) {
        print(&format!("  {:<13} {}", kind.label(), t.long()))?;
    }
    if let Some(gap) = case.form_gap(zaak) {
        print(&format!("  termijn {gap}"))?;
    }
    Ok(())
}

fn terms(countdowns: &[Countdown], now: Moment) -> Result<()> {
    for k in countdowns {
        let state = match k.outcome() {
            Some(outcome) => format!("{}, {}", outcome.word(), outcome.at().long()),
            None if k.stays_late() => "te laat, niet ontvangen".to_owned(),
            None if k.lapsed => "vervallen".to_owned(),
            None => k.state(now),
        };
        print(&format!("  termijn {:<12} vóór {}  {state}", k.termijn.label, k.told_due(now).as_termijn()))?;
    }
    Ok(())
}

fn checklist(steps: &[StepLine]) -> Result<()> {
    print("\nChecklist")?;
    for s in steps {
        print(&format!(
            "  {:>2} {:<12} {:<32} {:<10} {}",
            s.rule().number,
            s.step.code(),
            s.name,
            s.state.word(),
            sanitize::line(s.state.explanation())
        ))?;
    }
    Ok(())
}

/// The questions of its row with their answers, and what those come to.
fn weighing(shown: &ShownZaak<'_>) -> Result<()> {
    let CaseRule::Known(book, rule) = shown.case else { return Ok(()) };
    let zaak = shown.zaak;
    print("\nWeegvragen")?;
    for v in weegvragen(book, rule) {
        let answer = zaak.answers.get(&v.id).map_or("·", |a| a.word());
        print(&format!("  {:<5} {answer:<9} {}", v.id, v.question))?;
    }
    for other in proposed_rijen(zaak, book, rule) {
        print(&format!("  {}", other.line()))?;
    }
    for advice in all_advice(zaak, book, rule) {
        print(&format!("  {}", advice.line()))?;
    }
    Ok(())
}

fn still_to_ask(shown: &ShownZaak<'_>) -> Result<()> {
    let zaak = shown.zaak;
    let open: Vec<_> = call_questions(shown.case).into_iter().filter(|q| answer_to(zaak, &q.id).is_none()).collect();
    if open.is_empty() || !zaak.is_open() {
        return Ok(());
    }
    print("\nNog te vragen (belantwoord ZAAK VRAAG ANTWOORD, of --tekst)")?;
    for q in open {
        print(&format!("  {:<18} {}", q.id, q.question))?;
        print(&format!("  {:<18} {}", "", answer_ids(q).join(", ")))?;
    }
    Ok(())
}

/// The facts, and which of them contradict each other.
fn beeld(zaak: &Zaak) -> Result<()> {
    if !zaak.feiten.is_empty() {
        print("\nBeeld")?;
        for f in &zaak.feiten {
            print(&format!(
                "  {} {} ({}; bron: {}): {}",
                f.number,
                f.topic.label(),
                f.status.word(),
                f.source.read(),
                sanitize::line(f.text.read())
            ))?;
        }
    }
    let against = tegenspraken(zaak);
    if !against.is_empty() {
        print("\nSpreekt elkaar tegen (beslecht ZAAK NR eerste, tweede of beide)")?;
        for (nr, t) in against.iter().enumerate() {
            print(&format!("  {} {}", nr + 1, t.words()))?;
        }
    }
    Ok(())
}
