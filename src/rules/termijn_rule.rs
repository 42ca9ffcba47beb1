//! Which terms a row carries: the kind, what starts its clock, how long it runs and who waits for it.

use chrono::NaiveTime;

use super::{instantie::Instanties, source::Citation, toml_reader::Table};
use crate::domain::{
    book_names::BookNames, inrichting::Ownership, shared_text::SharedText, step::Step, termijn_kind::TermijnKind,
    time_kind::TimeKind,
};

/// One kind of term; the rows say which they carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermijnRule {
    /// The kind.
    pub kind: TermijnKind,
    /// What it is called on screen.
    pub label: SharedText,
    /// The step that meets it.
    pub step: Step,
    /// What starts the clock.
    pub start: ClockStart,
    /// How long it runs.
    pub duration: TermijnDuration,
    /// Who waits for it, as a line of text.
    pub recipient: String,
    /// What a message calls the thing that is to come; `None` where messages do not name it.
    pub in_message: Option<String>,
    /// The same where somebody decides by then.
    pub decided: Option<DecidedBy>,
    /// What the source leaves open about it, as the officer is told.
    pub open_point: Option<String>,
    /// Where the term stands.
    pub source: Citation,
}

/// Who decides, as a message tells it, and by when that has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedBy {
    state: String,
    private: String,
    unknown: String,
    runs: String,
    passed: String,
    discovered: String,
    occurred: String,
    told: String,
}

/// Where the moment of the term stands in it.
const DUE: &str = "{uiterlijk}";
/// Where it stands what the clock runs from.
const START: &str = "{begin}";

impl DecidedBy {
    /// The sentence, for an inrichting that is run so; `due` is the moment of the term in words, `start` what its clock runs
    /// from.
    pub fn sentence(
        &self,
        ownership: Option<Ownership>,
        due: &str,
        (start, is_late): (Option<TimeKind>, bool),
    ) -> String {
        let who = match ownership {
            Some(Ownership::State) => &self.state,
            Some(Ownership::Private) => &self.private,
            None => &self.unknown,
        };
        let when = if is_late { &self.passed } else { &self.runs };
        let start = match start {
            Some(TimeKind::Constatering) => &self.discovered,
            Some(TimeKind::Voorval) => &self.occurred,
            Some(TimeKind::Called | TimeKind::OaEnd | TimeKind::OaEndHeard) | None => &self.told,
        };
        format!("{who}; {}.", when.replace(DUE, due).replace(START, start))
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let t = t.as_table("in_bericht_beslist", "termijn.in_bericht_beslist", t.get("in_bericht_beslist")?)?;
        let [state, private, unknown] = ["rijks", "particulier", "onbekend"].map(|field| t.text(field));
        let [runs, passed] = ["loopt", "voorbij"].map(|field| {
            let text = t.text(field)?;
            for place in [DUE, START] {
                if text.matches(place).count() != 1 {
                    t.error(field, format!("Hier staat {place} precies één keer."));
                }
            }
            Some(text)
        });
        let [discovered, occurred, told] = ["ontdekking", "voorval", "melding"].map(|field| t.text(field));
        Some(Self {
            state: state?,
            private: private?,
            unknown: unknown?,
            runs: runs?,
            passed: passed?,
            discovered: discovered?,
            occurred: occurred?,
            told: told?,
        })
    }
}

/// What starts the clock of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockStart {
    /// The voorval; where it was discovered later also the constatering.
    Voorval,
    /// The constatering, else the voorval.
    Constatering,
    /// The constatering, else the voorval; the voorval also counts while its term ran at the constatering.
    ConstateringAndVoorval,
    /// The return or arrest of an absent person; where it was heard of later also that moment.
    OaEnd,
}

/// How long a term runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermijnDuration {
    /// The form term, which depends on day and hour (B.2 step 4).
    Form,
    /// A number of elapsed hours.
    Hours(u16),
}

impl TermijnDuration {
    /// Whether what it asks comes in at the desk. What happens elsewhere is known only once somebody told: that its term
    /// has passed does not say that it was late.
    pub const fn comes_in(self) -> bool {
        match self {
            Self::Form => true,
            Self::Hours(_) => false,
        }
    }
}

/// The clock times of the form term, Amsterdam. Exclusive: at that time it is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormHours {
    /// On the next werkdag.
    pub werkdag: NaiveTime,
    /// On the Monday after a weekend.
    pub weekend: NaiveTime,
}

impl FormHours {
    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (werkdag, weekend) = (t.clock_time("werkdag"), t.clock_time("weekend"));
        Some(Self { werkdag: werkdag?, weekend: weekend? })
    }
}

impl TermijnRule {
    pub(super) fn parse(
        t: &Table<'_>,
        named: Option<&dyn BookNames>,
        instruction: &str,
        instanties: &Instanties,
        steps: &[Step],
    ) -> Option<Self> {
        let kind: Option<TermijnKind> = t.parsed("soort");
        let name = t.text_or_none("naam");
        let step = t.choice("stap", &Step::choices(steps));
        let recipient = instanties.required(t, "ontvanger");
        let (in_message, open_point) = (t.text_or_none("in_bericht"), t.text_or_none("onbepaald"));
        let decided = DecidedBy::parse(t);
        let start = t.choice(
            "begin",
            &[
                ("voorval", ClockStart::Voorval),
                ("constatering", ClockStart::Constatering),
                ("constatering-en-voorval", ClockStart::ConstateringAndVoorval),
                ("einde-oa", ClockStart::OaEnd),
            ],
        );
        let duration = TermijnDuration::parse(t);
        let source = Citation::parse(t, instruction);
        let kind = kind?;
        Some(Self {
            kind,
            label: name
                .or_else(|| named?.termijn_name(kind).map(str::to_owned))
                .unwrap_or_else(|| kind.to_string())
                .into(),
            step: step?,
            start: start?,
            duration: duration?,
            recipient: recipient?.line(),
            in_message,
            decided,
            open_point,
            source: source?,
        })
    }

    /// True for the term of a form that M can demand, counted from the voorval.
    pub const fn is_form(&self) -> bool {
        self.duration.is_form() && matches!(self.start, ClockStart::Voorval)
    }
}

impl TermijnDuration {
    /// True for the term of a form, which depends on days and office hours; elapsed hours need no calendar.
    pub const fn is_form(self) -> bool {
        match self {
            Self::Form => true,
            Self::Hours(_) => false,
        }
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        match t.get("duur") {
            Some(value) if value.get_ref().is_table() => {
                let hours = t.as_table("duur", "duur", value)?.number("uren", 1..1001)?;
                u16::try_from(hours).ok().map(Self::Hours)
            }
            _ => t.choice("duur", &[("formulier", Self::Form)]),
        }
    }
}
