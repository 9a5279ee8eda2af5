//! Why a search found no catalog: what was passed over, and by what.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use catalint_core::lint::{HEAD_BYTES, looks_like_catalog};
use catalint_core::rule::Lang;
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::config_store::ConfigStore;
use catalint_workspace::discover::{is_office_table, is_yaml, name};
use catalint_workspace::files::read_head;
use catalint_workspace::fs::PathKind;
use catalint_workspace::job::Job;
use catalint_workspace::walk::{Leave, walk};

use crate::args::Check;
use crate::check::Unchecked;
use crate::lang::{pick, shown_names};
use crate::tables;

/// Entries of folders that are looked at; a search that found nothing may not last.
const MOST: usize = 50_000;

/// What was passed over, by the reason.
#[derive(Debug, Default)]
struct PassedOver {
    ignored: Vec<String>,
    excluded: Vec<String>,
    /// Left out by a config; and the first such config.
    unlisted: Vec<String>,
    config: String,
    hidden: Vec<String>,
    others: Vec<String>,
    /// Tables that nobody looked at.
    tables: Vec<String>,
}

/// Lines that say it; empty where there is nothing at all.
pub(crate) fn why(check: &Check, jobs: &[Job], unchecked: &Unchecked, sites: &mut ConfigStore, lang: Lang) -> String {
    let cwd = std::env::current_dir().unwrap_or_default();
    let looked: BTreeSet<&Path> = jobs.iter().map(Job::path).collect();
    let mut passed = PassedOver::default();
    for root in &check.paths {
        if root.is_file() && !looked.contains(root.as_path()) {
            passed.left_out(root, &[], check, sites, &cwd);
        } else if root.is_dir() {
            passed.below(root, &looked, check, sites, &cwd);
        }
    }
    passed.others = jobs.iter().filter(|job| !job.task.is_table()).map(|job| job.task.name.clone()).collect();
    passed.tables.retain(|name| !unchecked.twins.contains(name));
    let tables = tables::unchecked(unchecked, lang);
    let tables = if tables.is_empty() { tables } else { format!("  {tables}") };
    tables + &passed.words(lang)
}

impl PassedOver {
    fn below(&mut self, root: &Path, looked: &BTreeSet<&Path>, check: &Check, sites: &mut ConfigStore, cwd: &Path) {
        let seen: Vec<PathBuf> = files(root, Leave::Ignored(&check.exclude));
        let tables = seen.iter().filter(|path| is_office_table(path) && !looked.contains(path.as_path()));
        self.tables.extend(tables.map(|path| name(path, cwd)));
        let seen: BTreeSet<&Path> = seen.iter().map(PathBuf::as_path).collect();
        for path in files(root, Leave::Git) {
            if is_yaml(&path) && !looked.contains(path.as_path()) && is_catalog(&path) {
                let below = path.strip_prefix(root).unwrap_or(&path).to_path_buf();
                let walked: &[&Path] = if seen.contains(path.as_path()) { &[] } else { &[&below] };
                self.left_out(&path, walked, check, sites, cwd);
            }
        }
    }

    /// A catalog that was not looked at. `unseen` is its path below the folder that was searched, if the walk did not
    /// come by.
    fn left_out(&mut self, path: &Path, unseen: &[&Path], check: &Check, sites: &mut ConfigStore, cwd: &Path) {
        let shown = name(path, cwd);
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let is_hidden = |below: &Path| below.iter().any(|part| part.to_string_lossy().starts_with('.'));
        if check.exclude.hold(&real, PathKind::File) {
            self.excluded.push(shown);
        } else if unseen.iter().any(|below| is_hidden(below)) {
            self.hidden.push(shown);
        } else if !unseen.is_empty() {
            self.ignored.push(shown);
        } else {
            let file = sites.of_file(path).file.clone();
            self.unlisted.push(shown);
            if self.config.is_empty() {
                self.config = file.map_or_else(String::new, |file| name(&file, cwd));
            }
        }
    }

    fn words(&self, lang: Lang) -> String {
        let config = visible(&self.config);
        let by_config = pick(
            lang,
            format!("按 {config} 的 files 不检查的目录"),
            format!("Catalogs that files of {config} leaves out"),
        );
        let t = |zh: &str, en: &str| pick(lang, zh, en).to_owned();
        let groups = [
            (&self.excluded, t("被 --exclude 排除的目录", "Catalogs that --exclude leaves out")),
            (&self.unlisted, by_config),
            (&self.ignored, t("被 .gitignore 等忽略规则排除的目录", "Catalogs that .gitignore or its kin leaves out")),
            (&self.hidden, t("隐藏的、在隐藏文件夹里的目录", "Catalogs that are hidden or in a hidden folder")),
            (&self.others, t("不是目录的 YAML 文件", "YAML files that are no catalogs")),
            (&self.tables, t("按配置不检查的表格", "Tables that the config leaves out")),
        ];
        let line = |(files, words): &(&Vec<String>, String)| {
            let files = shown_names(files, lang);
            format!("  {words}{}{files}\n", pick(lang, "：", ": "))
        };
        let mut out: String = groups.iter().filter(|(files, _)| !files.is_empty()).map(line).collect();
        if let Some(first) = self.tables.first() {
            let first = visible(first);
            out += &pick(
                lang,
                format!("  要检查这样的表格，请写出文件名，例如：catalint check {first}\n"),
                format!("  Such a table is checked where it is named: catalint check {first}\n"),
            );
        }
        out
    }
}

/// The files of a walk, in the order of their names.
fn files(root: &Path, leave: Leave<'_>) -> Vec<PathBuf> {
    let (mut files, mut left) = (Vec::new(), MOST);
    walk(&Disk, root, leave, &mut |passed| {
        let file = passed.ok().filter(|passed| passed.kind == PathKind::File);
        files.extend(file.map(|passed| passed.path.to_path_buf()));
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    files
}

fn is_catalog(path: &Path) -> bool {
    read_head(&Disk, path, HEAD_BYTES).is_ok_and(|head| looks_like_catalog(&head))
}
