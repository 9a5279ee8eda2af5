//! Joins the parts of a report in order, and keeps to what the readers of a format take.

use super::{Format, Summary, View};
use catalint_core::lint::{Counts, GroupRank};
use catalint_core::rule::Severity;

/// How many findings the readers of a format take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingLimit {
    /// As many as there are.
    None,
    /// The first ones of each severity: so many errors, warnings, hints.
    Each([usize; 3]),
    /// So many in all; the gravest are kept, which is known only at the end.
    Total(usize),
}

/// What one file adds to a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportPart {
    text: String,
    /// Severity of each finding, and where in the text it ends. Filled for formats with a limit.
    findings: Vec<(Severity, usize)>,
    /// What it adds to the list of groups, which stands at the end and has an order of its own.
    groups: Vec<(GroupRank, String)>,
}

impl From<String> for ReportPart {
    fn from(text: String) -> Self {
        Self { text, findings: Vec::new(), groups: Vec::new() }
    }
}

impl ReportPart {
    /// Adds a finding, for a format with a limit.
    pub fn add(&mut self, severity: Severity, text: &str) {
        self.text += text;
        self.findings.push((severity, self.text.len()));
    }

    /// Adds a group.
    pub fn group(&mut self, rank: GroupRank, text: String) {
        self.groups.push((rank, text));
    }

    /// Whether it adds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// All that it adds.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    fn findings(&self) -> impl Iterator<Item = (Severity, &str)> {
        let starts = std::iter::once(0).chain(self.findings.iter().map(|&(_, end)| end));
        starts.zip(&self.findings).map(|(start, &(severity, end))| (severity, &self.text[start..end]))
    }
}

/// Takes the parts of one report in order and says what is to be written.
#[derive(Debug)]
pub struct Joiner {
    format: &'static Format,
    view: View,
    begun: bool,
    /// Findings taken so far, by severity.
    taken: [usize; 3],
    /// Findings held back until it is known which are the gravest.
    held: Vec<(Severity, String)>,
    groups: Vec<(GroupRank, String)>,
}

/// What a limit has done to the findings of a report; nothing for a format without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CutFindings {
    /// How many it holds.
    pub kept: usize,
    /// Those that it does not.
    pub left_out: Counts,
}

/// What the tail of a report is told.
#[derive(Debug, Clone, Copy)]
pub struct ReportEnd<'e> {
    /// What the run came to.
    pub summary: &'e Summary,
    /// What the limit of the format has done.
    pub cut: CutFindings,
    /// The groups of all files in order, as the format writes them.
    pub groups: &'e [String],
}

/// The end of a report.
#[derive(Debug)]
pub struct Closing {
    /// What is to be written.
    pub text: String,
    /// What the limit has done.
    pub cut: CutFindings,
}

impl Joiner {
    /// For one report.
    #[must_use]
    pub fn new(format: &'static Format, view: View) -> Self {
        Self { format, view, begun: false, taken: [0; 3], held: Vec::new(), groups: Vec::new() }
    }

    /// What comes before the first file.
    #[must_use]
    pub fn head(&self) -> String {
        (self.format.head)(self.view)
    }

    /// What is to be written now that a part has come.
    pub fn take(&mut self, mut part: ReportPart) -> String {
        self.groups.append(&mut part.groups);
        let mut out = String::new();
        match self.format.limit {
            // As it is: a part of a bad catalog is large.
            FindingLimit::None => {
                out = part.text;
                if !out.is_empty() && std::mem::replace(&mut self.begun, true) {
                    out.insert_str(0, self.format.between);
                }
            }
            FindingLimit::Each(most) => {
                for (severity, text) in part.findings() {
                    let taken = &mut self.taken[rank(severity)];
                    *taken += 1;
                    if *taken <= most[rank(severity)] {
                        self.put(&mut out, text);
                    }
                }
            }
            FindingLimit::Total(most) => {
                for (severity, text) in part.findings() {
                    self.taken[rank(severity)] += 1;
                    self.held.push((severity, text.to_owned()));
                }
                // Some more than the limit, so that it is not gone through for each finding.
                if self.held.len() > most + most / 4 {
                    self.drop_mildest(most);
                }
            }
        }
        out
    }

    /// What is to be written after the last file.
    #[must_use]
    pub fn close(mut self, summary: &Summary) -> Closing {
        let mut text = String::new();
        if let FindingLimit::Total(most) = self.format.limit {
            self.drop_mildest(most);
            for (_, finding) in std::mem::take(&mut self.held) {
                self.put(&mut text, &finding);
            }
        }
        let over = |nth: usize| self.taken[nth] - self.taken[nth].min(self.most()[nth]);
        let left_out = Counts { errors: over(0), warnings: over(1), hints: over(2), fixable: 0 };
        let cut = CutFindings { kept: self.taken.iter().sum::<usize>() - left_out.total(), left_out };
        // Those that are equal stand as they came: by file and place.
        self.groups.sort_by_key(|(rank, _)| *rank);
        let groups: Vec<String> = self.groups.into_iter().map(|(_, text)| text).collect();
        text += &(self.format.tail)(&ReportEnd { summary, cut, groups: &groups }, self.view);
        Closing { text, cut }
    }

    fn put(&mut self, out: &mut String, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.begun {
            out.push_str(self.format.between);
        }
        self.begun = true;
        out.push_str(text);
    }

    /// How many of each severity there is room for.
    fn most(&self) -> [usize; 3] {
        match self.format.limit {
            FindingLimit::None => [usize::MAX; 3],
            FindingLimit::Each(most) => most,
            FindingLimit::Total(most) => {
                let mut room = most;
                self.taken.map(|taken| {
                    let kept = taken.min(room);
                    room -= kept;
                    kept
                })
            }
        }
    }

    /// Keeps the first ones of each severity, as many as there is room for.
    fn drop_mildest(&mut self, most: usize) {
        if self.held.len() <= most {
            return;
        }
        let mut room = self.most();
        self.held.retain(|&(severity, _)| {
            let room = &mut room[rank(severity)];
            let kept = *room > 0;
            *room = room.saturating_sub(1);
            kept
        });
    }
}

/// Errors first.
const fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Hint => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_core::rule::Lang;

    static TOTAL: Format = Format {
        name: "total",
        for_a_forge: false,
        least: Severity::Hint,
        head: |_| "<".to_owned(),
        file: |_, _| ReportPart::default(),
        between: ",",
        limit: FindingLimit::Total(4),
        tail: |end, _| {
            let Counts { errors, warnings, hints, .. } = end.cut.left_out;
            format!("|{errors}{warnings}{hints}>")
        },
    };
    static EACH: Format = Format { limit: FindingLimit::Each([2, 1, 0]), ..TOTAL };

    /// Joins parts written as letters: E, W, H by severity, numbered as they come.
    fn joined(format: &'static Format, parts: &[&str]) -> String {
        let mut joiner = Joiner::new(format, View::new(Lang::Zh, Severity::Hint));
        let mut out = joiner.head();
        let mut number = 0;
        for letters in parts {
            let mut part = ReportPart::default();
            for letter in letters.chars() {
                let severity = match letter {
                    'E' => Severity::Error,
                    'W' => Severity::Warning,
                    _ => Severity::Hint,
                };
                number += 1;
                part.add(severity, &format!("{letter}{number}"));
            }
            out += &joiner.take(part);
        }
        out + &joiner.close(&Summary::default()).text
    }

    #[test]
    fn the_gravest_are_kept_in_their_order() {
        assert_eq!(joined(&TOTAL, &[]), "<|000>");
        assert_eq!(joined(&TOTAL, &["HWE", "", "H"]), "<H1,W2,E3,H4|000>");
        assert_eq!(joined(&TOTAL, &["HH", "HHHH", "WWHH", "E", "HW"]), "<W7,W8,E11,W13|009>");
        assert_eq!(joined(&TOTAL, &["EEE", "HEE", "WE"]), "<E1,E2,E3,E5|211>");
        assert_eq!(joined(&TOTAL, &["HHHHHHHHH", "E"]), "<H1,H2,H3,E10|006>");
    }

    #[test]
    fn so_many_of_each_are_taken_as_they_come() {
        assert_eq!(joined(&EACH, &["HEW", "WEE"]), "<E2,W3,E5|111>");
    }
}
