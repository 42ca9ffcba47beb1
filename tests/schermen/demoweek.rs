//! The demo week at every size the desk promises, every tab, and the colour sets.

use std::fmt::Write as _;

use piket::{
    app::{msg::Msg, toets::Toets},
    ui::{
        theme::{Kleurstelling, Thema},
        welkom,
    },
};
use ratatui::{Terminal, backend::TestBackend};

use crate::{
    desk::{NACHT, Proef, Proefdesk, lees_toetsen, vergelijk},
    prent,
    winkel::Verhaal,
};

#[test]
fn list_and_detail_at_three_sizes() -> Proef {
    for (breedte, hoogte) in [(80, 24), (100, 30), (140, 45)] {
        let mut desk = Proefdesk::week()?.groot(breedte, hoogte);
        desk.kies_rij("A")?;
        vergelijk(&format!("week-{breedte}x{hoogte}"), &desk.prent());
    }
    Ok(())
}

#[test]
fn a_narrow_screen_shows_one_side_at_a_time() -> Proef {
    let mut desk = Proefdesk::week()?.groot(70, 24);
    desk.kies_rij("G")?;
    vergelijk("smal-70x24-lijst", &desk.prent());
    desk.toetsen("<enter>")?;
    vergelijk("smal-70x24-zaak", &desk.prent());
    desk.maat(60, 15);
    vergelijk("smal-60x15-zaak", &desk.prent());
    Ok(())
}

#[test]
fn a_tiny_screen_still_shows_the_next_term() -> Proef {
    let mut uit = String::new();
    for (breedte, hoogte) in [(59, 14), (60, 14), (59, 15), (20, 3), (8, 1)] {
        let mut desk = Proefdesk::week()?.groot(breedte, hoogte);
        writeln!(uit, "== {breedte}x{hoogte}\n{}", desk.prent().trim_end())?;
        assert!(desk.tekst().starts_with("!! TE"), "{breedte}x{hoogte}: {}", desk.tekst());
    }
    let mut leeg = Proefdesk::leeg()?.groot(40, 2);
    write!(uit, "== leeg 40x2\n{}", leeg.prent())?;
    vergelijk("klein", &uit);
    Ok(())
}

#[test]
fn every_tab_of_a_rich_case() -> Proef {
    let mut desk = Proefdesk::week()?.groot(100, 30);
    desk.kies_rij("A")?;
    for (toets, naam) in [("1", "checklist"), ("2", "beeld"), ("3", "concepten"), ("4", "tijdlijn"), ("w", "waarom")] {
        desk.toetsen(toets)?;
        vergelijk(&format!("tab-{naam}-100x30"), &desk.prent());
    }
    Ok(())
}

#[test]
fn a_form_and_a_call_in_the_inbox() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.toetsen("g")?;
    assert!(desk.tekst().contains("nieuwsbrief") || desk.tekst().contains("Nieuwsbrief"));
    desk.toetsen("jjj")?;
    vergelijk("inbox-moa-80x24", &desk.prent());
    desk.toetsen("j")?;
    vergelijk("inbox-telefoon-80x24", &desk.prent());
    Ok(())
}

#[test]
fn an_empty_desk_says_how_to_begin() -> Proef {
    vergelijk("leeg-80x24", &Proefdesk::leeg()?.prent());
    Ok(())
}

#[test]
fn the_welcome_says_where_the_log_will_be() -> Proef {
    let mut terminal = Terminal::new(TestBackend::new(80, 24))?;
    let thema = Thema::van(Kleurstelling::Donker);
    terminal.draw(|frame| welkom::teken("/home/piket/.local/share/piket", &thema, frame))?;
    let buffer = terminal.backend().buffer();
    vergelijk("welkom-80x24", &format!("{}\n~~~\n{}", prent::tekst(buffer), prent::stijlen(buffer)));
    for (breedte, hoogte) in [(1, 1), (2, 40), (300, 2), (59, 14)] {
        let mut terminal = Terminal::new(TestBackend::new(breedte, hoogte))?;
        terminal.draw(|frame| welkom::teken("/pad", &thema, frame))?;
    }
    Ok(())
}

/// NO_COLOR: the same characters, no colour at all, and what colour said is said by word and sign.
#[test]
fn without_colour_nothing_is_lost() -> Proef {
    let toetsen = lees_toetsen("1<enter><esc>w<esc>24")?;
    let mut mono = Proefdesk::week()?.kleuren(Kleurstelling::Mono);
    let mut kleur = Proefdesk::week()?;
    mono.kies_rij("G")?;
    kleur.kies_rij("G")?;
    vergelijk("mono-80x24", &mono.prent());
    for toets in toetsen {
        mono.toets(toets);
        kleur.toets(toets);
        assert_eq!(mono.tekst(), kleur.tekst());
        assert!(!prent::gekleurd(mono.teken()), "{toets}: {}", mono.prent());
        assert!(prent::gekleurd(kleur.teken()));
    }
    let lijst = Proefdesk::week()?.kleuren(Kleurstelling::Mono).tekst();
    for woord in ["!!", "TE LAAT", "NU", "STRAKS", "OP TIJD", "geen termijn"] {
        assert!(lijst.contains(woord), "{woord}\n{lijst}");
    }
    Ok(())
}

#[test]
fn every_set_of_colours_shows_the_same_words() -> Proef {
    let mut donker = Proefdesk::week()?;
    donker.kies_rij("G")?;
    let verwacht = donker.tekst();
    let mut stijlen = vec![donker.prent()];
    for kleuren in [Kleurstelling::Licht, Kleurstelling::HoogContrast, Kleurstelling::Mono] {
        let mut desk = Proefdesk::week()?.kleuren(kleuren);
        desk.kies_rij("G")?;
        assert_eq!(desk.tekst(), verwacht, "{kleuren:?}");
        let prent = desk.prent();
        assert!(!stijlen.contains(&prent), "{kleuren:?}");
        stijlen.push(prent);
    }
    Ok(())
}

#[test]
fn a_demo_says_so_and_the_real_desk_does_not() -> Proef {
    assert!(Proefdesk::week()?.tekst().contains("DEMO"));
    assert!(!Proefdesk::leeg()?.tekst().contains("DEMO"));
    for breedte in [60, 80, 300] {
        let mut desk = Proefdesk::week()?.groot(breedte, 15);
        let kop = desk.tekst().lines().next().unwrap_or_default().to_owned();
        assert!(kop.contains("DEMO") && kop.contains("2026-W47"), "{breedte}: {kop}");
    }
    Ok(())
}

#[test]
fn the_header_says_who_is_to_be_phoned_now() -> Proef {
    for (nu, wie) in [
        ("2026-11-20T08:59:59+01:00", "buiten kantooruren: piket"),
        ("2026-11-20T09:00:00+01:00", "binnen kantooruren: zorginkoper"),
        ("2026-11-20T17:00:00+01:00", "buiten kantooruren: piket"),
        ("2026-11-22T12:00:00+01:00", "buiten kantooruren: piket"),
        ("2026-12-25T12:00:00+01:00", "buiten kantooruren: piket"),
    ] {
        let kop = Proefdesk::open(Verhaal::Leeg, nu)?.tekst();
        assert!(kop.lines().next().unwrap_or_default().contains(wie), "{nu}: {kop}");
    }
    Ok(())
}

#[test]
fn warnings_stand_in_the_header_once() -> Proef {
    let mut desk = Proefdesk::week()?;
    // What rings comes first.
    while !desk.model.wekdienst.boek().klinkt().is_empty() {
        desk.toetsen("s")?;
    }
    let zin = "Bureaubladmeldingen werken hier niet; let op de bel en het scherm.";
    desk.stuur(Msg::BureaubladFaalt(zin.to_owned()));
    desk.stuur(Msg::BureaubladFaalt(zin.to_owned()));
    assert_eq!(desk.regel("Bureaublad"), format!("─ ! {zin} {}", "─".repeat(80 - 5 - zin.chars().count())));
    desk.model.waarschuwingen.push("instellingen.toml, regel 3: «alarm» is geen lijst.".to_owned());
    vergelijk("waarschuwing-kop", &desk.tekst().lines().take(3).collect::<Vec<_>>().join("\n"));
    desk.maat(60, 15);
    assert!(desk.regel("Bureaublad").ends_with('─'), "{}", desk.tekst());
    Ok(())
}

#[test]
fn every_key_has_a_name_that_reads_back() -> Proef {
    for tekst in ["<ctrl-s>", "<pgdn>", "<f5>", "<shift-tab>", "G", "<spatie>", "-"] {
        let [toets] = lees_toetsen(tekst)?[..] else { return Err(tekst.into()) };
        assert_eq!(tekst.trim_matches(['<', '>']).parse::<Toets>()?, toets);
    }
    assert_eq!(Proefdesk::open(Verhaal::Week, NACHT)?.tekst(), Proefdesk::week()?.tekst());
    Ok(())
}
