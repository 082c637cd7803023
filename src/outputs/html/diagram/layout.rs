//! The layout of a process diagram: the places of its boxes, arrows and titles.
//!
//! Stages are placed one below the other, the boxes of a stage side by side. Arrows to the next stage run through the
//! gap between the two, on levels; an arrow to a neighbour runs straight; all others go through lanes to the right of
//! the boxes. All lengths are units of the drawing, one CSS pixel each.

use crate::model::facts::{Diagram, DiagramArrow};
use crate::model::name::Name;

/// The width of the drawing.
pub(crate) const WIDTH: i32 = 720;
/// The width of the column with the stages' titles, at the left.
const TITLE_WIDTH: i32 = 92;
/// The distance between two lanes, and between two levels.
const LANE_DISTANCE: i32 = 14;
const BOX_GAP: i32 = 14;
const BOX_WIDTH: i32 = 256;
const BOX_PADDING: i32 = 9;
/// The space above the first and below the last level of a gap.
const LEVEL_CLEARANCE: i32 = 14;
/// The distance between leaving and entering arrows on one side of a box.
const ARROW_DISTANCE: i32 = 14;
pub(crate) const CHARACTER_WIDTH: i32 = 15;
pub(crate) const LINE_HEIGHT: i32 = 21;
/// The width of a character in an arrow's label.
const LABEL_CHARACTER_WIDTH: i32 = 13;
const MAX_LABEL_CHARACTERS: i32 = 5;

/// A point of the drawing: x to the right, y down.
pub(crate) type DiagramPoint = (i32, i32);

/// The box of a step: its lines of text and its rectangle.
pub(crate) struct StepBox {
    stage: usize,
    /// Is it the last box of its stage? Only such a box has the lanes directly at its right.
    last: bool,
    pub(crate) lines: Vec<String>,
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// The line of an arrow; the last point is its head.
pub(crate) struct ArrowPath {
    pub(crate) points: Vec<DiagramPoint>,
    pub(crate) inferred: bool,
    pub(crate) label: Option<ArrowLabel>,
}

/// The label of an arrow: each line of text with the point where it begins.
pub(crate) struct ArrowLabel(pub(crate) Vec<(DiagramPoint, String)>);

/// A stage's title, in lines, and the middle of its height.
pub(crate) struct StageTitle {
    pub(crate) lines: Vec<String>,
    pub(crate) middle: i32,
}

/// A process diagram with everything placed.
pub(crate) struct DiagramLayout {
    pub(crate) height: i32,
    pub(crate) titles: Vec<StageTitle>,
    pub(crate) boxes: Vec<StepBox>,
    pub(crate) arrows: Vec<ArrowPath>,
}

/// How an arrow runs, by where its two boxes are.
#[derive(Clone, Copy, PartialEq)]
enum EdgeKind {
    /// To the next stage.
    Near,
    /// To a neighbour in the same stage.
    Beside,
    /// To any other box.
    Far,
}

/// An arrow with the indices of its two boxes.
struct DiagramEdge<'a> {
    arrow: &'a DiagramArrow,
    from: usize,
    to: usize,
    kind: EdgeKind,
}

/// A level of a gap: the arrows that share one horizontal line, with the index of their common box.
#[derive(Clone, Copy, PartialEq)]
enum RoutingLevel {
    /// A far arrow that leaves a box that has no lane at its right.
    Out(usize),
    /// Near arrows that leave one box.
    Part(usize),
    /// Near arrows that enter one box.
    Meet(usize),
    /// Far arrows that enter a box that has no lane at its right.
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
        let mut step_boxes = boxes(diagram);
        let arrow_edges = edges(diagram, &step_boxes);
        let lanes = lanes(&arrow_edges);
        let right = WIDTH - LANE_DISTANCE * (lanes.len() as i32 + 1);
        let gaps = gap_levels(&arrow_edges, &step_boxes, diagram.stages.len());
        let mut tops = Vec::new();
        let mut titles = Vec::new();
        let mut y = 1;
        for (stage, levels) in gaps.iter().enumerate() {
            tops.push(y);
            if stage > 0 || !levels.is_empty() {
                y += 2 * LEVEL_CLEARANCE + LANE_DISTANCE * levels.len().saturating_sub(1) as i32;
            }
            let Some(title) = diagram.stages.get(stage).map(|stage| &stage.title) else { break };
            let height = place_stage(&mut step_boxes, stage, &arrow_edges, y, right);
            titles
                .push(StageTitle { lines: wrap(title, (TITLE_WIDTH - 20) / CHARACTER_WIDTH), middle: y + height / 2 });
            y += height;
        }
        let router = EdgeRouter { boxes: &step_boxes, gaps: &gaps, tops: &tops, lanes: &lanes, right };
        let mut paths: Vec<ArrowPath> = arrow_edges.iter().map(|edge| router.path(edge)).collect();
        // Solid lines are painted over dashed ones they share a level with.
        paths.sort_by_key(|path| !path.inferred);
        DiagramLayout { height: y + 1, titles, boxes: step_boxes, arrows: paths }
    }
}

/// A box for every step, not yet placed.
fn boxes(diagram: &Diagram) -> Vec<StepBox> {
    let mut step_boxes = Vec::new();
    for (stage, steps) in diagram.stages.iter().map(|stage| &stage.steps).enumerate() {
        step_boxes.extend(steps.iter().enumerate().map(|(index, step)| StepBox {
            stage,
            last: index + 1 == steps.len(),
            lines: vec![step.label.clone()],
            x: 0,
            y: 0,
            width: 0,
            height: 0,
        }));
    }
    step_boxes
}

fn edges<'a>(diagram: &'a Diagram, step_boxes: &[StepBox]) -> Vec<DiagramEdge<'a>> {
    let names: Vec<&Name> = diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.name.value).collect();
    let at = |name: &Name| names.iter().position(|other| *other == name);
    let edge = |arrow: &'a DiagramArrow| {
        let (from, to) = (at(&arrow.from.value)?, at(&arrow.to.value)?);
        let kind = if step_boxes[to].stage == step_boxes[from].stage + 1 {
            EdgeKind::Near
        } else if step_boxes[to].stage == step_boxes[from].stage && from.abs_diff(to) == 1 {
            EdgeKind::Beside
        } else {
            EdgeKind::Far
        };
        Some(DiagramEdge { arrow, from, to, kind })
    };
    diagram.arrows.iter().filter_map(edge).collect()
}

/// The lanes to the right of the boxes, the innermost first: one for all arrows that enter a box from the same
/// direction. The shortest runs innermost, so that lanes cross as little as they can.
fn lanes(arrow_edges: &[DiagramEdge]) -> Vec<(usize, bool)> {
    let mut far: Vec<&DiagramEdge> = arrow_edges.iter().filter(|edge| edge.kind == EdgeKind::Far).collect();
    far.sort_by_key(|edge| edge.from.abs_diff(edge.to));
    let mut lanes = Vec::new();
    for lane in far.iter().map(|edge| edge_lane(edge)) {
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    lanes
}

fn edge_lane(edge: &DiagramEdge) -> (usize, bool) {
    (edge.to, edge.to < edge.from)
}

/// The levels of the gap above each stage, and of the one below the last, from top to bottom.
fn gap_levels(arrow_edges: &[DiagramEdge], step_boxes: &[StepBox], stages: usize) -> Vec<Vec<RoutingLevel>> {
    let mut gaps: Vec<Vec<RoutingLevel>> = vec![Vec::new(); stages + 1];
    let mut add = |gap: usize, level: RoutingLevel| {
        if !gaps[gap].contains(&level) {
            gaps[gap].push(level);
        }
    };
    for edge in arrow_edges.iter().filter(|edge| edge.kind == EdgeKind::Far && !step_boxes[edge.from].last) {
        add(step_boxes[edge.from].stage + 1, RoutingLevel::Out(edge.from));
    }
    for edge in arrow_edges.iter().filter(|edge| edge.kind == EdgeKind::Near) {
        add(step_boxes[edge.to].stage, near_edge_level(arrow_edges, edge));
    }
    for edge in arrow_edges.iter().filter(|edge| edge.kind == EdgeKind::Far && !step_boxes[edge.to].last) {
        add(step_boxes[edge.to].stage, RoutingLevel::In(edge.to));
    }
    gaps
}

/// The level of a near arrow: shared by all that enter its box where none of the boxes they come from has another;
/// otherwise shared by all that leave its first box.
fn near_edge_level(arrow_edges: &[DiagramEdge], edge: &DiagramEdge) -> RoutingLevel {
    let near = || arrow_edges.iter().filter(|edge| edge.kind == EdgeKind::Near);
    let alone =
        near().filter(|other| other.to == edge.to).all(|other| near().filter(|w| w.from == other.from).count() == 1);
    if alone { RoutingLevel::Meet(edge.to) } else { RoutingLevel::Part(edge.from) }
}

/// Places a stage's boxes side by side, centred between titles and lanes; returns their height.
fn place_stage(step_boxes: &mut [StepBox], stage: usize, arrow_edges: &[DiagramEdge], y: i32, right: i32) -> i32 {
    let label =
        |edge: &DiagramEdge| edge.arrow.label.as_ref().map_or(0, |_| MAX_LABEL_CHARACTERS * LABEL_CHARACTER_WIDTH);
    let neighbours =
        arrow_edges.iter().filter(|edge| edge.kind == EdgeKind::Beside && step_boxes[edge.from].stage == stage);
    let gap = neighbours.map(|edge| 3 * BOX_GAP + label(edge)).max().unwrap_or(BOX_GAP);
    let row: Vec<&mut StepBox> = step_boxes.iter_mut().filter(|step_box| step_box.stage == stage).collect();
    let count = row.len() as i32;
    let available_width = right - BOX_GAP - TITLE_WIDTH;
    let width = ((available_width - gap * (count - 1)) / count.max(1)).min(BOX_WIDTH);
    let mut x = TITLE_WIDTH + (available_width - width * count - gap * (count - 1)) / 2;
    let mut height = 0;
    let mut placed = Vec::new();
    for step_box in row {
        step_box.lines = wrap(&step_box.lines.concat(), (width - 2 * BOX_PADDING) / CHARACTER_WIDTH);
        height = height.max(step_box.lines.len() as i32 * LINE_HEIGHT + 2 * BOX_PADDING);
        (step_box.x, step_box.y, step_box.width) = (x, y, width);
        x += width + gap;
        placed.push(step_box);
    }
    for step_box in placed {
        step_box.height = height;
    }
    height
}

/// Routes arrows between boxes that are placed.
struct EdgeRouter<'a> {
    boxes: &'a [StepBox],
    gaps: &'a [Vec<RoutingLevel>],
    tops: &'a [i32],
    lanes: &'a [(usize, bool)],
    right: i32,
}

impl EdgeRouter<'_> {
    fn path(&self, edge: &DiagramEdge) -> ArrowPath {
        let (points, label_start) = match edge.kind {
            EdgeKind::Near => self.route_near(edge),
            EdgeKind::Beside => self.route_beside(edge),
            EdgeKind::Far => self.route_far(edge),
        };
        let label = edge.arrow.label.as_ref().map(|label| {
            let lines = match edge.kind {
                EdgeKind::Beside => wrap(label, MAX_LABEL_CHARACTERS),
                EdgeKind::Near | EdgeKind::Far => vec![label.clone()],
            };
            // At a straight arrow the first line is above it, the others below.
            let below = |index: usize| if index == 0 { 0 } else { index as i32 * (LABEL_CHARACTER_WIDTH + 2) + 4 };
            ArrowLabel(
                lines
                    .into_iter()
                    .enumerate()
                    .map(|(index, line)| ((label_start.0, label_start.1 + below(index)), line))
                    .collect(),
            )
        });
        ArrowPath { points, inferred: edge.arrow.inferred, label }
    }

    fn level_height(&self, gap: usize, level: RoutingLevel) -> i32 {
        let index = self.gaps[gap].iter().position(|other| *other == level).unwrap_or(0);
        self.tops[gap] + LEVEL_CLEARANCE + LANE_DISTANCE * index as i32
    }

    fn route_near(&self, edge: &DiagramEdge) -> (Vec<DiagramPoint>, DiagramPoint) {
        let (from, to) = (&self.boxes[edge.from], &self.boxes[edge.to]);
        let level = [RoutingLevel::Meet(edge.to), RoutingLevel::Part(edge.from)]
            .into_iter()
            .find(|level| self.gaps[to.stage].contains(level))
            .map_or(to.y - LEVEL_CLEARANCE, |level| self.level_height(to.stage, level));
        let points =
            vec![(from.middle(), from.bottom()), (from.middle(), level), (to.middle(), level), (to.middle(), to.y)];
        (points, (to.middle() + 8, to.y - 8))
    }

    fn route_beside(&self, edge: &DiagramEdge) -> (Vec<DiagramPoint>, DiagramPoint) {
        let (from, to) = (&self.boxes[edge.from], &self.boxes[edge.to]);
        let y = from.y + from.height / 2;
        let (start, end) = if edge.from < edge.to { (from.right(), to.x) } else { (from.x, to.right()) };
        (vec![(start, y), (end, y)], (start.min(end) + BOX_GAP, y - 6))
    }

    fn route_far(&self, edge: &DiagramEdge) -> (Vec<DiagramPoint>, DiagramPoint) {
        let (from, to) = (&self.boxes[edge.from], &self.boxes[edge.to]);
        let index = self.lanes.iter().position(|other| *other == edge_lane(edge)).unwrap_or(0);
        let lane_x = self.right + LANE_DISTANCE * index as i32;
        let (mut points, out) = if from.last {
            let y = from.y + from.height * 2 / 3;
            (vec![(from.right(), y)], y)
        } else {
            let (x, y) =
                (from.middle() + ARROW_DISTANCE, self.level_height(from.stage + 1, RoutingLevel::Out(edge.from)));
            (vec![(x, from.bottom()), (x, y)], y)
        };
        let label = (points[points.len() - 1].0 + 8, if from.last { out + LABEL_CHARACTER_WIDTH + 1 } else { out - 6 });
        if to.last {
            let y = to.y + to.height / 3;
            points.extend([(lane_x, out), (lane_x, y), (to.right(), y)]);
        } else {
            let (x, y) = (to.middle() + ARROW_DISTANCE, self.level_height(to.stage, RoutingLevel::In(edge.to)));
            points.extend([(lane_x, out), (lane_x, y), (x, y), (x, to.y)]);
        }
        (points, label)
    }
}

/// Breaks a text into lines of at most this number of characters, about equally long, where possible after a
/// punctuation mark. Closing punctuation stays with what it closes and opening with what it opens.
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
