//! The rows of a list by body, and those that one page has room for.

use crate::list::bodies::{BodyPart, bodies};
use crate::list::sheet::FileList;
use crate::list::words;
use catalint_core::rule::{Lang, Severity};

/// Rows of a page that a browser opens at once, on an old computer too.
pub(super) const MOST_ROWS: usize = 3000;

/// Rows that a body may have at least where a page is cut, as long as there is room.
const LEAST_OF_A_BODY: usize = 20;

/// The bodies with what they have to mend, and what they may look at.
pub(super) struct ListSections<'s> {
    pub(super) mend: Vec<BodyPart<'s>>,
    pub(super) look: Vec<BodyPart<'s>>,
    rows: usize,
}

impl<'s> ListSections<'s> {
    pub(super) fn of(sheets: &'s [FileList]) -> Self {
        Self {
            mend: bodies(sheets, |row| row.severity > Severity::Hint),
            look: bodies(sheets, |row| row.severity == Severity::Hint),
            rows: sheets.iter().map(|sheet| sheet.rows.len()).sum(),
        }
    }

    pub(super) fn bodies(&self) -> impl Iterator<Item = &BodyPart<'s>> {
        self.mend.iter().chain(&self.look)
    }

    /// The most rows of one body on a page.
    fn most(&self) -> usize {
        (MOST_ROWS / self.bodies().count().max(1)).max(LEAST_OF_A_BODY)
    }

    /// What a page has room for of each body, gravest first; all of it, where it fits.
    pub(super) fn shown(&self) -> Vec<BodyPart<'s>> {
        if self.rows <= MOST_ROWS {
            return self.bodies().map(|body| body.gravest([usize::MAX; 3])).collect();
        }
        let most = self.most();
        let mut shares: Vec<[usize; 3]> = self.bodies().map(|body| body.share(most)).collect();
        let mut left = MOST_ROWS;
        for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
            for share in &mut shares {
                let share = &mut share[severity as usize];
                *share = left.min(*share);
                left -= *share;
            }
        }
        self.bodies().zip(shares).map(|(body, share)| body.gravest(share)).collect()
    }

    /// Says that not all is on the page; empty where all is.
    pub(super) fn cut(&self, shown: &[BodyPart<'s>], lang: Lang) -> String {
        let rows = shown.iter().map(BodyPart::rows).sum::<usize>();
        if rows == self.rows { String::new() } else { words::cut(self.rows, rows, self.most(), lang) }
    }
}
