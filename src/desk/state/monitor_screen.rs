//! The incidentenmonitor on screen: charts with their numbers, and behind each number its cases.

use crate::domain::{ids::Zaaknummer, period::Period};

/// One number of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLine {
    /// What is counted.
    pub label: String,
    /// How many cases.
    pub count: usize,
    /// What there is to say beside that.
    pub note: String,
    /// The cases.
    pub zaken: Vec<Zaaknummer>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartShape {
    /// A bar for each number.
    Bars,
    /// A line of small bars through time above the numbers.
    Sparkline,
}

/// One chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorChart {
    /// What it shows.
    pub title: String,
    /// What the instruction asks, and how much the numbers carry.
    pub about: String,
    /// How it is drawn.
    pub shape: ChartShape,
    /// Its numbers.
    pub lines: Vec<ChartLine>,
}

/// How far the making of a monitor is, in weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonitorProgress {
    /// So many were read.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// What the screen of the monitor shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonitorContent {
    /// It is being made.
    Making(MonitorProgress),
    /// It is there.
    Charts(Vec<MonitorChart>),
}

/// The screen of the monitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorScreen {
    /// About when.
    pub period: Period,
    /// What it shows.
    pub content: MonitorContent,
    chart: usize,
    line: usize,
}

impl MonitorScreen {
    /// The screen while the monitor is being made.
    pub const fn making(period: Period) -> Self {
        Self { period, content: MonitorContent::Making(MonitorProgress { done: 0, of: 0 }), chart: 0, line: 0 }
    }

    /// The charts, of which there are none while it is being made.
    pub fn charts(&self) -> &[MonitorChart] {
        match &self.content {
            MonitorContent::Making(_) => &[],
            MonitorContent::Charts(charts) => charts,
        }
    }

    /// The chart that is shown, and which of all it is.
    pub fn shown(&self) -> Option<(usize, &MonitorChart)> {
        self.charts().get(self.chart).map(|chart| (self.chart, chart))
    }

    /// The place of the line with the cursor.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The line with the cursor.
    pub fn chosen(&self) -> Option<&ChartLine> {
        self.shown()?.1.lines.get(self.line)
    }

    /// To another chart; round at the ends.
    pub fn turn(&mut self, by: isize) {
        let count = self.charts().len().max(1);
        self.chart = (self.chart + count).saturating_add_signed(by) % count;
        self.line = self.beginning();
    }

    /// Shows what was made.
    pub fn fill(&mut self, charts: Vec<MonitorChart>) {
        self.content = MonitorContent::Charts(charts);
        self.line = self.beginning();
    }

    /// Where one begins to read: at the newest of what goes through time, else at the first.
    fn beginning(&self) -> usize {
        self.shown().map_or(0, |(_, chart)| match chart.shape {
            ChartShape::Bars => 0,
            ChartShape::Sparkline => chart.lines.len().saturating_sub(1),
        })
    }

    /// To another line.
    pub fn step(&mut self, by: isize) {
        let last = self.shown().map_or(0, |(_, chart)| chart.lines.len().saturating_sub(1));
        self.line = self.line.saturating_add_signed(by).min(last);
    }
}
