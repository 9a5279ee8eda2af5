"""Times catalint and its peers over the same files and prints a Markdown table.

Each round runs every program once, in an order of its own, over files that are in the page cache; a row
gives the median over the rounds of the time from start to end of the process.
"""

import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import yaml

WORK, BINARY = Path(sys.argv[1]), sys.argv[2]
QUICK = "--quick" in sys.argv
BIN, NPM = WORK / "venv/bin", WORK / "npm/node_modules/.bin"
SCHEMA = Path("schemas/catalog.schema.json")
# What both linters of plain YAML check: everything of yamllint's default set but the length of
# lines, the mark `---`, and `no` as a key.
YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}"
CATALINT = [BINARY, "check", "--isolated", "--as-of", "2026-11-01"]
SELECT = ["--select", "SYN,SCH"]
# Programs that need more than this are run in the first rounds only.
SLOW = 1.0
ROUNDS_SLOW, ROUNDS = (1, 2) if QUICK else (3, 15)


def sourcemeta():
    """The program itself: its Python wrapper would only add to its time."""
    machine = {"x86_64": "x86_64", "AMD64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine()]
    (found,) = WORK.glob(f"venv/lib/python*/site-packages/sourcemeta_jsonschema/jsonschema-{sys.platform}-{machine}")
    return found


# Name, what it checks, command by folder.
PROGRAMS = [
    ("catalint, YAML and schema", "syntax, duplicate keys, schema", lambda d: [*CATALINT, *SELECT, d / "yaml"]),
    ("the same, one thread", "", lambda d: [*CATALINT, *SELECT, "--jobs", "1", d / "yaml"]),
    ("catalint, all rules", "and wording, law, deadlines, channels …", lambda d: [*CATALINT, d / "yaml"]),
    ("the same, one thread", "", lambda d: [*CATALINT, "--jobs", "1", d / "yaml"]),
    ("ryl", "syntax and style of YAML; no schema", lambda d: [BIN / "ryl", "check", "--no-cache", "-d", YAMLLINT, d / "yaml"]),
    ("yamllint", "syntax and style of YAML; no schema", lambda d: [BIN / "yamllint", "-d", YAMLLINT, d / "yaml"]),
    ("sourcemeta jsonschema --fast", "syntax, schema; no places", lambda d: [sourcemeta(), "validate", "--fast", SCHEMA, d / "yaml"]),
    ("sourcemeta jsonschema", "syntax, schema", lambda d: [sourcemeta(), "validate", SCHEMA, d / "yaml"]),
    ("jsonschema-cli (Rust)", "schema, of JSON made beforehand", lambda d: [WORK / "cargo/bin/jsonschema-cli", "validate", SCHEMA, *instances(d / "json")]),
    ("ajv-cli", "syntax, schema", lambda d: [NPM / "ajv", "validate", "--spec=draft2020", "--strict=false", "--validate-formats=false", "-s", SCHEMA, "-d", f"{d}/yaml/*.yaml"]),
    ("check-jsonschema", "syntax, schema", lambda d: [BIN / "check-jsonschema", "--schemafile", SCHEMA, *sorted((d / "yaml").iterdir())]),
    ("v8r", "syntax, schema", lambda d: [NPM / "v8r", "--no-ignore", "--schema", SCHEMA, f"{d}/yaml/*.yaml"]),
    ("Spectral", "syntax, schema, places", lambda d: [NPM / "spectral", "lint", "--ruleset", WORK / "spectral.json", f"{d}/yaml/*.yaml"]),
]  # fmt: skip


def instances(folder):
    return [word for path in sorted(folder.iterdir()) for word in ("--instance", path)]


def run(command):
    """Seconds, and whether the program was content."""
    start = time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start, done.returncode == 0


def make(name, *args):
    """A folder of generated catalogs, and the same as JSON."""
    folder = WORK / "files" / name
    shutil.rmtree(folder, ignore_errors=True)
    generate = ["target/release/examples/generate", folder / "yaml", "--defects", "0", *args]
    subprocess.run(generate, check=True, stdout=subprocess.DEVNULL)
    (folder / "json").mkdir()
    for path in sorted((folder / "yaml").iterdir()):
        text = path.read_text("utf-8")
        # js-yaml reads a bare date as a time, which is then no text to the schema.
        text = re.sub(r"(?m)^(updated|更新日期): (.*)$", r'\1: "\2"', text)
        path.write_text(text, "utf-8")
        write_json(folder, path, text)
    return folder


def write_json(folder, path, text):
    # PyYAML reads the key `no` as false; JSON is made with texts for keys, as in YAML 1.2.
    loaded = yaml.load(re.sub(r"(?m)^(  - )no:", r'\1"no":', text), yaml.CSafeLoader)
    (folder / "json" / f"{path.stem}.json").write_text(json.dumps(loaded, ensure_ascii=False), "utf-8")


def spoil(folder):
    """The same files with one that breaks the schema and one that is no YAML, in folders of their own."""
    bad = {}
    for name, old, new in (("schema", "    method: ", "    methods: "), ("syntax", "    method: ", "    method: [")):
        bad[name] = WORK / "files" / f"bad-{name}"
        shutil.rmtree(bad[name], ignore_errors=True)
        shutil.copytree(folder, bad[name])
        path = next(path for path in sorted((bad[name] / "yaml").iterdir()) if old in path.read_text("utf-8"))
        text = path.read_text("utf-8").replace(old, new, 1)
        path.write_text(text, "utf-8")
        if name == "schema":
            write_json(bad[name], path, text)
    return bad


def refuse(bad):
    """No program may be timed that does not do its job."""
    for name, checks, command in PROGRAMS:
        kinds = (["schema"] if "no schema" not in checks else []) + (["syntax"] if "JSON" not in checks else [])
        for kind in kinds:
            if run(command(bad[kind]))[1]:
                sys.exit(f"{name} does not refuse a catalog with broken {kind}")


def measure(folder):
    commands = [command(folder) for _, _, command in PROGRAMS]
    times = [[] for _ in commands]
    for nth in range(ROUNDS):
        # Nobody is always the one that runs behind a large program, which empties the caches.
        turns = list(zip(PROGRAMS, commands, times, strict=True))
        random.Random(nth).shuffle(turns)
        for program, command, own in turns:
            if nth >= ROUNDS_SLOW and min(own) > SLOW:
                continue
            seconds, content = run(command)
            if not content:
                sys.exit(f"{program[0]} refuses {folder}, which is sound")
            own.append(seconds)
    return [statistics.median(own) for own in times]


def show(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def version(command):
    said = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    found = re.search(r"\d+\.\d+\.\d+", said.stdout + said.stderr)
    return found.group() if found else "?"


def main():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    then = {"function": "schema", "functionOptions": {"schema": schema}}
    rules = {"rules": {"catalog": {"given": "$", "severity": "error", "then": then}}}
    (WORK / "spectral.json").write_text(json.dumps(rules), "utf-8")
    many = make("many", "--files", "100", "--items", "19")
    one = make("one", "--files", "1", "--items", "4300", "--family", "ministry")
    refuse(spoil(many))
    columns = [measure(many), measure(one)]
    sizes = [sum(path.stat().st_size for path in (folder / "yaml").iterdir()) for folder in (many, one)]
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} at the end; {platform.system()} {platform.machine()}; "
          f"medians of {ROUNDS} rounds, of {ROUNDS_SLOW} above {SLOW:.0f} s. Ratios to the first row.\n")  # fmt: skip
    print(f"| program | checks | 100 files, {sizes[0] / 1e5:.0f} KB each | × | one file, {sizes[1] / 1e6:.1f} MB | × |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    versions = {
        "catalint": version([BINARY, "--version"]),
        "ryl": version([BIN / "ryl", "--version"]),
        "yamllint": version([BIN / "yamllint", "--version"]),
        "sourcemeta jsonschema": version([sourcemeta(), "version"]),
        "jsonschema-cli (Rust)": version([WORK / "cargo/bin/jsonschema-cli", "--version"]),
        "ajv-cli": json.loads((WORK / "npm/node_modules/ajv-cli/package.json").read_text("utf-8"))["version"],
        "check-jsonschema": version([BIN / "check-jsonschema", "--version"]),
        "v8r": version([NPM / "v8r", "--version"]),
        "Spectral": version([NPM / "spectral", "--version"]),
    }
    for (name, checks, _), *row in zip(PROGRAMS, *columns, strict=True):
        if name in versions:
            name = f"{name} {versions[name]}"
        cells = [cell for column, seconds in zip(columns, row, strict=True)
                 for cell in (show(seconds), f"{seconds / column[0]:.1f}")]  # fmt: skip
        print(f"| {name} | {checks} | {' | '.join(cells)} |")


main()
