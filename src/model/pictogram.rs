//! Pictograms: line drawings on one grid and with one line width, drawn alike on pages, sheets and cards.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::name::Name;

/// The side of the square in which a pictogram is drawn, in units of its grid.
pub(crate) const GRID: f64 = 48.0;

/// The width of its lines, whose ends and joins are round.
pub(crate) const WEIGHT: f64 = 2.5;

/// A pictogram (`templates/pictograms/<name>.svg`) as paths.
#[derive(Clone, Debug, PartialEq)]
pub struct Pictogram {
    pub name: Name,
    pub paths: Vec<PictogramPath>,
    /// The same as SVG: the elements of the file, without room between.
    pub(crate) elements: String,
}

impl Hash for Pictogram {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.elements).hash(state);
    }
}

/// A path of a pictogram, stroked or filled.
#[derive(Clone, Debug, PartialEq)]
pub struct PictogramPath {
    pub segments: Vec<PictogramSegment>,
    /// Filled and not drawn as a line.
    pub filled: bool,
}

/// A segment of a path, in units of the grid; `y` grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PictogramSegment {
    Move(PictogramPoint),
    Line(PictogramPoint),
    /// A cubic Bézier curve: two control points and the end.
    Cubic(PictogramPoint, PictogramPoint, PictogramPoint),
    /// Back to where the last [`PictogramSegment::Move`] led.
    Close,
}

/// A point of a path, in units of the grid, from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PictogramPoint {
    pub x: f64,
    pub y: f64,
}

/// All pictograms of a project, sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pictograms(Vec<Arc<Pictogram>>);

impl Pictograms {
    pub(crate) fn new(mut all: Vec<Pictogram>) -> Pictograms {
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Pictograms(all.into_iter().map(Arc::new).collect())
    }

    pub fn get(&self, name: &str) -> Option<&Arc<Pictogram>> {
        let at = self.0.binary_search_by(|pictogram| pictogram.name.as_str().cmp(name)).ok()?;
        self.0.get(at)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Pictogram> {
        self.0.iter().map(Arc::as_ref)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|pictogram| pictogram.name.as_str())
    }
}
