//! Discovery over the memory double.

use super::*;
use crate::memory::Memory;

/// The names that a search finds, and what it could not do.
fn found(fs: &Memory, paths: &[&str], exclude: &[&str], force_exclude: bool) -> (Vec<String>, Vec<String>) {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let exclude: Vec<String> = exclude.iter().map(|&one| one.to_owned()).collect();
    let exclude = Arc::new(Exclusions::new(fs, Path::new("."), &exclude).expect("good patterns"));
    let search = Search { paths: &paths, stdin_name: None, exclude: &exclude, force_exclude };
    let (tasks, errors) = discover(fs, &search);
    let names = tasks.into_iter().map(|task| task.name).collect();
    (names, errors.iter().map(ToString::to_string).collect())
}

fn names(fs: &Memory, paths: &[&str]) -> Vec<String> {
    found(fs, paths, &[], false).0
}

#[test]
fn catalogs_below_a_folder_are_found_by_name_and_hidden_ones_are_not() {
    let fs = Memory::new("/office")
        .file("b.yaml", "")
        .file("目录/a.YML", "")
        .file("目录/a.xlsx", "")
        .file("目录/a.png", "")
        .file(".hidden.yaml", "")
        .file(".git/a.yaml", "")
        .pipe("pipe.yaml")
        .link("link.yaml", "b.yaml");
    assert_eq!(names(&fs, &["."]), ["b.yaml", "目录/a.YML", "目录/a.xlsx"]);
    assert_eq!(names(&fs, &["目录"]), ["目录/a.YML", "目录/a.xlsx"]);
    assert_eq!(names(&fs, &["/office"]), ["b.yaml", "目录/a.YML", "目录/a.xlsx"]);
}

#[test]
fn two_spellings_of_a_file_are_one_task_and_a_named_file_is_named() {
    let fs = Memory::new("/office").file("a.yaml", "").link("b.yaml", "a.yaml").file("c.txt", "");
    let paths = ["a.yaml", "./a.yaml", "b.yaml", "c.txt", "."].map(PathBuf::from);
    let exclude = Arc::default();
    let search = Search { paths: &paths, stdin_name: None, exclude: &exclude, force_exclude: false };
    let (tasks, _) = discover(&fs, &search);
    let about: Vec<_> = tasks.iter().map(|task| (task.name.as_str(), task.named, task.found)).collect();
    assert_eq!(about, [("a.yaml", true, true), ("c.txt", true, true)]);
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let fs = Memory::new("/office");
    let (paths, exclude) = ([PathBuf::from("-")], Arc::default());
    let search = Search { paths: &paths, stdin_name: Some("a.yaml"), exclude: &exclude, force_exclude: false };
    let (tasks, errors) = discover(&fs, &search);
    assert_eq!((tasks[0].name.as_str(), &tasks[0].input, errors.len()), ("a.yaml", &Input::Stdin, 0));
}

#[test]
fn what_can_not_be_searched_is_told_and_stops_nothing() {
    let fs = Memory::new("/office").file("a/a.yaml", "").shut("a/b").file("a/c.yaml", "");
    let (names, errors) = found(&fs, &["a", "没有"], &[], false);
    assert_eq!(names, ["a/a.yaml", "a/c.yaml"]);
    assert!(errors[0].starts_with("cannot search a/b: ") && errors[1].contains("没有"), "{errors:?}");
    assert_eq!(errors.len(), 2);
}

#[test]
fn patterns_of_git_leave_out_files_and_the_nearest_wins() {
    let fs = Memory::new("/office")
        .file(".gitignore", "\u{feff}旧\r\n*.bak.yaml\n/top.yaml\nbad[\n")
        .file("top.yaml", "")
        .file("a/top.yaml", "")
        .file("a/旧/x.yaml", "")
        .file("a/x.bak.yaml", "")
        .file("b/.gitignore", "!x.bak.yaml\n")
        .file("b/x.bak.yaml", "")
        .file("b/y.yaml", "")
        .file("b/.ignore", "y.yaml\n")
        .file("c/.gitignore", "!.shown.yaml\n")
        .file("c/.shown.yaml", "")
        .file("d/z.yaml", "")
        .file(".git/info/exclude", "z.yaml\n");
    assert_eq!(names(&fs, &["."]), ["a/top.yaml", "b/x.bak.yaml", "c/.shown.yaml"]);
}

#[test]
fn patterns_of_folders_above_and_of_the_user_count_too() {
    let fs = Memory::new("/office/catalogs")
        .file("/.gitignore", "draft.yaml\n")
        .file("/office/.ignore", "/catalogs/old\n")
        .file("draft.yaml", "")
        .file("old/a.yaml", "")
        .file("b.yaml", "")
        .file("c.tmp.yaml", "")
        .ignored_everywhere("*.tmp.yaml\n");
    assert_eq!(names(&fs, &["."]), ["b.yaml"]);
    assert_eq!(names(&fs, &["draft.yaml"]), ["draft.yaml"], "what is named is looked at");
}

#[test]
fn a_work_tree_obeys_the_patterns_of_its_repository() {
    let fs = Memory::new("/tree")
        .file(".git", "gitdir: /main/.git/worktrees/tree\n")
        .file("/main/.git/worktrees/tree/commondir", "../..\n")
        .file("/main/.git/info/exclude", "a.yaml\n")
        .file("a.yaml", "")
        .file("b.yaml", "");
    assert_eq!(names(&fs, &["."]), ["b.yaml"]);
}

#[test]
fn what_is_excluded_is_left_out_of_a_walk_and_by_force_out_of_the_named() {
    let fs = Memory::new("/office").file("a/x.yaml", "").file("b/x.yaml", "").file("b/y.yaml", "");
    assert_eq!(found(&fs, &["."], &["b", "!b/y.yaml"], false).0, ["a/x.yaml"]);
    assert_eq!(found(&fs, &["b/x.yaml"], &["b"], false).0, ["b/x.yaml"]);
    assert!(found(&fs, &["b/x.yaml", "b"], &["b"], true).0.is_empty());
}

#[test]
fn tables_of_office_programs_are_known_by_name_and_so_are_their_locks() {
    let told = |name: &str| (is_office_table(Path::new(name)), is_lock(Path::new(name)));
    assert_eq!(
        ["b.XLSX", "a/a.docx", "c.html", "x/~$a.docx"].map(told),
        [(true, false), (true, false), (false, false), (false, true)]
    );
}

#[test]
fn names_are_relative_where_they_can_be() {
    let cwd = Path::new("/home/li");
    for (path, want) in [
        ("./a.yaml", "a.yaml"),
        ("/home/li/目录/a.yaml", "目录/a.yaml"),
        ("b/./a.yaml", "b/a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("/tmp/a.yaml", "/tmp/a.yaml"),
    ] {
        assert_eq!(name(Path::new(path), cwd), want);
    }
}
