//! The version of a form: three numbers, as in semantic versioning. Each tells how much a change affects printed sheets
//! and collected answers.

use std::fmt;
use std::str::FromStr;

/// The version of a form, such as 1.2.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Version([u32; 3]);

/// The error for a text that is not a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidVersion;

/// The number of a version that a change increases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionBump {
    /// None: nothing of the programme's form changed.
    None,
    /// The last: other words for the same.
    Patch,
    /// The middle one: more is asked, or it stands elsewhere; what was printed and collected can be used.
    Minor,
    /// The first: what was printed or collected before is no longer good as it is.
    Major,
}

impl VersionBump {
    /// Every step with the word by which programs know it.
    pub(crate) const ALL: [(&'static str, VersionBump); 4] = [
        ("none", VersionBump::None),
        ("patch", VersionBump::Patch),
        ("minor", VersionBump::Minor),
        ("major", VersionBump::Major),
    ];

    pub(crate) fn name(self) -> &'static str {
        VersionBump::ALL[self as usize].0
    }
}

impl Version {
    /// The step from an earlier version to this one; `None` where this is the earlier one.
    pub(crate) fn bump_from(&self, before: &Version) -> Option<VersionBump> {
        let first = self.0.iter().zip(&before.0).position(|(now, before)| now != before);
        match first {
            None => Some(VersionBump::None),
            Some(_) if self < before => None,
            Some(0) => Some(VersionBump::Major),
            Some(1) => Some(VersionBump::Minor),
            Some(_) => Some(VersionBump::Patch),
        }
    }

    /// The next version after a step.
    pub(crate) fn bumped(&self, step: VersionBump) -> Version {
        let [major, minor, patch] = self.0;
        Version(match step {
            VersionBump::None => self.0,
            VersionBump::Patch => [major, minor, patch.saturating_add(1)],
            VersionBump::Minor => [major, minor.saturating_add(1), 0],
            VersionBump::Major => [major.saturating_add(1), 0, 0],
        })
    }

    /// Did fields or options change on the way to a later version, not wording alone?
    pub(crate) fn fields_changed_until(&self, later: &Version) -> bool {
        self.0[..2] < later.0[..2]
    }
}

impl FromStr for Version {
    type Err = InvalidVersion;

    /// Three numbers with dots between, as they are written.
    fn from_str(text: &str) -> Result<Version, InvalidVersion> {
        let is_number = |part: &str| matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_digit());
        let part =
            |part: &str| if is_number(part) { part.parse().map_err(|_| InvalidVersion) } else { Err(InvalidVersion) };
        let numbers: Vec<u32> = text.split('.').map(part).collect::<Result<_, _>>()?;
        numbers.try_into().map(Version).map_err(|_| InvalidVersion)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_the_first_number_that_goes_up() {
        let version = |text: &str| text.parse::<Version>().expect("a version");
        for (before, now, step) in [
            ("1.2.3", "1.2.3", Some(VersionBump::None)),
            ("1.2.3", "1.2.4", Some(VersionBump::Patch)),
            ("1.2.9", "1.10.0", Some(VersionBump::Minor)),
            ("1.2.3", "2.0.0", Some(VersionBump::Major)),
            ("1.2.3", "1.1.9", None),
        ] {
            assert_eq!(version(now).bump_from(&version(before)), step, "{before} to {now}");
        }
        for (_, step) in VersionBump::ALL {
            let before = version("1.2.3");
            assert_eq!(before.bumped(step).bump_from(&before), Some(step), "{step:?}");
        }
        assert!(
            ["1.2", "1.2.3.4", "1.2.x", "1..3", "1.2.-3", "1.2.30000"]
                .iter()
                .all(|text| text.parse::<Version>().is_err())
        );
    }
}
