//! A case of its own for a report, or the question whether it belongs to one that runs, and what kind of report it is
//! where that was not recognised.

use super::{chooser, write_queue::perform};
use crate::{
    acts::{Act, OpenZaak},
    desk::{
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::on_commit::OnCommit,
    },
    domain::{ids::Meldingnummer, melding::MeldingKind, rank::FoundBy},
    judge::repeat,
};

/// Opens a case from a report; where it is likely about one that is open, asks whether it belongs there.
pub fn open_or_ask(model: &mut Model, melding: Meldingnummer, effects: &mut Vec<Effect>) {
    let desk = &model.view.desk;
    let report = desk.meldingen.get(&melding);
    let likely = report.and_then(|m| repeat::likely(desk, &model.view.setup.book, m));
    match likely {
        Some(likely) => {
            chooser::choose_zaak(model, melding);
            model.say(format!("{}: kies die zaak, of «nieuwe zaak».", likely.words(melding)));
        }
        None => open_new(model, melding, None, effects),
    }
}

/// Opens a case from a report, whatever else runs; asks first what it is where nobody said so yet.
pub fn open_new(model: &mut Model, melding: Meldingnummer, kind: Option<MeldingKind>, effects: &mut Vec<Effect>) {
    let unknown = model.view.desk.meldingen.get(&melding).is_some_and(|m| !m.kind.is_recognised());
    if unknown && kind.is_none() {
        return choose_kind(model, melding);
    }
    let act = Act::OpenZaak(OpenZaak { melding, new: true, kind });
    perform(model, &act, OnCommit::Choose(vec![act.clone()]), effects);
}

/// Asks what kind of report it is.
fn choose_kind(model: &mut Model, melding: Meldingnummer) {
    let option = |(kind, badge, text): (MeldingKind, &str, &str)| {
        let option = PickOption {
            choice: Choice::NewZaak { melding, kind: Some(kind) },
            badge: badge.to_owned(),
            text: text.to_owned(),
            extra: String::new(),
            unavailable: None,
            explanation: None,
            heading: None,
        };
        // What stands in the inbox and is typed in the shell, too.
        (option, FoundBy::name(badge).called(text).called(kind.code()))
    };
    let forms = model.view.setup.book.all_forms();
    let forms = forms.iter().map(|f| (MeldingKind::Form(f.kind), f.label.as_str(), f.description.as_str()));
    let none = "Een bericht over een voorval; het formulier moet nog komen.";
    let options = forms.chain([(MeldingKind::Unknown, "geen formulier", none)]).map(option).collect();
    let picker = Picker::new(format!("Wat voor bericht is {melding}"), chooser::SEARCHES, options);
    model.open_picker(picker.unchosen("Kies met ↓ wat voor bericht het is."));
}
