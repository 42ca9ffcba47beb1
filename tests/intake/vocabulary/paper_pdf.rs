//! The layouts of PDF, written from its format: drawn lines, bare columns, fields to fill in.

use std::fmt::Write as _;

use super::{
    super::{documents::streng, packaging::wrapped},
    facts::{Form, Item},
    layout::{Page, bare},
};

/// Whether the cells of a row stand in boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellLines {
    Drawn,
    Left,
}

/// Pages that are filled from above; y counts down.
struct PdfPages {
    pages: Vec<Vec<u8>>,
    y: usize,
    fields: Vec<Vec<u8>>,
}

const TOP: usize = 800;
const BOTTOM: usize = 50;
const LEADING: usize = 12;

impl PdfPages {
    fn new(title: &str) -> Self {
        let mut out = Self { pages: vec![Vec::new()], y: TOP, fields: Vec::new() };
        out.text(50, TOP, title);
        out.y -= 30;
        out
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(bytes);
        }
    }

    fn text(&mut self, x: usize, y: usize, text: &str) {
        let text = text.replace('☒', "[x]").replace('☐', "[ ]");
        let mut out = format!("BT /F1 9 Tf 1 0 0 1 {x} {y} Tm ").into_bytes();
        out.extend(streng(&text));
        out.extend(b" Tj ET\n");
        self.write(&out);
    }

    /// Cells beside each other.
    fn row(&mut self, cells: Vec<(usize, usize, String)>, lines: CellLines) {
        let height = height(&cells) + 8;
        self.place(height);
        self.y -= height;
        let y = self.y;
        for (x, width, text) in cells {
            let from = if lines == CellLines::Drawn {
                self.frame(x, y, width, height);
                x + 4
            } else {
                x
            };
            self.block(from, y + height - 12, &text);
        }
    }

    /// Lines below each other from `y` down.
    fn block(&mut self, x: usize, y: usize, text: &str) {
        for (nr, line) in text.lines().enumerate() {
            self.text(x, y - nr * LEADING, line);
        }
    }

    fn place(&mut self, height: usize) {
        if self.y < BOTTOM + height {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    fn frame(&mut self, x: usize, y: usize, width: usize, height: usize) {
        self.write(format!("{x} {y} {width} {height} re S\n").as_bytes());
    }

    fn finish(self) -> Page {
        let (count, first_field) = (self.pages.len(), 4 + 2 * self.pages.len());
        let mut list = String::new();
        (0..self.fields.len()).for_each(|i| {
            let _ = write!(list, "{} 0 R ", first_field + i);
        });
        let mut kids = String::new();
        (0..count).for_each(|i| {
            let _ = write!(kids, "{} 0 R ", 4 + 2 * i);
        });
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{list}] >> >>").into_bytes(),
            format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>").into_bytes(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        ];
        for (nr, content) in self.pages.iter().enumerate() {
            let annotations = if nr == 0 { list.as_str() } else { "" };
            objects.push(
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Annots [{annotations}] /Resources << /Font << /F1 3 0 R >> >> >>",
                    5 + 2 * nr
                )
                .into_bytes(),
            );
            objects.push(
                [format!("<< /Length {} >> stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat(),
            );
        }
        objects.extend(self.fields);
        let mut out = b"%PDF-1.4\n".to_vec();
        for (nr, object) in (1..).zip(objects) {
            out.extend(format!("{nr} 0 obj\n").bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        out.extend(b"trailer << /Root 1 0 R >>\n%%EOF\n");
        Page::File { name: "formulier.pdf", bytes: out }
    }
}

/// The cells of a row of `pairs` items in columns over the page: x, width, text.
fn columns(items: &[Item], pairs: usize) -> Vec<(usize, usize, String)> {
    let width = 500 / (2 * pairs);
    let chars = width / 5 - 2;
    let mut out = Vec::new();
    for (nr, item) in items.iter().enumerate() {
        let x = 50 + 2 * nr * width;
        out.push((x, width, wrapped(&item.label, chars)));
        out.push((x + width, width, wrapped(&item.answer, chars)));
    }
    out
}

fn height(cells: &[(usize, usize, String)]) -> usize {
    cells.iter().map(|(_, _, t)| t.lines().count().max(1)).max().unwrap_or(1) * LEADING
}

/// A table with its lines drawn.
pub fn ruled(form: &Form, pairs: usize) -> Page {
    let mut out = PdfPages::new(&form.title);
    for items in form.items.chunks(pairs) {
        let cells = columns(items, pairs);
        out.row(cells, CellLines::Drawn);
    }
    out.finish()
}

/// The same without lines.
pub fn bare_columns(form: &Form, pairs: usize) -> Page {
    let mut out = PdfPages::new(&form.title);
    for items in form.items.chunks(pairs) {
        let cells = columns(items, pairs);
        out.row(cells, CellLines::Left);
    }
    out.finish()
}

/// Boxes with the label above the answer, two beside each other.
pub fn boxes(form: &Form) -> Page {
    let mut out = PdfPages::new(&form.title);
    for items in form.items.chunks(2) {
        let cells: Vec<(usize, usize, String)> = (0..)
            .zip(items)
            .map(|(nr, i)| (50 + nr * 250, 250, format!("{}\n{}", wrapped(&i.label, 48), wrapped(&i.answer, 48))))
            .collect();
        out.row(cells, CellLines::Drawn);
    }
    out.finish()
}

/// One line after another, wrapped where the page ends.
pub fn lines(form: &Form) -> Page {
    let mut out = PdfPages::new(&form.title);
    for item in &form.items {
        let text = wrapped(&format!("{}: {}", bare(item), item.answer), 95);
        let height = text.lines().count() * LEADING + 4;
        out.place(height);
        out.y -= height;
        let y = out.y;
        out.block(50, y + height - 12, &text);
    }
    out.finish()
}

/// Fields to fill in, each with a name that says nothing, its label as the hint of the field and before it.
pub fn fields(form: &Form) -> Page {
    let mut out = PdfPages::new(&form.title);
    for (nr, item) in form.items.iter().enumerate() {
        out.y -= 20;
        let y = out.y;
        out.text(50, y, &item.label);
        let (low, high) = (y - 4, y + 11);
        let mut field = format!("<< /Subtype /Widget /FT /Tx /Rect [330 {low} 560 {high}] /T ").into_bytes();
        field.extend(streng(&format!("Tekst{nr}")));
        field.extend(b" /TU ");
        field.extend(streng(&item.label));
        field.extend(b" /V ");
        field.extend(streng(&item.answer.replace('☒', "[x]").replace('☐', "[ ]")));
        field.extend(b" >>");
        out.fields.push(field);
    }
    out.finish()
}
