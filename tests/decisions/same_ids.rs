//! Two books that give their own things the same ids: each case shows what its own book calls them, whichever book was
//! read first and whatever else is open on the desk.

use std::sync::LazyLock;

use piket::{
    acts::{Act, LinkMelding, SetTermijn},
    domain::{book_names::BookNames, melding::MeldingKind, step::Step, termijn_kind::TermijnKind},
    judge::{narrative, visibility::Visibility},
    log::event::LogEvent,
    rules::book::{Books, Rulebook},
};

use super::{
    dossier::{Dossier, TestResult},
    second_book::{ReadBook, TEXT, desk_by, read},
};

/// The second book, whose form, terms and step have the ids of those of the tbs and names of their own.
static SAME_IDS: ReadBook = LazyLock::new(|| {
    let ids = [
        ("\"verslag\"", "\"mbv\""),
        ("\"kort\"", "\"mbv\""),
        ("\"twee-uur\"", "\"moa-fast-nl\""),
        ("\"buurt-gewaarschuwd\"", "\"112\""),
    ];
    read(&ids.into_iter().fold(TEXT.to_owned(), |text, (own, tbs)| text.replace(own, tbs)))
});

const HOUSES: [(&str, &str, &str, &str); 2] =
    [("Oefenhuis", "K1", "Kort verslag", "Oefenverslag"), ("FPC de Oostvaarderskliniek", "6", "MBV", "MBV")];

#[test]
fn each_case_shows_the_names_of_its_own_book() -> TestResult {
    // Both orders of opening; what was asked before changes nothing.
    for houses in [HOUSES, [HOUSES[1], HOUSES[0]]] {
        let mut dossier = desk_by(&SAME_IDS)?;
        for (house, rij, term, form) in houses {
            let zaak = dossier.phone(house, Some(rij))?;
            let kind = TermijnKind::of("mbv");
            let countdowns = dossier.countdowns(zaak)?;
            let shown = countdowns.iter().find(|k| k.termijn.kind == kind).ok_or("geen termijn")?;
            assert_eq!(&*shown.termijn.label, term, "{house}");
            assert_eq!(&*dossier.step(zaak, Step::Form)?.name, format!("{form} ontvangen"), "{house}");
            let book = dossier.book;
            let places = dossier.inrichtingen.clone();
            let known = Books { book, inrichtingen: &places }.of(Some(house));
            assert_eq!(kind.label(known), term, "{house}");

            // Told, recorded, and in the list of what was done.
            let reason = "Zo afgesproken.".to_owned();
            let act = Act::SetTermijn(SetTermijn { zaak, termijn: kind, setting: None, reason });
            let told = dossier.run_told(&act)?.join(" ");
            assert!(told.contains(&format!("De termijn {term} is weer de berekende")), "{told}");
            let entry = dossier.log.last().ok_or("niets vastgelegd")?.event.clone();
            assert!(narrative::sentence(&entry, Visibility::Open, known).contains(&format!("Termijn {term} weer")));
            let deeds = dossier.deeds().list(dossier.now);
            let done = deeds.first().ok_or("geen handeling")?;
            assert_eq!(done.name, format!("termijn {term} bij {zaak}"));

            // A form that came in is called as that book calls it, also where a fact says whence it is.
            let mail = dossier.mail(MeldingKind::form("mbv"), &[("beschrijving", "Er viel een boom om.")])?;
            dossier.run(&Act::LinkMelding(LinkMelding {
                melding: mail,
                zaak,
                reason: "Zelfde voorval.".to_owned(),
            }))?;
            let linked = dossier.log.iter().rev().find(|e| matches!(e.event, LogEvent::MeldingLinked { .. }));
            let linked = &linked.ok_or("niet gekoppeld")?.event;
            let said = narrative::sentence(linked, Visibility::Masked, known);
            assert!(said.contains(&format!("({form}) gekoppeld")), "{said}");
        }
    }
    Ok(())
}

/// What is known of the same step: the words, the number and whose it is.
#[test]
fn a_step_is_asked_as_the_book_of_the_case_describes_it() -> TestResult {
    let own = SAME_IDS.as_ref().map_err(|_| "het boek leest niet")?;
    let step = Step::of_book("112");
    let (there, here) = (Rulebook::built_in().step(step), own.step(step));
    assert_eq!(here.rule().task, "navragen of de buurt het weet");
    assert_ne!(there.rule().task, here.rule().task);
    assert_eq!(own.find_step("112"), Ok(step));
    // What a book does not describe itself is known from the embedded ones.
    assert_eq!(own.step(Step::of_book("fast-nl")), Rulebook::built_in().step(Step::of_book("fast-nl")));
    assert!(own.is_form_name("Oefenverslag") && !Rulebook::built_in().is_form_name("Oefenverslag"));
    Ok(())
}

/// A dossier of the tbs alone is what it was, although another book with the same ids was read before.
#[test]
fn a_desk_without_that_book_knows_nothing_of_it() -> TestResult {
    assert!(SAME_IDS.is_ok());
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("FPC de Oostvaarderskliniek", Some("A"))?;
    assert_eq!(&*dossier.step(zaak, Step::of_book("112"))?.name, "112 gebeld");
    let labels: Vec<String> = dossier.countdowns(zaak)?.iter().map(|k| k.termijn.label.to_string()).collect();
    assert!(labels.iter().all(|label| ["MOA", "MOA Fast NL"].contains(&label.as_str())), "{labels:?}");
    Ok(())
}
