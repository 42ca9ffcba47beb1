//! A store in a throw-away folder, and a teller of plausible nights: any list of dice gives a list of
//! events that fit each other, of every kind there is.

use std::{collections::BTreeMap, error::Error, path::Path};

use chrono::Duration;
use piket::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitNumber, FeitStatus, Topic},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        inrichting::Plek,
        lezing_rule::LezingRule,
        melding::{Attachment, Call, Certainty, Content, DocumentText, Field, Mail, MeldingKind, UnreadPair},
        merge::BroughtAlong,
        moment::Moment,
        rij::Rij,
        rulebook_stamp::RulebookStamp,
        second_reader::ReadingState,
        sent_copy::SentCopy,
        step::{Step, StepState},
        step_ground::{LinkedReport, StepGround},
        tegenspraak::Tegenspraak,
        termijn_choice::{TermijnGround, TermijnSetting},
        termijn_kind::{Kalender, TermijnKind, Times},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::event::{LogEvent, NewEvent},
    store::{Access, Store, StoreKind, Unlock, open},
};
use proptest::prelude::*;
use rusqlite::Connection;

pub type TestResult = Result<(), Box<dyn Error>>;

/// Everything a store can answer that has to stay the same.
pub fn now() -> Moment {
    Moment::from_rfc3339("2026-11-22T01:10:00Z").unwrap_or_else(|_| Moment::from_utc(chrono::DateTime::UNIX_EPOCH))
}

pub fn for_writing(folder: &Path) -> Result<Store> {
    open(folder, Access::Write, Some(StoreKind::Demo), Unlock::None, now())
}

/// The file, opened past the program.
pub fn raw_connection(folder: &Path) -> rusqlite::Result<Connection> {
    Connection::open(folder.join("piket.db"))
}

/// One throw of the dice.
#[derive(Debug, Clone)]
pub struct Roll {
    pub kind: u8,
    pub a: usize,
    pub b: usize,
    pub text: String,
    pub minutes: i64,
}

pub fn roll() -> impl Strategy<Value = Roll> {
    (0..48u8, any::<u16>(), any::<u16>(), "[a-zé\"\\\\ §{}\\n]{0,20}", -90..90i64)
        .prop_map(|(kind, a, b, text, minutes)| Roll { kind, a: a.into(), b: b.into(), text, minutes })
}

/// A fixed row of dice, for tests that need a log but no chance.
pub fn fixed_rolls(count: usize) -> Vec<Roll> {
    (0..count)
        .map(|i| Roll {
            kind: u8::try_from(i % 22).unwrap_or_default(),
            a: i * 7,
            b: i * 3 + 1,
            text: format!("vertelsel{i} é"),
            minutes: 1,
        })
        .collect()
}

/// What has been told so far.
#[derive(Default)]
pub struct Narrative {
    pub zaken: Vec<Zaaknummer>,
    pub meldingen: Vec<Meldingnummer>,
    calls: Vec<Meldingnummer>,
}

/// One of the desk, one of a book, and one of a book that nobody has.
const STEPS: [Step; 3] = [Step::Beeld, Step::of_book("112"), Step::of_book("van-een-ander-boek")];

fn choose<T: Copy>(out: &[T], roll: usize) -> Option<T> {
    out.get(roll.checked_rem(out.len())?).copied()
}

impl Narrative {
    /// The next event; without a zaak or melding to tell about, the beginning of one.
    pub fn tell(&mut self, w: &Roll) -> Result<NewEvent> {
        let event = match (choose(&self.zaken, w.a), choose(&self.meldingen, w.b)) {
            (Some(zaak), Some(melding)) => self.middle(w, zaak, melding)?,
            (None, _) => self.open_zaak(w)?,
            (_, None) => self.receive(w),
        };
        Ok(NewEvent { occurred_at: now().plus(Duration::minutes(w.minutes)), event })
    }

    fn receive(&mut self, w: &Roll) -> LogEvent {
        let melding = Meldingnummer(u32::try_from(self.meldingen.len() + 1).unwrap_or_default());
        self.meldingen.push(melding);
        let v = || Vertrouwelijk::new(&w.text);
        let (form, content) = if w.a.is_multiple_of(2) {
            self.calls.push(melding);
            (MeldingKind::Phone, Content::Call(Call { caller: v(), what: v(), ..Call::default() }))
        } else {
            let field = Field { value: v(), source: v(), certainty: Certainty::Proposed };
            let attachment = Attachment {
                name: v(),
                mediatype: Vertrouwelijk::new("text/plain"),
                bytes: 3,
                digest: Vertrouwelijk::default(),
            };
            let mail = Mail {
                sender: v(),
                recipients: vec![v()],
                subject: v(),
                text: v(),
                sent: Some(now()),
                message_id: Some(Vertrouwelijk::new(&format!("{melding}@voorbeeld.test"))),
                fingerprint: Vertrouwelijk::new(&format!("afdruk {melding}")),
                fields: [("voorval".to_owned(), field)].into(),
                unread: vec![UnreadPair { label: v(), answer: v(), place: v(), perhaps: Some("delict".to_owned()) }],
                documents: vec![DocumentText { place: v(), text: v() }],
                attachments: vec![attachment],
                ..Mail::default()
            };
            (MeldingKind::form("mbv"), Content::Mail(Box::new(mail)))
        };
        LogEvent::MeldingReceived { melding, form, received: now(), content }
    }

    fn open_zaak(&mut self, w: &Roll) -> Result<LogEvent> {
        let week: Piketweek = ["2026-W47", "2026-W48", "2027-W01"].get(w.b % 3).unwrap_or(&"2026-W47").parse()?;
        let already = self.zaken.iter().filter(|z| z.week == week).count();
        let zaak = Zaaknummer { week, sequence: u32::try_from(already + 1).unwrap_or_default() };
        self.zaken.push(zaak);
        let inrichting = (!w.a.is_multiple_of(3)).then(|| Plek::Known("FPC De Voorbeeldhoeve".to_owned()));
        Ok(LogEvent::ZaakOpened { zaak, inrichting, rulebook: rulebook(), kalender: Kalender::CaoRijk })
    }

    #[expect(clippy::too_many_lines, reason = "one row an event")]
    fn middle(&mut self, w: &Roll, zaak: Zaaknummer, melding: Meldingnummer) -> Result<LogEvent> {
        let text = || Vertrouwelijk::new(&w.text);
        let moment = (!w.a.is_multiple_of(4)).then(now);
        let version = u32::try_from(w.b % 5).unwrap_or_default();
        let number = version + 1;
        let feit = FeitNumber::from(number);
        let state = choose(&[StepState::Open, StepState::Waiting, StepState::Done, StepState::NotNeeded], w.b);
        let draft = choose(&DraftKind::ALL, w.b).unwrap_or(DraftKind::Sms);
        let status = choose(&FeitStatus::ALL, w.b).unwrap_or(FeitStatus::Reported);
        Ok(match w.kind {
            0 => self.receive(w),
            1 => match choose(&self.calls, w.b) {
                Some(melding) => {
                    let call = Call { what: text(), called: moment, ..Call::default() };
                    LogEvent::CallUpdated { melding, call }
                }
                None => self.receive(w),
            },
            2 => LogEvent::MeldingSetAside { melding, reason: text() },
            3 => LogEvent::MeldingReturned { melding },
            4 => LogEvent::MeldingLinked {
                zaak,
                melding,
                form: MeldingKind::form("mbv"),
                received: now(),
                filled_in: ["voorval".to_owned()].into(),
                named: Times { voorval: Some(now()), ..Times::default() },
                unread: ["delict".to_owned()].into(),
            },
            5 => LogEvent::MeldingUnlinked { zaak, melding },
            6 => self.open_zaak(w)?,
            7 => LogEvent::InrichtingSet { zaak, inrichting: moment.map(|_| Plek::Other(text())) },
            8 => {
                let rij = Rij::parse(&(w.b % 23 + 1).to_string()).ok();
                LogEvent::RijChosen { zaak, rij, reason: text(), rulebook: rulebook() }
            }
            9 => LogEvent::TimeSet {
                zaak,
                time: choose(&TimeKind::ALL, w.b).unwrap_or(TimeKind::Called),
                moment,
                by_hand: moment.map(|_| YesNo::No),
            },
            10 => LogEvent::FeitNoted {
                zaak,
                feit,
                topic: choose(&Topic::ALL, w.b).unwrap_or(Topic::Injury),
                text: text(),
                source: text(),
                status,
                happened: None,
                asked: None,
            },
            11 => LogEvent::FeitAssessed { zaak, feit, status },
            12 => LogEvent::WeegvraagAnswered {
                zaak,
                question: format!("vraag-{version}").into(),
                answer: moment.map(|_| Answer::Unknown),
            },
            13 => LogEvent::BesluitTaken {
                zaak,
                about: choose(&BesluitKind::ALL, w.b).unwrap_or(BesluitKind::P),
                choice: moment.map(|_| YesNo::Yes),
                reason: text(),
                ground: None,
            },
            14 => LogEvent::StepSet {
                zaak,
                step: choose(&STEPS, w.a).unwrap_or(Step::Beeld),
                state: state.unwrap_or(StepState::Open),
                reason: text(),
                timed: moment.map(|_| YesNo::Yes),
                ground: moment.map(|_| StepGround {
                    rij: None,
                    answers: BTreeMap::from([("G1".into(), Answer::No)]),
                    times: Times::default(),
                    feiten: 3.into(),
                    linked: Some(vec![LinkedReport { form: MeldingKind::form("mbv"), received: now() }]),
                    revision: Some(2),
                }),
            },
            15 => LogEvent::DraftSaved { zaak, draft, version, text: text(), reach: None },
            16 => LogEvent::DraftChecked { zaak, draft, version: moment.map(|_| version) },
            17 => LogEvent::DraftSent {
                zaak,
                draft,
                version,
                channel: text(),
                recipients: text(),
                provided: None,
                by: None,
            },
            18 => LogEvent::TermijnSet {
                zaak,
                termijn: choose(&["mbv", "moa", "ap-datalek", "geen-boek"], w.b)
                    .map_or(TermijnKind::of("moa"), TermijnKind::of),
                setting: moment.map(|m| match w.a % 2 {
                    0 => TermijnSetting::Moment(m),
                    _ => TermijnSetting::Lezing(choose(&LezingRule::ALL, w.b).unwrap_or(LezingRule::Hours)),
                }),
                reason: text(),
                ground: moment.map(|_| TermijnGround {
                    rij: None,
                    inrichting: Some(Plek::Other(text())),
                    times: Times::default(),
                }),
            },
            19 => LogEvent::EnteredInMonitor { zaak, week: zaak.week },
            20 => LogEvent::ZaakClosed { zaak },
            21 => LogEvent::ZaakReopened { zaak, reason: text() },
            22 => LogEvent::HoldSet { zaak, reason: text() },
            23 => LogEvent::HoldLifted { zaak, reason: text() },
            24 => LogEvent::ZaakPurged { zaak, reason: text() },
            25 => LogEvent::ReminderSet {
                zaak,
                reminder: number,
                when: now(),
                text: text(),
                step: moment.map(|_| Step::Form),
            },
            26 => LogEvent::ReminderDone { zaak, reminder: number, fell: moment.map(|_| YesNo::Yes) },
            27 => LogEvent::FormAccepted { zaak, melding, reason: moment.map(|_| text()) },
            28 => LogEvent::TegenspraakSettled {
                zaak,
                tegenspraak: Tegenspraak::Feiten { about: "letsel".to_owned(), earlier: feit, later: feit.next() },
                reason: moment.map(|_| text()),
            },
            29 => LogEvent::ZaakMerged {
                zaak,
                from: zaak,
                along: BroughtAlong { feiten: vec![feit], rij: None, ..BroughtAlong::default() },
                reason: text(),
            },
            30 => LogEvent::ZaakSplit { zaak, from: zaak },
            31 => LogEvent::ZaakAbsorbed { zaak, to: zaak, reason: text() },
            32 => LogEvent::ZaakReturned { zaak, from: zaak, reason: text() },
            33 => LogEvent::FeitCorrected {
                zaak,
                feit,
                topic: piket::domain::feit::Topic::Event,
                text: text(),
                source: text(),
                happened: None,
            },
            34 => LogEvent::FeitRetracted { zaak, feit },
            35 => LogEvent::FeitRestored { zaak, feit },
            36 => LogEvent::ZaakWithdrawn { zaak, reason: text() },
            37 => LogEvent::DraftLetThrough {
                zaak,
                draft,
                version: moment.map(|_| version),
                kinds: "naam".to_owned(),
                reason: text(),
            },
            38 => LogEvent::DraftCopyReceived {
                zaak,
                draft,
                number,
                copy: SentCopy {
                    version,
                    sender: text(),
                    recipients: text(),
                    text: moment.map(|_| text()),
                    unsent: moment.is_some(),
                    misfit: moment.map(|_| text()),
                    message_id: text(),
                    fingerprint: text(),
                    original: text(),
                },
            },
            39 => LogEvent::DraftCopyJudged { zaak, draft, number, counts: moment.map(|_| YesNo::No), reason: text() },
            40 => LogEvent::ReadAlong {
                zaak,
                draft,
                version,
                role: text(),
                state: moment.map(|_| ReadingState::Asked),
                remark: text(),
            },
            41 => LogEvent::FieldSet {
                melding,
                field: "voorval".to_owned(),
                read: moment.map(|_| Field { value: text(), source: text(), certainty: Certainty::PutAside }),
                inrichting: moment.map(|_| Plek::Other(text())),
            },
            42 => LogEvent::LinkUpdated {
                zaak,
                melding,
                filled_in: ["voorval".to_owned()].into(),
                named: Times::default(),
                unread: ["delict".to_owned()].into(),
            },
            43 => LogEvent::SendingStarted { zaak, draft, version, recipients: text() },
            44 => LogEvent::SendingEnded { zaak, draft, version, code: moment.map(|_| 1) },
            45 => LogEvent::DraftNotSent { zaak, draft, number: version, version, reason: text() },
            46 => LogEvent::DraftLetGo {
                zaak,
                draft,
                version: moment.map(|_| version),
                withheld: piket::domain::withheld::Withheld::Open,
                reason: text(),
            },
            _ => LogEvent::MeldingPurged { melding, reason: text() },
        })
    }
}

pub fn rulebook() -> RulebookStamp {
    RulebookStamp { version: "2026-1".to_owned(), hash: "ab".repeat(32) }
}

/// Writes a told night of that many events, one transaction each.
pub fn fill(store: &mut Store, count: usize) -> Result<Narrative> {
    let mut narrative = Narrative::default();
    for w in fixed_rolls(count) {
        let new = narrative.tell(&w)?;
        store.write(now(), "p.piket", &[new], &[])?;
    }
    Ok(narrative)
}
