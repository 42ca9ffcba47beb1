//! The charts on screen count what the monitor counts, and behind each number stand as many cases.

use piket::report::{charts::charts, monitor::Verdict};
use proptest::prelude::*;

use crate::material::{lines, monitor};

proptest! {
    #[test]
    fn every_number_of_a_chart_has_its_cases(rows in lines(&["2026-W44", "2026-W45"], 0..20)) {
        let monitor = monitor("2026-W44..2026-W45", rows, Vec::new()).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let all = charts(&monitor);
        for chart in &all {
            for line in &chart.lines {
                prop_assert_eq!(line.count, line.zaken.len(), "{}: {}", &chart.title, &line.label);
            }
        }
        for title in ["Formulier op tijd", "Per rij", "Per inrichting", "Uur van de week"] {
            let chart = all.iter().find(|chart| chart.title == title);
            let counted = chart.map(|chart| chart.lines.iter().map(|line| line.count).sum());
            prop_assert_eq!(counted, Some(monitor.lines.len()), "{}", title);
        }
        let late = monitor.lines.iter().filter(|line| line.form_verdict() == Verdict::TooLate).count();
        let told = all.iter().find(|chart| chart.title == "Formulier op tijd");
        let told = told.and_then(|chart| chart.lines.iter().find(|line| line.label == "te laat")).map(|line| line.count);
        prop_assert_eq!(told, Some(late));
    }
}
