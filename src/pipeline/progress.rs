//! The progress of a build: stages and steps, reported through a trait.

/// The stages of a build that take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildStage {
    LayingOut,
    Printing,
    Pages,
    Publishing,
}

/// Is told how far a build is, from any thread.
pub trait Progress: Sync {
    /// A stage of so many steps begins.
    fn begin(&self, stage: BuildStage, steps: usize);
    /// One step of the stage is done.
    fn step(&self);
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _stage: BuildStage, _steps: usize) {}

    fn step(&self) {}
}
