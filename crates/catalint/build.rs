//! Puts the page into the program: the file that `CATALINT_PAGE` names, with the feature `page`; nothing without either.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=CATALINT_PAGE");
    println!("cargo::rerun-if-changed=build.rs");
    let named = env::var("CATALINT_PAGE").ok().filter(|_| env::var_os("CARGO_FEATURE_PAGE").is_some());
    let page = named.map_or_else(Vec::new, |path| {
        println!("cargo::rerun-if-changed={path}");
        fs::read(&path).unwrap_or_else(|error| panic!("the page {path} of CATALINT_PAGE: {error}"))
    });
    let out = env::var_os("OUT_DIR").expect("cargo names the folder");
    fs::write(Path::new(&out).join("page.html"), page).expect("the folder can be written");
}
