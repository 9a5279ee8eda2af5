//! The walk beside that of the crate `ignore`, over folders on a disk.

use std::fs;

use ignore::WalkBuilder;
use proptest::prelude::*;

use super::*;
use crate::disk::Disk;

/// What our walk finds below a folder.
fn ours(root: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    walk(&Disk, root, Leave::Ignored(&Exclusions::default()), &mut |passed| {
        all.push(passed.expect("can be searched").path.to_path_buf());
        ControlFlow::Continue(())
    });
    all
}

fn theirs(root: &Path) -> Vec<PathBuf> {
    let mut walk = WalkBuilder::new(root);
    walk.require_git(false).git_global(false).sort_by_file_name(Ord::cmp);
    // It tells of lines that can't be read, but of those in folders above alone; ours passes over them all, as git does.
    walk.build().filter_map(|entry| Some(entry.ok()?.into_path())).collect()
}

/// A file below one of some folders: its path, and lines where it is one of patterns.
fn file() -> impl Strategy<Value = (String, String)> {
    let folder =
        prop_oneof![Just(""), Just("a/"), Just("a/b/"), Just(".h/"), Just("old/"), Just("a/old/"), Just(".git/info/")];
    let plain = prop_oneof![Just("x.yaml"), Just("y.yml"), Just(".z.yaml"), Just("old")];
    let lists = prop_oneof![Just(".gitignore"), Just(".ignore"), Just("exclude")];
    let pattern = prop_oneof![
        Just("x.yaml"),
        Just("/x.yaml"),
        Just("*.yaml"),
        Just("!x.yaml"),
        Just("old/"),
        Just("old"),
        Just("a/*.yml"),
        Just("!.z.yaml"),
        Just("!.h"),
        Just("**/b"),
        Just("a/**"),
        Just("!a/b/"),
        Just("/*"),
        Just("!/a"),
        Just("[z-a]"),
        Just("# x"),
        Just("\\!x.yaml "),
        Just("b/x.yaml"),
        Just(".*"),
    ];
    let text = prop::collection::vec(pattern, 0..4).prop_map(|lines| lines.join("\n"));
    (folder, prop_oneof![2 => plain, 1 => lists], text)
        .prop_map(|(folder, name, text)| (format!("{folder}{name}"), text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn it_finds_what_the_walk_of_the_library_finds(files in prop::collection::vec(file(), 1..14)) {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            // A name may be that of a folder already.
            if fs::create_dir_all(path.parent().expect("a folder")).is_ok() {
                let _ = fs::write(path, text);
            }
        }
        for below in ["", "a", "a/b"] {
            let root = folder.path().join(below);
            if root.is_dir() {
                prop_assert_eq!(ours(&root), theirs(&root));
            }
        }
    }
}
