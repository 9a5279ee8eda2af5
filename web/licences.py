"""Prints the licences of all that is in the page: the engine's crates, Rust's own library, and the packages of its scripts."""

import json
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "release"))
import licences  # noqa: E402


def packages():
    """What esbuild puts into the page: the packages that run there, not those that build it."""
    lock = json.loads((root / "web/package-lock.json").read_text(encoding="utf-8"))
    for path, entry in sorted(lock["packages"].items()):
        if path and not entry.get("dev"):
            folder = root / "web" / path
            files = [file for file in sorted(folder.iterdir()) if file.name.lower().startswith(licences.NAMES)]
            texts = "\n\n".join(file.read_text(encoding="utf-8").strip() for file in files)
            yield f"{path.removeprefix('node_modules/')} {entry['version']}", entry["license"], texts


def main():
    target = "wasm32-unknown-unknown"
    crates = licences.crates(target, str(root / "crates/catalint-wasm/Cargo.toml"), "catalint-wasm")
    own = [("catalint (the page itself)", "MIT OR Apache-2.0", own_texts())]
    print(licences.listing(crates, [*own, *licences.libraries(target), *packages()]), end="")


def own_texts():
    return "\n\n".join((root / name).read_text(encoding="utf-8").strip() for name in ("LICENSE-MIT", "LICENSE-APACHE"))


main()
