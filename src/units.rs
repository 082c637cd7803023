//! Length types: millimetres for places on the sheet, points for type sizes.
//!
//! The sheet's origin is its top left corner and `y` grows downwards; only the PDF output turns it
//! over. A bare `f64` is never a length.

use std::hash::{Hash, Hasher};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Mm(pub f64);

/// A length in points of 1/72 inch, the unit of PDF user space (ISO 32000-1, 8.3.2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f64);

const MM_PER_PT: f64 = 25.4 / 72.0;

impl Mm {
    pub const ZERO: Mm = Mm(0.0);

    /// The same length in points.
    pub fn pt(self) -> Pt {
        Pt(self.0 / MM_PER_PT)
    }

    pub fn max(self, other: Mm) -> Mm {
        Mm(self.0.max(other.0))
    }

    pub fn min(self, other: Mm) -> Mm {
        Mm(self.0.min(other.0))
    }
}

impl Hash for Mm {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Pt {
    /// The same length in millimetres.
    pub fn mm(self) -> Mm {
        Mm(self.0 * MM_PER_PT)
    }
}

impl Add for Mm {
    type Output = Mm;
    fn add(self, other: Mm) -> Mm {
        Mm(self.0 + other.0)
    }
}

impl Sub for Mm {
    type Output = Mm;
    fn sub(self, other: Mm) -> Mm {
        Mm(self.0 - other.0)
    }
}

impl AddAssign for Mm {
    fn add_assign(&mut self, other: Mm) {
        self.0 += other.0;
    }
}

impl SubAssign for Mm {
    fn sub_assign(&mut self, other: Mm) {
        self.0 -= other.0;
    }
}

impl Mul<f64> for Mm {
    type Output = Mm;
    fn mul(self, factor: f64) -> Mm {
        Mm(self.0 * factor)
    }
}

impl Div<f64> for Mm {
    type Output = Mm;
    fn div(self, divisor: f64) -> Mm {
        Mm(self.0 / divisor)
    }
}

impl Div for Mm {
    type Output = f64;
    fn div(self, other: Mm) -> f64 {
        self.0 / other.0
    }
}

impl Neg for Mm {
    type Output = Mm;
    fn neg(self) -> Mm {
        Mm(-self.0)
    }
}

impl Sum for Mm {
    fn sum<I: Iterator<Item = Mm>>(lengths: I) -> Mm {
        lengths.fold(Mm::ZERO, Add::add)
    }
}

impl Mul<f64> for Pt {
    type Output = Pt;
    fn mul(self, factor: f64) -> Pt {
        Pt(self.0 * factor)
    }
}

/// A place on a sheet, measured from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: Mm,
    pub y: Mm,
}

/// The width and height of a rectangle, in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub width: Mm,
    pub height: Mm,
}

/// A rectangle given by its top left corner and its size, in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: Mm,
    pub y: Mm,
    pub width: Mm,
    pub height: Mm,
}

impl Rect {
    pub fn new(x: Mm, y: Mm, width: Mm, height: Mm) -> Rect {
        Rect { x, y, width, height }
    }

    pub fn right(self) -> Mm {
        self.x + self.width
    }

    pub fn bottom(self) -> Mm {
        self.y + self.height
    }

    /// The rectangle moved by a distance.
    pub(crate) fn shifted(self, dx: Mm, dy: Mm) -> Rect {
        Rect { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// The rectangle made smaller by `by` on each side.
    pub fn inset(self, by: Mm) -> Rect {
        Rect::new(self.x + by, self.y + by, self.width - by * 2.0, self.height - by * 2.0)
    }
}
