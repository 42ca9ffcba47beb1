//! That a thing more is a file and a row, as the guide for contributors says: what it names is there, and no
//! other file has to be told.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use piket::{
    domain::{draft::DraftKind, step::Step},
    report::monitor::MonitorFormat,
    rules::book::Rulebook,
};

use super::{
    TestResult, none,
    source::{all_under, files, root},
};

/// What a file says itself: without its tests and its comments.
pub fn own_lines(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    let own = raw.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    own.lines().enumerate().map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The variants of an enum that each file names.
fn variants_named(of: &str) -> std::io::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files()?.iter().filter(|file| !file.is_test()) {
        let paths = file.paths().into_iter().filter_map(|(_, path)| {
            let (before, variant) = path.rsplit_once("::")?;
            (before == of || before.ends_with(&format!("::{of}"))).then(|| variant.to_owned())
        });
        // Not its functions and constants.
        let variants =
            paths.filter(|name| name.chars().any(char::is_lowercase) && name.starts_with(char::is_uppercase));
        named.entry(file.path.clone()).or_default().extend(variants);
    }
    Ok(named)
}

/// Refuses a file that names half of the variants or more: that is a list, which the next one has to join.
fn none_lists(of: &str, count: usize, except: &[&str]) -> TestResult {
    let named = variants_named(of)?;
    let all: BTreeSet<&String> = named.values().flatten().collect();
    assert!(all.len() * 2 > count, "{of} wordt niet herkend: {all:?}");
    let lists = named.iter().filter(|(path, names)| names.len() * 2 >= count && !except.contains(&path.as_str()));
    none(lists.map(|(path, names)| format!("{path} somt {of} op: {names:?}")));
    Ok(())
}

#[test]
fn what_the_guide_names_is_there() -> TestResult {
    let guide = fs::read_to_string(root().join(".github/CONTRIBUTING.md"))?;
    let quoted: Vec<&str> = guide.split('`').skip(1).step_by(2).collect();
    let paths = quoted.iter().filter(|name| {
        ["src/", "tests/", "assets/", ".ci/"].iter().any(|top| name.starts_with(top)) && !name.contains("NAME")
    });
    let (mut seen, mut errors) = (0, Vec::new());
    for path in paths {
        seen += 1;
        if !root().join(path).exists() {
            errors.push(format!("{path} is er niet"));
        }
    }
    assert!(seen > 25, "{seen}");
    none(errors);
    Ok(())
}

/// Where a kind of event is known by name beside its row, its fold and what records it, and why.
const BEYOND_THE_ROW: [(&str, &str, &str); 0] = [];

/// Whoever asks something of a kind asks its row, whose columns answer for every kind: a file that knows one by name would have
/// to be told of the next.
#[test]
fn an_event_more_is_a_row_and_its_fold() -> TestResult {
    let at_home = |path: &str| {
        path.starts_with("src/log/table/")
            || path.starts_with("src/log/zaak")
            || path == "src/log/desk.rs"
            || path.starts_with("src/acts/")
            || is_demo(path)
    };
    let named = variants_named("LogEvent")?;
    let rows: BTreeSet<&String> = named.iter().filter(|(path, _)| at_home(path)).flat_map(|(_, kinds)| kinds).collect();
    assert_eq!(rows.len(), piket::log::event::LogEvent::FORMS.len(), "{rows:?}");
    let beyond = named
        .iter()
        .filter(|(path, _)| !at_home(path))
        .flat_map(|(path, kinds)| kinds.iter().map(move |kind| (path, kind)));
    let (known, unknown): (BTreeSet<_>, BTreeSet<_>) =
        beyond.partition(|(path, kind)| BEYOND_THE_ROW.iter().any(|(file, name, _)| file == path && name == kind));
    none(unknown.iter().map(|(path, kind)| format!("{path} kent {kind} bij naam")));
    let is_unused =
        |(file, name, _): &&(&str, &str, &str)| !known.iter().any(|(path, kind)| path == file && kind == name);
    none(BEYOND_THE_ROW.iter().filter(is_unused).map(|known| format!("{known:?} is er niet meer")));
    Ok(())
}

/// What goes through the log in the words of the database, and why a column cannot answer it.
const KINDS_IN_WORDS: [(&str, &str, &str); 2] = [
    (
        "src/store/history.rs",
        "concept_bewaard",
        "what is saved by itself while somebody types is skipped by the database",
    ),
    (
        "src/store/history.rs",
        "gesprek_bijgewerkt",
        "what is saved by itself while somebody types is skipped by the database",
    ),
];

/// The same for the name that a kind has in the log.
#[test]
fn no_file_knows_a_kind_by_its_name_in_the_log() -> TestResult {
    let kinds = piket::log::event::LogEvent::FORMS.iter().map(|form| form.kind);
    // One word may be the name of something else too.
    let kinds: Vec<&str> = kinds.filter(|kind| kind.contains('_')).collect();
    let all = files()?;
    let mut found = BTreeSet::new();
    for file in all.iter().filter(|file| !file.is_test() && !file.path.starts_with("src/log/")) {
        for (_, line) in own_lines(&file.raw) {
            let known = |word: &str| kinds.iter().copied().find(|kind| *kind == word);
            let names = line.split(['"', '\'']).filter_map(known);
            found.extend(names.map(|kind| (file.path.clone(), kind)));
        }
    }
    found.retain(|(path, _)| !path.ends_with("/tests.rs"));
    let known: BTreeSet<_> = KINDS_IN_WORDS.iter().map(|(path, kind, _)| ((*path).to_owned(), *kind)).collect();
    none(found.difference(&known).map(|(path, kind)| format!("{path} kent {kind} bij naam")));
    none(known.difference(&found).map(|known| format!("{known:?} is er niet meer")));
    Ok(())
}

/// A column that a row leaves out answers with nothing, and what was forgotten looks the same. So a row says it where its fields
/// could: what the officer typed, what left the desk, and what becomes of a message.
#[test]
fn a_row_says_what_its_fields_ask() -> TestResult {
    let typed = ["Vertrouwelijk", "Plek", "Content", "Call", "Field", "SentCopy"];
    let (mut rows, mut errors) = (0, Vec::new());
    for file in files()?.iter().filter(|file| file.path.starts_with("src/log/table/")) {
        for row in file.raw.split("\n            ///").filter(|row| row.contains(" = \"")) {
            let Some((head, rest)) = row.split_once("\n            says ") else { continue };
            let name = head.split(" = \"").next().and_then(|name| name.split_whitespace().last()).unwrap_or_default();
            rows += 1;
            // The reason of an act stands in its entry.
            let fields: Vec<&str> = head.split([',', '{']).filter(|field| !field.contains("\"reden\"")).collect();
            let has = |word: &str| fields.iter().any(|field| has_word(field, word));
            for (column, asked) in [
                ("types", typed.iter().any(|of| has(of))),
                ("leaves", has("Provided") || has("recipients")),
                ("versions", has("DraftKind")),
            ] {
                if asked && !rest.contains(&format!("\n            {column} (")) {
                    errors.push(format!("{}: {name} zegt niets onder «{column}»", file.path));
                }
            }
        }
    }
    assert_eq!(rows, piket::log::event::LogEvent::FORMS.len());
    none(errors);
    Ok(())
}

/// Who reads the table asks one column of it by name; its rows have one shape, and one macro knows it.
#[test]
fn one_place_knows_the_shape_of_a_row() -> TestResult {
    let knows = |raw: &str| raw.contains("$kind:ident") && raw.contains("says") && raw.contains("undone");
    let files = files()?;
    let places: Vec<&str> = files.iter().filter(|f| knows(&f.raw)).map(|f| f.path.as_str()).collect();
    assert_eq!(places, ["src/log/row_shape.rs"]);
    Ok(())
}

/// Who names so many acts lists them: what opens the forms of a case is the longest, with eight.
const MANY_ACTS: usize = 10;

#[test]
fn an_act_more_is_a_file_and_a_row() -> TestResult {
    none_lists("Act", 2 * MANY_ACTS, &[])
}

#[test]
fn a_message_more_is_a_template_and_a_row() -> TestResult {
    let folder = root().join("assets/templates");
    let templates: BTreeSet<String> =
        all_under(&folder)?.iter().filter_map(|path| Some(path.rsplit_once('/')?.1.to_owned())).collect();
    assert_eq!(templates, DraftKind::ALL.map(|kind| format!("{}.txt", kind.code())).into());
    for kind in DraftKind::ALL {
        assert_eq!(kind.template(), fs::read_to_string(folder.join(format!("{}.txt", kind.code())))?);
    }
    let named = variants_named("DraftKind")?;
    let row = named.get(MESSAGES).map(BTreeSet::len);
    let elsewhere = named.iter().filter(|(path, names)| !names.is_empty() && *path != MESSAGES && !is_demo(path));
    none(elsewhere.map(|(path, names)| format!("{path} kent berichten bij naam: {names:?}")));
    assert_eq!(row, Some(0), "the rows themselves have no paths");
    Ok(())
}

/// Where the rows of the messages stand.
const MESSAGES: &str = "src/domain/draft.rs";

/// The demo plays a week in which these very messages go out.
fn is_demo(path: &str) -> bool {
    path.starts_with("src/demo")
}

/// A help that lists them goes stale in silence: it is made of the rows. Comments that clap shows are such texts.
#[test]
fn no_text_lists_the_messages() -> TestResult {
    let codes = DraftKind::ALL.map(DraftKind::code);
    let lists = |text: &str| codes.iter().filter(|code| has_word(text, code)).count() * 2 > codes.len();
    let mut errors = Vec::new();
    for file in files()?.iter().filter(|file| !file.is_test()) {
        let raw = file.raw.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = (1..).zip(raw.lines()).filter(|(_, line)| lists(line));
        errors.extend(lines.map(|(n, line)| format!("{}:{n}: {}", file.path, line.trim())));
    }
    let is_list = |path: &&String| Path::new(path).extension().is_some_and(|e| e == "toml" || e == "md");
    for path in all_under(&root().join("assets"))?.iter().filter(is_list) {
        let text = fs::read_to_string(root().join(path))?;
        let lines = (1..).zip(text.lines()).filter(|(_, line)| lists(line));
        errors.extend(lines.map(|(n, line)| format!("{path}:{n}: {}", line.trim())));
    }
    none(errors);
    Ok(())
}

/// What may not leave as a message is said of that message: none is held to the policy of another because it was forgotten.
#[test]
fn the_policy_of_the_gate_knows_every_message() -> TestResult {
    let policy = fs::read_to_string(root().join("assets/poort/beleid.toml"))?;
    let known = |kind: &DraftKind| policy.lines().any(|line| line.starts_with(&format!("{} = [", kind.code())));
    none(DraftKind::ALL.iter().filter(|kind| !known(kind)).map(|kind| format!("{kind} staat niet in beleid.toml")));
    Ok(())
}

#[test]
fn a_report_more_is_a_file() -> TestResult {
    let mut forms = BTreeSet::new();
    for file in files()?.iter().filter(|file| file.path.starts_with("src/report/monitor/")) {
        if file.raw.contains("const FORMAT: MonitorFormat") {
            forms.insert(file.path.trim_start_matches("src/report/monitor/").trim_end_matches(".rs").to_owned());
        }
    }
    assert_eq!(forms, MonitorFormat::ALL.iter().map(|format| format.ending.to_owned()).collect());
    Ok(())
}

/// The book's own names: of its rows' questions, of its terms and steps, and of its forms with their items and titles. The demo is a week of that
/// very sector, and its words are names that the domain has for other things too.
#[test]
fn a_sector_more_is_no_file_of_the_source() -> TestResult {
    let book = Rulebook::built_in();
    let questions = book.rijen().flat_map(|rij| &rij.weegvragen).chain(&book.general).chain(&book.oa_beforehand);
    let items = book.forms.iter().flat_map(|form| &form.items).map(|item| item.field.as_str());
    let mut names: BTreeSet<String> = items.filter(|name| name.contains('_')).map(str::to_owned).collect();
    names.extend(questions.map(|question| question.id.to_string()));
    let terms = Rulebook::termijn_kinds();
    // A step of the desk has the name of the form it waits for. Of a book these are words for other things too: whom to
    // phone, what to phone, a moment, an abbreviation.
    let steps = Step::DESK.map(|step| step.to_string());
    let own =
        |code: &&str| steps.iter().all(|step| step != code) && !["112", "fast-nl", "einde-oa", "ap"].contains(code);
    let of_books = Rulebook::all_built_in().flat_map(|book| &book.steps).filter(|step| step.is_of_book());
    names.extend(of_books.map(piket::domain::step::Step::code).filter(own).map(str::to_owned));
    names.extend(terms.iter().map(piket::domain::termijn_kind::TermijnKind::code).filter(own).map(str::to_owned));
    let forms = Rulebook::form_rules();
    names.extend(forms.iter().map(|form| form.kind.code()).filter(own).map(str::to_owned));
    names.extend(forms.iter().map(|form| form.label.to_string()));
    names.extend(forms.iter().flat_map(|form| form.signs.title.iter().chain(&form.signs.title_words)).cloned());
    assert!(names.len() > 60 && terms.len() >= 5, "{names:?}");
    let mut errors = Vec::new();
    for file in files()?.iter().filter(|file| !file.is_test() && !file.path.starts_with("src/demo/")) {
        for (line, code) in own_lines(&file.raw) {
            let quoted = code.split('"').skip(1).step_by(2).filter(|text| names.contains(*text));
            errors.extend(quoted.map(|text| format!("{}:{line}: «{text}» hoort in het regelboek", file.path)));
            // Also where its name is a word for other things.
            if ["Step::of_book(\"", "BookStep::of(\""].iter().any(|named| code.contains(named)) {
                errors.push(format!("{}:{line}: een stap van een regelboek bij naam", file.path));
            }
        }
    }
    none(errors);
    Ok(())
}

/// Where a word of one book may stand in a text of the source, and why.
const BOOK_WORDS: [(&str, &str, &str); 3] = [
    ("src/desk/verb/grammar.rs", "JJI", "the name of the division that the program is for"),
    ("src/judge/gate/names.rs", "tbs", "no name of anybody, whatever the sector"),
    ("src/judge/gate/places.rs", "postbus", "an address, whatever the sector"),
];

/// The bodies of the books, their sectors and what they call their forms: no text of the source has one of them in it. The
/// demo is a week of the first sector.
#[test]
fn no_body_and_no_form_of_a_book_is_named_in_the_source() -> TestResult {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for book in Rulebook::all_built_in() {
        words.extend([book.sector.code().to_owned(), book.sector.label()]);
        words.extend(book.forms.iter().map(|form| form.label.to_string()));
        for body in book.instanties.all() {
            let own = [body.id.code(), &body.name, &body.short, &body.in_sentence];
            words.extend(own.map(str::to_owned));
            words.extend(body.phone.iter().chain(&body.mail).cloned());
        }
    }
    assert!(words.contains("AP") && words.contains("fast-nl") && words.len() > 25, "{words:?}");
    let (mut errors, mut allowed) = (Vec::new(), BTreeSet::new());
    for file in files()?.iter().filter(|file| !file.is_test() && !file.path.starts_with("src/demo")) {
        for (line, code) in own_lines(&file.raw) {
            for text in code.split('"').skip(1).step_by(2) {
                for word in words.iter().filter(|word| has_word(text, word)) {
                    match BOOK_WORDS.iter().find(|(path, known, _)| *path == file.path && known == word) {
                        Some(known) => _ = allowed.insert(*known),
                        None => errors.push(format!("{}:{line}: «{word}» hoort in een regelboek", file.path)),
                    }
                }
            }
            if code.contains("Rij::parse(\"") {
                errors.push(format!("{}:{line}: een rij van een regelboek bij naam", file.path));
            }
        }
    }
    none(errors);
    none(BOOK_WORDS.iter().filter(|known| !allowed.contains(*known)).map(|known| format!("{known:?} is er niet meer")));
    Ok(())
}

/// True where a text has this in it and no letter or digit on either side.
fn has_word(text: &str, word: &str) -> bool {
    let is_free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        is_free(text.get(..at).and_then(|before| before.chars().next_back()))
            && is_free(text.get(at + word.len()..).and_then(|behind| behind.chars().next()))
    })
}

/// What is told of people and places in the words of a sector is a list of the assets: a file of the source has none.
#[test]
fn the_words_for_people_and_places_are_lists_of_the_assets() -> TestResult {
    let places = fs::read_to_string(root().join("assets/inrichtingwoorden.in"))?;
    let kinds = places.lines().find_map(|line| line.trim().strip_prefix("kinds: ")).unwrap_or_default();
    let kinds: BTreeSet<&str> = kinds.split('"').skip(1).step_by(2).collect();
    assert!(kinds.contains("fpc"), "{kinds:?}");
    let mut errors = Vec::new();
    for file in files()?.iter().filter(|file| !file.is_test() && !file.path.starts_with("src/demo")) {
        for (line, code) in own_lines(&file.raw) {
            let listed = code.split('"').skip(1).step_by(2).filter(|text| kinds.contains(text.trim()));
            errors.extend(
                listed.map(|text| format!("{}:{line}: «{text}» hoort in assets/inrichtingwoorden.in", file.path)),
            );
        }
    }
    none(errors);
    Ok(())
}

/// Whatever else makes a file lets others read it, follows a link, or leaves half of it when the power goes.
#[test]
fn there_is_one_way_to_write_a_file() -> TestResult {
    const OTHERS: [&str; 6] =
        ["fs::write(", "fs::copy(", "fs::hard_link(", "File::create", "File::options", "OpenOptions"];
    let mut errors = Vec::new();
    for file in files()?.iter().filter(|file| !file.is_test() && !file.path.starts_with("src/platform")) {
        let other = file.lines().filter(|(_, code)| OTHERS.iter().any(|other| code.contains(other)));
        errors.extend(other.map(|(line, code)| format!("{}:{line}: {} (platform::file)", file.path, code.trim())));
    }
    none(errors);
    Ok(())
}
