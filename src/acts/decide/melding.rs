//! Acts on the inbox: a call or mail comes in, opens a zaak, is linked to one, or is set aside.

use super::{Context, Decided, Undo, find_melding, find_open_zaak, not_in_the_future, require_reason, stamp};
use crate::{
    domain::{
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        melding::{Call, Content, Mail, MeldingKind},
        moment::Moment,
        rij::Rij,
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

/// Notes a call; while a form is being typed nothing is required, so nothing is refused either.
pub fn note_call(desk: &Desk, context: &Context<'_>, number: Option<Meldingnummer>, call: &Call) -> Result<Decided> {
    let mut call = call.clone();
    call.inrichting = call.inrichting.and_then(|p| context.inrichtingen.plek(p.label()));
    let received = call.called.unwrap_or(context.now);
    let Some(number) = number else {
        let melding = desk.next_melding();
        let event =
            LogEvent::MeldingReceived { melding, form: MeldingKind::Phone, received, content: Content::Call(call) };
        let new = vec![NewEvent { occurred_at: received.min(context.now), event }];
        return Ok(Decided {
            new,
            undo: Undo::Impossible("Een melding blijft bewaard; leg haar terzijde met een reden."),
        });
    };
    let melding = find_melding(desk, number)?;
    let Content::Call(earlier) = &melding.content else {
        return Err(Error::usage(format!("Melding {number} is geen telefoontje.")));
    };
    let undo = LogEvent::CallUpdated { melding: number, call: earlier.clone() };
    Ok(Decided::one(context, LogEvent::CallUpdated { melding: number, call }, Undo::with([undo])))
}

/// Puts a mail in the inbox under the next number.
pub fn receive_mail(desk: &Desk, form: MeldingKind, received: Moment, mail: &Mail) -> Decided {
    let content = Content::Mail(Box::new(mail.clone()));
    let event = LogEvent::MeldingReceived { melding: desk.next_melding(), form, received, content };
    let new = vec![NewEvent { occurred_at: received, event }];
    Decided { new, undo: Undo::Impossible("Een mail blijft bewaard; leg hem terzijde met een reden.") }
}

/// Opens a case from a report and takes over what the report says.
pub fn open(desk: &Desk, context: &Context<'_>, number: Meldingnummer) -> Result<Decided> {
    let melding = find_open_melding(desk, number)?;
    let zaak = desk.next_zaak(Piketweek::from(context.now, context.week_start));
    // A case that opens has no row yet, and without one nothing ends.
    let times = Times { oa_end: None, ..melding.times() };
    times.check()?;
    for (name, t) in
        [("Het voorval", times.voorval), ("De constatering", times.constatering), ("Het telefoontje", times.called)]
    {
        if let Some(t) = t {
            not_in_the_future(name, t, context.now)?;
        }
    }
    let inrichting = melding.inrichting().and_then(|name| context.inrichtingen.plek(name));
    let mut events = vec![
        LogEvent::ZaakOpened { zaak, inrichting, rulebook: stamp(context.book), kalender: context.kalender },
        melding.link(zaak),
    ];
    for (time, moment) in [
        (TimeKind::Called, times.called),
        (TimeKind::Voorval, times.voorval),
        (TimeKind::Constatering, times.constatering),
    ] {
        if moment.is_some() {
            events.push(LogEvent::TimeSet { zaak, time, moment });
        }
    }
    if let Some(rij) = rij_of(melding) {
        let reason = Vertrouwelijk::new("gekozen bij de melding");
        events.push(LogEvent::RijChosen { zaak, rij: Some(rij), reason, rulebook: stamp(context.book) });
    }
    events.extend(feiten_of(zaak, melding, 1));
    let new = events.into_iter().map(|event| NewEvent { occurred_at: context.now, event }).collect();
    Ok(Decided { new, undo: Undo::Impossible("Een zaaknummer blijft bestaan; sluit de zaak met een reden per stap.") })
}

/// Links a report; its facts come along, and an end of OA brings its time.
pub fn link(desk: &Desk, context: &Context<'_>, number: Meldingnummer, zaak: Zaaknummer) -> Result<Decided> {
    let melding = find_open_melding(desk, number)?;
    let target = find_open_zaak(desk, zaak)?;
    let mut events = vec![melding.link(zaak)];
    let mut undo = vec![LogEvent::MeldingUnlinked { zaak, melding: number }];
    for (time, moment) in new_times(target, melding) {
        events.push(LogEvent::TimeSet { zaak, time, moment: Some(moment) });
        undo.push(LogEvent::TimeSet { zaak, time, moment: None });
    }
    let next = target.feiten.iter().map(|f| f.number).max().unwrap_or(0).saturating_add(1);
    for feit in feiten_of(zaak, melding, next) {
        if let LogEvent::FeitNoted { feit, .. } = &feit {
            // A noted fact stays in the log; undoing the link takes it out of the picture.
            undo.push(LogEvent::FeitAssessed { zaak, feit: *feit, status: FeitStatus::Contradicted });
        }
        events.push(feit);
    }
    let new = events.into_iter().map(|event| NewEvent { occurred_at: context.now, event }).collect();
    Ok(Decided { new, undo: Undo::with(undo) })
}

/// Undoes a link.
pub fn unlink(desk: &Desk, context: &Context<'_>, number: Meldingnummer) -> Result<Decided> {
    let melding = find_melding(desk, number)?;
    match &melding.state {
        MeldingState::Linked(zaak) => {
            let zaak = find_open_zaak(desk, *zaak)?;
            // Set aside by itself it could be purged, and the case would be kept without it.
            if zaak.hold.is_some() {
                return Err(Error::no(format!(
                    "Zaak {} wordt vastgehouden; haar meldingen blijven erbij.",
                    zaak.number
                ))
                .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {}».", zaak.number)));
            }
            let mut events = vec![LogEvent::MeldingUnlinked { zaak: zaak.number, melding: number }];
            let mut undo = vec![melding.link(zaak.number)];
            let accepted = zaak.meldingen.iter().find(|k| k.melding == number).and_then(|k| k.accepted.clone());
            undo.extend(accepted.map(|reason| LogEvent::FormAccepted {
                zaak: zaak.number,
                melding: number,
                reason: Some(reason),
            }));
            take_back(desk, zaak, melding, &mut events, &mut undo);
            let new = events.into_iter().map(|event| NewEvent { occurred_at: context.now, event }).collect();
            Ok(Decided { new, undo: Undo::with(undo) })
        }
        MeldingState::Open | MeldingState::SetAside(_) => {
            Err(Error::no(format!("Melding {number} is aan geen zaak gekoppeld.")))
        }
    }
}

/// What came into the case with a report goes out with it: a return that belongs to somebody else must
/// not end this absence. What another linked report says as well stays.
fn take_back(desk: &Desk, zaak: &Zaak, melding: &Melding, events: &mut Vec<LogEvent>, undo: &mut Vec<LogEvent>) {
    let number = zaak.number;
    let from_others = || {
        let others = zaak.meldingen.iter().map(|k| k.melding).filter(|m| *m != melding.number);
        others.filter_map(|m| desk.meldingen.get(&m)).flat_map(named_times)
    };
    for (time, moment) in named_times(melding) {
        if zaak.time(time) == Some(moment) && !from_others().any(|other| other == (time, moment)) {
            events.push(LogEvent::TimeSet { zaak: number, time, moment: None });
            undo.push(LogEvent::TimeSet { zaak: number, time, moment: Some(moment) });
        }
    }
    for brought in feiten_of(number, melding, 1) {
        let LogEvent::FeitNoted { topic, source, .. } = &brought else { continue };
        for feit in zaak.feiten_about(*topic).filter(|f| f.source == *source) {
            let gone = FeitStatus::Contradicted;
            events.push(LogEvent::FeitAssessed { zaak: number, feit: feit.number, status: gone });
            undo.push(LogEvent::FeitAssessed { zaak: number, feit: feit.number, status: feit.status });
        }
    }
}

/// The times a report names for a case.
fn named_times(melding: &Melding) -> impl Iterator<Item = (TimeKind, Moment)> {
    let times = melding.times();
    [TimeKind::Voorval, TimeKind::Constatering, TimeKind::OaEnd]
        .into_iter()
        .filter_map(move |kind| times.of(kind).map(|m| (kind, m)))
}

/// Sets a report aside, with a reason.
pub fn set_aside(desk: &Desk, context: &Context<'_>, number: Meldingnummer, reason: &str) -> Result<Decided> {
    let melding = find_open_melding(desk, number)?.number;
    let event = LogEvent::MeldingSetAside { melding, reason: require_reason(reason)? };
    Ok(Decided::one(context, event, Undo::with([LogEvent::MeldingReturned { melding }])))
}

/// Puts a report that was set aside back in the inbox.
pub fn put_back(desk: &Desk, context: &Context<'_>, number: Meldingnummer) -> Result<Decided> {
    let melding = find_melding(desk, number)?;
    match &melding.state {
        MeldingState::SetAside(reason) => {
            let undo = LogEvent::MeldingSetAside { melding: number, reason: reason.clone() };
            Ok(Decided::one(context, LogEvent::MeldingReturned { melding: number }, Undo::with([undo])))
        }
        MeldingState::Open | MeldingState::Linked(_) => Err(Error::no(format!("Melding {number} ligt niet terzijde."))),
    }
}

fn find_open_melding(desk: &Desk, number: Meldingnummer) -> Result<&Melding> {
    let melding = find_melding(desk, number)?;
    match &melding.state {
        MeldingState::Open => Ok(melding),
        MeldingState::Linked(zaak) => Err(Error::no(format!("Melding {number} hoort al bij zaak {zaak}."))
            .hint("Maak haar eerst los als dat niet klopt.")),
        MeldingState::SetAside(_) => {
            Err(Error::no(format!("Melding {number} ligt terzijde.")).hint("Leg haar eerst terug in de inbox."))
        }
    }
}

/// The row that was already chosen in a call.
const fn rij_of(melding: &Melding) -> Option<Rij> {
    match &melding.content {
        Content::Call(g) => g.rij,
        Content::Mail(_) => None,
    }
}

/// The times the report knows and the case does not, as far as they fit together.
fn new_times(zaak: &Zaak, melding: &Melding) -> Vec<(TimeKind, Moment)> {
    let belongs_here = |kind| kind != TimeKind::OaEnd || zaak.rij().is_none_or(Rij::is_oa);
    let mut times = zaak.times;
    let mut new = Vec::new();
    for (kind, moment) in named_times(melding) {
        if zaak.time(kind).is_some() || !belongs_here(kind) {
            continue;
        }
        let trial = times.with(kind, Some(moment));
        if trial.check().is_ok() {
            times = trial;
            new.push((kind, moment));
        }
    }
    new
}

/// The facts a report brings, numbered from `first`.
fn feiten_of(zaak: Zaaknummer, melding: &Melding, first: u32) -> Vec<LogEvent> {
    let number = melding.number;
    let found: Vec<(Topic, String, String)> = match &melding.content {
        Content::Call(g) => g
            .what
            .filled()
            .map(|what| {
                (Topic::Event, what.to_owned(), format!("telefoon {} ({number})", melding.received.clock_time()))
            })
            .into_iter()
            .collect(),
        Content::Mail(p) => FROM_FORM
            .iter()
            .filter_map(|(field, topic, salutation)| {
                let value = p.field(field).filter(|w| !matches!(*w, "-" | "geen" | "n.v.t." | "nvt"))?;
                Some((*topic, format!("{salutation}{value}"), format!("{} {number}", melding.kind.label())))
            })
            .collect(),
    };
    (first..)
        .zip(found)
        .map(|(feit, (topic, text, source))| LogEvent::FeitNoted {
            zaak,
            feit,
            topic,
            text: Vertrouwelijk::new(&text),
            source: Vertrouwelijk::new(&source),
            status: FeitStatus::Reported,
        })
        .collect()
}

/// Which fields of a form are facts of the beeld, and the words that make them readable there.
const FROM_FORM: [(&str, Topic, &str); 8] = [
    ("beschrijving", Topic::Event, ""),
    ("wijze_van_onttrekking", Topic::Event, ""),
    ("maatregelen", Topic::Measures, ""),
    ("gemeld_opsporing", Topic::Police, "opsporing: "),
    ("gemeld_om", Topic::Police, "OM: "),
    ("media", Topic::Media, ""),
    ("omwonenden", Topic::Surroundings, "omwonenden: "),
    ("slachtoffers", Topic::Surroundings, "slachtoffers: "),
];
