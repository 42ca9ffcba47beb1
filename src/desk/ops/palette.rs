//! The choosers: rows, cases, messages, commands by name and commands by key.

use crate::{
    desk::{
        command::{CommandId, available},
        model::Model,
        ops::{
            self,
            masking::{self},
        },
        state::{
            item::Item,
            layer::{Choice, Layer, PickOption, PickTarget, Picker},
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

fn show(model: &mut Model, picker: Picker) {
    model.layers.push(Layer::Picker(picker));
}

/// The palette: every command by name; a verb as in the shell may be typed instead.
pub fn open(model: &mut Model) {
    let options = CommandId::ALL.iter().filter(|id| !is_movement(**id)).map(|id| option_for(model, *id)).collect();
    show(model, Picker::new(PickTarget::Palette, "Opdracht", options));
}

/// The help: what the keys do here, and after that all others.
pub fn help(model: &mut Model) {
    let here = ops::scopes(model);
    let mut ids: Vec<CommandId> = CommandId::ALL.to_vec();
    ids.sort_by_key(|id| here.iter().position(|s| *s == id.row().scope).unwrap_or(here.len()));
    let options = ids.into_iter().map(|id| option_for(model, id)).collect();
    show(model, Picker::new(PickTarget::Help, "Toetsen", options));
}

/// Moving about needs no name in the palette; in the help it stands.
const fn is_movement(id: CommandId) -> bool {
    matches!(
        id,
        CommandId::Down
            | CommandId::Up
            | CommandId::Begin
            | CommandId::LogEnd
            | CommandId::PaginaOmlaag
            | CommandId::PaginaOmhoog
            | CommandId::TabVerder
            | CommandId::TabBack
            | CommandId::Palette
    )
}

fn option_for(model: &Model, id: CommandId) -> (PickOption, String) {
    let row = id.row();
    let keys = model.inrichting.keymap.keys(id).join(" ");
    let here = ops::scopes(model).contains(&row.scope);
    let unavailable = if here { available(model, id).err() } else { Some(format!("{}.", row.scope.label())) };
    let search_text = format!("{} {} {keys}", row.name, row.doc);
    let option = PickOption {
        choice: Choice::Command(id),
        badge: keys,
        text: row.name.to_owned(),
        extra: row.doc.to_owned(),
        unavailable,
    };
    (option, search_text)
}

/// The rows of the matrix, found by number and by words.
pub fn choose_rij(model: &mut Model, zaak: Zaaknummer) {
    let options = model
        .inrichting
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
    show(model, Picker::new(PickTarget::Rij, format!("Rij voor zaak {zaak}"), options));
}

/// The open cases, for linking a report; those it may belong to first, with the reasons.
pub fn choose_zaak(model: &mut Model, melding: Meldingnummer) {
    let Some(chosen) = model.desk.meldingen.get(&melding) else { return };
    let proposals = proposal::proposals(&model.desk, &model.inrichting.book, chosen);
    let options = zaak_options(model, &proposals, chosen.inrichting(), None, |zaak| Choice::Link { melding, zaak });
    if options.is_empty() {
        model.say("Er is nog geen open zaak; open er een met deze melding.");
        return;
    }
    show(model, Picker::new(PickTarget::Zaak, format!("Melding {melding} hoort bij (Esc, o: nieuwe zaak)"), options));
}

/// The other open cases, for letting one go up in another; the ones it looks like first.
pub fn choose_merge(model: &mut Model, source: Zaaknummer) {
    let Some(zaak) = model.desk.zaken.get(&source) else { return };
    let proposals = proposal::similar(&model.desk, &model.inrichting.book, zaak);
    let options = zaak_options(model, &proposals, zaak.plek(), Some(source), |target| Choice::Merge { source, target });
    show(model, Picker::new(PickTarget::Merge, format!("Zaak {source} gaat op in"), options));
}

/// The open cases but one: what is suggested first, then what happened in the same place.
fn zaak_options(
    model: &Model,
    proposals: &[Proposal],
    inrichting: Option<&str>,
    without: Option<Zaaknummer>,
    choice: impl Fn(Zaaknummer) -> Choice,
) -> Vec<(PickOption, String)> {
    let place = |z: Zaaknummer| proposals.iter().position(|v| v.zaak == z).unwrap_or(proposals.len());
    let mut zaken: Vec<_> = model.desk.zaken.values().filter(|z| z.is_open() && Some(z.number) != without).collect();
    zaken.sort_by_key(|z| (place(z.number), z.plek().is_none() || z.plek() != inrichting, std::cmp::Reverse(z.number)));
    let option = |z: &Zaak| {
        let plek = z.plek().unwrap_or("inrichting onbekend");
        let rij = z.rij().map_or_else(|| "geen rij".to_owned(), |r| format!("rij {r}"));
        let why = proposals.iter().find(|v| v.zaak == z.number).map_or(rij, Proposal::short);
        // Found by what it is about, listed by where it was.
        let search_text = format!("{} {plek} {}", z.number, z.headline());
        let text = match model.inrichting.masking {
            Masking::Off => format!("{plek}: {}", sanitize::line(z.headline())),
            Masking::On => {
                let plek = z.inrichting.as_ref().map_or("inrichting onbekend", |p| Visibility::Masked.plek(p));
                format!("{plek}: {MASK}")
            }
        };
        let option =
            PickOption { choice: choice(z.number), badge: z.number.to_string(), text, extra: why, unavailable: None };
        (option, search_text)
    };
    zaken.into_iter().map(option).collect()
}

/// The three messages of a case.
pub fn choose_draft(model: &mut Model, zaak: Zaaknummer) {
    let visibility = masking::item_visibility(model, Item::Zaak(zaak));
    let state = |kind: DraftKind| {
        model
            .views
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
    show(model, Picker::new(PickTarget::Draft, "Welk bericht", options));
}
