"""The licences of all that is in the program for a target: every crate that is linked, Rust's own library, and what the
linker brings.

    licences.py TARGET    prints them
"""

import json
import pathlib
import subprocess
import sys
import sysconfig

NAMES = ("license", "licence", "copying", "notice", "unlicense", "copyright")
RULE = "=" * 100 + "\n"


def crates(target, manifest="Cargo.toml", root="catalint"):
    """The crates that are linked into `root`, sorted: neither tests nor what only runs while building."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target, "--manifest-path", manifest]
    known = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    packages = {package["id"]: package for package in known["packages"]}
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    open_ = [id for id, package in packages.items() if package["name"] == root and package["source"] is None]
    linked = set()
    while open_:
        id = open_.pop()
        if id in linked or any("proc-macro" in part["kind"] for part in packages[id]["targets"]):
            continue
        linked.add(id)
        for edge in nodes[id]["deps"]:
            if any(kind["kind"] is None for kind in edge["dep_kinds"]):
                open_.append(edge["pkg"])
    others = [packages[id] for id in linked if packages[id]["source"] is not None]
    return sorted(others, key=lambda package: (package["name"], package["version"]))


def texts(package):
    """Its own licence files, by name."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = {path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(NAMES)}
    if package["license_file"]:
        files.add(folder / package["license_file"])
    return {path.name: path.read_text(encoding="utf-8", errors="replace").strip() for path in sorted(files)}


def libraries(target):
    """What is linked beside the crates: name, licence, text."""
    yield "Rust standard library", "MIT OR Apache-2.0", "Copyright (c) The Rust Project Contributors. Texts: LICENSE-MIT, LICENSE-APACHE."
    zig = pathlib.Path(sysconfig.get_path("purelib")) / "ziglang/lib/libc"
    own = {"musl": ("musl libc", "MIT", "musl/COPYRIGHT"), "windows": ("MinGW-w64 runtime", "see below", "mingw/COPYING")}
    for part, (name, licence, file) in own.items():
        if part in target:
            yield name, licence, (zig / file).read_text(encoding="utf-8", errors="replace").strip()
    if "windows" in target:
        yield "libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1", "The exception allows programs of any licence that gcc has linked."


def text(target):
    head = f"catalint itself: MIT OR Apache-2.0 (LICENSE-MIT, LICENSE-APACHE). In the program for {target} there are also:\n\n"
    return head + listing(crates(target), libraries(target))


def listing(linked, besides):
    """Name and licence of each, then the texts, each once."""
    out = ""
    for package in linked:
        source = package["repository"] or package["homepage"] or "in the registry of crates"
        out += f"{package['name']} {package['version']}: {package['license'] or 'see its file'} ({source})\n"
    seen = {}
    for package in linked:
        for file, content in texts(package).items():
            seen.setdefault(content, []).append(f"{package['name']} {package['version']} ({file})")
        if not texts(package):
            by = ", ".join(package["authors"]) or "its authors"
            note = f"No text of its own in the package. Licence: {package['license']}; copyright: {by}."
            seen.setdefault(note, []).append(f"{package['name']} {package['version']}")
    for name, licence, content in besides:
        out += f"{name}: {licence}\n"
        seen.setdefault(content, []).append(name)
    for content, of in seen.items():
        out += f"\n{RULE}" + "".join(f"{name}\n" for name in of) + f"{RULE}\n{content}\n"
    return out


if __name__ == "__main__":
    print(text(sys.argv[1]), end="")
