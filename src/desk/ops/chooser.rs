//! The choosers of what a case or a report needs: a row, a case, a message.

use crate::{
    acts::act::{Act, LinkMelding},
    desk::{
        model::Model,
        state::{
            item::Item,
            layer::{Choice, PickOption, Picker},
            reveal::Masking,
        },
    },
    domain::{
        draft::DraftKind,
        ids::{Meldingnummer, Zaaknummer},
        sanitize,
    },
    judge::{
        checklist::ChecklistState,
        proposal::{self, Proposal},
        visibility::{MASK, Visibility},
    },
    log::zaak::Zaak,
};

/// What a list says that is only searched.
pub const SEARCHES: &str = "typ om te zoeken";

/// The rows of the matrix, found by number and by words.
pub fn choose_rij(model: &mut Model, zaak: Zaaknummer) {
    let options = model
        .view
        .setup
        .book
        .rijen()
        .map(|r| {
            let option = PickOption {
                choice: Choice::Rij { zaak, rij: r.nr },
                badge: r.nr.to_string(),
                text: r.incident.clone(),
                extra: r.codes(),
                unavailable: None,
            };
            (option, format!("{} {} {}", r.nr, r.incident, r.search_words.join(" ")))
        })
        .collect();
    let hint = "typ een nummer, een letter of een woord";
    model.session.open_picker(Picker::new(format!("Rij voor zaak {zaak}"), hint, options));
}

/// The open cases, for linking a report; those it may belong to first, with the reasons.
pub fn choose_zaak(model: &mut Model, melding: Meldingnummer) {
    let Some(chosen) = model.view.desk.meldingen.get(&melding) else { return };
    let proposals = proposal::proposals(&model.view.desk, &model.view.setup.book, chosen);
    let choice = |zaak: &Zaak| Choice::Act(Act::LinkMelding(LinkMelding { melding, zaak: zaak.number }));
    let options = zaak_options(model, &proposals, chosen.inrichting(), None, choice);
    if options.is_empty() {
        model.say("Er is nog geen open zaak; open er een met deze melding.");
        return;
    }
    let title = format!("Melding {melding} hoort bij (Esc, o: nieuwe zaak)");
    model.session.open_picker(Picker::new(title, SEARCHES, options));
}

/// The open cases but one: what is suggested first, then what happened in the same place.
pub fn zaak_options(
    model: &Model,
    proposals: &[Proposal],
    inrichting: Option<&str>,
    without: Option<Zaaknummer>,
    choice: impl Fn(&Zaak) -> Choice,
) -> Vec<(PickOption, String)> {
    let place = |z: Zaaknummer| proposals.iter().position(|v| v.zaak == z).unwrap_or(proposals.len());
    let mut zaken: Vec<_> =
        model.view.desk.zaken.values().filter(|z| z.is_open() && Some(z.number) != without).collect();
    zaken.sort_by_key(|z| (place(z.number), z.plek().is_none() || z.plek() != inrichting, std::cmp::Reverse(z.number)));
    let option = |z: &Zaak| {
        let plek = z.plek().unwrap_or("inrichting onbekend");
        let rij = z.rij().map_or_else(|| "geen rij".to_owned(), |r| format!("rij {r}"));
        let why = proposals.iter().find(|v| v.zaak == z.number).map_or(rij, Proposal::short);
        // Found by what it is about, listed by where it was.
        let search_text = format!("{} {plek} {}", z.number, z.headline());
        let text = match model.view.setup.masking {
            Masking::Off => format!("{plek}: {}", sanitize::line(z.headline())),
            Masking::On => {
                let plek = z.inrichting.as_ref().map_or("inrichting onbekend", |p| Visibility::Masked.plek(p));
                format!("{plek}: {MASK}")
            }
        };
        let option = PickOption { choice: choice(z), badge: z.number.to_string(), text, extra: why, unavailable: None };
        (option, search_text)
    };
    zaken.into_iter().map(option).collect()
}

/// The three messages of a case.
pub fn choose_draft(model: &mut Model, zaak: Zaaknummer) {
    let visibility = model.view.item_visibility(Item::Zaak(zaak));
    let state = |kind: DraftKind| {
        model
            .view
            .derived
            .get(&zaak)
            .and_then(|b| b.for_list(visibility).iter().find(|s| s.step == kind.step()))
            .map(|s| &s.state)
    };
    let options = DraftKind::ALL
        .into_iter()
        .map(|c| {
            let extra = state(c).map(ChecklistState::explanation).unwrap_or_default().to_owned();
            (
                PickOption {
                    choice: Choice::Draft { zaak, draft: c },
                    badge: String::new(),
                    text: c.label().to_owned(),
                    extra,
                    unavailable: None,
                },
                c.label().to_owned(),
            )
        })
        .collect();
    model.session.open_picker(Picker::new("Welk bericht", SEARCHES, options).columns(16));
}
