//! What is still going on when the demo opens: a dozen open cases, each to show something of the desk
//! (a term that is near, one that is over, a case without terms), and an inbox to work through.

use chrono::{Duration, NaiveTime};

use super::{
    Course, Plan, Played,
    history::messages,
    mail::{self, FormLine},
    material::{Material, Voorval, one},
    perform,
    rng::Rng,
    script::Script,
};
use crate::{
    acts::{Act, Naming, NoteCall, ReceiveMail, decide::Context},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::Piketweek,
        inrichting::Plek,
        melding::{Call, Mail, MeldingKind},
        moment::Moment,
        rij::Rij,
        step::{Step, StepState},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::desk::Desk,
};

/// Row, minutes since it happened, minutes since the call, and its course.
const OPEN: [(&str, i64, i64, Course); 12] = [
    ("10", 9 * 60, 9 * 60 - 20, sent),
    ("A", 26 * 60, 26 * 60 - 12, back),
    ("22", 31 * 60, 31 * 60 - 40, datalek),
    ("20", 20 * 60, 19 * 60, no_p),
    ("11", 12 * 60, 12 * 60 - 30, without_termijn),
    ("5", 7 * 60, 7 * 60 - 15, review),
    ("9", 6 * 60, 6 * 60 - 25, tomorrow),
    ("2", 5 * 60, 5 * 60 - 10, late),
    ("6", 95, 80, soon),
    ("G", 48, 35, gone),
    ("D", 20, 11, just_gone),
    ("23", 14, 5, no_rij_yet),
];

/// Rows with one form and no other clock.
const TWENTY: [&str; 20] =
    ["1", "2", "3", "5", "6", "7", "8", "9", "10", "14", "15", "16", "17", "18", "20", "21", "23", "6", "9", "2"];

pub(super) fn plans<'a>(context: &Context<'_>, material: &'a Material) -> Result<Vec<Plan<'a>>> {
    OPEN.iter().map(|(rij, start, called, course)| plan(context, material, rij, (*start, *called), *course)).collect()
}

pub(super) fn twenty<'a>(context: &Context<'_>, material: &'a Material) -> Result<Vec<Plan<'a>>> {
    TWENTY.iter().zip(1..).map(|(rij, i)| plan(context, material, rij, (60 + i, 30 + i), counting_down)).collect()
}

fn plan<'a>(
    context: &Context<'_>,
    material: &'a Material,
    rij: &str,
    (start, called): (i64, i64),
    course: Course,
) -> Result<Plan<'a>> {
    let back = |minutes: i64| context.now.plus(Duration::minutes(-minutes));
    // An open case belongs to the current week, even when that has only just begun.
    let week_start = Piketweek::from(context.now, context.week_start).start(context.week_start);
    let starting_at =
        Moment::local(week_start, context.week_start.time).map_or(context.now, |g| g.moment).min(context.now);
    let voorval = material.voorval(Rij::parse(rij)?, &mut Rng::new(called.unsigned_abs()))?;
    Ok(Plan { voorval, start: back(start), called: back(called), starting_at, course })
}

fn choose_rij_and_beeld(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Past bij wat de inrichting meldt.");
    s.beeld(v);
}

fn decide(s: &mut Script<'_>, v: &Voorval) {
    s.weigh(v);
    s.decide_t(v);
    s.besluit(BesluitKind::P, v.p, v.p_reason.as_deref().unwrap_or_default());
    s.besluit(BesluitKind::A, v.a, "Volgt uit de rij en het beeld.");
}

fn mbv(s: &mut Script<'_>, v: &Voorval, minutes: i64) {
    s.form(MeldingKind::form("mbv"), s.called.plus(Duration::minutes(minutes)), v);
}

fn sent(s: &mut Script<'_>, v: &Voorval) {
    choose_rij_and_beeld(s, v);
    decide(s, v);
    messages(s, v);
    mbv(s, v, 110);
}

/// Back since two hours: the form about the end is due and the outcome is being written.
fn back(s: &mut Script<'_>, v: &Voorval) {
    choose_rij_and_beeld(s, v);
    decide(s, v);
    s.happened(Step::of_book("112"), "112 is gebeld, door de inrichting");
    s.happened(Step::of_book("fast-nl"), "Fast NL is gebeld, door de inrichting");
    messages(s, v);
    s.happened(Step::of_book("moa-fast-nl"), "Kopie van de mail aan Fast NL, per e-mail, buiten de inbox");
    s.form(MeldingKind::form("moa"), s.called.plus(Duration::minutes(75)), v);
    let end = s.context.now.plus(Duration::minutes(-125));
    s.until(end.plus(Duration::minutes(10)));
    s.time(TimeKind::OaEnd, end);
    s.happened(Step::of_book("einde-oa"), "Hij is aangehouden, telefonisch, van de inrichting");
    s.feit(Topic::Outcome, s.material.feit(v, Topic::Outcome), FeitStatus::Reported);
    s.draft(DraftKind::Afloopbericht);
}

/// The clock of the AP runs; the form is in.
fn datalek(s: &mut Script<'_>, v: &Voorval) {
    sent(s, v);
    s.step(Step::of_book("ap"), StepState::Waiting, "Hoofdkantoor DJI beslist; vraag staat uit.");
}

fn no_p(s: &mut Script<'_>, v: &Voorval) {
    sent(s, v);
}

fn without_termijn(s: &mut Script<'_>, v: &Voorval) {
    choose_rij_and_beeld(s, v);
}

/// The transporter writes; the officer still has to check the facts.
fn review(s: &mut Script<'_>, v: &Voorval) {
    choose_rij_and_beeld(s, v);
    decide(s, v);
    s.step(Step::Review, StepState::Waiting, "De vervoerder stuurt zijn tekst nog.");
    mbv(s, v, 95);
}

/// Due tomorrow at noon; the weighing is still open.
fn tomorrow(s: &mut Script<'_>, v: &Voorval) {
    choose_rij_and_beeld(s, v);
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let day = s.context.now.date().succ_opt().unwrap_or_else(|| s.context.now.date());
    if let Ok(due) = Moment::local(day, noon) {
        s.termijn(due.moment, "De directie levert morgen vóór 12:00 uur; zo afgesproken.");
    }
}

fn late(s: &mut Script<'_>, v: &Voorval) {
    choose_rij_and_beeld(s, v);
    decide(s, v);
    messages(s, v);
    let due = s.context.now.plus(Duration::minutes(-25));
    s.termijn(due, "De lijn wil het formulier eerder hebben dan de instructie vraagt.");
    s.step(Step::Form, StepState::Waiting, "Aangemaand; het directielid is onderweg.");
}

/// Decided and announced; the piketmelding itself still has a gap.
fn soon(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Past bij wat de inrichting meldt.");
    s.after(5);
    s.done(Step::CalledBack, "Teruggebeld; letsel wordt nog nagevraagd.");
    for topic in [Topic::Involved, Topic::Situation, Topic::Measures, Topic::Police] {
        s.feit(topic, s.material.feit(v, topic), FeitStatus::Reported);
    }
    s.besluit(BesluitKind::P, Some(YesNo::Yes), "Ernstig letsel bij personeel en onrust in het team.");
    s.send(DraftKind::Sms);
    s.draft(DraftKind::Piketmelding);
    let due = s.context.now.plus(Duration::minutes(41));
    s.termijn(due, "De directie heeft het formulier binnen het uur toegezegd.");
}

/// Gone for 48 minutes: the MOA has to reach Fast NL within twelve.
fn gone(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Niet terug van onbegeleid verlof.");
    s.after(4);
    s.done(Step::CalledBack, "Teruggebeld met de kliniek.");
    s.happened(Step::of_book("112"), "112 is gebeld, door de inrichting");
    s.happened(Step::of_book("fast-nl"), "Fast NL is gebeld, door de inrichting");
    s.feit(Topic::Situation, s.material.feit(v, Topic::Situation), FeitStatus::Reported);
    s.besluit(BesluitKind::P, v.p, v.p_reason.as_deref().unwrap_or_default());
    s.send(DraftKind::Sms);
}

fn just_gone(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Weggelopen bij begeleid verlof.");
    s.after(2);
    s.happened(Step::of_book("112"), "112 is gebeld, door de begeleider");
}

fn no_rij_yet(_: &mut Script<'_>, _: &Voorval) {}

/// One term that runs, at its own distance from now.
fn counting_down(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Past bij wat de inrichting meldt.");
    // The calls came a minute apart, which spreads the terms from 3 to under 29 hours ahead.
    let minutes = s.context.now.since(s.called).num_minutes() - 30;
    let due = s.context.now.plus(Duration::minutes(100 + minutes * 80));
    s.termijn(due, "Met de directie afgesproken.");
}

/// Five reports that nobody has looked at yet.
pub(super) fn inbox(context: &Context<'_>, material: &Material, rng: &mut Rng) -> Result<Vec<Played>> {
    let back = |minutes: i64| context.now.plus(Duration::minutes(-minutes));
    let place = |rng: &mut Rng| one(rng, &material.inrichtingen);
    let (name, clinic) = (one(rng, &material.patients), place(rng));
    let born = || FormLine::day("geboortedatum", "Geboortedatum", "1984-03-12");
    let mbv = [
        FormLine::text("verpleegde", "Verpleegde", one(rng, &material.patients)),
        born(),
        FormLine::text("inrichting", "Inrichting", clinic.clone()),
        FormLine::text("afdeling", "Afdeling", one(rng, &material.wards)),
        FormLine::time("voorval", "Datum en tijdstip voorval", back(160)),
        FormLine::text("beschrijving", "Beschrijving", "Bij een kamercontrole zijn twee telefoons gevonden."),
        FormLine::text("maatregelen", "Maatregelen", "Kamers doorzocht, verlof opgeschort."),
        FormLine::text("media", "Mediacontacten", "geen"),
        FormLine::text("ondertekend_door", "Ondertekend door", one(rng, &material.callers)),
    ];
    let moa = [
        FormLine::text("naam", "Naam", name.clone()),
        born(),
        FormLine::text("wijze_van_onttrekking", "Wijze van onttrekking", "Niet teruggekeerd van onbegeleid verlof"),
        FormLine::text("inrichting", "Inrichting", clinic.clone()),
        FormLine::time("voorval", "Datum en tijdstip voorval", back(48)),
        FormLine::time("constatering", "Geconstateerd op", back(44)),
    ];
    let end = [FormLine::text("naam", "Naam", name), born(), FormLine::time("einde_oa", "Terug op", back(65))];
    let call = Call {
        caller: Vertrouwelijk::new(&one(rng, &material.callers)),
        number: Vertrouwelijk::new("06-00000042"),
        inrichting: Some(Plek::Known(place(rng))),
        what: Vertrouwelijk::new("Onrust op de afdeling, er is een ruit ingegooid; belt zo terug."),
        called: Some(back(3)),
        ..Call::default()
    };
    let mail = |received: Moment, form: MeldingKind, mail: Mail| {
        (received, Act::ReceiveMail(ReceiveMail { form, received, mail: Box::new(mail) }))
    };
    let form = |received, form, lines: &[FormLine]| mail(received, form, mail::form(form, &clinic, received, lines));
    let newsletter = mail::loose(
        "Redactie <nieuws@zorgkrant.example>",
        "Nieuwsbrief forensische zorg, deze week",
        "In dit nummer: een congres, drie vacatures en een boekbespreking.",
        back(70),
    );
    let mut desk = Desk { melding_counter: 1_000_000, ..Desk::default() };
    [
        mail(back(70), MeldingKind::Unknown, newsletter),
        form(back(31), MeldingKind::form("einde-oa"), &end),
        form(back(18), MeldingKind::form("mbv"), &mbv),
        form(back(7), MeldingKind::form("moa"), &moa),
        (back(3), Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped })),
    ]
    .into_iter()
    .map(|(at, act)| {
        let brings = Some(desk.next_melding());
        let new = perform(&mut desk, &Context { now: at, ..*context }, &act)?;
        Ok(Played { at, act, new, brings })
    })
    .collect()
}
