//! What the answers to the weighing questions come to: for each decision that the matrix leaves open a
//! choice where they point to one, with a reason in the words of the questions, and the rows they point
//! to instead. Advice only: the officer decides.

use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        inrichting::Plek,
        rij::Rij,
        sanitize,
        weegvraag_id::WeegvraagId,
    },
    judge::questions::weegvragen,
    log::zaak::Zaak,
    rules::{
        book::{Code, RijRule, Rulebook, Weegvraag},
        weging::{Consequence, ConsequenceBesluit, Outside},
    },
};

/// What the answers say about one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The decision.
    pub about: BesluitKind,
    /// What they point to; `None` while they do not settle it.
    pub choice: Option<YesNo>,
    /// A reason for that choice, made of the answers; empty where there is no choice.
    pub reason: String,
    /// How the answers come to this, in a sentence for the officer.
    pub explanation: String,
}

impl Advice {
    /// As one line under the questions.
    pub fn line(&self) -> String {
        let choice = self.choice.map_or("nog geen", YesNo::word);
        format!("Advies {}: {choice}. {}", self.about.letter(), self.explanation)
    }
}

/// A row that an answer points to instead of the one that was chosen, or beside it; none where by the answer the
/// chosen row does not hold and the book names no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposedRij<'a> {
    /// The row.
    pub rij: Option<Rij>,
    rule: &'a RijRule,
    question: &'a WeegvraagId,
    answer: Answer,
    text: &'a str,
}

impl ProposedRij<'_> {
    /// The question whose answer points there.
    pub const fn question(&self) -> &WeegvraagId {
        self.question
    }

    /// The answer that points there: "13.2 ja".
    pub fn ground(&self) -> String {
        format!("{} {}", self.question, self.answer.word())
    }

    /// What that answer says.
    pub const fn text(&self) -> &str {
        self.text
    }

    /// As one line under the questions.
    pub fn line(&self) -> String {
        let (question, answer, text) = (self.question, self.answer.word(), self.text);
        match self.rij {
            Some(rij) => format!("Overweeg rij {rij}. {question} {answer}: {text}"),
            None => format!("{} {question} {answer}: {text}", sanitize::capitalize(&self.outside())),
        }
    }

    /// What the step asks for.
    pub fn task(&self) -> String {
        let (question, answer) = (self.question, self.answer.word());
        match self.rij {
            Some(rij) => format!("{question} is {answer}: kies rij {rij}, of merk deze stap met een reden"),
            None => format!(
                "{question} is {answer}: {} Kies een andere rij, of merk deze stap met een reden",
                self.outside()
            ),
        }
    }

    fn outside(&self) -> String {
        format!("niet meldplichtig volgens rij {}: zelf toetsen ({}).", self.rule.nr, self.rule.source.paragraph)
    }
}

/// A question with the answer that was given, and what that implies.
struct Given<'a> {
    question: &'a Weegvraag,
    answer: Answer,
    consequence: &'a Consequence,
}

impl Given<'_> {
    /// For a reason that is read months later, so in the words of the question.
    fn words(&self) -> String {
        let answer = match self.answer {
            Answer::Yes => "Ja",
            Answer::No => "Nee",
            Answer::Unknown => "Onbekend",
        };
        format!("{} {answer}.", self.question.question)
    }
}

/// Questions whose answer is known; what is unknown implies nothing.
fn given<'a>(zaak: &Zaak, book: &'a Rulebook, rule: &'a RijRule) -> Vec<Given<'a>> {
    weegvragen(book, rule)
        .filter_map(|question| {
            let answer = *zaak.answers.get(&question.id)?;
            Some(Given { question, answer, consequence: question.consequence(answer)? })
        })
        .collect()
}

/// The rows that answers point to, in the order of the questions.
pub fn proposed_rijen<'a>(zaak: &Zaak, book: &'a Rulebook, rule: &'a RijRule) -> Vec<ProposedRij<'a>> {
    given(zaak, book, rule)
        .into_iter()
        .filter_map(|g| {
            let rij = g.consequence.rij.filter(|rij| *rij != rule.nr);
            let points = rij.is_some() || is_outside(zaak, g.consequence);
            points.then(|| ProposedRij {
                rij,
                rule,
                question: &g.question.id,
                answer: g.answer,
                text: &g.consequence.text,
            })
        })
        .collect()
}

/// True where by this answer, with the others, the row does not hold.
fn is_outside(zaak: &Zaak, consequence: &Consequence) -> bool {
    match &consequence.outside {
        None => false,
        Some(Outside::Always) => true,
        Some(Outside::With(id)) => zaak.answers.get(id) == Some(&Answer::No),
    }
}

/// What the answers say about every decision that the row leaves open.
pub fn all_advice(zaak: &Zaak, book: &Rulebook, rule: &RijRule) -> Vec<Advice> {
    BesluitKind::ALL.into_iter().filter_map(|about| advice(zaak, book, rule, about)).collect()
}

/// What the answers say about one decision; `None` where the matrix leaves no choice.
pub fn advice(zaak: &Zaak, book: &Rulebook, rule: &RijRule, about: BesluitKind) -> Option<Advice> {
    match rule.code(about) {
        Code::Yes | Code::No => return None,
        Code::Weging | Code::IfRelevant => {}
    }
    let given = given(zaak, book, rule);
    let undecided = |explanation| Advice { about, choice: None, reason: String::new(), explanation };
    // Which book counts follows from the sector, and that from the list.
    if zaak.inrichting.as_ref().is_some_and(Plek::is_unlisted) {
        let what =
            format!("De inrichting staat niet in de lijst; of zij van {} is weet de desk niet.", book.sector.label());
        return Some(undecided(what));
    }
    // An answer that points to another row and to no decision says that this row does not fit.
    let elsewhere = |g: &&Given<'_>| {
        let other = g.consequence.rij.is_some_and(|r| r != rule.nr) && g.consequence.besluit.is_none();
        other || is_outside(zaak, g.consequence)
    };
    if let Some(g) = given.iter().find(elsewhere) {
        return Some(undecided(format!("Kies eerst de rij: {} is {}.", g.question.id, g.answer.word())));
    }
    let decided = |choice, explanation: &str, reason: String| {
        let explanation = if explanation.is_empty() { reason.clone() } else { explanation.to_owned() };
        Advice { about, choice: Some(choice), reason, explanation }
    };
    let with = |wanted: fn(ConsequenceBesluit) -> bool| -> Vec<String> {
        given.iter().filter(|g| g.consequence.besluit.is_some_and(wanted)).map(Given::words).collect()
    };
    let asked = with(match about {
        BesluitKind::T => ConsequenceBesluit::asks_t,
        BesluitKind::P => ConsequenceBesluit::asks_p,
        BesluitKind::A => ConsequenceBesluit::asks_a,
    });
    if !asked.is_empty() {
        return Some(decided(YesNo::Yes, "", asked.join(" ")));
    }
    let heavy = match about {
        BesluitKind::P => with(|c| c == ConsequenceBesluit::PHeavier),
        BesluitKind::T | BesluitKind::A => Vec::new(),
    };
    let guide = &book.weighing_guide;
    if heavy.len() > 1 {
        return Some(decided(YesNo::Yes, guide.advice(heavy.len()), heavy.join(" ")));
    }
    let open: Vec<&str> = weegvragen(book, rule)
        .filter(|q| bears_on(q, about) && given.iter().all(|g| g.question.id != q.id))
        .map(|q| q.id.as_str())
        .collect();
    if !open.is_empty() {
        return Some(undecided(format!("Nog niet te wegen; open of onbekend: {}.", open.join(", "))));
    }
    if let [one] = heavy.as_slice() {
        return Some(undecided(format!("{one} {} {}", guide.advice(1), guide.doubt)));
    }
    let against = with(match about {
        BesluitKind::T => ConsequenceBesluit::spares_t,
        BesluitKind::P | BesluitKind::A => ConsequenceBesluit::spares_p,
    });
    Some(match about {
        BesluitKind::T if against.is_empty() => {
            decided(YesNo::No, "", "Geen van de weegvragen wijst op een telefonische melding.".to_owned())
        }
        BesluitKind::P if against.is_empty() => {
            let reason = "Geen van de weegvragen wijst op een piketmelding.";
            decided(YesNo::No, guide.advice(0), reason.to_owned())
        }
        BesluitKind::T | BesluitKind::P => decided(YesNo::No, "", against.join(" ")),
        BesluitKind::A => decided(YesNo::No, "", "Geen van de weegvragen wijst op een afloopbericht.".to_owned()),
    })
}

/// True for a question of which an answer can decide this.
pub fn bears_on(question: &Weegvraag, about: BesluitKind) -> bool {
    [&question.yes, &question.no].into_iter().any(|c| match (about, c.besluit) {
        (BesluitKind::T, Some(b)) => b.asks_t() || b.spares_t(),
        (BesluitKind::P, Some(b)) => b.asks_p() || b.spares_p() || b == ConsequenceBesluit::PHeavier,
        (BesluitKind::T | BesluitKind::P, None) => c.rij.is_some(),
        (BesluitKind::A, besluit) => besluit.is_some_and(ConsequenceBesluit::asks_a),
    })
}
