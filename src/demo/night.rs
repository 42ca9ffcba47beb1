//! The night of practice, made from `assets/demo/oefennacht.toml`: which voorvallen happen where and when follows from
//! the seed, so that the same number gives the same night to whoever plays it. No person in it exists.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveTime};

use super::{material::read, post::NightMail, rng::Rng};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        error::{Error, Result},
        moment::Moment,
        practice::{Night, Spoken, Tale, TourGoal, TourHint, Wanted},
        rij::Rij,
    },
    rules::toml_reader::Table,
};

/// Whether a new officer is told what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tour {
    /// Step by step.
    Told,
    /// Not at all.
    Silent,
}

/// A night and the mail that comes in during it, in order.
#[derive(Debug)]
pub struct PracticeNight {
    /// What the desk knows of it.
    pub night: Night,
    /// What arrives.
    pub mails: Vec<NightMail>,
}

/// The night that begins on the evening of the day of `now`.
///
/// # Errors
/// When the material is broken, which a test rules out.
pub fn practice_night(seed: u64, now: Moment, tour: Tour) -> Result<PracticeNight> {
    let script = NightMaterial::parse()?;
    let mut rng = Rng::new(seed);
    let begin = Moment::local(now.date(), script.begin)?.moment;
    let end = on_clock(begin, script.end)?;
    let (mut inrichtingen, mut names) = (script.inrichtingen.clone(), script.names.clone());
    rng.shuffle(&mut inrichtingen);
    rng.shuffle(&mut names);
    let mut places = inrichtingen.into_iter().zip(names.iter().cycle());
    let (mut tales, mut mails) = (Vec::new(), Vec::new());
    for kind in script.kinds() {
        let of_kind: Vec<&Story> = script.stories.iter().filter(|story| story.kind == kind).collect();
        let (Some(story), Some((inrichting, name))) = (rng.choose(&of_kind), places.next()) else { continue };
        let called = begin.plus(Duration::minutes(rng.between(story.after.0.into(), story.after.1.into())));
        let happened = called.plus(-Duration::minutes(story.ago.into()));
        let speaker = rng.choose(&script.callers).map_or("", String::as_str);
        let number = format!("06-0000 0{}", rng.between(100, 999));
        let filled = Filled { inrichting: &inrichting, name, happened, caller: speaker, number: &number };
        tales.push(story.tale(&filled, called, &script.call_back));
        for post in &story.post {
            let at = post.when.moment(called)?;
            mails.push(NightMail::form(&inrichting, &filled.text(&post.subject), &filled.lines(&post.lines), at));
        }
    }
    tales.sort_by_key(|tale| tale.calls.first().map(|call| call.at));
    mails.sort_by_key(|mail| mail.at);
    let tour = match tour {
        Tour::Told => script.tour,
        Tour::Silent => Vec::new(),
    };
    Ok(PracticeNight { night: Night { begin, end, tales, elsewise: script.elsewise, tour }, mails })
}

/// The first moment from `after` on at which the clock says so.
fn on_clock(after: Moment, time: NaiveTime) -> Result<Moment> {
    let today = Moment::local(after.date(), time)?.moment;
    if today > after {
        return Ok(today);
    }
    let tomorrow = after.date().succ_opt().ok_or_else(|| Error::usage("Na deze dag komt er geen dag meer."))?;
    Ok(Moment::local(tomorrow, time)?.moment)
}

/// The material of all nights.
struct NightMaterial {
    begin: NaiveTime,
    end: NaiveTime,
    elsewise: String,
    inrichtingen: Vec<String>,
    names: Vec<String>,
    callers: Vec<String>,
    call_back: String,
    stories: Vec<Story>,
    tour: Vec<TourHint>,
}

/// A voorval that can happen in a night.
struct Story {
    kind: String,
    rij: Rij,
    besluiten: BTreeMap<BesluitKind, YesNo>,
    /// Between so many minutes after the begin of the night it is phoned in.
    after: (u32, u32),
    /// So many minutes ago it then happened.
    ago: u32,
    opening: String,
    steps: Vec<String>,
    answers: BTreeMap<String, String>,
    later: Vec<(u32, String)>,
    post: Vec<Post>,
}

/// A mail of a story.
struct Post {
    when: ArrivalTime,
    subject: String,
    lines: Vec<String>,
}

/// When something comes in.
enum ArrivalTime {
    /// So many minutes after the call.
    After(u32),
    /// When the clock says so.
    At(NaiveTime),
}

impl ArrivalTime {
    fn moment(&self, called: Moment) -> Result<Moment> {
        match self {
            Self::After(minutes) => Ok(called.plus(Duration::minutes((*minutes).into()))),
            Self::At(time) => on_clock(called, *time),
        }
    }
}

/// What stands in the places of a text.
struct Filled<'a> {
    inrichting: &'a str,
    name: &'a str,
    happened: Moment,
    caller: &'a str,
    number: &'a str,
}

impl Filled<'_> {
    fn text(&self, text: &str) -> String {
        text.replace("{inrichting}", self.inrichting)
            .replace("{naam}", self.name)
            .replace("{beller}", self.caller)
            .replace("{nummer}", self.number)
            .replace("{tijd}", &self.happened.clock_time())
            .replace("{datum}", &self.happened.amsterdam().format("%d-%m-%Y").to_string())
    }

    fn lines(&self, lines: &[String]) -> String {
        lines.iter().map(|line| self.text(line)).collect::<Vec<_>>().join("\n")
    }
}

impl NightMaterial {
    fn parse() -> Result<Self> {
        read("oefennacht.toml", include_str!("../../assets/demo/oefennacht.toml"), |t| {
            let list = |field| t.texts(field).into_iter().map(|(text, _)| text.to_owned()).collect();
            let (begin, end, elsewise) = (t.clock_time("begin"), t.clock_time("einde"), t.text("elders"));
            let stories = t.tables("verhaal", "verhaal").iter().filter_map(Story::parse).collect();
            let tour = t.tables("rondleiding", "rondleiding").iter().filter_map(hint).collect();
            let (inrichtingen, names, callers) = (list("inrichtingen"), list("namen"), list("bellers"));
            let call_back = t.text("terugbellen");
            Some(Self {
                begin: begin?,
                end: end?,
                elsewise: elsewise?,
                inrichtingen,
                names,
                callers,
                call_back: call_back?,
                stories,
                tour,
            })
        })
    }

    /// The kinds of voorval, in the order of the file; of each there is one in a night.
    fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        for story in &self.stories {
            if !kinds.contains(&story.kind) {
                kinds.push(story.kind.clone());
            }
        }
        kinds
    }
}

fn hint(t: &Table<'_>) -> Option<TourHint> {
    let (until, words) = (t.choice("tot", &TourGoal::NAMED), t.text("zegt"));
    Some(TourHint { until: until?, words: words? })
}

/// So many minutes a night lasts at the most.
const NIGHT: i32 = 16 * 60;

fn minutes(t: &Table<'_>, field: &'static str) -> Option<u32> {
    t.number(field, 0..NIGHT).and_then(|number| u32::try_from(number).ok())
}

impl Story {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let (kind, rij, opening) = (t.text("soort"), t.parsed("rij"), t.text("meldkamer"));
        let choices = [YesNo::Yes, YesNo::No].map(|choice| (choice.word(), choice));
        let besluiten = [("p", BesluitKind::P), ("a", BesluitKind::A)]
            .into_iter()
            .filter_map(|(field, kind)| Some((kind, t.choice_or_none(field, &choices)?)))
            .collect();
        let (from, until, ago) = (minutes(t, "van"), minutes(t, "tot"), minutes(t, "geleden"));
        let steps = t.texts("stappen").into_iter().map(|(step, _)| step.to_owned()).collect();
        let answer = |t: &Table<'_>| Some((t.text("vraag")?, t.text("zegt")?));
        let answers = t.tables("antwoord", "antwoord").iter().filter_map(answer).collect();
        let later =
            t.tables("later", "later").iter().filter_map(|t| Some((minutes(t, "na")?, t.text("zegt")?))).collect();
        let post = t.tables("post", "post").iter().filter_map(Post::parse).collect();
        Some(Self {
            kind: kind?,
            rij: rij?,
            besluiten,
            after: (from?, until?),
            ago: ago?,
            opening: opening?,
            steps,
            answers,
            later,
            post,
        })
    }

    fn tale(&self, filled: &Filled<'_>, called: Moment, call_back: &str) -> Tale {
        let meldkamer = format!("{}. {} {}", filled.inrichting, filled.text(&self.opening), filled.text(call_back));
        let first = Spoken { at: called, who: "Meldkamer".to_owned(), words: meldkamer };
        let later = self.later.iter().map(|(after, words)| Spoken {
            at: called.plus(Duration::minutes((*after).into())),
            who: filled.inrichting.to_owned(),
            words: filled.text(words),
        });
        Tale {
            inrichting: filled.inrichting.to_owned(),
            calls: std::iter::once(first).chain(later).collect(),
            answers: self.answers.iter().map(|(question, words)| (question.clone(), filled.text(words))).collect(),
            wanted: Wanted { rij: self.rij, besluiten: self.besluiten.clone(), steps: self.steps.clone() },
        }
    }
}

impl Post {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let subject = t.text("onderwerp");
        let lines = t.texts("regels").into_iter().map(|(line, _)| line.to_owned()).collect();
        let when = if t.get("om").is_some() {
            t.clock_time("om").map(ArrivalTime::At)
        } else {
            minutes(t, "na").map(ArrivalTime::After)
        };
        Some(Self { when: when?, subject: subject?, lines })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules::book::Rulebook;

    /// Every story of the file is asked, answered and judged by what the rule book has.
    #[test]
    fn the_stories_fit_the_rule_book() -> Result<()> {
        let script = NightMaterial::parse()?;
        let book = Rulebook::built_in();
        for story in &script.stories {
            let rule = book.rij(story.rij).ok_or_else(|| Error::data("geen rij"))?;
            let asked: BTreeSet<&str> = book.call_questions(rule).map(|question| question.id.as_str()).collect();
            let answered: BTreeSet<&str> = story.answers.keys().map(String::as_str).collect();
            assert_eq!(answered.difference(&asked).collect::<Vec<_>>(), Vec::<&&str>::new(), "rij {}", story.rij);
            assert_eq!(asked.difference(&answered).collect::<Vec<_>>(), Vec::<&&str>::new(), "rij {}", story.rij);
            assert!(story.after.0 <= story.after.1);
        }
        assert_eq!(script.tour.len(), TourGoal::NAMED.len());
        Ok(())
    }

    #[test]
    fn a_seed_is_a_night_of_its_own_that_ends_with_the_morning() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-24T12:00:00+01:00")?;
        let mut nights = BTreeSet::new();
        for seed in 0..40 {
            let PracticeNight { night, mails } = practice_night(seed, now, Tour::Silent)?;
            let again = practice_night(seed, now, Tour::Silent)?;
            assert_eq!(night, again.night);
            assert_eq!(night.end.since(night.begin).num_minutes(), 14 * 60 + 15);
            let places: BTreeSet<&str> = night.tales.iter().map(|tale| tale.inrichting.as_str()).collect();
            assert_eq!(places.len(), night.tales.len());
            assert_eq!(night.tales.len(), 4);
            for spoken in night.tales.iter().flat_map(|tale| &tale.calls) {
                assert!(night.begin < spoken.at && spoken.at < night.end, "{spoken:?}");
                assert!(!spoken.words.contains('{'), "{}", spoken.words);
            }
            assert!(mails.iter().all(|mail| night.begin < mail.at && mail.at < night.end));
            nights.insert(format!("{:?}", night.tales));
        }
        assert!(nights.len() > 30, "{}", nights.len());
        Ok(())
    }
}
