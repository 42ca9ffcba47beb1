//! A report as a page: titles, sentences, tables and bars in their order, without how they are set. A text, a web page
//! and a PDF are made from the same page, so that all of them say the same.

pub mod html;
pub mod md;
pub mod pdf;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPage {
    /// Its title.
    pub title: String,
    /// What stands under the title.
    pub about: Vec<String>,
    /// What is on it, in order.
    pub blocks: Vec<Block>,
    /// What stands at the foot.
    pub foot: String,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The head of a chapter.
    Heading(String),
    /// A sentence.
    Text(String),
    /// Sentences that are read one by one.
    Points(Vec<String>),
    /// A table.
    Grid(Grid),
    /// Numbers as bars beside each other.
    Bars(Vec<Bar>),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Its columns.
    pub columns: Vec<GridColumn>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridColumn {
    /// What stands above it.
    pub heading: String,
    /// How much of the width it gets, against the others.
    pub share: u16,
    /// On which side its cells stand.
    pub side: Side,
}

/// On which side the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One number as a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// How high it is.
    pub count: usize,
    /// What is said of it.
    pub text: String,
    /// Whether it is of what the page is about, and not of what came before.
    pub is_own: bool,
}

impl GridColumn {
    /// A column of words.
    pub fn words(heading: impl Into<String>, share: u16) -> Self {
        Self { heading: heading.into(), share, side: Side::Left }
    }

    /// A column of numbers.
    pub fn numbers(heading: impl Into<String>, share: u16) -> Self {
        Self { heading: heading.into(), share, side: Side::Right }
    }
}

impl ReportPage {
    /// All words on it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let own = self.about.iter().chain([&self.title, &self.foot]).map(String::as_str);
        own.chain(self.blocks.iter().flat_map(Block::texts))
    }
}

impl Block {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading(text) | Self::Text(text) => vec![text],
            Self::Points(points) => points.iter().map(String::as_str).collect(),
            Self::Grid(grid) => {
                let headings = grid.columns.iter().map(|column| column.heading.as_str());
                headings.chain(grid.rows.iter().flatten().map(String::as_str)).collect()
            }
            Self::Bars(bars) => bars.iter().flat_map(|bar| [bar.label.as_str(), bar.text.as_str()]).collect(),
        }
    }
}
