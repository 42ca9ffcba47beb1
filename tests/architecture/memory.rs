//! That the core keeps nothing from one question to the next: what it answers follows from what it is asked, whatever was
//! asked or read before.

use super::{CORE, TestResult, module, none, source::files};

/// Files of the core that hold embedded data, each read once from the text that is built in: it is the same whoever asks
/// first.
const EMBEDDED: [&str; 7] = [
    "src/rules/address_book.rs",
    "src/rules/built_in.rs",
    "src/rules/contact_norms.rs",
    "src/rules/feature.rs",
    "src/rules/kalender.rs",
    "src/rules/language.rs",
    "src/judge/gate.rs",
];

/// What the core answers follows from what it is asked: nothing that one question left behind changes the next.
#[test]
fn the_core_remembers_nothing_between_two_questions() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| !b.is_test() && CORE.contains(&module(b))) {
        for (line, code) in b.lines() {
            let kept = ["RwLock", "Mutex", "OnceLock", "thread_local!", "static mut ", "leak("];
            let kept = kept.into_iter().filter(|kept| code.contains(kept));
            let shared = ["LazyLock", "Atomic", "OnceCell", "LazyCell"].into_iter().filter(|kept| {
                let is_static = code.trim_start().split(' ').any(|word| word == "static");
                is_static && code.contains(kept) && !(*kept == "LazyLock" && EMBEDDED.contains(&b.path.as_str()))
            });
            errors.extend(kept.chain(shared).map(|kept| format!("{}:{line}: {kept}", b.path)));
        }
    }
    none(errors);
    Ok(())
}
