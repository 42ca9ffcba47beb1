//! Sets or clears times of a case, all together, so that their order is judged as a whole. Only what
//! changes is recorded.

use clap::Args;

use super::{
    Act, SetInrichting,
    arguments::{Arguments, time},
    decide::{After, Context, Decided, Judged},
    shared::{find_open_zaak, not_in_the_future},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        own_words,
        sanitize::capitalize,
        subject::Subject,
        tegenspraak::Tegenspraak,
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::case_rule::CaseRule,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::Zaak,
    },
    rules::book::RijRule,
};

/// The times that are set, and those that are cleared.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetTimes {
    pub zaak: Zaaknummer,
    pub times: Vec<(TimeKind, Option<Moment>)>,
}

/// What stands at the head of a case: its inrichting and its times, as far as they are given.
#[derive(Debug, Clone, Args)]
#[command(about = "Wijzig inrichting en tijden van een zaak")]
pub struct SetTimesArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Naam van de inrichting.
    #[arg(long)]
    pub inrichting: Option<String>,
    /// Tijd van het voorval.
    #[arg(long, value_name = "TIJD")]
    pub voorval: Option<String>,
    /// Tijd van de constatering.
    #[arg(long, value_name = "TIJD")]
    pub constatering: Option<String>,
    /// Tijd van het telefoontje.
    #[arg(id = "gebeld", long = "gebeld", value_name = "TIJD")]
    pub called: Option<String>,
    /// Tijd van terugkeer of aanhouding.
    #[arg(id = "einde_oa", long = "einde-oa", value_name = "TIJD")]
    pub oa_end: Option<String>,
    /// Tijd waarop daarvan werd gehoord.
    #[arg(id = "einde_gehoord", long = "einde-gehoord", value_name = "TIJD")]
    pub oa_end_heard: Option<String>,
}

impl Arguments for SetTimesArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let zaak = self.zaak;
        let mut times = Vec::new();
        for (kind, text) in [
            (TimeKind::Voorval, &self.voorval),
            (TimeKind::Constatering, &self.constatering),
            (TimeKind::Called, &self.called),
            (TimeKind::OaEnd, &self.oa_end),
            (TimeKind::OaEndHeard, &self.oa_end_heard),
        ] {
            if let Some(t) = time(text.as_deref(), now)? {
                times.push((kind, Some(t)));
            }
        }
        let mut acts: Vec<Act> = Vec::new();
        acts.extend(self.inrichting.clone().map(|inrichting| SetInrichting { zaak, inrichting }.into()));
        acts.extend((!times.is_empty()).then(|| SetTimes { zaak, times }.into()));
        if acts.is_empty() {
            return Err(
                Error::usage("Er is niets opgegeven om te wijzigen.").hint("Geef bijvoorbeeld --voorval 02:10.")
            );
        }
        Ok(acts)
    }
}

impl Judged for SetTimes {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_open_zaak(desk, number)?;
        let mut times: Times = zaak.times;
        let mut new = Vec::new();
        for (kind, moment) in &self.times {
            if zaak.time(*kind) == *moment {
                continue;
            }
            if let Some(m) = moment {
                not_in_the_future(&capitalize(kind.with_article()), *m, context.now)?;
            }
            if let (true, Some(_), CaseRule::Known(book, rule)) = (kind.is_oa_end(), moment, context.case_rule(zaak))
                && !rule.is_oa()
            {
                return Err(Error::usage("Een terugkeer of aanhouding hoort bij een ongeoorloofde afwezigheid.")
                    .hint(format!("Kies eerst een rij {}.", book.listing(RijRule::is_oa))));
            }
            times = times.with(*kind, *moment);
            let occurred_at = moment.unwrap_or(context.now);
            new.push(NewEvent { occurred_at, event: LogEvent::TimeSet { zaak: number, time: *kind, moment: *moment } });
            for tegenspraak in moment.map(|m| settled_by_time(zaak, *kind, m)).unwrap_or_default() {
                let reason = Some(Vertrouwelijk::new(own_words::TIME_BY_HAND));
                let event = LogEvent::TegenspraakSettled { zaak: number, tegenspraak, reason };
                new.push(NewEvent { occurred_at: context.now, event });
            }
        }
        if new.is_empty() {
            return Err(Error::no("Er is niets gewijzigd."));
        }
        times.check()?;
        Ok(Decided { new })
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let set = self.times.iter().map(|(kind, moment)| {
            let moment = moment.map_or_else(|| "onbekend".to_owned(), |at| at.short_in(after.context.now));
            format!("{} {moment}", kind.word())
        });
        format!("Vastgelegd: {}.", set.collect::<Vec<_>>().join(", "))
    }
}

/// Who sets a time knows the reports that were linked by then: what they say is answered with it.
fn settled_by_time(zaak: &Zaak, time: TimeKind, moment: Moment) -> Vec<Tegenspraak> {
    let different = zaak.meldingen.iter().filter_map(|k| k.named.of(time).map(|t| (k.melding, t)));
    different
        .filter(|(_, t)| t.minute() != moment.minute())
        .map(|(melding, named)| Tegenspraak::Time { time, zaak: moment, melding, named })
        .collect()
}
