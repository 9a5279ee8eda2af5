use super::*;

fn argv(words: &[&Path]) -> Vec<OsString> {
    let program = [OsString::from("catalint")];
    program.into_iter().chain(words.iter().map(|word| word.as_os_str().to_owned())).collect()
}

/// A catalog in a table of text, one in YAML, and a table of something else.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = "title: 目录\nitems:\n  - no: 1\n    topic: 机构信息\n    content: 机关名称\n";
    let table = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开层级\n\
                 1,财政信息,预算,部门预算,《预算法》第十四条,20个工作日内,县财政局,政府网站,县级\n";
    for (name, text) in [("目录.yaml", catalog), ("表.csv", table), ("名单.csv", "姓名,单位\n张三,县财政局\n")]
    {
        fs::write(folder.path().join(name), text).expect("writable");
    }
    folder
}

#[test]
fn only_paths_that_are_there_come_from_the_desktop_and_only_with_a_window_of_its_own() {
    let folder = folder();
    let (here, gone) = (folder.path().join("表.csv"), folder.path().join("没有.csv"));
    let own = || true;
    assert_eq!(start_where(&argv(&[]), own), Some(DesktopStart::Alone));
    let both = argv(&[&here, folder.path()]);
    assert_eq!(start_where(&both, own), Some(DesktopStart::With(vec![here.clone(), folder.path().to_path_buf()])));
    assert_eq!(start_where(&both, || false), None);
    // Nobody asks the system about a line that a person typed.
    let asked = || unreachable!("the arguments tell");
    assert_eq!(start_where(&argv(&[&gone]), asked), None);
    assert_eq!(start_where(&argv(&[Path::new("check"), &here]), asked), None);
    assert_eq!(start_where(&argv(&[&here, Path::new("--fix")]), asked), None);
    assert_eq!(start_where(&argv(&[Path::new(".")]), asked), None);
}

#[test]
fn a_list_never_takes_the_place_of_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<PathBuf> = (0..3).map(|_| reserve(folder.path()).expect("writable")).collect();
    let want = ["检查结果.html", "检查结果-2.html", "检查结果-3.html"].map(|name| folder.path().join(name));
    assert_eq!(names, want);
    assert!(reserve(&folder.path().join("没有")).is_err());
}

#[test]
fn one_list_holds_what_was_dropped_and_the_tables_of_a_folder() {
    let folder = folder();
    let list = folder.path().join("检查结果.html");
    let earlier = "以前的检查结果";
    fs::write(&list, earlier).expect("writable");
    let inner = folder.path().join("各科室");
    fs::create_dir(&inner).expect("writable");
    for name in ["目录.yaml", "表.csv", "名单.csv"] {
        fs::rename(folder.path().join(name), inner.join(name)).expect("writable");
    }
    check(std::slice::from_ref(&inner), &[], |path| path.ends_with("检查结果-2.html"));
    assert_eq!(fs::read_to_string(&list).expect("readable"), earlier);
    let page = fs::read_to_string(folder.path().join("检查结果-2.html")).expect("written");
    assert!(page.contains("目录.yaml") && page.contains("表.csv"), "{page}");
    assert!(!page.contains("名单.csv"), "nobody said that it is a catalog");
    assert!(page.contains("lang=\"zh-CN\""));
}

#[test]
fn a_table_that_was_dropped_itself_is_said_to_hold_no_catalog() {
    let folder = folder();
    check(&[folder.path().join("名单.csv")], &[], |_| true);
    let page = fs::read_to_string(folder.path().join("检查结果.html")).expect("written");
    assert!(page.contains("IMP001"), "{page}");
}

#[test]
fn where_the_folder_takes_no_file_the_list_goes_to_the_next_place_that_does() {
    let folder = folder();
    let spare = tempfile::tempdir().expect("a folder");
    // A file for a folder takes none, whoever runs the test.
    let shut = folder.path().join("名单.csv");
    let spares = [shut.clone(), spare.path().to_path_buf()];
    check(&[shut.join("表.csv")], &spares, |_| true);
    assert!(spare.path().join("检查结果.html").exists());
}

#[test]
fn a_run_that_ends_before_it_begins_leaves_no_list() {
    let folder = folder();
    fs::write(folder.path().join("catalint.yaml"), "rules: {BAS999: off}\n").expect("writable");
    check(&[folder.path().join("表.csv")], &[], |_| true);
    assert!(!folder.path().join("检查结果.html").exists());
}
