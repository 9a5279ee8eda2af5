//! Discovery over the memory double.

use super::*;
use crate::memory::Memory;

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
