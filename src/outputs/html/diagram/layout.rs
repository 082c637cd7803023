//! Where boxes and arrows of a process drawing stand.
//!
//! Boxes stand stage below stage, those of a stage side by side. Arrows to the next stage run through
//! the gap between the two, on levels; an arrow to a neighbour runs straight; all others go through
//! lanes to the right of the boxes. All lengths are units of the drawing, a CSS pixel each.

use crate::model::facts::{Diagram, DiagramArrow};
use crate::model::name::Name;

pub(crate) const WIDTH: i32 = 720;
/// The stages' titles stand in the first so many units.
const TITLE_WIDTH: i32 = 92;
/// Between lanes and between levels.
const LANE_DISTANCE: i32 = 14;
const BOX_GAP: i32 = 14;
const BOX_WIDTH: i32 = 256;
const BOX_PADDING: i32 = 9;
/// Above the first and below the last level of a gap.
const LEVEL_CLEARANCE: i32 = 14;
/// Leaving and entering arrows of one side keep apart by this much.
const ARROW_DISTANCE: i32 = 14;
pub(crate) const CHARACTER_WIDTH: i32 = 15;
pub(crate) const LINE_HEIGHT: i32 = 21;
/// Of an arrow's label.
const LABEL_CHARACTER_WIDTH: i32 = 13;
const MAX_LABEL_CHARACTERS: i32 = 5;

pub(crate) type DiagramPoint = (i32, i32);

/// A step's box.
pub(crate) struct StepBox {
    stage: usize,
    /// The last box of its stage has the lanes beside it.
    last: bool,
    pub(crate) lines: Vec<String>,
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// An arrow's line, its last point at the head.
pub(crate) struct ArrowPath {
    pub(crate) points: Vec<DiagramPoint>,
    pub(crate) inferred: bool,
    pub(crate) label: Option<ArrowLabel>,
}

/// An arrow's words: where each line begins, and the line.
pub(crate) struct ArrowLabel(pub(crate) Vec<(DiagramPoint, String)>);

/// A stage's title and the middle of its height.
pub(crate) struct StageTitle {
    pub(crate) lines: Vec<String>,
    pub(crate) middle: i32,
}

pub(crate) struct DiagramLayout {
    pub(crate) height: i32,
    pub(crate) titles: Vec<StageTitle>,
    pub(crate) boxes: Vec<StepBox>,
    pub(crate) arrows: Vec<ArrowPath>,
}

#[derive(Clone, Copy, PartialEq)]
enum EdgeKind {
    /// To the next stage.
    Near,
    /// To a neighbour in the same stage.
    Beside,
    /// Anywhere else.
    Far,
}

struct DiagramEdge<'a> {
    arrow: &'a DiagramArrow,
    from: usize,
    to: usize,
    kind: EdgeKind,
}

/// What runs on a level of a gap.
#[derive(Clone, Copy, PartialEq)]
enum RoutingLevel {
    /// A far arrow leaving a box that has no lane beside it.
    Out(usize),
    /// Near arrows that part from one box.
    Part(usize),
    /// Near arrows that meet in one box.
    Meet(usize),
    /// Far arrows entering a box that has no lane beside it.
    In(usize),
}

impl StepBox {
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

impl DiagramLayout {
    pub(crate) fn new(diagram: &Diagram) -> DiagramLayout {
        let mut places = boxes(diagram);
        let ways = edges(diagram, &places);
        let lanes = lanes(&ways);
        let right = WIDTH - LANE_DISTANCE * (lanes.len() as i32 + 1);
        let gaps = gap_levels(&ways, &places, diagram.stages.len());
        let mut tops = Vec::new();
        let mut titles = Vec::new();
        let mut y = 1;
        for (stage, levels) in gaps.iter().enumerate() {
            tops.push(y);
            if stage > 0 || !levels.is_empty() {
                y += 2 * LEVEL_CLEARANCE + LANE_DISTANCE * levels.len().saturating_sub(1) as i32;
            }
            let Some(title) = diagram.stages.get(stage).map(|stage| &stage.title) else { break };
            let height = place_stage(&mut places, stage, &ways, y, right);
            titles
                .push(StageTitle { lines: wrap(title, (TITLE_WIDTH - 20) / CHARACTER_WIDTH), middle: y + height / 2 });
            y += height;
        }
        let leader = EdgeRouter { boxes: &places, gaps: &gaps, tops: &tops, lanes: &lanes, right };
        let mut paths: Vec<ArrowPath> = ways.iter().map(|way| leader.path(way)).collect();
        // Solid lines are painted over dashed ones they share a level with.
        paths.sort_by_key(|path| !path.inferred);
        DiagramLayout { height: y + 1, titles, boxes: places, arrows: paths }
    }
}

/// Every step, not yet placed.
fn boxes(diagram: &Diagram) -> Vec<StepBox> {
    let mut places = Vec::new();
    for (stage, steps) in diagram.stages.iter().map(|stage| &stage.steps).enumerate() {
        places.extend(steps.iter().enumerate().map(|(index, step)| StepBox {
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

fn edges<'a>(diagram: &'a Diagram, places: &[StepBox]) -> Vec<DiagramEdge<'a>> {
    let names: Vec<&Name> = diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.name.value).collect();
    let at = |name: &Name| names.iter().position(|other| *other == name);
    let way = |arrow: &'a DiagramArrow| {
        let (from, to) = (at(&arrow.from.value)?, at(&arrow.to.value)?);
        let course = if places[to].stage == places[from].stage + 1 {
            EdgeKind::Near
        } else if places[to].stage == places[from].stage && from.abs_diff(to) == 1 {
            EdgeKind::Beside
        } else {
            EdgeKind::Far
        };
        Some(DiagramEdge { arrow, from, to, kind: course })
    };
    diagram.arrows.iter().filter_map(way).collect()
}

/// The lanes beside the boxes, the innermost first: one for all arrows that meet in a box from the same
/// direction. The shortest runs innermost, so that lanes cross as little as they can.
fn lanes(ways: &[DiagramEdge]) -> Vec<(usize, bool)> {
    let mut far: Vec<&DiagramEdge> = ways.iter().filter(|way| way.kind == EdgeKind::Far).collect();
    far.sort_by_key(|way| way.from.abs_diff(way.to));
    let mut lanes = Vec::new();
    for lane in far.iter().map(|way| edge_lane(way)) {
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    lanes
}

fn edge_lane(way: &DiagramEdge) -> (usize, bool) {
    (way.to, way.to < way.from)
}

/// The levels of the gap above each stage, and of the one below the last, from top to bottom.
fn gap_levels(ways: &[DiagramEdge], places: &[StepBox], stages: usize) -> Vec<Vec<RoutingLevel>> {
    let mut gaps: Vec<Vec<RoutingLevel>> = vec![Vec::new(); stages + 1];
    let mut add = |gap: usize, level: RoutingLevel| {
        if !gaps[gap].contains(&level) {
            gaps[gap].push(level);
        }
    };
    for way in ways.iter().filter(|way| way.kind == EdgeKind::Far && !places[way.from].last) {
        add(places[way.from].stage + 1, RoutingLevel::Out(way.from));
    }
    for way in ways.iter().filter(|way| way.kind == EdgeKind::Near) {
        add(places[way.to].stage, near_edge_level(ways, way));
    }
    for way in ways.iter().filter(|way| way.kind == EdgeKind::Far && !places[way.to].last) {
        add(places[way.to].stage, RoutingLevel::In(way.to));
    }
    gaps
}

/// Near arrows meet on one level where none of the boxes they come from has another; else they part.
fn near_edge_level(ways: &[DiagramEdge], way: &DiagramEdge) -> RoutingLevel {
    let near = || ways.iter().filter(|way| way.kind == EdgeKind::Near);
    let alone =
        near().filter(|other| other.to == way.to).all(|other| near().filter(|w| w.from == other.from).count() == 1);
    if alone { RoutingLevel::Meet(way.to) } else { RoutingLevel::Part(way.from) }
}

/// Stands a stage's boxes side by side in the middle of the room between titles and lanes; their height.
fn place_stage(places: &mut [StepBox], stage: usize, ways: &[DiagramEdge], y: i32, right: i32) -> i32 {
    let label =
        |way: &DiagramEdge| way.arrow.label.as_ref().map_or(0, |_| MAX_LABEL_CHARACTERS * LABEL_CHARACTER_WIDTH);
    let beside = ways.iter().filter(|way| way.kind == EdgeKind::Beside && places[way.from].stage == stage);
    let gap = beside.map(|way| 3 * BOX_GAP + label(way)).max().unwrap_or(BOX_GAP);
    let row: Vec<&mut StepBox> = places.iter_mut().filter(|place| place.stage == stage).collect();
    let count = row.len() as i32;
    let room = right - BOX_GAP - TITLE_WIDTH;
    let width = ((room - gap * (count - 1)) / count.max(1)).min(BOX_WIDTH);
    let mut x = TITLE_WIDTH + (room - width * count - gap * (count - 1)) / 2;
    let mut height = 0;
    let mut placed = Vec::new();
    for place in row {
        place.lines = wrap(&place.lines.concat(), (width - 2 * BOX_PADDING) / CHARACTER_WIDTH);
        height = height.max(place.lines.len() as i32 * LINE_HEIGHT + 2 * BOX_PADDING);
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
struct EdgeRouter<'a> {
    boxes: &'a [StepBox],
    gaps: &'a [Vec<RoutingLevel>],
    tops: &'a [i32],
    lanes: &'a [(usize, bool)],
    right: i32,
}

impl EdgeRouter<'_> {
    fn path(&self, way: &DiagramEdge) -> ArrowPath {
        let (points, at) = match way.kind {
            EdgeKind::Near => self.route_near(way),
            EdgeKind::Beside => self.route_beside(way),
            EdgeKind::Far => self.route_far(way),
        };
        let label = way.arrow.label.as_ref().map(|label| {
            let lines = match way.kind {
                EdgeKind::Beside => wrap(label, MAX_LABEL_CHARACTERS),
                EdgeKind::Near | EdgeKind::Far => vec![label.clone()],
            };
            // Beside an arrow the first line stands above it, the others below.
            let below = |index: usize| if index == 0 { 0 } else { index as i32 * (LABEL_CHARACTER_WIDTH + 2) + 4 };
            ArrowLabel(lines.into_iter().enumerate().map(|(index, line)| ((at.0, at.1 + below(index)), line)).collect())
        });
        ArrowPath { points, inferred: way.arrow.inferred, label }
    }

    fn level_height(&self, gap: usize, level: RoutingLevel) -> i32 {
        let index = self.gaps[gap].iter().position(|other| *other == level).unwrap_or(0);
        self.tops[gap] + LEVEL_CLEARANCE + LANE_DISTANCE * index as i32
    }

    fn route_near(&self, way: &DiagramEdge) -> (Vec<DiagramPoint>, DiagramPoint) {
        let (from, to) = (&self.boxes[way.from], &self.boxes[way.to]);
        let level = [RoutingLevel::Meet(way.to), RoutingLevel::Part(way.from)]
            .into_iter()
            .find(|level| self.gaps[to.stage].contains(level))
            .map_or(to.y - LEVEL_CLEARANCE, |level| self.level_height(to.stage, level));
        let points =
            vec![(from.middle(), from.bottom()), (from.middle(), level), (to.middle(), level), (to.middle(), to.y)];
        (points, (to.middle() + 8, to.y - 8))
    }

    fn route_beside(&self, way: &DiagramEdge) -> (Vec<DiagramPoint>, DiagramPoint) {
        let (from, to) = (&self.boxes[way.from], &self.boxes[way.to]);
        let y = from.y + from.height / 2;
        let (start, end) = if way.from < way.to { (from.right(), to.x) } else { (from.x, to.right()) };
        (vec![(start, y), (end, y)], (start.min(end) + BOX_GAP, y - 6))
    }

    fn route_far(&self, way: &DiagramEdge) -> (Vec<DiagramPoint>, DiagramPoint) {
        let (from, to) = (&self.boxes[way.from], &self.boxes[way.to]);
        let index = self.lanes.iter().position(|other| *other == edge_lane(way)).unwrap_or(0);
        let lane_x = self.right + LANE_DISTANCE * index as i32;
        let (mut points, out) = if from.last {
            let y = from.y + from.height * 2 / 3;
            (vec![(from.right(), y)], y)
        } else {
            let (x, y) =
                (from.middle() + ARROW_DISTANCE, self.level_height(from.stage + 1, RoutingLevel::Out(way.from)));
            (vec![(x, from.bottom()), (x, y)], y)
        };
        let label = (points[points.len() - 1].0 + 8, if from.last { out + LABEL_CHARACTER_WIDTH + 1 } else { out - 6 });
        if to.last {
            let y = to.y + to.height / 3;
            points.extend([(lane_x, out), (lane_x, y), (to.right(), y)]);
        } else {
            let (x, y) = (to.middle() + ARROW_DISTANCE, self.level_height(to.stage, RoutingLevel::In(way.to)));
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
