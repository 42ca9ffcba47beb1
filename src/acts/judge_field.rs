//! What the desk read of a form as a proposal is accepted, put aside or replaced by what the officer says: only
//! what is sure goes on into a case and its messages. In a case that the form belongs to, what counts of it moves
//! along.

use chrono::NaiveDate;
use clap::{ArgGroup, Args};

use super::{
    Act,
    arguments::Arguments,
    before::Before,
    brought::{feiten_of, filled_in, moved_times},
    decide::{After, Context, Decided, Judged},
    shared::{already_purged, find_melding, find_open_zaak, not_in_the_future},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        feit::FeitNumber,
        ids::Meldingnummer,
        melding::{Certainty, Content, Field, INRICHTING, Mail},
        moment::Moment,
        own_words, sanitize,
        subject::Subject,
        text::Vertrouwelijk,
    },
    judge::untaken::NAMED,
    log::{
        desk::Desk,
        event::LogEvent,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
    rules::form::{FieldRole, ItemAnswers},
};

/// What the officer says of an item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldVerdict {
    /// It is what the form says.
    Accepted,
    /// It is not.
    PutAside,
    /// It is this instead, as typed.
    Typed(String),
    /// It is what stands in the form under a label that the officer taught.
    Read(Field),
}

/// The item, by its name in the fields of the report, and what is said of it.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgeField {
    pub melding: Meldingnummer,
    pub field: String,
    pub verdict: FieldVerdict,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Aanvaard wat een formulier als voorstel zegt, leg het weg of vul het zelf in")]
#[command(group = ArgGroup::new("oordeel").required(true))]
#[group(skip)]
pub struct JudgeFieldArgs {
    /// Meldingnummer.
    pub melding: Meldingnummer,
    /// Naam van het veld, zoals «piket inbox --json» hem noemt.
    #[arg(id = "veld", value_name = "VELD")]
    pub field: String,
    /// Het voorstel klopt.
    #[arg(id = "aanvaard", long = "aanvaard", group = "oordeel")]
    pub accept: bool,
    /// Het voorstel klopt niet.
    #[arg(id = "klopt-niet", long = "klopt-niet", group = "oordeel")]
    pub put_aside: bool,
    /// Wat het wel is; de bron bent u.
    #[arg(id = "waarde", long = "waarde", value_name = "WAARDE", group = "oordeel")]
    pub value: Option<String>,
}

impl Arguments for JudgeFieldArgs {
    fn subject(&self) -> Subject {
        self.melding.into()
    }

    fn acts(&self, _: &Desk, _: &Context<'_>) -> Result<Vec<Act>> {
        let verdict = match (&self.value, self.put_aside) {
            (Some(value), _) => FieldVerdict::Typed(value.clone()),
            (None, true) => FieldVerdict::PutAside,
            (None, false) => FieldVerdict::Accepted,
        };
        let field = self.field.to_lowercase().replace([' ', '-'], "_");
        Ok(vec![JudgeField { melding: self.melding, field, verdict }.into()])
    }
}

impl Judged for JudgeField {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let melding = find_melding(desk, self.melding)?;
        let zaak = match &melding.state {
            MeldingState::Open => None,
            MeldingState::Linked(zaak) => Some(find_open_zaak(desk, *zaak)?),
            MeldingState::SetAside(_) => {
                return Err(Error::no(format!("Melding {} ligt terzijde.", self.melding))
                    .hint("Leg haar eerst terug in de inbox."));
            }
        };
        if melding.purged.is_some() {
            return Err(already_purged(&format!("melding {}", self.melding)));
        }
        let Content::Mail(mail) = &melding.content else {
            return Err(Error::usage(format!("Melding {} is een telefoontje, geen formulier.", self.melding)));
        };
        let read = self.read(mail, melding, context)?;
        let inrichting = match read.certainty {
            Certainty::Certain if self.field == INRICHTING => context.inrichtingen.plek(read.value.read()),
            Certainty::Certain | Certainty::Proposed | Certainty::PutAside => mail.inrichting.clone(),
        };
        let mut after = melding.clone();
        after.set_field(&self.field, Some(read.clone()), inrichting.clone());
        let set = LogEvent::FieldSet { melding: self.melding, field: self.field.clone(), read: Some(read), inrichting };
        let along = zaak.map(|zaak| moved(context, zaak, melding, &after)).unwrap_or_default();
        Ok(Decided::all(context, std::iter::once(set).chain(along)))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        let (name, melding) = (self.field.replace('_', " "), self.melding);
        match self.verdict {
            FieldVerdict::Accepted => format!("Aanvaard in {melding}: {name}; dat telt nu mee."),
            FieldVerdict::PutAside => format!("Weggelegd in {melding}: {name}; dat telt niet mee."),
            FieldVerdict::Read(_) => format!("Geleerd van {melding}: {name}; de desk kent dit etiket voortaan."),
            FieldVerdict::Typed(_) => format!("Ingevuld in {melding}: {name}; de bron bent u."),
        }
    }

    /// The item says what it said, and what of it counts in a case moves back with it.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

impl JudgeField {
    /// What the item says by this verdict.
    fn read(&self, mail: &Mail, melding: &Melding, context: &Context<'_>) -> Result<Field> {
        let name = self.field.replace('_', " ");
        let known = mail.fields.get(&self.field);
        let there = || {
            known.cloned().ok_or_else(|| {
                Error::usage(format!("Van {} is geen veld «{name}» gelezen.", self.melding))
                    .hint(format!("Gelezen is: {}.", mail.fields.keys().cloned().collect::<Vec<_>>().join(", ")))
            })
        };
        match &self.verdict {
            FieldVerdict::Accepted => match there()? {
                field if field.certainty == Certainty::Certain => {
                    Err(Error::no(format!("«{name}» van {} is al zeker.", self.melding)))
                }
                field => Ok(Field { certainty: Certainty::Certain, ..field }),
            },
            FieldVerdict::PutAside => match there()? {
                field if field.certainty == Certainty::PutAside => {
                    Err(Error::no(format!("«{name}» van {} is al weggelegd.", self.melding)))
                }
                field => Ok(Field { certainty: Certainty::PutAside, ..field }),
            },
            FieldVerdict::Read(_) if known.is_some_and(|field| field.certainty == Certainty::Certain) => {
                Err(Error::no(format!("«{name}» van {} is al zeker; het etiket is wel geleerd.", self.melding))
                    .hint("Vul het veld in als dit toch is wat het moet zijn."))
            }
            FieldVerdict::Read(field) => Ok(field.clone()),
            FieldVerdict::Typed(text) => {
                let book = context.book_of(melding);
                let of_form = book.form_of(melding.kind).is_some_and(|f| f.items.iter().any(|i| i.field == self.field));
                let of_case = NAMED.iter().any(|kind| kind.field() == self.field) || self.field == INRICHTING;
                if known.is_none() && !of_form && !of_case {
                    there()?;
                }
                let born = book.fields_at_hand(FieldRole::BirthDate).any(|field| field == self.field);
                let item =
                    book.form_of(melding.kind).and_then(|form| form.items.iter().find(|i| i.field == self.field));
                let answers = item.map_or(&ItemAnswers::Words, |item| &item.answers);
                let answers = if born { &ItemAnswers::Day } else { answers };
                let value = Vertrouwelijk::new(&self.typed(text, answers, context.now)?);
                if value.is_empty() {
                    return Err(Error::usage("Er is geen waarde ingevuld.").hint("Leg het voorstel anders weg."));
                }
                Ok(Field { value, source: Vertrouwelijk::new(own_words::OFFICER), certainty: Certainty::Certain })
            }
        }
    }

    /// A typed value in the form in which the fields hold it.
    fn typed(&self, text: &str, answers: &ItemAnswers, now: Moment) -> Result<String> {
        if let Some(kind) = NAMED.into_iter().find(|kind| kind.field() == self.field) {
            let moment = Moment::parse(text, Some(now))?.moment;
            not_in_the_future(&format!("De tijd van {}", kind.word()), moment, now)?;
            return Ok(moment.rfc3339());
        }
        let line = sanitize::line(text);
        if line.is_empty() {
            return Ok(line);
        }
        let name = self.field.replace('_', " ");
        match answers {
            ItemAnswers::Words => Ok(line),
            ItemAnswers::Day => {
                let even = line.replace(['/', '.', ' '], "-");
                let day = ["%d-%m-%Y", "%Y-%m-%d"].iter().find_map(|form| NaiveDate::parse_from_str(&even, form).ok());
                day.map(|day| day.to_string()).ok_or_else(|| {
                    Error::usage(format!("«{line}» is geen {name}.")).hint("Typ dag, maand en jaar: 3-4-1987.")
                })
            }
            ItemAnswers::OneOf(choices) => {
                let chosen = choices.iter().find(|choice| choice.to_lowercase() == line.to_lowercase());
                chosen.cloned().ok_or_else(|| {
                    Error::usage(format!("«{line}» is geen keuze bij «{name}»."))
                        .hint(format!("Kies uit: {}.", choices.join(", ")))
                })
            }
        }
    }
}

/// What changes in the case of a form that now says something else.
fn moved(context: &Context<'_>, zaak: &Zaak, before: &Melding, after: &Melding) -> Vec<LogEvent> {
    let number = zaak.number;
    let link = LogEvent::LinkUpdated {
        zaak: number,
        melding: after.number,
        filled_in: filled_in(after),
        named: after.times(),
        unread: after.unread(),
    };
    let mut events = vec![link];
    if let (None, Some(Content::Mail(mail))) = (&zaak.inrichting, Some(&after.content))
        && before.inrichting() != after.inrichting()
    {
        events.push(LogEvent::InrichtingSet { zaak: number, inrichting: mail.inrichting.clone() });
    }
    for (time, moment) in moved_times(zaak, context.case_rule(zaak), before, after) {
        events.push(LogEvent::TimeSet { zaak: number, time, moment, by_hand: Some(YesNo::No) });
    }
    let feiten = |melding: &Melding| {
        let brought = feiten_of(context, number, melding, FeitNumber::FIRST).into_iter();
        brought.filter_map(|event| {
            let LogEvent::FeitNoted { topic, text, source, status, .. } = event else { return None };
            Some((topic, text, source, status))
        })
    };
    let (was, is): (Vec<_>, Vec<_>) = (feiten(before).collect(), feiten(after).collect());
    for (topic, text, source, _) in was.iter().filter(|feit| !is.contains(feit)) {
        let same = zaak.feiten.iter().filter(|f| f.topic == *topic && f.text == *text && f.source == *source);
        events.extend(same.map(|f| LogEvent::FeitRetracted { zaak: number, feit: f.number }));
    }
    let new = is.into_iter().filter(|feit| !was.contains(feit));
    events.extend(zaak.next_feit().onward().zip(new).map(|(feit, (topic, text, source, status))| {
        LogEvent::FeitNoted { zaak: number, feit, topic, text, source, status, happened: None, asked: None }
    }));
    events
}

#[cfg(test)]
mod tests {
    use crate::{
        acts::{
            LinkMelding,
            scene::{Scene, TestResult},
        },
        domain::melding::MeldingKind,
    };

    #[test]
    fn what_was_read_as_a_proposal_is_accepted_or_filled_in_and_moves_the_case_along() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        let melding = scene.mail(MeldingKind::form("mbv"), &[("voorval", "2026-11-22T01:30:00+01:00")])?;
        scene.given(LinkMelding { melding, zaak, reason: String::new() })?;
        assert!(scene.refuses_typed(&format!("veld {melding} voorval --aanvaard")).contains("al zeker"));
        let then = scene.typed(&format!("veld {melding} afdeling --waarde 'De Gang'"))?;
        assert_eq!(then.events().first(), Some(&"veld_gezet"));
        assert!(then.events().contains(&"koppeling_bijgewerkt"));
        assert_eq!(then.sentence(), format!("Ingevuld in {melding}: afdeling; de bron bent u."));
        assert!(then.undone()?.contains(&"veld_gezet"));
        let then = scene.typed(&format!("veld {melding} voorval --klopt-niet"))?;
        assert_eq!(then.sentence(), format!("Weggelegd in {melding}: voorval; dat telt niet mee."));
        assert!(then.undone()?.contains(&"koppeling_bijgewerkt"));
        Ok(())
    }

    #[test]
    fn a_field_that_is_not_there_or_a_call_is_refused() -> TestResult {
        let (mut scene, _) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed("veld M0001 plaats --aanvaard").contains("is een telefoontje"));
        let melding = scene.mail(MeldingKind::form("mbv"), &[])?;
        assert!(scene.refuses_typed(&format!("veld {melding} schoenmaat --aanvaard")).contains("geen veld"));
        Ok(())
    }
}
