//! Writes down the course of one invented case: a clock that only goes forward and a handful of acts
//! that an officer does, each leaving the entries the desk would leave.

use chrono::Duration;

use super::{
    Basis, Plan, Recording,
    mail::{self, FormLine},
    material::{Material, Voorval, one},
    rng::Rng,
};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Call, Content, MeldingKind},
        moment::Moment,
        rij::Rij,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::{Kalender, TermijnKind},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{
        desk::Desk,
        event::{Entry, LogEvent, NewEvent},
    },
    outgoing::{MessageData, Templates},
};

/// One case being played.
pub(super) struct Script<'a> {
    pub(super) basis: Basis<'a>,
    pub(super) material: &'a Material,
    pub(super) rng: Rng,
    pub(super) inrichting: String,
    pub(super) start: Moment,
    pub(super) called: Moment,
    starting_at: Moment,
    zaak: Zaaknummer,
    melding: Meldingnummer,
    patient: String,
    feiten: u32,
    clock: Moment,
    desk: Desk,
    out: Vec<Recording>,
    error: Option<Error>,
}

impl<'a> Script<'a> {
    pub(super) fn new(
        basis: Basis<'a>,
        material: &'a Material,
        zaak: Zaaknummer,
        melding: Meldingnummer,
        mut rng: Rng,
        plan: &Plan<'_>,
    ) -> Self {
        let places = if plan.voorval.rij.is_datalek() { &material.state_inrichtingen } else { &material.inrichtingen };
        let (inrichting, patient) = (one(&mut rng, places), one(&mut rng, &material.patients));
        let (start, called, starting_at) = (plan.start, plan.called, plan.starting_at);
        Self {
            basis,
            material,
            rng,
            inrichting,
            start,
            called,
            starting_at,
            zaak,
            melding,
            patient,
            feiten: 0,
            clock: called,
            desk: Desk::default(),
            out: Vec::new(),
            error: None,
        }
    }

    /// Everything that was written down.
    ///
    /// # Errors
    /// The first thing that went wrong on the way.
    pub(super) fn finish(self) -> Result<Vec<Recording>> {
        self.error.map_or(Ok(self.out), Err)
    }

    /// Moves the clock, never back and never past now.
    pub(super) fn until(&mut self, moment: Moment) {
        self.clock = self.clock.max(moment).max(self.starting_at).min(self.basis.now);
    }

    /// Lets minutes pass.
    pub(super) fn after(&mut self, minutes: i64) {
        self.until(self.clock.plus(Duration::minutes(minutes)));
    }

    /// Records a fact that happened just now.
    pub(super) fn record(&mut self, event: LogEvent) {
        self.record_at(self.clock, event);
    }

    fn record_at(&mut self, occurred_at: Moment, event: LogEvent) {
        self.until(self.clock);
        let (seq, recorded_at) = (self.out.len() as u64 + 1, self.clock);
        self.desk.apply(&Entry { seq, recorded_at, occurred_at, actor: String::new(), event: event.clone() });
        self.out.push((recorded_at, NewEvent { occurred_at, event }));
    }

    /// The call, typed in two goes, and the case opened from it at `opening`.
    pub(super) fn open(&mut self, voorval: &Voorval, opening: Moment) {
        let (melding, called, zaak) = (self.next_melding(), self.called, self.zaak);
        let mut call = Call {
            caller: Vertrouwelijk::new(&one(&mut self.rng, &self.material.callers)),
            number: Vertrouwelijk::new(&format!("06-000000{:02}", self.rng.between(10, 99))),
            inrichting: Some(Plek::Known(self.inrichting.clone())),
            called: Some(called),
            ..Call::default()
        };
        let form = MeldingKind::Phone;
        let content = Content::Call(call.clone());
        self.record_at(called, LogEvent::MeldingReceived { melding, form, received: called, content });
        call.what = Vertrouwelijk::new(&voorval.what);
        call.voorval = Some(self.start);
        self.after(1);
        self.record(LogEvent::CallUpdated { melding, call });
        self.until(opening);
        let (inrichting, rulebook) = (Some(Plek::Known(self.inrichting.clone())), self.basis.rulebook.clone());
        self.record(LogEvent::ZaakOpened { zaak, inrichting, rulebook, kalender: Kalender::default() });
        self.link(melding);
        self.time(TimeKind::Voorval, self.start);
        self.time(TimeKind::Called, called);
        self.feit(Topic::Event, self.material.feit(voorval, Topic::Event), FeitStatus::Reported);
    }

    pub(super) fn time(&mut self, time: TimeKind, moment: Moment) {
        self.record(LogEvent::TimeSet { zaak: self.zaak, time, moment: Some(moment) });
    }

    pub(super) fn feit(&mut self, topic: Topic, text: &str, status: FeitStatus) {
        self.feiten += 1;
        let source = match status {
            FeitStatus::Confirmed => "inrichting, terugbelgesprek",
            FeitStatus::Reported | FeitStatus::Contradicted | FeitStatus::Unknown => "inrichting, eerste telefoontje",
        };
        let (text, source) = (Vertrouwelijk::new(text), Vertrouwelijk::new(source));
        self.record(LogEvent::FeitNoted { zaak: self.zaak, feit: self.feiten, topic, text, source, status });
    }

    pub(super) fn rij(&mut self, rij: Rij, reason: &str) {
        let (zaak, reason, rulebook) = (self.zaak, Vertrouwelijk::new(reason), self.basis.rulebook.clone());
        self.record(LogEvent::RijChosen { zaak, rij: Some(rij), reason, rulebook });
    }

    pub(super) fn step(&mut self, step: Step, state: StepState, reason: &str) {
        self.record(LogEvent::StepSet { zaak: self.zaak, step, state, reason: Vertrouwelijk::new(reason) });
    }

    pub(super) fn done(&mut self, step: Step, reason: &str) {
        self.step(step, StepState::Done, reason);
    }

    /// Calls back and fills in the picture, save what comes only with the outcome.
    pub(super) fn beeld(&mut self, voorval: &Voorval) {
        self.after(6);
        self.done(Step::CalledBack, "Teruggebeld en de feiten doorgenomen.");
        self.time(TimeKind::Constatering, self.start.plus(Duration::minutes(4)).min(self.called));
        self.record(LogEvent::FeitAssessed { zaak: self.zaak, feit: 1, status: FeitStatus::Confirmed });
        for topic in Topic::ALL {
            if matches!(topic, Topic::Event | Topic::Outcome) {
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
        let questions = (self.basis.questions)(voorval.rij);
        for (i, question) in questions.into_iter().enumerate() {
            let yes = voorval.p == Some(YesNo::Yes) && (i < 2 || self.rng.chance(25));
            let answer = Some(if yes { Answer::Yes } else { Answer::No });
            self.record(LogEvent::WeegvraagAnswered { zaak: self.zaak, question, answer });
        }
        self.done(Step::Verdict, "Vragen doorlopen.");
    }

    pub(super) fn besluit(&mut self, about: BesluitKind, choice: Option<YesNo>, reason: &str) {
        if choice.is_some() {
            let reason = Vertrouwelijk::new(reason);
            self.record(LogEvent::BesluitTaken { zaak: self.zaak, about, choice, reason });
        }
    }

    /// Saves a draft as the templates make it now, and gives its version.
    pub(super) fn draft(&mut self, draft: DraftKind) -> Option<u32> {
        let zaak = self.desk.zaken.get(&self.zaak)?;
        let title = zaak.rij().map(|r| (self.basis.title)(r));
        let data = MessageData::from(zaak, title.as_deref(), "bewindspersoon", "piket", self.clock);
        let version = zaak.drafts.get(&draft).map_or(0, |c| c.version) + 1;
        match Templates::built_in().render(draft, &data) {
            Ok(text) => {
                let (zaak, text) = (self.zaak, Vertrouwelijk::new(&text));
                self.record(LogEvent::DraftSaved { zaak, draft, version, text });
                Some(version)
            }
            Err(error) => {
                self.error.get_or_insert(error);
                None
            }
        }
    }

    /// Drafts, checks and sends a message.
    pub(super) fn send(&mut self, draft: DraftKind) {
        let Some(version) = self.draft(draft) else { return };
        self.after(2);
        self.record(LogEvent::DraftChecked { zaak: self.zaak, draft, version: Some(version) });
        self.after(1);
        let (channel, to) = match draft {
            DraftKind::Sms => ("sms", &self.material.sms_recipients),
            DraftKind::Piketmelding | DraftKind::Afloopbericht | DraftKind::Aanvulverzoek => {
                ("e-mail", &self.material.recipients)
            }
        };
        let (channel, recipients) = (Vertrouwelijk::new(channel), Vertrouwelijk::new(&to.join(", ")));
        self.record(LogEvent::DraftSent { zaak: self.zaak, draft, version, channel, recipients });
    }

    /// The form comes in by mail at `received` and is linked.
    pub(super) fn form(&mut self, form: MeldingKind, received: Moment, voorval: &Voorval) {
        self.until(received);
        let (melding, received) = (self.next_melding(), received.min(self.clock));
        let lines = self.lines(form, received, voorval);
        let content = Content::Mail(Box::new(mail::form(form, &self.inrichting, received, &lines)));
        self.record_at(received, LogEvent::MeldingReceived { melding, form, received, content });
        self.after(3);
        self.link(melding);
    }

    fn link(&mut self, melding: Meldingnummer) {
        if let Some(event) = self.desk.meldingen.get(&melding).map(|m| m.link(self.zaak)) {
            self.record(event);
        }
    }

    fn lines(&mut self, form: MeldingKind, received: Moment, voorval: &Voorval) -> Vec<FormLine> {
        let (name, inrichting) = (self.patient.clone(), self.inrichting.clone());
        let born = format!("19{}-0{}-1{}", self.rng.between(60, 99), self.rng.between(1, 9), self.rng.between(0, 9));
        let born = FormLine::day("geboortedatum", "Geboortedatum", &born);
        match form {
            MeldingKind::Moa => vec![
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
            MeldingKind::OaEnd => vec![
                FormLine::text("naam", "Naam", name),
                born,
                FormLine::time(
                    "einde_oa",
                    "Terug op",
                    self.desk.zaken.get(&self.zaak).and_then(|z| z.times.oa_end).unwrap_or(received),
                ),
            ],
            MeldingKind::Mbv | MeldingKind::Phone | MeldingKind::Unknown => vec![
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
                FormLine::text("briefnummer", "Briefnummer", format!("2026/{}", self.melding.0 + 4100)),
                FormLine::text("soort_afdeling", "Soort afdeling", "intramuraal"),
                FormLine::text("type_voorval", "Type voorval", "J"),
                FormLine::text("recidivegevaar", "Oordeel recidivegevaar", "niet verhoogd"),
                FormLine::text("gemeld_opsporing", "Gemeld aan opsporing", "nee"),
                FormLine::text("gemeld_om", "Gemeld aan OM", "nee"),
                FormLine::text("omwonenden", "Omwonenden", "niet nodig"),
                FormLine::text("slachtoffers", "Slachtoffers", "n.v.t."),
                FormLine::day("datum", "Datum", &received.date().format("%Y-%m-%d").to_string()),
                FormLine::text("ondertekend_door", "Ondertekend door", one(&mut self.rng, &self.material.callers)),
            ],
        }
    }

    pub(super) fn termijn(&mut self, termijn: TermijnKind, due: Moment, reason: &str) {
        let (zaak, reason) = (self.zaak, Vertrouwelijk::new(reason));
        self.record(LogEvent::TermijnSet { zaak, termijn, setting: Some(TermijnSetting::Moment(due)), reason });
    }

    /// Takes the case up in the monitor of its week and closes it.
    pub(super) fn close(&mut self) {
        let week = self.zaak.week;
        let end = week.next().start(self.basis.start);
        if let Ok(end) = Moment::local(end, self.basis.start.time) {
            self.until(end.moment.plus(Duration::minutes(15)));
        }
        self.record(LogEvent::EnteredInMonitor { zaak: self.zaak, week });
        self.after(1);
        self.record(LogEvent::ZaakClosed { zaak: self.zaak });
    }

    const fn next_melding(&mut self) -> Meldingnummer {
        self.melding.0 += 1;
        self.melding
    }
}
