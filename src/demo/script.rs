//! Writes down the course of one invented case: a clock that only goes forward and the acts that an
//! officer does, each judged as the desk would judge it.

use chrono::Duration;

use super::{
    Plan, Played,
    mail::{self, FormLine},
    material::{Material, Voorval, one},
    perform,
    rng::Rng,
};
use crate::{
    acts::{
        Act, AssessFeit, CheckDraft, ChooseRij, CloseZaak, IncludeInMonitor, LinkMelding, Naming, NoteCall, NoteFeit,
        OpenZaak, PassOn, ReceiveMail, ReceiveStep, ReportSent, SaveDraft, SetStep, SetTermijn, SetTimes, TakeBesluit,
        Weigh, decide::Context,
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        delivery::{Delivered, Road},
        draft::{DraftChannel, DraftKind},
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Call, MeldingKind},
        moment::Moment,
        rij::Rij,
        rij_mark::RijMark,
        step::{Step, StepState},
        termijn_choice::{LezingChoice, TermijnSetting},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{case_surroundings::CaseSurroundings, questions::weegvragen, visibility::Visibility},
    log::{desk::Desk, zaak::Zaak},
    outgoing::{MessageData, Templates},
    rules::book::RijRule,
};

/// How the book of the week marks a breach of personal data.
pub(super) const DATALEK: RijMark = RijMark::of("datalek");

/// One case being played.
pub(super) struct Script<'a> {
    pub(super) context: Context<'a>,
    pub(super) material: &'a Material,
    pub(super) rng: Rng,
    pub(super) inrichting: String,
    pub(super) start: Moment,
    pub(super) called: Moment,
    starting_at: Moment,
    zaak: Zaaknummer,
    patient: String,
    /// The day of birth that the first form names; every other form about this patient names it too.
    born: Option<String>,
    clock: Moment,
    desk: Desk,
    out: Vec<Played>,
    error: Option<Error>,
}

impl<'a> Script<'a> {
    pub(super) fn new(
        context: Context<'a>,
        material: &'a Material,
        zaak: Zaaknummer,
        melding: Meldingnummer,
        mut rng: Rng,
        plan: &Plan<'_>,
    ) -> Self {
        let places = if context.book.rij(plan.voorval.rij).is_some_and(|rule| rule.is_marked(DATALEK)) {
            &material.state_inrichtingen
        } else {
            &material.inrichtingen
        };
        let (inrichting, patient) = (one(&mut rng, places), one(&mut rng, &material.patients));
        let (start, called, starting_at) = (plan.start, plan.called, plan.starting_at);
        // The numbers that this case and its reports get, as if the others were on this desk too.
        let mut desk = Desk { melding_counter: melding.0, ..Desk::default() };
        desk.zaak_counter.insert(zaak.week, zaak.sequence.saturating_sub(1));
        Self {
            context,
            material,
            rng,
            inrichting,
            start,
            called,
            starting_at,
            zaak,
            patient,
            born: None,
            clock: called,
            desk,
            out: Vec::new(),
            error: None,
        }
    }

    /// The rule of the row of an event.
    pub(super) fn rule(&self, voorval: &Voorval) -> Option<&'a RijRule> {
        self.context.book.rij(voorval.rij)
    }

    /// True for an ongeoorloofde afwezigheid.
    pub(super) fn is_oa(&self, voorval: &Voorval) -> bool {
        self.rule(voorval).is_some_and(RijRule::is_oa)
    }

    /// Everything that was written down.
    ///
    /// # Errors
    /// The first thing that went wrong on the way.
    pub(super) fn finish(self) -> Result<Vec<Played>> {
        self.error.map_or(Ok(self.out), Err)
    }

    /// Moves the clock, never back and never past now.
    pub(super) fn until(&mut self, moment: Moment) {
        self.clock = self.clock.max(moment).max(self.starting_at).min(self.context.now);
    }

    /// Lets minutes pass.
    pub(super) fn after(&mut self, minutes: i64) {
        self.until(self.clock.plus(Duration::minutes(minutes)));
    }

    /// Does something now. What is refused is kept for the end: the material is at fault, not who plays.
    fn act(&mut self, act: impl Into<Act>) {
        let act = act.into();
        self.until(self.clock);
        let next = self.desk.next_melding();
        match perform(&mut self.desk, &Context { now: self.clock, ..self.context }, &act) {
            Ok(new) => {
                let brings = (self.desk.next_melding() != next).then_some(next);
                self.out.push(Played { at: self.clock, act, new, brings });
            }
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    /// The call, and the case opened from it at `opening`, in which the officer goes on typing.
    pub(super) fn open(&mut self, voorval: &Voorval, opening: Moment) {
        let (melding, called) = (self.desk.next_melding(), self.called);
        let mut call = Call {
            caller: Vertrouwelijk::new(&one(&mut self.rng, &self.material.callers)),
            number: Vertrouwelijk::new(&format!("06-000000{:02}", self.rng.between(10, 99))),
            inrichting: Some(Plek::Known(self.inrichting.clone())),
            called: Some(called),
            ..Call::default()
        };
        self.act(NoteCall { melding: None, call: call.clone(), naming: Naming::AsTyped });
        self.until(opening);
        self.act(OpenZaak { melding, new: true, kind: None });
        call.what = Vertrouwelijk::new(&voorval.what);
        call.voorval = Some(self.start);
        self.act(NoteCall { melding: Some(melding), call, naming: Naming::AsTyped });
        self.time(TimeKind::Voorval, self.start);
        self.feit(Topic::Event, self.material.feit(voorval, Topic::Event), FeitStatus::Reported);
    }

    pub(super) fn time(&mut self, time: TimeKind, moment: Moment) {
        self.act(SetTimes { zaak: self.zaak, times: vec![(time, Some(moment))] });
    }

    pub(super) fn feit(&mut self, topic: Topic, text: &str, status: FeitStatus) {
        let source = match status {
            FeitStatus::Confirmed => "inrichting, terugbelgesprek",
            FeitStatus::Reported | FeitStatus::Contradicted | FeitStatus::Unknown => "inrichting, eerste telefoontje",
        };
        let (text, source) = (text.to_owned(), source.to_owned());
        self.act(NoteFeit { zaak: self.zaak, topic, text, source, status, happened: None });
    }

    pub(super) fn rij(&mut self, rij: Rij, reason: &str) {
        self.act(ChooseRij { zaak: self.zaak, rij, reason: reason.to_owned() });
    }

    pub(super) fn step(&mut self, step: Step, state: StepState, reason: &str) {
        self.act(SetStep { zaak: self.zaak, step, state, reason: reason.to_owned(), at: None });
    }

    /// What happened elsewhere, as it was told.
    pub(super) fn happened(&mut self, step: Step, remark: &str) {
        self.act(ReceiveStep { zaak: self.zaak, step, what: None, road: None, remark: remark.to_owned(), at: None });
    }

    pub(super) fn received(&mut self, step: Step, what: Delivered, road: Road, remark: &str) {
        let (what, road, remark) = (Some(what), Some(road), remark.to_owned());
        self.act(ReceiveStep { zaak: self.zaak, step, what, road, remark, at: None });
    }

    pub(super) fn done(&mut self, step: Step, reason: &str) {
        self.step(step, StepState::Done, reason);
    }

    /// Calls back and fills in the picture, save what comes only with the outcome.
    pub(super) fn beeld(&mut self, voorval: &Voorval) {
        self.after(6);
        self.done(Step::CalledBack, "Teruggebeld en de feiten doorgenomen.");
        self.time(TimeKind::Constatering, self.start.plus(Duration::minutes(4)).min(self.called));
        self.act(AssessFeit { zaak: self.zaak, feit: 1.into(), status: FeitStatus::Confirmed });
        for topic in Topic::ALL {
            // Not every voorval has something to say under every heading.
            if matches!(topic, Topic::Event | Topic::Outcome | Topic::PressLine)
                || self.material.feit(voorval, topic).is_empty()
            {
                continue;
            }
            if self.rng.chance(40) {
                self.after(1);
            }
            let status = if self.rng.chance(50) { FeitStatus::Confirmed } else { FeitStatus::Reported };
            self.feit(topic, self.material.feit(voorval, topic), status);
        }
        self.done(Step::Beeld, "Alle kopjes besproken.");
    }

    /// Answers the weighing questions of the row in the spirit of the decision.
    pub(super) fn weigh(&mut self, voorval: &Voorval) {
        let book = self.context.book;
        let questions = book.rij(voorval.rij).into_iter().flat_map(|rule| weegvragen(book, rule));
        let run = self.context.inrichtingen.by_name(&self.inrichting).map(|i| i.ownership);
        let questions =
            questions.map(|v| (v.id.clone(), v.no.ends.is_some(), v.ownership.map(|asked| run == Some(asked))));
        for (i, (question, ends, by_list)) in questions.enumerate() {
            let weighs = ends || voorval.p == Some(YesNo::Yes) && (i < 2 || self.rng.chance(25));
            // The list of inrichtingen knows how this one is run.
            let yes = by_list.unwrap_or(weighs);
            let answer = if yes { Answer::Yes } else { Answer::No };
            self.act(Weigh { zaak: self.zaak, question, answer });
        }
        self.done(Step::Verdict, "Vragen doorlopen.");
    }

    pub(super) fn besluit(&mut self, about: BesluitKind, choice: Option<YesNo>, reason: &str) {
        if let Some(choice) = choice {
            self.act(TakeBesluit { zaak: self.zaak, about, choice, reason: reason.to_owned() });
        }
    }

    /// Decides on the phone report where the matrix leaves it open: there was a call, so it was needed.
    pub(super) fn decide_t(&mut self, voorval: &Voorval) {
        if self.rule(voorval).is_some_and(|rule| rule.is_decided_here(BesluitKind::T)) {
            self.besluit(BesluitKind::T, Some(YesNo::Yes), "De ernst vroeg om meteen bellen.");
        }
    }

    /// Tells the line by phone.
    pub(super) fn pass_on(&mut self) {
        let (to, channel) = ("de directeur ForZo/JJI".to_owned(), "telefoon".to_owned());
        self.act(PassOn { zaak: self.zaak, to, channel, at: None, reason: String::new() });
    }

    /// Saves a draft as the templates make it now.
    pub(super) fn draft(&mut self, draft: DraftKind) {
        let Some(zaak) = self.desk.zaken.get(&self.zaak) else { return };
        let judge = self.context.judge(LezingChoice::default());
        let countdowns = judge.countdowns(zaak, &judge.steps(zaak, Visibility::Open)).unwrap_or_default();
        let plek = self.context.inrichting(zaak);
        let case = judge.case_rule(zaak);
        let around = CaseSurroundings::of((zaak, case), plek, &countdowns, self.context.addresses, self.clock);
        let data = MessageData::of(zaak, case, &around, self.context.sender, self.clock);
        match Templates::built_in().render(draft, &data) {
            Ok(made) => self.act(SaveDraft { zaak: self.zaak, draft, text: made.text }),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    /// Drafts, checks and sends a message.
    pub(super) fn send(&mut self, draft: DraftKind) {
        self.draft(draft);
        self.after(2);
        self.act(CheckDraft { zaak: self.zaak, draft });
        self.after(1);
        let to = match draft.channel() {
            DraftChannel::Sms => &self.material.sms_recipients,
            DraftChannel::Mail => &self.material.recipients,
        };
        let (channel, recipients) = (draft.channel().word().to_owned(), to.join(", "));
        let reason = String::new();
        self.act(ReportSent { version: None, zaak: self.zaak, draft, at: self.clock, channel, recipients, reason });
    }

    /// The form comes in by mail at `received` and is linked.
    pub(super) fn form(&mut self, form: MeldingKind, received: Moment, voorval: &Voorval) {
        self.until(received);
        let (melding, received) = (self.desk.next_melding(), received.min(self.clock));
        let lines = self.lines(form, received, voorval);
        let mail = Box::new(mail::form(form, &self.inrichting, received, &lines));
        self.act(ReceiveMail { form, received, mail });
        self.after(3);
        self.act(LinkMelding { melding, zaak: self.zaak, reason: String::new() });
    }

    fn lines(&mut self, form: MeldingKind, received: Moment, voorval: &Voorval) -> Vec<FormLine> {
        let (name, inrichting) = (self.patient.clone(), self.inrichting.clone());
        let born = format!("19{}-0{}-1{}", self.rng.between(60, 99), self.rng.between(1, 9), self.rng.between(0, 9));
        let born = FormLine::day("geboortedatum", "Geboortedatum", self.born.get_or_insert(born));
        match form.code() {
            "moa" => vec![
                FormLine::text("naam", "Naam", name),
                born,
                FormLine::text(
                    "wijze_van_onttrekking",
                    "Wijze van onttrekking",
                    voorval.manner.clone().unwrap_or_default(),
                ),
                FormLine::text("inrichting", "Inrichting", inrichting),
                FormLine::time("voorval", "Datum en tijdstip voorval", self.start),
            ],
            "einde-oa" => vec![
                FormLine::text("naam", "Naam", name),
                born,
                FormLine::time(
                    "einde_oa",
                    "Terug op",
                    self.desk.zaken.get(&self.zaak).and_then(|z| z.times.oa_end).unwrap_or(received),
                ),
            ],
            _ => vec![
                FormLine::text("verpleegde", "Verpleegde", name),
                born,
                FormLine::text("inrichting", "Inrichting", inrichting),
                FormLine::text("afdeling", "Afdeling", one(&mut self.rng, &self.material.wards)),
                FormLine::time("voorval", "Datum en tijdstip voorval", self.start),
                FormLine::text("beschrijving", "Beschrijving", self.material.feit(voorval, Topic::Event)),
                FormLine::text("maatregelen", "Maatregelen", self.material.feit(voorval, Topic::Measures)),
                FormLine::text("media", "Mediacontacten", "geen"),
                FormLine::text("verblijfstitel", "Verblijfstitel", "tbs met dwangverpleging"),
                FormLine::day("datum_inschrijving", "Datum inschrijving", "2024-03-18"),
                FormLine::text("geslacht", "Geslacht", "man"),
                FormLine::text("delict", "Delict", "art. 302 Sr"),
                FormLine::text("nationaliteit", "Nationaliteit", "Nederlandse"),
                FormLine::text("briefnummer", "Briefnummer", format!("2026/{}", self.desk.next_melding().0 + 4100)),
                FormLine::text("soort_afdeling", "Soort afdeling", "intramuraal"),
                FormLine::text("type_voorval", "Type voorval", "J"),
                FormLine::text("recidivegevaar", "Oordeel recidivegevaar", "niet verhoogd"),
                FormLine::text("gemeld_opsporing", "Gemeld aan opsporing", "n.v.t."),
                FormLine::text("gemeld_om", "Gemeld aan OM", "n.v.t."),
                FormLine::text("omwonenden", "Omwonenden", "n.v.t."),
                FormLine::text("slachtoffers", "Slachtoffers", "n.v.t."),
                FormLine::day("datum", "Datum", &received.date().format("%Y-%m-%d").to_string()),
                FormLine::text("ondertekend_door", "Ondertekend door", one(&mut self.rng, &self.material.callers)),
            ],
        }
    }

    /// Sets another moment for the form of its row.
    pub(super) fn termijn(&mut self, due: Moment, reason: &str) {
        let book = self.context.book;
        let rij = self.desk.zaken.get(&self.zaak).and_then(Zaak::rij).and_then(|rij| book.rij(rij));
        let rules = rij.into_iter().flat_map(|rij| book.termijn_rules(rij));
        let Some(termijn) = rules.filter(|rule| rule.is_form()).map(|rule| rule.kind).next() else { return };
        let setting = Some(TermijnSetting::Moment(due));
        self.act(SetTermijn { zaak: self.zaak, termijn, setting, reason: reason.to_owned() });
    }

    /// Takes the case up in the monitor of its week and closes it.
    pub(super) fn close(&mut self) {
        let week = self.zaak.week;
        let end = week.next().start(self.context.week_start);
        if let Ok(end) = Moment::local(end, self.context.week_start.time) {
            self.until(end.moment.plus(Duration::minutes(15)));
        }
        self.act(IncludeInMonitor { zaak: self.zaak, week });
        self.after(1);
        self.act(CloseZaak { zaak: self.zaak });
    }
}
