//! Runs over a file system in memory: configs, projects, versions before, the baseline, fixes.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::docs::complete;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Settings};
use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;

use crate::baseline::BaselineFile;
use crate::config_store::{ConfigStore, Origin};
use crate::discover::{Search, discover};
use crate::error::{Error, PreviousError};
use crate::fs::SharedFiles;
use crate::job::{Choice, Job, jobs};
use crate::memory::Memory;
use crate::previous::Previous;
use crate::projects::Projects;
use crate::session::{ChangeOutcome, FileChange, Session};

const TODAY: &str = "2026-11-30";

/// A catalog of one item, with a deadline of so many days.
fn catalog(days: u32) -> String {
    complete(&format!("    deadline: 自该政府信息形成或者变更之日起{days}个工作日内\n"))
}

/// A run over some paths.
struct Run {
    fs: SharedFiles,
    memory: Arc<Memory>,
    paths: Vec<PathBuf>,
    configs: ConfigStore,
    jobs: Vec<Job>,
}

impl Run {
    fn over(memory: Memory, paths: &[&str]) -> Self {
        Self::with(memory, paths, Origin::Nearest)
    }

    fn with(memory: Memory, paths: &[&str], origin: Origin) -> Self {
        let memory = Arc::new(memory);
        let fs: SharedFiles = memory.clone();
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let exclude = Arc::default();
        let search = Search { paths: &paths, stdin_name: None, exclude: &exclude, force_exclude: false };
        let (tasks, errors) = discover(&*fs, &search);
        assert!(errors.is_empty(), "{errors:?}");
        let mut configs = ConfigStore::new(fs.clone(), origin, Lang::En);
        let jobs = jobs(&*fs, tasks, Choice::default(), &mut configs).jobs;
        Self { fs, memory, paths, configs, jobs }
    }

    /// What is known of its files.
    fn session(&mut self) -> Session {
        let base = Settings::new(Date::parse(TODAY).expect("a day"));
        let projects = Projects::gather(&*self.fs, &self.paths, &self.jobs, &mut self.configs, &base, Some(1));
        Session { fs: self.fs.clone(), base, projects, baseline: None, previous: None }
    }

    /// The files, each with the rules that speak of it.
    fn findings(&self, session: &Session) -> Vec<(String, Vec<&'static str>)> {
        let found = |job: &Job| {
            let checked = session.check(job).expect("readable")?;
            let codes = checked.report.findings.iter().map(|finding| finding.rule.code).collect();
            Some((job.task.name.clone(), codes))
        };
        self.jobs.iter().filter_map(found).collect()
    }

    fn files_with(&mut self, code: &str) -> Vec<String> {
        let session = self.session();
        let found = self.findings(&session).into_iter();
        found.filter(|(_, codes)| codes.contains(&code)).map(|(name, _)| name).collect()
    }

    fn names(&self) -> Vec<&str> {
        self.jobs.iter().map(|job| job.task.name.as_str()).collect()
    }

    fn since(&self, version: &str) -> Result<Previous, Error> {
        Previous::open(self.fs.clone(), OsStr::new(version), &self.paths, &self.jobs)
    }
}

#[test]
fn the_nearest_config_holds_and_says_which_files_are_looked_at() {
    let fs = Memory::new("/office/catalogs")
        .file("/office/catalint.yaml", "profile: shanghai\n")
        .file("a.yaml", catalog(10))
        .file("sub/catalint.yaml", "profile: national\nfiles: {exclude: ['old/**']}\n")
        .file("sub/b.yaml", catalog(10))
        .file("sub/old/c.yaml", catalog(10));
    let run = Run::over(fs, &["."]);
    assert!(run.configs.faults.is_empty() && run.configs.errors.is_empty(), "{:?}", run.configs.faults);
    assert_eq!(run.names(), ["a.yaml", "sub/b.yaml", "sub/catalint.yaml"]);
    let base = Settings::new(Date::parse(TODAY).expect("a day"));
    let profile = |job: &Job| job.scope.options(&base, job.path()).default_profile;
    let profiles: Vec<_> = run.jobs.iter().map(profile).collect();
    assert_eq!(profiles[0].as_deref(), Some("shanghai"));
    assert_eq!(profiles[1].as_deref(), Some("national"));
}

const TABLE: &str =
    "序号,一级事项,公开内容,公开依据,公开时限,公开主体\n1,临时救助,办理程序,,20个工作日内,青湖区民政局\n";

/// The folder of an office with a config.
fn office(config: &str) -> Memory {
    Memory::new("/office")
        .file("catalint.yaml", config)
        .file("a.yaml", catalog(10))
        .file("a.csv", TABLE)
        .file("b.csv", TABLE)
        .file("~$b.xlsx", "")
        .file("c.csv", "姓名,电话\n甲,1\n")
        .file("c.yaml", "on: push\n")
        .file("d.md", "| 一级事项 | 公开内容 | 公开依据 |\n|---|---|---|\n| 甲 | 乙 | 丙 |\n")
        .file("e.doc", [0xD0, 0xCF, 0x11, 0xE0])
        .file("旧/f.csv", TABLE)
}

#[test]
fn tables_of_a_folder_are_looked_at_as_the_config_says() {
    let names = |config: &str| {
        let run = Run::over(office(config), &["."]);
        let names = run.jobs.iter().filter(|job| job.task.is_table()).map(|job| job.task.name.clone());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        names("files: {exclude: [旧/]}\n"),
        "b.csv c.csv e.doc",
        "a.csv is beside a catalog, c.csv beside other YAML"
    );
    assert_eq!(names("files: {exclude: [旧/], tables: on}\n"), "b.csv c.csv d.md e.doc");
    assert_eq!(names("files: {tables: off}\n"), "");
    assert_eq!(names("lang: zh\n"), "b.csv c.csv e.doc 旧/f.csv");
}

#[test]
fn a_table_is_a_catalog_by_its_heads_unless_it_is_named() {
    let mut run = Run::over(office("lang: zh\n"), &["."]);
    let session = run.session();
    let job = |name: &str| run.jobs.iter().find(|job| job.task.name == name).expect("it is found");
    assert!(session.check(job("b.csv")).expect("readable").is_some());
    assert!(session.check(job("c.csv")).expect("readable").is_none());
    assert_eq!(session.check(job("e.doc")).expect_err("of another kind").unread_kind(), Some("doc"));
    let mut named = Run::over(office("files: {tables: off}\n"), &["a.csv", "c.csv"]);
    let session = named.session();
    assert_eq!(named.names(), ["a.csv", "c.csv"], "what is named is looked at, twin or not");
    assert!(session.check(&named.jobs[1]).expect("readable").is_some(), "and said to be no catalog");
}

#[test]
fn a_table_that_nobody_named_is_not_changed() {
    let fixes = FileChange::Fix(FixOptions { least: Applicability::Offer, min_severity: Severity::Hint });
    let mut run = Run::over(office("lang: zh\n"), &["旧"]);
    let session = run.session();
    assert!(matches!(session.change(&run.jobs[0], fixes), Ok(ChangeOutcome::Left(_))));
    let mut named = Run::over(office("lang: zh\n"), &["旧/f.csv"]);
    let session = named.session();
    assert!(matches!(session.change(&named.jobs[0], fixes), Ok(ChangeOutcome::Changed(_))));
}

#[test]
fn among_named_files_others_can_be_passed_over() {
    let fs: SharedFiles = Arc::new(office("lang: zh\n"));
    let paths = ["a.csv", "b.csv", "~$b.xlsx", "d.md"].map(PathBuf::from);
    let exclude = Arc::default();
    let search = Search { paths: &paths, stdin_name: None, exclude: &exclude, force_exclude: true };
    let (tasks, _) = discover(&*fs, &search);
    let mut configs = ConfigStore::new(fs.clone(), Origin::Nearest, Lang::En);
    let chosen = jobs(&*fs, tasks, Choice { force_exclude: true, skip_others: true }, &mut configs);
    let names: Vec<&str> = chosen.jobs.iter().map(|job| job.task.name.as_str()).collect();
    assert_eq!(names, ["b.csv", "d.md"]);
    assert_eq!((chosen.twins, chosen.locks), (vec!["a.csv".to_owned()], vec!["~$b.xlsx".to_owned()]));
}

#[test]
fn a_config_may_extend_others_of_its_repository_and_none_outside() {
    let fs = Memory::new("/repo/district")
        .folder("/repo/.git")
        .file("/repo/city.yaml", "profile: shanghai\n")
        .file("/outside.yaml", "profile: national\n")
        .file("catalint.yaml", "extends: ../city.yaml\n")
        .file("b/catalint.yaml", "extends: ../../../outside.yaml\n")
        .file("a.yaml", catalog(10))
        .file("b/a.yaml", catalog(10));
    let run = Run::over(fs, &["a.yaml"]);
    let options = run.jobs[0].scope.options(&Settings::new(Date::parse(TODAY).expect("a day")), Path::new("a.yaml"));
    assert_eq!((options.default_profile.as_deref(), run.configs.faults.len()), (Some("shanghai"), 0));
    let other = |origin| {
        let fs = Memory::new("/repo").folder(".git").file("/outside.yaml", "profile: national\n");
        let fs = fs.file("catalint.yaml", "extends: ../outside.yaml\n").file("a.yaml", catalog(10));
        Run::with(fs, &["a.yaml"], origin).configs.faults.len()
    };
    assert_eq!((other(Origin::Nearest), other(Origin::Trusted(Box::new(Origin::Nearest)))), (1, 0));
}

#[test]
fn a_config_that_is_a_link_out_of_its_repository_is_not_read() {
    let fs = Memory::new("/repo").folder(".git").file("/secret", "profile: shanghai\n");
    let run = Run::over(fs.link("catalint.yaml", "/secret").file("a.yaml", catalog(10)), &["a.yaml"]);
    assert!(matches!(&run.configs.errors[..], [Error::Read { path, .. }] if path == "catalint.yaml"));
    let none = Run::with(Memory::new("/repo").file("a.yaml", catalog(10)), &["a.yaml"], Origin::File("x.yaml".into()));
    assert!(matches!(&none.configs.errors[..], [Error::UnreadConfig { path, .. }] if path == "x.yaml"));
}

#[test]
fn catalogs_of_a_folder_are_a_project_and_files_that_are_named_are_none() {
    let fs = || Memory::new("/office").file("a.yaml", catalog(10)).file("sub/b.yaml", catalog(15));
    assert_eq!(Run::over(fs(), &["."]).files_with("COV003"), ["a.yaml", "sub/b.yaml"]);
    assert!(Run::over(fs(), &["a.yaml", "sub/b.yaml"]).files_with("COV003").is_empty());
    assert!(
        Run::over(fs(), &["sub"]).files_with("COV003").is_empty(),
        "without a config a project ends at what is asked for"
    );
}

#[test]
fn a_config_makes_a_project_of_what_is_below_it_and_another_ends_it() {
    let fs = || {
        Memory::new("/office")
            .file("catalint.yaml", "profile: national\n")
            .file("a.yaml", catalog(10))
            .file("sub/b.yaml", catalog(15))
            .file("other/catalint.yaml", "profile: national\n")
            .file("other/c.yaml", catalog(20))
    };
    assert_eq!(Run::over(fs(), &["sub"]).files_with("COV003"), ["sub/b.yaml"]);
    assert_eq!(Run::over(fs(), &["."]).files_with("COV003"), ["a.yaml", "sub/b.yaml"]);
}

/// Two items of a catalog, of which a later version has one.
fn two() -> String {
    complete("  - subtopic: 最低生活保障\n  - subtopic: 临时救助\n")
}

fn one() -> String {
    complete("  - subtopic: 最低生活保障\n").replace("updated: 2026-06-30\n", "updated: 2026-07-01\n")
}

/// The rules that tell of an older version.
fn told(run: &mut Run, since: &str) -> (Vec<String>, Vec<String>) {
    let previous = run.since(since).expect("there is one");
    let gone = previous.gone.clone();
    let session = Session { previous: Some(previous), ..run.session() };
    let found = run.findings(&session).into_iter();
    let tells = |codes: &[&str]| codes.contains(&"COV004");
    (found.filter(|(_, codes)| tells(codes)).map(|(name, _)| name).collect(), gone)
}

#[test]
fn the_version_before_is_a_revision_a_folder_or_a_file() {
    let fs = || Memory::new("/repo").file("目录/a.yaml", one()).file("目录/new.yaml", one());
    let fs_git = fs().commit(
        "/repo",
        "HEAD~1",
        &[("目录/a.yaml", &two()), ("目录/gone.yaml", &one()), ("目录/ci.yaml", "on: push\n")],
    );
    let want = (vec!["目录/a.yaml".to_owned()], vec!["目录/gone.yaml".to_owned()]);
    assert_eq!(told(&mut Run::over(fs_git, &["目录"]), "HEAD~1"), want);
    let fs_folder = fs().file("/old/目录/a.yaml", two()).file("/old/目录/gone.yaml", one());
    assert_eq!(told(&mut Run::over(fs_folder, &["目录"]), "/old"), want);
    let fs_file = fs().file("/old.yaml", two());
    assert_eq!(told(&mut Run::over(fs_file, &["目录/a.yaml"]), "/old.yaml").0, want.0);
}

#[test]
fn what_is_no_version_before_is_told() {
    let run =
        Run::over(Memory::new("/repo").file("a.yaml", one()).file("b.yaml", one()).file("/old.yaml", two()), &["."]);
    let why = |version: &str| match run.since(version) {
        Err(Error::Previous(why)) => why,
        other => panic!("{other:?}"),
    };
    assert!(matches!(why("HEAD"), PreviousError::NoRepository { path } if path == "."));
    assert!(matches!(why("/old.yaml"), PreviousError::OneForMany { files: 2, .. }));
    let run = Run::over(Memory::new("/repo").commit("/repo", "HEAD", &[]).file("a.yaml", one()), &["a.yaml"]);
    assert!(matches!(run.since("v9"), Err(Error::Previous(PreviousError::UnknownRevision { rev })) if rev == "v9"));
}

#[test]
fn a_baseline_is_written_holds_findings_back_and_is_pruned() {
    let fs = Memory::new("/office")
        .file("sub/a.yaml", complete("    basis: 无\n"))
        .file("b.yaml", complete("    basis: 无\n"));
    let mut run = Run::over(fs, &["."]);
    let session = run.session();
    let path = Path::new("known.json");
    let known = BaselineFile::empty(run.fs.clone(), path);
    let named = |job: &Job| {
        let checked = session.check(job).expect("readable").expect("a catalog");
        (known.name(&job.task).expect("on this drive"), Box::new(checked.report))
    };
    let reports: BTreeMap<_, _> = run.jobs.iter().map(named).collect();
    let all = known.renewed(&reports, false, &session.base.selection);
    assert!(all.count() >= 2 && all.files().eq(["b.yaml", "sub/a.yaml"]), "{all:?}");
    known.write(&all).expect("writable");

    let known = BaselineFile::open(run.fs.clone(), path).expect("readable");
    assert_eq!((known.baseline(), known.missing()), (&all, 0));
    let session = Session { baseline: Some(known), ..run.session() };
    assert!(run.findings(&session).iter().all(|(_, codes)| codes.is_empty()));

    // Of two files one has no fault any more, the other is gone.
    let text = run.memory.text(path);
    let fs = Memory::new("/office").file("known.json", text.clone()).file("b.yaml", complete(""));
    let mut run = Run::over(fs, &["b.yaml"]);
    let known = BaselineFile::open(run.fs.clone(), path).expect("readable");
    assert!(known.missing() > 0);
    let session = run.session();
    let report = session.check(&run.jobs[0]).expect("readable").expect("a catalog").report;
    let left = known.renewed(&BTreeMap::from([("b.yaml".to_owned(), Box::new(report))]), true, &session.base.selection);
    known.write(&left).expect("writable");
    assert!(left.is_empty() && run.memory.text(path) != text);
}

#[test]
fn a_baseline_that_is_none_is_told_with_its_place() {
    let fs: SharedFiles = Arc::new(Memory::new("/office").file("known.json", "{\n  1"));
    let why = |path: &str| BaselineFile::open(fs.clone(), Path::new(path)).expect_err("none");
    assert!(matches!(why("known.json"), Error::BaselineBroken { line: 2, .. }));
    assert!(matches!(why("没有.json"), Error::NotFound { path } if path == "没有.json"));
}

#[test]
fn a_fix_is_written_and_what_is_protected_or_changed_meanwhile_is_left_alone() {
    let faulty = complete("    deadline: 自该政府信息形成或者变更之日起２０个工作日内\n");
    let fs = Memory::new("/office").file("a.yaml", faulty.as_str()).read_only("b.yaml", faulty.as_str());
    let mut run = Run::over(fs, &["."]);
    let session = run.session();
    let fixes = FileChange::Fix(FixOptions { least: Applicability::Safe, min_severity: Severity::Hint });
    let change = |job: &Job| match session.change(job, fixes).expect("readable") {
        ChangeOutcome::Changed(changed) => changed,
        ChangeOutcome::NoCatalog(_) | ChangeOutcome::Left(_) => panic!("it is one"),
    };
    let (a, b) = (&run.jobs[0], &run.jobs[1]);
    let changed = change(a);
    assert!(changed.applied > 0 && changed.new.is_some());
    session.write(&a.task, &changed).expect("writable");
    let fixed = run.memory.text("a.yaml");
    assert!(fixed != faulty && fixed.contains("20个工作日"), "{fixed}");
    assert!(matches!(session.write(&a.task, &changed), Err(Error::Changed { path }) if path == "a.yaml"));
    assert!(matches!(session.write(&b.task, &change(b)), Err(Error::ReadOnly { path }) if path == "b.yaml"));
    assert_eq!(run.memory.text("b.yaml"), faulty);
}

#[test]
fn what_is_no_catalog_is_passed_over_unless_it_is_named() {
    let fs = || Memory::new("/office").file("ci.yaml", "on: push\n").pipe("pipe.yaml");
    let mut run = Run::over(fs(), &["."]);
    let session = run.session();
    assert_eq!((run.names(), run.findings(&session).len()), (vec!["ci.yaml"], 0));
    let mut run = Run::over(fs(), &["ci.yaml", "pipe.yaml"]);
    let session = run.session();
    assert!(session.check(&run.jobs[0]).expect("readable").is_some());
    assert!(matches!(session.check(&run.jobs[1]), Err(Error::Read { path, .. }) if path == "pipe.yaml"));
}
