"""Runs the steps of action.yml, and the scripts of the templates for GitLab and Gitee, as their services would.

    steps.py FOLDER    FOLDER is scratch; `catalint` is found on PATH
"""

import hashlib
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tarfile

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


def released(folder):
    """The archive of a release, with its sum; its program says that it is this one."""
    name = f"catalint-1.2.3-{platform.machine()}-unknown-linux-gnu"
    program = folder / "program"
    program.write_text(f'#!/bin/sh\necho "from the archive" >&2\nexec {shutil.which("catalint")} "$@"\n')
    program.chmod(0o755)
    archive = folder / "v1.2.3" / f"{name}.tar.gz"
    archive.parent.mkdir()
    with tarfile.open(archive, "w:gz") as package:
        package.add(program, f"{name}/catalint")
    sum = hashlib.sha256(archive.read_bytes()).hexdigest()
    (archive.parent / "sha256.sum").write_text(f"{sum}  {archive.name}\n")
    return archive, sum


def install(folder, archive, sum):
    """The step of action.yml that installs."""
    step = next(step for step in load("action.yml")["runs"]["steps"] if step["name"] == "Install catalint")
    expect("${{" not in step["run"], "no input is part of the script", run("true", folder))

    def installs(**given):
        target = folder / "runner"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        path = target / "path"
        ran = run(step["run"], folder, GITHUB_ACTION_PATH=str(ROOT), RUNNER_TEMP=str(target), GITHUB_PATH=str(path), **given)
        if ran.returncode == 0:
            program = pathlib.Path(path.read_text().strip()) / "catalint"
            said = subprocess.run([program, "--version"], capture_output=True, text=True)
            expect("from the archive" in said.stderr, "the program of the archive is installed", said)
        else:
            expect(not (target / "catalint/bin/catalint").exists(), "nothing is unpacked", ran)
        return ran

    ran = installs(CATALINT_ARCHIVE=str(archive), CATALINT_SHA256=sum)
    expect(ran.returncode == 0, "the archive is taken", ran)
    for wrong in ["", "0" * 64]:
        ran = installs(CATALINT_ARCHIVE=str(archive), CATALINT_SHA256=wrong)
        expect(ran.returncode == 1 and "::error::" in ran.stdout, "an archive with another sum is refused", ran)
    ran = installs(CATALINT_TAG="v1.2.3", CATALINT_RELEASES=str(archive.parents[1]))
    expect(ran.returncode == 0, "the release of the tag is taken", ran)
    (archive.parent / "sha256.sum").write_text(f"{'0' * 64}  {archive.name}\n")
    ran = installs(CATALINT_TAG="v1.2.3", CATALINT_RELEASES=str(archive.parents[1]))
    expect(ran.returncode == 1, "a release with other sums is refused", ran)


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


def gitlab_archive(folder, archive, sum):
    job = load("ci/gitlab/catalint.yml")["catalint"]
    given = {"CI_PROJECT_DIR": str(folder), "CATALINT_ARCHIVE": str(archive), **job["variables"]}
    script = "\n".join(job["script"])
    ran = run(script, folder, **given, CATALINT_SHA256=sum)
    expect(ran.returncode == 1 and "from the archive" in ran.stderr, "the program of the archive checks", ran)
    shutil.rmtree(folder / ".catalint")
    ran = run(script, folder, **given, CATALINT_SHA256="0" * 64)
    expect(ran.returncode == 1 and "from the archive" not in ran.stderr, "another sum is refused", ran)
    ran = run(script.replace("command -v catalint", "false"), folder, CI_PROJECT_DIR=str(folder), **job["variables"])
    expect(ran.returncode != 0 and "CATALINT_ARCHIVE" in ran.stderr, "what has to be set is said", ran)
    shutil.rmtree(folder / ".catalint")


def gitee(folder, archive, sum):
    steps = [step for stage in load("ci/gitee/catalint.yml")["stages"] for step in stage["steps"]]
    script = "\n".join(command for step in steps for command in step["commands"])
    ran = run(script, folder, CATALINT_ARCHIVE=archive.as_uri(), CATALINT_SHA256=sum)
    expect(ran.returncode == 1 and "from the archive" in ran.stderr, "a bad catalog fails the pipeline", ran)
    expect("坏 的.yaml" in ran.stdout, "the finding is shown", ran)
    ran = run(script, folder, CATALINT_ARCHIVE=archive.as_uri(), CATALINT_SHA256="0" * 64)
    expect(ran.returncode == 1 and "from the archive" not in ran.stderr, "another sum is refused", ran)


def github_template(folder, archive, sum):
    """The workflow that `catalint init` writes."""
    job = load("crates/catalint/src/init/github.yml")["jobs"]["catalint"]
    step = next(step for step in job["steps"] if step.get("name") == "Install catalint")
    target = folder / "runner"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    given = {"RUNNER_TEMP": str(target), "GITHUB_PATH": str(target / "path"), "CATALINT_ARCHIVE": archive.as_uri()}
    ran = run(step["run"], folder, **given, CATALINT_SHA256="0" * 64)
    expect(ran.returncode == 1 and not (target / "path").exists(), "another sum is refused", ran)
    ran = run(step["run"], folder, **given, CATALINT_SHA256=sum)
    expect(ran.returncode == 0 and (target / "catalint/bin/catalint").exists(), "the archive is taken", ran)


def main():
    folder = pathlib.Path(sys.argv[1])
    good = (ROOT / "fixtures/ok/town-basic.yaml").read_text()
    (folder / "好的.yaml").write_text(good)
    lines = ["    deadline:" if line.startswith("    deadline:") else line for line in good.splitlines()]
    (folder / "坏 的.yaml").write_text("\n".join(lines) + "\n")
    github(folder)
    gitlab(folder)
    elsewhere = folder.parent / "released"
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    archive, sum = released(elsewhere)
    gitlab_archive(folder, archive, sum)
    gitee(folder, archive, sum)
    github_template(elsewhere, archive, sum)
    install(elsewhere, archive, sum)


main()
