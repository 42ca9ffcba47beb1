//! The closed cases of the past weeks: every row occurs, most forms come on time, some do not, and
//! once a case changes rows.

use chrono::Duration;

use super::{
    Plan,
    material::{DemoOpsteller, Material, Voorval, one},
    rng::Rng,
    script::{DATALEK, Script},
};
use crate::acts::decide::Context;
use crate::domain::{
    besluit::{BesluitKind, YesNo},
    delivery::{Delivered, Road},
    draft::DraftKind,
    error::Result,
    feit::{FeitStatus, Topic},
    melding::MeldingKind,
    rij::Rij,
    step::{Step, StepState},
    time_kind::TimeKind,
};

/// Closed cases; more than one per row on average.
const COUNT: usize = 72;
/// The first and the last day before now on which one may begin. The last leaves each the time to
/// be closed after its own week has ended.
const DAYS: (i64, i64) = (63, 9);
/// Rows that come by more often than the others.
const FREQUENT: [&str; 9] = ["6", "7", "9", "2", "17", "22", "23", "G", "D"];

pub(super) fn plans<'a>(context: &Context<'_>, material: &'a Material, rng: &mut Rng) -> Result<Vec<Plan<'a>>> {
    // A row that the material has no event of yet is not played.
    let mut rijen: Vec<Rij> = context.book.rijen().map(|r| r.nr).filter(|nr| material.knows(*nr)).collect();
    rng.shuffle(&mut rijen);
    while rijen.len() < COUNT {
        rijen.push(Rij::parse(rng.choose(&FREQUENT).copied().unwrap_or("6"))?);
    }
    rijen
        .into_iter()
        .map(|rij| {
            let back = rng.between(DAYS.1 * 24 * 60, DAYS.0 * 24 * 60);
            let start = context.now.plus(Duration::minutes(-back));
            let called = start.plus(Duration::minutes(rng.between(6, 25)));
            Ok(Plan { voorval: material.voorval(rij, rng)?, start, called, starting_at: start, course: play })
        })
        .collect()
}

fn play(s: &mut Script<'_>, voorval: &Voorval) {
    if let (Some(attempt), true) = (Rij::parse("11").ok(), voorval.rij.to_string() == "10") {
        s.rij(attempt, "Poging, zegt de eerste melding.");
        s.after(25);
        s.rij(voorval.rij, "De arts heeft het overlijden vastgesteld.");
    } else {
        s.rij(voorval.rij, "Past bij wat de inrichting meldt.");
    }
    s.beeld(voorval);
    match voorval.report_duty() {
        YesNo::No => s.step(Step::Verdict, StepState::NotNeeded, "De matrix vraagt hier geen melding."),
        YesNo::Yes => play_notifiable(s, voorval),
    }
    s.close();
}

fn play_notifiable(s: &mut Script<'_>, voorval: &Voorval) {
    s.weigh(voorval);
    s.after(3);
    s.decide_t(voorval);
    s.besluit(BesluitKind::P, voorval.p, voorval.p_reason.as_deref().unwrap_or_default());
    let a_reason = match voorval.a {
        Some(YesNo::Yes) => "De uitkomst is voor de lijn van belang.",
        Some(YesNo::No) | None => "Na deze melding is geen nieuws van belang te verwachten.",
    };
    s.besluit(BesluitKind::A, voorval.a, a_reason);
    if s.is_oa(voorval) {
        s.happened(Step::of_book("112"), "112 is gebeld, door de inrichting");
        s.happened(Step::of_book("fast-nl"), "Fast NL is gebeld, door de inrichting");
    }
    messages(s, voorval);
    let late = s.rng.chance(12);
    let wait_time = if late { s.rng.between(5 * 24 * 60, 6 * 24 * 60) } else { s.rng.between(60, 130) };
    let form = if s.is_oa(voorval) { MeldingKind::form("moa") } else { MeldingKind::form("mbv") };
    if s.is_oa(voorval) {
        let minutes = if late { 95 } else { 50 };
        s.until(s.start.plus(Duration::minutes(minutes)));
        s.happened(Step::of_book("moa-fast-nl"), "Kopie van de mail aan Fast NL, per e-mail, buiten de inbox");
    }
    s.form(form, s.called.plus(Duration::minutes(wait_time)), voorval);
    if late {
        s.received(Step::Form, Delivered::Form, Road::HandedOver, "na aanmanen en te laat");
    }
    if s.rule(voorval).is_some_and(|rule| rule.is_marked(DATALEK)) {
        s.after(240);
        s.received(Step::of_book("ap"), Delivered::Notify, Road::OtherMailbox, "van het hoofdkantoor DJI");
    }
    afloopbericht(s, voorval);
}

/// Sends what was decided; where another body writes, the facts are checked beforehand instead.
pub(super) fn messages(s: &mut Script<'_>, voorval: &Voorval) {
    if voorval.p == Some(YesNo::Yes) {
        s.after(1);
        s.pass_on();
    }
    match (voorval.p, voorval.who) {
        (Some(YesNo::Yes), DemoOpsteller::Piket) => {
            s.after(2);
            s.send(DraftKind::Sms);
            s.after(4);
            s.draft(DraftKind::Piketmelding);
            s.after(5);
            s.send(DraftKind::Piketmelding);
        }
        (Some(YesNo::Yes), DemoOpsteller::Transport) => {
            s.after(30);
            s.done(Step::Review, "Feiten van de vervoerder gelezen en akkoord.");
            s.step(Step::Sms, StepState::NotNeeded, "De vervoerder verstuurt.");
        }
        (Some(YesNo::No) | None, DemoOpsteller::Piket | DemoOpsteller::Transport) => {}
    }
}

fn afloopbericht(s: &mut Script<'_>, voorval: &Voorval) {
    if s.is_oa(voorval) {
        let hours = s.rng.between(2, 30);
        s.after(hours * 60);
        let end = s.start.plus(Duration::hours(hours));
        s.time(TimeKind::OaEnd, end);
        s.happened(Step::of_book("einde-oa"), "Hij is terug, telefonisch, van de inrichting");
        s.happened(Step::of_book("einde-fast-nl"), "Fast NL is gebeld over de terugkeer, door de inrichting");
        s.happened(Step::of_book("einde-gebeld"), "De inrichting meldde de terugkeer, door het directielid");
        s.form(MeldingKind::form("einde-oa"), end.plus(Duration::minutes(70)), voorval);
    }
    if voorval.a == Some(YesNo::Yes) {
        s.after(600);
        s.feit(Topic::Outcome, s.material.feit(voorval, Topic::Outcome), FeitStatus::Confirmed);
        let handling = one(&mut s.rng, &s.material.handling);
        s.feit(Topic::FollowUp, &handling, FeitStatus::Confirmed);
        s.received(Step::Outcome, Delivered::Outcome, Road::Phone, "gemeld door de inrichting");
        s.after(8);
        s.send(DraftKind::Afloopbericht);
    }
}
