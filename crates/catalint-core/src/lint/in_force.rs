//! A rule applies on a day only if its law was in force then.

use crate::rule::Finding;
use catalint_domain::date::Date;
use catalint_domain::law::{Registry, RowText};

/// Drops the findings that rest on a law of their rule whose text did not hold on the day. What a rule judges by the
/// day itself, such as the state of an act that is cited, is no law of the rule.
pub(super) fn apply(findings: &mut Vec<Finding>, registry: &Registry, day: Date) {
    let mut known: Vec<(RowText, bool)> = Vec::new();
    findings.retain(|finding| {
        let own = finding.rule.law;
        finding.law.iter().filter(|rests| own.iter().any(|law| law.act == rests.act)).all(|rests| {
            let found = known.iter().find(|(act, _)| *act == rests.act).map(|(_, holds)| *holds);
            found.unwrap_or_else(|| {
                let holds = registry.holds_on(rests, day);
                known.push((rests.act.clone(), holds));
                holds
            })
        })
    });
}
