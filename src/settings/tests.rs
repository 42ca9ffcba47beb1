//! Every field is read, and every fault is told at once with its line.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::*;
use crate::desk::command::CommandId;

fn parse(text: &str) -> (Settings, Vec<(usize, String)>) {
    let (i, errors) = Settings::parse(text, "instellingen.toml");
    (i, errors.into_iter().map(|f| (f.line, f.sentence)).collect())
}

#[test]
fn the_handed_out_file_explains_every_field_and_shows_the_defaults() {
    let standard = Settings::default();
    assert_eq!(parse(Settings::EXAMPLE), (standard.clone(), vec![]));
    // Uncommenting the settings themselves (not the prose) must give a valid file.
    let is_field = |r: &str| fields().any(|v| r.strip_prefix("# ").is_some_and(|r| r.starts_with(&format!("{v} ="))));
    let enabled: String = Settings::EXAMPLE
        .lines()
        .filter(|r| is_field(r))
        .map(|r| r.trim_start_matches("# ").to_owned() + "\n")
        .collect();
    assert_eq!(enabled.lines().count(), fields().count());
    let (read, errors) = parse(&enabled);
    assert_eq!(errors, vec![]);
    let free = Settings {
        name: None,
        days_off: vec![],
        agenda: None,
        salutation: None,
        templates: None,
        rules: None,
        inrichtingen: None,
        drop_folder: None,
        maildir: None,
        imap: None,
        own_addresses: vec![],
        recipients: BTreeMap::new(),
        alarm_per_termijn: BTreeMap::new(),
        loud_per_termijn: BTreeMap::new(),
        alarm_command: None,
        phone: None,
        messages: None,
        open_command: None,
        send_command: None,
        keymap: None,
        views: BTreeMap::new(),
        ..read
    };
    assert_eq!(free, standard);
}

#[test]
fn a_mailbox_opens_with_a_password_or_a_token() {
    let read = |rest: &str| parse(&format!("imap = {{ server = \"s\", gebruiker = \"g\", {rest} }}\n"));
    let line = |words: &[&str]| {
        let mut words = words.iter().map(|w| (*w).to_owned());
        words.next().map(|program| MailboxKey::TokenCommand(ProgramLine { program, arguments: words.collect() }))
    };
    for (text, key) in [
        ("oauth = { token_opdracht = \"geef-token\" }", line(&["geef-token"])),
        ("oauth = { token_opdracht = [\"geef\", \"token\"] }", line(&["geef", "token"])),
        ("wachtwoord_bestand = \"w\"", Some(MailboxKey::PassphraseFile("w".into()))),
    ] {
        let (settings, errors) = read(text);
        assert_eq!((settings.imap.map(|imap| imap.key), errors), (key, vec![]), "{text}");
    }
    for (text, told) in [
        ("map = \"m\"", "heeft de vorm"),
        ("oauth = { token_opdracht = \"t\" }, wachtwoord_bestand = \"w\"", "gaan niet samen"),
        ("oauth = { opdracht = \"t\" }", "oauth heeft de vorm"),
        ("oauth = { token_opdracht = [] }", "token_opdracht is een lijst"),
    ] {
        let (_, errors) = read(text);
        assert!(errors.first().is_some_and(|(_, sentence)| sentence.contains(told)), "{text}: {errors:?}");
    }
}

#[test]
fn every_field_is_read() {
    let (i, errors) = parse(
        "naam = \"F. Piket\"\nkalender = \"termijnenwet\"\nvrije_dagen = [\"2026-12-24 Kantoor dicht\", \"2026-01-02\"]\ntermijn = \"gangbaar\"\nalarm = [0, 15, 120, 15]\n\
         alarm_per_termijn = { moa-fast-nl = [10, 30, 0] }\nalarm_luid = { mbv = 60 }\nalarm_opdracht = [\"meld\", \"{zaak}\", \"\"]\nalarm_binnenkomst = false\nalarm_herhaal = 5\nalarm_na_gezien = 30\nmelding_in_terminal = \"osc9\"\nbel = false\n\
         melding_op_bureaublad = false\nagenda = \"a.ics\"\naanhef = \"staatssecretaris\"\ntelefoon = \"06-1234 5678\"\nrubricering = \"intern\"\nsjablonen = \"eigen\"\nregels = \"r.toml\"\n\
         inrichtingen = \"i.toml\"\npostmap = \"post\"\nmaildir = \"/m\"\nimap = { server = \"s\", poort = 1993, gebruiker = \"g\", map = \"Post\", wachtwoord_bestand = \"w\", ca = \"c\" }\neigen_adressen = [\"Piket <Piket@b.nl>\"]\nsms_ontvangers = [\"+31 6 0000 0000\"]\npiketmelding_aan = [\"A <a@b.nl>\"]\n\
         afloop_aan = [\"c@d.nl\"]\nberichten_map = \"b\"\nopen_opdracht = [\"open\"]\nverzend_opdracht = [\"stuur\", \"{bestand}\"]\nbewaartermijn_zaken = \"365 dagen\"\nbewaartermijn_meldingen = \"vraag\"\nreservekopieen = 3\nkleuren = \"hoog-contrast\"\ntekens = \"ascii\"\nspelling = \"nl.dic\"\nbeweging = false\nmuis = false\nmaskeren = false\nvergrendel_na = 15\nweergaven = { brand = \"brand rook\" }\npiketweek = { dag = \"vr\", tijd = \"09:00\" }\n",
    );
    assert_eq!(errors, vec![]);
    let text = |t: &str| Some(t.to_owned());
    assert_eq!(
        i,
        Settings {
            name: text("F. Piket"),
            kalender: Kalender::Termijnenwet,
            days_off: [(1, 2, "vrije dag, uw eigen dag"), (12, 24, "Kantoor dicht, uw eigen dag")]
                .into_iter()
                .filter_map(|(month, day, name)| {
                    let date = NaiveDate::from_ymd_opt(2026, month, day)?;
                    Some(OwnDay { date, name: name.to_owned() })
                })
                .collect(),
            termijn: LezingChoice::Gangbaar,
            piketweek: WeekStart { day: Weekday::Fri, time: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() },
            alarm: vec![120, 15, 0],
            alarm_per_termijn: BTreeMap::from([(TermijnKind::of("moa-fast-nl"), vec![30, 10, 0])]),
            loud_per_termijn: BTreeMap::from([(TermijnKind::of("mbv"), 60)]),
            alarm_command: Some(ProgramLine {
                program: "meld".to_owned(),
                arguments: vec!["{zaak}".to_owned(), String::new()],
            }),
            arrivals: Switch::Off,
            alarm_repeat: 5,
            alarm_after_seen: 30,
            bell: Switch::Off,
            terminal_notification: TerminalNotification::Osc9,
            desktop_notification: Switch::Off,
            agenda: Some("a.ics".into()),
            salutation: Some("staatssecretaris".to_owned()),
            phone: Some("06-1234 5678".to_owned()),
            classification: "intern".to_owned(),
            templates: Some("eigen".into()),
            rules: Some("r.toml".into()),
            inrichtingen: Some("i.toml".into()),
            drop_folder: Some("post".into()),
            maildir: Some("/m".into()),
            imap: Some(MailboxSettings {
                server: "s".to_owned(),
                port: 1993,
                login: "g".to_owned(),
                folder: "Post".to_owned(),
                key: MailboxKey::PassphraseFile("w".into()),
                ca: Some("c".into()),
            }),
            own_addresses: vec!["Piket <Piket@b.nl>".to_owned()],
            recipients: BTreeMap::from([
                (DraftKind::Sms, vec!["+31 6 0000 0000".to_owned()]),
                (DraftKind::Piketmelding, vec!["A <a@b.nl>".to_owned()]),
                (DraftKind::Afloopbericht, vec!["c@d.nl".to_owned()]),
            ]),
            messages: Some("b".into()),
            open_command: Some(ProgramLine { program: "open".to_owned(), arguments: vec![] }),
            send_command: Some(ProgramLine { program: "stuur".to_owned(), arguments: vec!["{bestand}".to_owned()] }),
            bewaartermijn_zaken: Bewaartermijn::Days(365),
            bewaartermijn_meldingen: Bewaartermijn::Question,
            backups: NonZeroUsize::MIN.saturating_add(2),
            colors: Colors::HighContrast,
            signs: Signs::Ascii,
            spelling: Spelling::At("nl.dic".into()),
            motion: Switch::Off,
            mouse: Switch::Off,
            masking: Switch::Off,
            lock_after: 15,
            views: BTreeMap::from([("brand".to_owned(), "brand rook".to_owned())]),
            // Its own tests are below.
            keymap: None,
        }
    );
}

#[test]
fn all_faults_come_at_once_with_line_and_field_and_cost_only_that_field() {
    let (i, errors) = parse(
        "# kop\nkalendar = \"cao-rijk\"\ntermijn = \"strang\"\n\nalarm = [60, -1]\nbel = \"ja\"\nkleuren = \"licht\"\n\
         piketmelding_aan = [\"a@b.nl\", \"geen\", \"a@b.nl\\r\\nBcc: x@y.nl\"]\npiketweek = { dag = \"monday\", tijdd = \"1\" }\nnaam = \"\"\n",
    );
    let expected = [
        (2, "kalendar"),
        (3, "termijn"),
        (5, "alarm"),
        (6, "bel"),
        (8, "piketmelding_aan"),
        (9, "piketweek"),
        (10, "naam"),
    ];
    assert_eq!(errors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), expected.map(|(line, _)| line));
    for ((_, sentence), (_, field)) in errors.iter().zip(expected) {
        assert!(
            sentence.starts_with(&format!("Het veld {field} "))
                || sentence.starts_with(&format!("Het veld «{field}» ")),
            "{sentence}"
        );
    }
    let sentence = |field: &str| errors.iter().find(|(_, z)| z.contains(field)).map_or("", |(_, z)| z);
    assert!(sentence("kalendar").contains("Bedoelt u kalender?"), "{}", sentence("kalendar"));
    assert!(sentence("termijn").contains("Bedoelt u streng?"));
    assert!(sentence("piketmelding_aan").contains("«geen»") && sentence("piketmelding_aan").contains("Bcc"));
    assert!(sentence("piketweek").contains("monday") && sentence("piketweek").contains("Bedoelt u tijd?"));
    assert_eq!(i, Settings { colors: Colors::Light, ..Settings::default() });
}

#[test]
fn a_broken_file_still_gives_its_readable_fields() {
    let (i, errors) = parse("kleuren = \"mono\"\nnaam = F. Piket\ntermijn = \"gangbaar\"\nbel = = true\n");
    assert_eq!((i.colors, i.termijn), (Colors::Mono, LezingChoice::Gangbaar));
    let lines: Vec<usize> = errors.iter().map(|(r, _)| *r).collect();
    assert!(lines.contains(&2) && lines.contains(&4), "{errors:?}");
    assert!(lines.iter().all(|r| *r == 2 || *r == 4), "{errors:?}");
}

#[test]
fn no_text_makes_reading_fail() {
    proptest::proptest!(|(t in "\\PC{0,80}|([a-z]{1,8} ?= ?[\\[\\]{}\",a-z0-9 ]{0,12}\n){0,6}")| {
        let (_, errors) = parse(&t);
        proptest::prop_assert!(errors.iter().all(|(r, z)| *r >= 1 && z.ends_with(['.', '?'])), "{:?}", errors);
    });
}

#[test]
fn own_keys_come_in_the_place_of_those_that_ship() {
    let (read, errors) = parse("[toetsen]\nzoek = \"ctrl-f\"\nfilm = [\"/\", \"F\"]\n");
    assert_eq!(errors, vec![]);
    let keys = |settings: &Settings, id| settings.keys().map(|map| map.keys(id)).unwrap_or_default();
    assert_eq!(keys(&read, CommandId::Search), ["Ctrl-F"]);
    assert_eq!(keys(&read, CommandId::Film), ["/", "F"]);
    assert_eq!(keys(&read, CommandId::Phone), keys(&Settings::default(), CommandId::Phone));
}

#[test]
fn keys_that_clash_are_all_told_with_their_lines_and_none_of_the_own_keys_holds() {
    let (read, errors) = parse(
        "bel = false\n[toetsen]\nzoek = \"n\"\nfilm = [\"ctrl-c\", \"x\"]\nfilmm = \"F\"\nrij = []\nhulp = [\"hup\", \"f11\", \"f11\"]\n\
         week = 7\nmonitor = \"t\"\n",
    );
    let spelling = "Schrijf een teken, of bijvoorbeeld f2, ctrl-g of alt-x.";
    let told = [
        (3, "n is al telefoon. Kies een andere toets, of geef ook telefoon een andere.".to_owned()),
        (4, "Ctrl-C sluit altijd de desk. Kies een andere toets.".to_owned()),
        (4, "x is al gereed. Kies een andere toets, of geef ook gereed een andere.".to_owned()),
        (5, "Deze handeling bestaat niet. Bedoelt u film?".to_owned()),
        (6, format!("Elke opdracht heeft minstens één toets. {spelling}")),
        (7, format!("«hup» is geen toets. {spelling}")),
        (7, "F11 staat er twee keer.".to_owned()),
        (8, format!("Hier hoort een toets of een lijst ervan. {spelling}")),
        (
            9,
            "t is al terzijde en wat-als. Kies een andere toets, of geef ook terzijde en wat-als een andere."
                .to_owned(),
        ),
    ];
    assert_eq!(errors, told);
    assert_eq!((read.keymap, read.bell), (None, Switch::Off));
}
