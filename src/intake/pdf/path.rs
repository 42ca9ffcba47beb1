//! The lines that a page draws. A form is ruled: what stands between the same lines is one cell, wherever its text
//! begins or wraps. Only lines along the page count; curves and slanted ones are decoration.

/// Lines of one page.
const MAX_RULES: usize = 4000;
/// Thinner than this, points, a filled rectangle is a line.
const THIN: f64 = 3.0;
/// How far, points, a line may be off its direction.
const SLANT: f64 = 1.0;
/// Points of a path that is not drawn yet.
const MAX_POINTS: usize = 2000;

/// A line along the page, from its lower or left end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Where it stands: its height when it lies, its distance from the left when it stands.
    pub at: f64,
    /// Where it begins and ends, in the other direction.
    pub from: f64,
    /// See `from`.
    pub to: f64,
}

impl Rule {
    /// Whether it passes a place along it.
    pub fn covers(&self, place: f64) -> bool {
        self.from - 2.0 <= place && place <= self.to + 2.0
    }
}

/// The lines of a page.
#[derive(Debug, Default)]
pub struct Rules {
    /// Those that lie.
    pub flat: Vec<Rule>,
    /// Those that stand.
    pub upright: Vec<Rule>,
}

impl Rules {
    fn add(&mut self, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2]) {
        if self.flat.len() + self.upright.len() >= MAX_RULES || ![x0, y0, x1, y1].iter().all(|v| v.is_finite()) {
            return;
        }
        if (y0 - y1).abs() <= SLANT && (x0 - x1).abs() > THIN {
            self.flat.push(Rule { at: f64::midpoint(y0, y1), from: x0.min(x1), to: x0.max(x1) });
        } else if (x0 - x1).abs() <= SLANT && (y0 - y1).abs() > THIN {
            self.upright.push(Rule { at: f64::midpoint(x0, x1), from: y0.min(y1), to: y0.max(y1) });
        }
    }
}

/// How a path is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Painting {
    /// Its outline.
    Stroke,
    /// What is in it.
    Fill,
    /// Not at all.
    Nothing,
}

/// A path while it is made, in points of the page.
#[derive(Debug, Default)]
pub struct Path {
    segments: Vec<[[f64; 2]; 2]>,
    /// Corners of rectangles, lower left and upper right.
    rectangles: Vec<[[f64; 2]; 2]>,
    start: Option<[f64; 2]>,
    pos: Option<[f64; 2]>,
}

impl Path {
    /// A new piece begins.
    pub fn move_to(&mut self, point: [f64; 2]) {
        (self.start, self.pos) = (Some(point), Some(point));
    }

    /// A straight line on.
    pub fn line_to(&mut self, point: [f64; 2]) {
        if let Some(pos) = self.pos.filter(|_| self.segments.len() < MAX_POINTS) {
            self.segments.push([pos, point]);
        }
        self.pos = Some(point);
    }

    /// Back to where the piece began.
    pub fn close(&mut self) {
        if let Some(start) = self.start {
            self.line_to(start);
        }
    }

    /// A rectangle by two opposite corners.
    pub fn rectangle(&mut self, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2]) {
        if self.rectangles.len() < MAX_POINTS {
            self.rectangles.push([[x0.min(x1), y0.min(y1)], [x0.max(x1), y0.max(y1)]]);
        }
    }

    /// Whether it is more than lines: a rectangle with room in it, or a shape.
    pub fn is_field(&self) -> bool {
        !self.segments.is_empty() || self.rectangles.iter().any(|[[x0, y0], [x1, y1]]| (x1 - x0).min(y1 - y0) > THIN)
    }

    /// Draws the path, and forgets it.
    pub fn paint(&mut self, painting: Painting, rules: &mut Rules) {
        let path = std::mem::take(self);
        if painting == Painting::Nothing {
            return;
        }
        for [[x0, y0], [x1, y1]] in path.rectangles {
            match painting {
                Painting::Fill if x1 - x0 <= THIN => {
                    let x = f64::midpoint(x0, x1);
                    rules.add([x, y0], [x, y1]);
                }
                Painting::Fill if y1 - y0 <= THIN => {
                    let y = f64::midpoint(y0, y1);
                    rules.add([x0, y], [x1, y]);
                }
                // The edges of a coloured field part it from the next one, as lines do.
                Painting::Fill | Painting::Stroke => {
                    rules.add([x0, y0], [x1, y0]);
                    rules.add([x0, y1], [x1, y1]);
                    rules.add([x0, y0], [x0, y1]);
                    rules.add([x1, y0], [x1, y1]);
                }
                Painting::Nothing => {}
            }
        }
        for [from, to] in path.segments {
            rules.add(from, to);
        }
    }
}
