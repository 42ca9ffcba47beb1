//! What is the system's own stands under `platform`, so that another system is one file more: what only it has, and what a
//! text names of it.

use super::{TestResult, module, none, source::files};

#[test]
fn what_is_the_systems_own_stands_in_one_place() -> TestResult {
    let own = ["std::os", "rustix", "signal_hook", "tokio::signal"];
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| !b.is_test() && module(b) != "platform") {
        for (line, path) in b.paths() {
            if own.iter().any(|w| path == *w || path.strip_prefix(w).is_some_and(|r| r.starts_with("::"))) {
                errors.push(format!("{}:{line}: {path}", b.path));
            }
        }
        for (line, code) in b.lines().filter(|(_, code)| code.contains("(unix)")) {
            errors.push(format!("{}:{line}: {}", b.path, code.trim()));
        }
        // What a text names of it is its own too: where its files lie, and what starts its programs.
        let named = ["\"/usr", "\"/bin", "\"/etc", "\"/proc", "\"/dev", "\"/run", "systemd", "systemctl"];
        for (i, line) in b.raw.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            if named.iter().any(|name| line.contains(name)) {
                errors.push(format!("{}:{}: {}", b.path, i + 1, line.trim()));
            }
        }
    }
    none(errors);
    Ok(())
}
