//! When a command can be done: one condition each, with the sentence that says why not.

use super::{alarm_service, typing};
use crate::{
    acts::{AcceptForm, WithdrawZaak, decide::Judged},
    desk::{
        command::CommandId,
        model::Model,
        state::{
            backup_plan::BackupPlan,
            reveal::Masking,
            screen::{Focus, Tab},
        },
    },
    domain::{
        besluit::BesluitKind,
        draft::Draft,
        melding::{Certainty, Content, Field},
        refusal::Refusal,
        sanitize,
        step::{Step, StepState},
    },
    judge::reading_line::ReadingLine,
    log::{melding::MeldingState, zaak::Zaak},
};

/// Yes, or why not.
type Availability = Result<(), Refusal>;

fn require(good: bool, why: &str) -> Availability {
    if good { Ok(()) } else { Err(why.into()) }
}

/// Nothing stands in the way.
pub const ALWAYS: fn(&Model) -> Availability = |_| Ok(());

pub fn may_take_over(model: &Model) -> Availability {
    model.session.role.may_take_over()
}

pub fn makes_copies(model: &Model) -> Availability {
    require(model.session.backup != BackupPlan::Never, "Van dit logboek wordt geen kopie gemaakt: het is een oefening.")
}

pub fn something_rings(model: &Model) -> Availability {
    require(alarm_service::first(model).is_some(), "Er gaat nu geen alarm.")
}

pub fn something_rings_or_was_missed(model: &Model) -> Availability {
    if model.session.alarm_service.missed().is_some() { Ok(()) } else { something_rings(model) }
}

pub fn on_a_line(model: &Model) -> Availability {
    require(model.view.chosen.is_some(), "Er staat nog niets in de lijst.")
}

/// On the left every line leads somewhere; on the right only what can be done there.
pub fn on_a_line_that_acts(model: &Model) -> Availability {
    on_a_line(model)?;
    let on_the_right = model.view.focus == Focus::Detail && model.view.zaak().is_some();
    if !on_the_right || model.view.chosen_step() == Some(Step::Melding) {
        return Ok(());
    }
    model.may_record()?;
    require(model.view.tab != Tab::Timeline, "Op de tijdlijn valt niets te kiezen.")?;
    open_zaak(model).map(|_| ())
}

pub fn on_a_masked_line(model: &Model) -> Availability {
    on_a_line(model)?;
    require(model.view.setup.masking == Masking::On, "De instelling maskeren staat uit; alles is te lezen.")
}

pub fn text_is_left(model: &Model) -> Availability {
    require(typing::left(model).next().is_some(), "Er staat geen tekst klaar.")
}

pub fn something_done(model: &Model) -> Availability {
    let desk = &model.view.desk;
    let any = desk.melding_counter > 0 || !desk.zaak_counter.is_empty() || model.session.writes.in_flight.is_some();
    require(any, "Er is nog niets gedaan.")
}

pub fn on_open_melding(model: &Model) -> Availability {
    let open = model.view.melding().is_some_and(|m| m.state == MeldingState::Open);
    require(open, "Deze melding is niet meer open.")
}

pub fn on_linked_melding(model: &Model) -> Availability {
    let linked = model.view.melding().is_some_and(|m| matches!(m.state, MeldingState::Linked(_)));
    require(linked, "Deze melding hoort bij geen zaak.")
}

pub fn on_melding_set_aside(model: &Model) -> Availability {
    let aside = model.view.melding().is_some_and(|m| matches!(m.state, MeldingState::SetAside(_)));
    require(aside, "Deze melding ligt niet terzijde.")
}

pub fn on_open_call(model: &Model) -> Availability {
    let call = model.view.melding().is_some_and(|m| m.is_open() && matches!(m.content, Content::Call(_)));
    require(call, "Alleen een telefoontje dat nog open staat is te bewerken.")
}

/// Nobody acts on a line that is not on the screen.
fn in_view(model: &Model) -> Availability {
    let shown = model.view.form_line().is_none() || !model.view.scroll.is_past_cursor();
    let back = model.view.setup.keymap.first(CommandId::First);
    require(shown, &format!("De gekozen regel staat niet in beeld; met {back} ziet u het formulier weer."))
}

pub fn on_field(model: &Model) -> Availability {
    in_view(model)?;
    let on = matches!(model.view.form_line(), Some(ReadingLine::Read { .. }));
    require(on, "Open eerst een melding en kies een veld van het formulier.")
}

pub fn on_unread(model: &Model) -> Availability {
    in_view(model)?;
    match model.view.form_line() {
        Some(ReadingLine::Unread(_)) => Ok(()),
        Some(ReadingLine::Read { name, .. }) => {
            let fill = model.view.setup.keymap.first(CommandId::FillField);
            let more = model.view.form_lines().iter().any(|line| matches!(line, ReadingLine::Unread(_)));
            let others = if more { " Wat niet herkend is staat eronder." } else { " Er is geen regel niet herkend." };
            Err(Refusal::from(format!(
                "Deze regel is al herkend: {}. Met {fill} vult u hem anders in.{others}",
                name.replace('_', " ")
            )))
        }
        None => Err("Open eerst een melding en kies een regel die niet herkend is.".into()),
    }
}

pub fn on_proposal(model: &Model) -> Availability {
    in_view(model)?;
    let on = matches!(
        model.view.form_line(),
        Some(ReadingLine::Read { field: Field { certainty: Certainty::Proposed, .. }, .. })
    );
    require(on, "Open eerst een melding en kies een voorstel uit het formulier.")
}

pub fn on_absorbed_zaak(model: &Model) -> Availability {
    let absorbed = model.view.zaak().is_some_and(|z| z.absorbed_into.is_some());
    require(absorbed, "Deze zaak is in geen andere opgegaan.")
}

pub fn on_closed_zaak(model: &Model) -> Availability {
    require(model.view.zaak().is_some_and(|z| !z.is_open()), "Deze zaak is open.")?;
    let own = model.view.zaak().is_some_and(|z| z.absorbed_into.is_none());
    require(own, "Deze zaak is opgegaan in een andere; met splitsen wordt ze weer een eigen zaak.")
}

/// The chosen case, where it is open.
fn open_zaak(model: &Model) -> Result<&Zaak, Refusal> {
    let zaak = model.view.zaak().ok_or_else(|| Refusal::from("Kies eerst een zaak."))?;
    zaak.why_done().map_or(Ok(zaak), |error| Err(error.to_string().into()))
}

pub fn on_zaak(model: &Model) -> Availability {
    require(model.view.zaak().is_some(), "Kies eerst een zaak.")
}

pub fn on_open_zaak(model: &Model) -> Availability {
    open_zaak(model).map(|_| ())
}

pub fn on_own_step(model: &Model) -> Availability {
    open_zaak(model)?;
    require(model.view.own_step(None).is_some(), "Er is nu niets dat u zelf kunt doen; de zaak wacht op anderen.")
}

pub fn beside_another_zaak(model: &Model) -> Availability {
    open_zaak(model)?;
    let open = model.view.desk.zaken.values().filter(|z| z.is_open()).count();
    require(open > 1, "Er is geen andere open zaak.")
}

pub fn on_incomplete_form(model: &Model) -> Availability {
    let zaak = open_zaak(model)?.number;
    would_be_taken(model, &AcceptForm { zaak, reason: "reden".to_owned() })
}

pub fn on_tegenspraak(model: &Model) -> Availability {
    open_zaak(model)?;
    let any = model.view.beeld().is_some_and(|b| !b.tegenspraken.is_empty());
    require(any, "In deze zaak spreekt niets elkaar tegen.")
}

pub fn on_zaak_with_rij(model: &Model) -> Availability {
    let case = model.view.context().case_rule(open_zaak(model)?);
    case.required().map(|_| ()).map_err(|error| error.to_string().into())
}

pub fn on_zaak_with_book(model: &Model) -> Availability {
    let zaak = open_zaak(model)?.number;
    model.view.rows_for(zaak).map(|_| ()).map_err(|error| error.to_string().into())
}

pub fn on_bracketed_t(model: &Model) -> Availability {
    let rule = model.view.context().case_rule(open_zaak(model)?).rule();
    let bracketed = rule.is_none_or(|rule| rule.is_decided_here(BesluitKind::T));
    require(bracketed, "Deze rij laat over telefonisch melden geen keuze.")
}

pub fn on_open_step(model: &Model) -> Availability {
    open_zaak(model)?;
    require(model.view.chosen_step().is_some(), "Kies eerst een stap op de checklist.")?;
    if model.view.chosen_step() == Some(Step::Close) {
        let key = model.view.setup.keymap.first(CommandId::Close);
        return Err(format!("Een zaak sluiten is een eigen handeling: {key}.").into());
    }
    require(!model.view.step_is_done(), "Deze stap is al af.")
}

/// Whether an act would be taken with some reason: nobody types one for what is refused whatever it says.
fn would_be_taken(model: &Model, act: &impl Judged) -> Availability {
    let judged = act.decide(&model.view.desk, &model.view.context());
    judged.map(|_| ()).map_err(|error| sanitize::line(&error.to_string()).into())
}

pub fn on_void_zaak(model: &Model) -> Availability {
    let zaak = open_zaak(model)?.number;
    would_be_taken(model, &WithdrawZaak { zaak, reason: "reden".to_owned() })
}

pub fn on_open_step_or_reminder(model: &Model) -> Availability {
    open_zaak(model)?;
    if model.view.chosen_reminder().is_some() { Ok(()) } else { on_open_step(model) }
}

pub fn on_own_mark(model: &Model) -> Availability {
    let zaak = open_zaak(model)?;
    let step = model.view.chosen_step().ok_or_else(|| Refusal::from("Kies eerst een stap op de checklist."))?;
    let own = zaak.steps.get(&step).is_some_and(|n| n.state != StepState::Open);
    require(own, "Op deze stap staat geen merk van uzelf.")
}

pub fn on_feit(model: &Model) -> Availability {
    let feiten = &open_zaak(model)?.feiten;
    require(model.view.tab == Tab::Beeld && !feiten.is_empty(), "Kies eerst een feit op het tabblad beeld.")
}

pub fn on_termijn(model: &Model) -> Availability {
    open_zaak(model)?;
    require(model.view.chosen_countdown().is_some(), "Kies eerst een termijn op het tabblad waarom.")
}

pub fn on_draft(model: &Model) -> Availability {
    chosen_draft(model).map(|_| ())
}

pub fn on_sent_draft(model: &Model) -> Availability {
    require(!chosen_draft(model)?.sent.is_empty(), "Van dit bericht staat geen verzending genoteerd.")
}

pub fn on_unchecked_draft(model: &Model) -> Availability {
    require(!chosen_draft(model)?.is_checked(), "Deze versie is al gecontroleerd.")
}

/// The message with the cursor, where somebody wrote it.
fn chosen_draft(model: &Model) -> Result<&Draft, Refusal> {
    let zaak = open_zaak(model)?;
    let draft =
        model.view.chosen_draft().ok_or_else(|| Refusal::from("Kies eerst een bericht op het tabblad concepten."))?;
    zaak.drafts.get(&draft).ok_or_else(|| Refusal::from("Dit bericht heeft nog geen concept."))
}
