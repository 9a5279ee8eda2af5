//! The rank of a body, read from its name.

use serde::Deserialize;

/// Rank of a body of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// 村, 居委会, 社区
    Village,
    /// 乡, 镇, 街道
    Town,
    /// 县, 区, 县级市, 旗
    County,
    /// 设区的市, 州, 盟
    City,
    /// 省, 自治区, 直辖市
    Province,
}
