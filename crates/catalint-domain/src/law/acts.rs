//! The acts on which many rules rest.

use super::provision::Provision;

/// The Regulation on Open Government Information, in its text now in force.
pub const REGULATION: Provision = Provision::of("中华人民共和国政府信息公开条例");

/// The State Council General Office's guidance on catalogs at the grass roots, 国办发〔2019〕54号.
pub const GUIDANCE: Provision = Provision::of("国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见");
