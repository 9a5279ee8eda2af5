//! `page`: a program without the page says so; one with it is tried where the page is made.

use super::Sandbox;

#[test]
fn a_program_without_the_page_says_so_and_writes_nothing() {
    if option_env!("CATALINT_PAGE").is_some() {
        return;
    }
    let sandbox = Sandbox::new();
    for (line, why) in [
        ("page", "编译时没有带上网页"),
        ("page -o a.html --force", "web/build"),
        ("page --lang en", "was built without the page"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.err.contains(why), "{line}\n{ran:?}");
    }
    let written: Vec<_> = std::fs::read_dir(sandbox.path("")).expect("a folder").collect();
    assert!(written.is_empty(), "{written:?}");
}

#[test]
fn its_help_says_what_the_page_is_for() {
    let ran = Sandbox::new().run("page --help");
    assert!(ran.code == Some(0) && ran.out.contains("双击打开"), "{ran:?}");
}
