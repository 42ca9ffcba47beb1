//! The choosers of what a case or a report needs: a row, a case, a message.

use super::draft;
use crate::{
    acts::LinkMelding,
    desk::{
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{form::Form, form_consequence::FormConsequence, form_field::FieldKind, item::Item},
    },
    domain::{
        draft::DraftKind,
        error::Error,
        feit::Topic,
        field_name::FieldName,
        form_target::FormTarget,
        ids::{Meldingnummer, Zaaknummer},
        melding::Content,
        rank::FoundBy,
        sanitize,
    },
    judge::{
        advice::{ProposedRij, proposed_rijen},
        case_rule::CaseRule,
        checklist::ChecklistState,
        proposal::{self, Proposal},
        repeat::{self, is_elsewhere},
        rij_choice, rij_hint, told,
    },
    log::zaak::Zaak,
    rules::book::RijRule,
};

/// The columns of the longest name of a message.
const LABEL: u16 = 24;

/// What a list says that is only searched.
pub const SEARCHES: &str = "typ om te zoeken";

/// The rows of the matrix, found by number and by words; those that the words of the reports point to stand first,
/// with these words, and before them those that the weighing points to. It opens on the row the case has, which
/// changes nothing.
pub fn choose_rij(model: &mut Model, zaak: Zaaknummer) {
    let book = match model.view.rows_for(zaak) {
        Ok(book) => book,
        Err(error) => return model.report_error(error),
    };
    let hints = rij_hint::rij_hints(book, &reported(model, zaak));
    let hint_of = |r: &RijRule| hints.iter().find(|hint| hint.rule.nr == r.nr);
    let weighed = weighed(model, zaak);
    let answer_of = |r: &RijRule| weighed.iter().find(|other| other.rij == Some(r.nr));
    let advised = book.rijen().filter(|r| answer_of(r).is_some());
    let hinted = hints.iter().map(|hint| hint.rule).filter(|r| answer_of(r).is_none());
    let others = book.rijen().filter(|r| hint_of(r).is_none() && answer_of(r).is_none());
    let rijen: Vec<&RijRule> = advised.chain(hinted).chain(others).collect();
    let known = model.view.desk.zaken.get(&zaak);
    let has = known.and_then(Zaak::rij);
    // By another text of the book the same row is a choice of its own.
    let stands = known.is_some_and(|zaak| !model.view.context().case_rule(zaak).is_of_another_text(zaak));
    let option = |r: &RijRule| {
        let now = if has == Some(r.nr) { "  nu" } else { "" };
        let choice = if has == Some(r.nr) && stands { Choice::Nothing } else { Choice::Rij { zaak, rij: r.nr } };
        let past = hint_of(r).map_or_else(String::new, |hint| format!("Past bij: {}. ", hint.marked()));
        let answer = answer_of(r).map_or_else(String::new, |a| format!("{}: {} ", a.ground(), a.text()));
        let word = hint_of(r).and_then(|hint| hint.words.first()).map(|word| format!("  «{word}»"));
        let first = answer_of(r).map(|answer| format!("  {}", answer.ground())).or(word);
        let option = PickOption {
            choice,
            badge: r.nr.to_string(),
            text: r.incident.clone(),
            extra: format!("{}{}{now}", r.codes(), first.unwrap_or_default()),
            unavailable: None,
            explanation: Some(format!(
                "{answer}{past}{}: {}. {}",
                r.codes(),
                rij_choice::demands(book, r),
                r.clarification
            )),
            heading: None,
        };
        (option, rij_choice::found_by(book, r))
    };
    let options: Vec<_> = rijen.iter().map(|r| option(r)).collect();
    // Where the weighing points elsewhere that is to be seen, at the top.
    let place = rijen.iter().position(|r| Some(r.nr) == has).filter(|_| weighed.is_empty());
    let hint = "typ een nummer, een letter of een woord";
    let unchosen = "Typ een nummer, een letter of een woord, of kies met ↓.";
    let picker = Picker::new(format!("Rij voor zaak {zaak}"), hint, options);
    model.open_picker(picker.opened_on(place).unchosen(unchosen));
}

/// The rows that the answers of the weighing point to instead of the one that the case has.
pub fn weighed(model: &Model, zaak: Zaaknummer) -> Vec<ProposedRij<'_>> {
    let Some(zaak) = model.view.desk.zaken.get(&zaak) else { return Vec::new() };
    match model.view.context().case_rule(zaak) {
        CaseRule::Known(book, rule) => {
            proposed_rijen(zaak, book, rule).into_iter().filter(|other| other.rij.is_some()).collect()
        }
        CaseRule::Unchosen(_) | CaseRule::NotInBook(..) | CaseRule::NoBook(_) => Vec::new(),
    }
}

/// What the reports of a case say happened: the words of the caller, and what the forms describe.
fn reported(model: &Model, zaak: Zaaknummer) -> String {
    let Some(zaak) = model.view.desk.zaken.get(&zaak) else { return String::new() };
    let calls = zaak.meldingen.iter().filter_map(|k| match &model.view.desk.meldingen.get(&k.melding)?.content {
        Content::Call(call) => Some(call.what.read().to_owned()),
        Content::Mail(mail) => Some(told::told(model.view.book_of(zaak.number), mail)),
    });
    // What a form describes stands in the beeld.
    let told = zaak.feiten_about(Topic::Event).map(|f| f.text.read().to_owned());
    calls.chain(told).collect::<Vec<_>>().join("\n")
}

/// The open cases, for linking a report: those it may belong to first, with the reasons. Where none fits, a
/// new case comes before all others. Another inrichting is another incident, unless the officer says why not.
pub fn choose_zaak(model: &mut Model, melding: Meldingnummer) {
    let Some(chosen) = model.view.desk.meldingen.get(&melding) else { return };
    let proposals = proposal::proposals(&model.view.desk, &model.view.setup.book, chosen);
    let plek = chosen.inrichting().map(str::to_owned);
    let choice = |zaak: &Zaak| {
        if let Some(form) = why_here(model, melding, zaak) {
            Choice::Form(Box::new(form))
        } else {
            Choice::Act(LinkMelding { melding, zaak: zaak.number, reason: String::new() }.into())
        }
    };
    let mut options = zaak_options(model, &proposals, plek.as_deref(), None, choice);
    if options.is_empty() {
        model.say("Er is nog geen open zaak; open er een met deze melding.");
        return;
    }
    let new = PickOption {
        choice: Choice::NewZaak { melding, kind: None },
        badge: "nieuwe zaak".to_owned(),
        text: "Open een zaak met deze melding.".to_owned(),
        extra: String::new(),
        unavailable: None,
        explanation: None,
        heading: None,
    };
    let found_by = FoundBy::name("nieuwe zaak openen");
    // Always behind the cases of the same place: a hand that knows the way finds each where it was.
    let own = options.iter().take_while(|(o, _)| o.heading.is_none()).count();
    options.insert(own, (new, found_by));
    let title = format!("Melding {melding} hoort bij");
    let picker = Picker::new(title, SEARCHES, options);
    model.open_picker(picker.unchosen("Kies met ↓ een zaak of «nieuwe zaak», of typ om te zoeken."));
}

/// Asks why a report belongs to a case that something in it speaks against; the reason stands in the beeld.
/// Nothing is asked where nothing does.
pub fn why_here(model: &Model, melding: Meldingnummer, zaak: &Zaak) -> Option<Form> {
    let chosen = model.view.desk.meldingen.get(&melding)?;
    let number = zaak.number;
    let misfit = repeat::misfit(&model.view.desk, &model.view.setup.book, chosen, zaak)?;
    let explanation = format!("{}. Waarom hoort zij daar toch bij?", sanitize::capitalize(&misfit.words()));
    let title = format!("Melding {melding} bij zaak {number} {}", misfit.label());
    let form = Form::new(FormTarget::Link { melding, zaak: number }, title, move |form, _| {
        let reason = form.text(FieldName::Reason);
        if reason.is_empty() {
            return Err(Error::usage("Wat niet bij elkaar past, vraagt een reden.")
                .hint("Esc sluit dit formulier zonder te koppelen."));
        }
        Ok(FormConsequence::Acts(vec![LinkMelding { melding, zaak: number, reason }.into()]))
    });
    Some(form.explanation(explanation).field(FieldName::Reason, "Reden", FieldKind::Prose, ""))
}

/// The open cases but one: what is suggested first, then what happened in the same place, and under a
/// heading what happened elsewhere. What one chooses by is readable here: a case chosen behind a mask is a
/// guess.
pub fn zaak_options(
    model: &Model,
    proposals: &[Proposal],
    inrichting: Option<&str>,
    without: Option<Zaaknummer>,
    choice: impl Fn(&Zaak) -> Choice,
) -> Vec<(PickOption, FoundBy)> {
    let place = |z: &Zaak| proposals.iter().position(|v| v.zaak == z.number).unwrap_or(proposals.len());
    let mut zaken: Vec<_> =
        model.view.desk.zaken.values().filter(|z| z.is_open() && Some(z.number) != without).collect();
    zaken.sort_by_key(|z| (is_elsewhere(z, inrichting), place(z), z.plek().is_none(), std::cmp::Reverse(z.number)));
    let option = |z: &Zaak| {
        let plek = z.plek().unwrap_or("inrichting onbekend");
        let rij = model.view.context().case_rule(z).rij().map_or_else(|| "geen rij".to_owned(), |r| format!("rij {r}"));
        // Beside it only that it fits; why stands whole under the list, so that what happened keeps its place.
        let fits = proposals.iter().find(|v| v.zaak == z.number).map(|v| format!("past: {}. ", v.words()));
        let why = if fits.is_some() { format!("{rij}  past") } else { rij };
        let headline = sanitize::line(z.headline());
        let number = z.number.to_string();
        // Its number is also found without the letter of the week: "47-03".
        let named = FoundBy::name(plek).called(&number).words(&number.replace('W', "")).words(z.headline());
        let elsewhere = is_elsewhere(z, inrichting);
        let found_by = if elsewhere { named.below_others() } else { named };
        let option = PickOption {
            choice: choice(z),
            badge: number,
            text: format!("{plek}: {headline}"),
            extra: why,
            unavailable: None,
            explanation: Some(sanitize::capitalize(&format!("{}{plek}: {headline}", fits.unwrap_or_default()))),
            heading: elsewhere.then_some("andere inrichting"),
        };
        (option, found_by)
    };
    zaken.into_iter().map(option).collect()
}

/// The messages of a case. What the checklist asks for first is selected; where it asks for none, nothing is.
pub fn choose_draft(model: &mut Model, zaak: Zaaknummer) {
    let visibility = model.view.item_visibility(Item::Zaak(zaak));
    let state = |kind: DraftKind| {
        model
            .view
            .derived
            .get(&zaak)
            .and_then(|b| b.for_list(visibility).iter().find(|s| Some(s.step) == kind.step()))
            .map(|s| &s.state)
    };
    let asked = DraftKind::ALL.into_iter().position(|kind| state(kind).is_some_and(ChecklistState::is_ready));
    let options = DraftKind::ALL
        .into_iter()
        .map(|c| {
            let extra = state(c).map(ChecklistState::explanation).unwrap_or_default().to_owned();
            let unavailable = draft::refusal(model, zaak, c);
            (
                PickOption {
                    choice: Choice::Draft { zaak, draft: c },
                    badge: String::new(),
                    text: c.label().to_owned(),
                    extra,
                    unavailable,
                    explanation: None,
                    heading: None,
                },
                FoundBy::name(c.label()),
            )
        })
        .collect();
    let picker = Picker::new("Welk bericht", SEARCHES, options).columns(LABEL);
    model.open_picker(picker.opened_on(asked).unchosen("Kies een bericht met ↓, of typ om te zoeken."));
}
