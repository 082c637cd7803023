//! Where boxes and arrows of a process drawing stand.
//!
//! Boxes stand stage below stage, those of a stage side by side. Arrows to the next stage run through
//! the gap between the two, on levels; an arrow to a neighbour runs straight; all others go through
//! lanes to the right of the boxes. All lengths are units of the drawing, a CSS pixel each.

use crate::model::facts::{Arrow, Diagram};
use crate::model::name::Name;

pub const WIDTH: i32 = 720;
/// The stages' titles stand in the first so many units.
const TITLES: i32 = 92;
/// Between lanes and between levels.
const LANE: i32 = 14;
const BOX_GAP: i32 = 14;
const BOX_WIDTH: i32 = 256;
const PADDING: i32 = 9;
/// Above the first and below the last level of a gap.
const CLEARANCE: i32 = 14;
/// Leaving and entering arrows of one side keep apart by this much.
const ASIDE: i32 = 14;
pub const CHARACTER: i32 = 15;
pub const LINE: i32 = 21;
/// Of an arrow's label.
const SMALL: i32 = 13;
const LABEL_CHARACTERS: i32 = 5;

pub type Point = (i32, i32);

/// A step's box.
pub struct Place {
    stage: usize,
    /// The last box of its stage has the lanes beside it.
    last: bool,
    pub lines: Vec<String>,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// An arrow's line, its last point at the head.
pub struct Path {
    pub points: Vec<Point>,
    pub inferred: bool,
    pub label: Option<Label>,
}

/// An arrow's words: where each line begins, and the line.
pub struct Label(pub Vec<(Point, String)>);

/// A stage's title and the middle of its height.
pub struct Title {
    pub lines: Vec<String>,
    pub middle: i32,
}

pub struct Layout {
    pub height: i32,
    pub titles: Vec<Title>,
    pub places: Vec<Place>,
    pub paths: Vec<Path>,
}

#[derive(Clone, Copy, PartialEq)]
enum Course {
    /// To the next stage.
    Near,
    /// To a neighbour in the same stage.
    Beside,
    /// Anywhere else.
    Far,
}

struct Way<'a> {
    arrow: &'a Arrow,
    from: usize,
    to: usize,
    course: Course,
}

/// What runs on a level of a gap.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    /// A far arrow leaving a box that has no lane beside it.
    Out(usize),
    /// Near arrows that part from one box.
    Part(usize),
    /// Near arrows that meet in one box.
    Meet(usize),
    /// Far arrows entering a box that has no lane beside it.
    In(usize),
}

impl Place {
    fn middle(&self) -> i32 {
        self.x + self.width / 2
    }

    fn right(&self) -> i32 {
        self.x + self.width
    }

    fn bottom(&self) -> i32 {
        self.y + self.height
    }
}

impl Layout {
    pub fn new(diagram: &Diagram) -> Layout {
        let mut places = boxes(diagram);
        let ways = ways(diagram, &places);
        let lanes = lanes(&ways);
        let right = WIDTH - LANE * (lanes.len() as i32 + 1);
        let gaps = gaps(&ways, &places, diagram.stages.len());
        let mut tops = Vec::new();
        let mut titles = Vec::new();
        let mut y = 1;
        for (stage, levels) in gaps.iter().enumerate() {
            tops.push(y);
            if stage > 0 || !levels.is_empty() {
                y += 2 * CLEARANCE + LANE * levels.len().saturating_sub(1) as i32;
            }
            let Some(title) = diagram.stages.get(stage).map(|stage| &stage.title) else { break };
            let height = arrange(&mut places, stage, &ways, y, right);
            titles.push(Title { lines: wrap(title, (TITLES - 20) / CHARACTER), middle: y + height / 2 });
            y += height;
        }
        let leader = Leader { places: &places, gaps: &gaps, tops: &tops, lanes: &lanes, right };
        let mut paths: Vec<Path> = ways.iter().map(|way| leader.path(way)).collect();
        // Solid lines are painted over dashed ones they share a level with.
        paths.sort_by_key(|path| !path.inferred);
        Layout { height: y + 1, titles, places, paths }
    }
}

/// Every step, not yet placed.
fn boxes(diagram: &Diagram) -> Vec<Place> {
    let mut places = Vec::new();
    for (stage, steps) in diagram.stages.iter().map(|stage| &stage.steps).enumerate() {
        places.extend(steps.iter().enumerate().map(|(index, step)| Place {
            stage,
            last: index + 1 == steps.len(),
            lines: vec![step.label.clone()],
            x: 0,
            y: 0,
            width: 0,
            height: 0,
        }));
    }
    places
}

fn ways<'a>(diagram: &'a Diagram, places: &[Place]) -> Vec<Way<'a>> {
    let names: Vec<&Name> = diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.name.value).collect();
    let at = |name: &Name| names.iter().position(|other| *other == name);
    let way = |arrow: &'a Arrow| {
        let (from, to) = (at(&arrow.from.value)?, at(&arrow.to.value)?);
        let course = if places[to].stage == places[from].stage + 1 {
            Course::Near
        } else if places[to].stage == places[from].stage && from.abs_diff(to) == 1 {
            Course::Beside
        } else {
            Course::Far
        };
        Some(Way { arrow, from, to, course })
    };
    diagram.arrows.iter().filter_map(way).collect()
}

/// The lanes beside the boxes, the innermost first: one for all arrows that meet in a box from the same
/// direction. The shortest runs innermost, so that lanes cross as little as they can.
fn lanes(ways: &[Way]) -> Vec<(usize, bool)> {
    let mut far: Vec<&Way> = ways.iter().filter(|way| way.course == Course::Far).collect();
    far.sort_by_key(|way| way.from.abs_diff(way.to));
    let mut lanes = Vec::new();
    for lane in far.iter().map(|way| lane(way)) {
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    lanes
}

fn lane(way: &Way) -> (usize, bool) {
    (way.to, way.to < way.from)
}

/// The levels of the gap above each stage, and of the one below the last, from top to bottom.
fn gaps(ways: &[Way], places: &[Place], stages: usize) -> Vec<Vec<Level>> {
    let mut gaps: Vec<Vec<Level>> = vec![Vec::new(); stages + 1];
    let mut add = |gap: usize, level: Level| {
        if !gaps[gap].contains(&level) {
            gaps[gap].push(level);
        }
    };
    for way in ways.iter().filter(|way| way.course == Course::Far && !places[way.from].last) {
        add(places[way.from].stage + 1, Level::Out(way.from));
    }
    for way in ways.iter().filter(|way| way.course == Course::Near) {
        add(places[way.to].stage, near_level(ways, way));
    }
    for way in ways.iter().filter(|way| way.course == Course::Far && !places[way.to].last) {
        add(places[way.to].stage, Level::In(way.to));
    }
    gaps
}

/// Near arrows meet on one level where none of the boxes they come from has another; else they part.
fn near_level(ways: &[Way], way: &Way) -> Level {
    let near = || ways.iter().filter(|way| way.course == Course::Near);
    let alone =
        near().filter(|other| other.to == way.to).all(|other| near().filter(|w| w.from == other.from).count() == 1);
    if alone { Level::Meet(way.to) } else { Level::Part(way.from) }
}

/// Stands a stage's boxes side by side in the middle of the room between titles and lanes; their height.
fn arrange(places: &mut [Place], stage: usize, ways: &[Way], y: i32, right: i32) -> i32 {
    let label = |way: &Way| way.arrow.label.as_ref().map_or(0, |_| LABEL_CHARACTERS * SMALL);
    let beside = ways.iter().filter(|way| way.course == Course::Beside && places[way.from].stage == stage);
    let gap = beside.map(|way| 3 * BOX_GAP + label(way)).max().unwrap_or(BOX_GAP);
    let row: Vec<&mut Place> = places.iter_mut().filter(|place| place.stage == stage).collect();
    let count = row.len() as i32;
    let room = right - BOX_GAP - TITLES;
    let width = ((room - gap * (count - 1)) / count.max(1)).min(BOX_WIDTH);
    let mut x = TITLES + (room - width * count - gap * (count - 1)) / 2;
    let mut height = 0;
    let mut placed = Vec::new();
    for place in row {
        place.lines = wrap(&place.lines.concat(), (width - 2 * PADDING) / CHARACTER);
        height = height.max(place.lines.len() as i32 * LINE + 2 * PADDING);
        (place.x, place.y, place.width) = (x, y, width);
        x += width + gap;
        placed.push(place);
    }
    for place in placed {
        place.height = height;
    }
    height
}

/// Leads arrows between boxes that are placed.
struct Leader<'a> {
    places: &'a [Place],
    gaps: &'a [Vec<Level>],
    tops: &'a [i32],
    lanes: &'a [(usize, bool)],
    right: i32,
}

impl Leader<'_> {
    fn path(&self, way: &Way) -> Path {
        let (points, at) = match way.course {
            Course::Near => self.near(way),
            Course::Beside => self.beside(way),
            Course::Far => self.far(way),
        };
        let label = way.arrow.label.as_ref().map(|label| {
            let lines = match way.course {
                Course::Beside => wrap(label, LABEL_CHARACTERS),
                Course::Near | Course::Far => vec![label.clone()],
            };
            // Beside an arrow the first line stands above it, the others below.
            let below = |index: usize| if index == 0 { 0 } else { index as i32 * (SMALL + 2) + 4 };
            Label(lines.into_iter().enumerate().map(|(index, line)| ((at.0, at.1 + below(index)), line)).collect())
        });
        Path { points, inferred: way.arrow.inferred, label }
    }

    fn level(&self, gap: usize, level: Level) -> i32 {
        let index = self.gaps[gap].iter().position(|other| *other == level).unwrap_or(0);
        self.tops[gap] + CLEARANCE + LANE * index as i32
    }

    fn near(&self, way: &Way) -> (Vec<Point>, Point) {
        let (from, to) = (&self.places[way.from], &self.places[way.to]);
        let level = [Level::Meet(way.to), Level::Part(way.from)]
            .into_iter()
            .find(|level| self.gaps[to.stage].contains(level))
            .map_or(to.y - CLEARANCE, |level| self.level(to.stage, level));
        let points =
            vec![(from.middle(), from.bottom()), (from.middle(), level), (to.middle(), level), (to.middle(), to.y)];
        (points, (to.middle() + 8, to.y - 8))
    }

    fn beside(&self, way: &Way) -> (Vec<Point>, Point) {
        let (from, to) = (&self.places[way.from], &self.places[way.to]);
        let y = from.y + from.height / 2;
        let (start, end) = if way.from < way.to { (from.right(), to.x) } else { (from.x, to.right()) };
        (vec![(start, y), (end, y)], (start.min(end) + BOX_GAP, y - 6))
    }

    fn far(&self, way: &Way) -> (Vec<Point>, Point) {
        let (from, to) = (&self.places[way.from], &self.places[way.to]);
        let index = self.lanes.iter().position(|other| *other == lane(way)).unwrap_or(0);
        let lane_x = self.right + LANE * index as i32;
        let (mut points, out) = if from.last {
            let y = from.y + from.height * 2 / 3;
            (vec![(from.right(), y)], y)
        } else {
            let (x, y) = (from.middle() + ASIDE, self.level(from.stage + 1, Level::Out(way.from)));
            (vec![(x, from.bottom()), (x, y)], y)
        };
        let label = (points[points.len() - 1].0 + 8, if from.last { out + SMALL + 1 } else { out - 6 });
        if to.last {
            let y = to.y + to.height / 3;
            points.extend([(lane_x, out), (lane_x, y), (to.right(), y)]);
        } else {
            let (x, y) = (to.middle() + ASIDE, self.level(to.stage, Level::In(way.to)));
            points.extend([(lane_x, out), (lane_x, y), (x, y), (x, to.y)]);
        }
        (points, label)
    }
}

/// Breaks a text into lines of at most so many characters, about equally long, where it can behind a
/// stop; closing punctuation stays with what it closes and opening with what it opens.
fn wrap(text: &str, characters: i32) -> Vec<String> {
    const OPENING: &str = "“（《";
    const CLOSING: &str = "、，。；：）》”";
    let most = characters.max(2) as usize;
    let all: Vec<char> = text.chars().collect();
    let count = all.len().div_ceil(most).max(1);
    // The lines that are a character longer come last.
    let (short, longer) = (all.len() / count, all.len() % count);
    let mut lines = vec![String::new()];
    let mut length = 0;
    for (index, &character) in all.iter().enumerate() {
        let full = short + usize::from(lines.len() > count - longer);
        let room_below = (count.saturating_sub(lines.len())) * most;
        let behind_stop = index > 0 && CLOSING.contains(all[index - 1]) && length + 2 >= full;
        let before_opening = OPENING.contains(character) && length + 1 >= full;
        let fits = all.len() - index <= room_below;
        if (length >= full || ((behind_stop || before_opening) && fits)) && !CLOSING.contains(character) && length > 0 {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(character);
        }
        length += 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_behind_stops_and_never_before_them() {
        assert_eq!(wrap("依据招聘需求，坚持“订单式培训”", 15), ["依据招聘需求，", "坚持“订单式培训”"]);
        assert_eq!(wrap("没有实现就业、创业", 5), ["没有实现", "就业、创业"]);
        assert_eq!(wrap("承担重残人家庭劳动项目", 5), ["承担重", "残人家庭", "劳动项目"]);
        assert_eq!(wrap("报名、筛选", 15), ["报名、筛选"]);
        assert_eq!(wrap("", 5), [""]);
    }
}
