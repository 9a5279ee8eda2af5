"""Runs the step "Check catalogs" of action.yml, and the script of the GitLab template, as their services would.

    steps.py FOLDER    FOLDER is scratch; `catalint` is found on PATH
"""

import json
import os
import pathlib
import subprocess
import sys

from ruamel.yaml import YAML

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load(path):
    return YAML(typ="safe").load(ROOT / path)


def run(script, folder, **environment):
    given = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=given | environment, capture_output=True, text=True)


def expect(condition, what, ran):
    if not condition:
        sys.exit(f"FAILED: {what}\n{ran.stdout}\n{ran.stderr}\n(exit code {ran.returncode})")


def github(folder):
    action = load("action.yml")
    step = next(step for step in action["runs"]["steps"] if step["name"] == "Check catalogs")
    names = {name: value.removeprefix("${{ inputs.").removesuffix(" }}") for name, value in step["env"].items()}
    defaults = {name: value["default"] for name, value in action["inputs"].items()}
    expect("${{" not in step["run"], "no input is part of the script", run("true", folder))

    def check(**inputs):
        values = {name: (defaults | inputs)[of] for name, of in names.items()}
        return run(step["run"], folder, **values)

    ran = check()
    expect(ran.returncode == 1, "a bad catalog fails the step", ran)
    expect("::error" in ran.stdout and "file=坏 的.yaml" in ran.stdout, "the finding is an annotation", ran)
    ran = check(paths="好的.yaml\n\n")
    expect(ran.returncode == 0, "a good catalog passes", ran)
    ran = check(args="--fail-on\nnever\n", sarif="out.sarif")
    expect(ran.returncode == 0, "options come one word a line", ran)
    results = json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
    expect(len(results) > 0, "the SARIF report is there", ran)
    for bad in ["$(touch hit)", "`touch hit`", "; touch hit", "'; touch hit; '", "--config=hit"]:
        ran = check(paths=bad)
        expect(ran.returncode == 2 and not (folder / "hit").exists(), f"{bad} is a path and nothing else", ran)


def gitlab(folder):
    job = load("ci/gitlab/catalint.yml")["catalint"]
    project = {"CI_PROJECT_DIR": str(folder), "CATALINT_SOURCE": "nowhere"}
    ran = run("\n".join(job["script"]), folder, **project, **job["variables"])
    expect(ran.returncode == 1, "a bad catalog fails the job", ran)
    report = json.loads((folder / job["artifacts"]["reports"]["codequality"]).read_text())
    expect(any(finding["location"]["path"] == "坏 的.yaml" for finding in report), "the report is there", ran)
    ran = run("\n".join(job["script"]), folder, **project, **(job["variables"] | {"CATALINT_PATH": "好的.yaml"}))
    expect(ran.returncode == 0, "a good catalog passes", ran)


def main():
    folder = pathlib.Path(sys.argv[1])
    good = (ROOT / "fixtures/ok/town-basic.yaml").read_text()
    (folder / "好的.yaml").write_text(good)
    lines = ["    deadline:" if line.startswith("    deadline:") else line for line in good.splitlines()]
    (folder / "坏 的.yaml").write_text("\n".join(lines) + "\n")
    github(folder)
    gitlab(folder)


main()
