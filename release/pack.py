"""Puts programs that were built into what is handed out. Same input, same bytes.

    pack.py wheels --out FOLDER
    pack.py archive --target TARGET --program PROGRAM --runs PROGRAM --out FOLDER
    pack.py hooks --out FOLDER
    pack.py sums --out FOLDER

`wheels` takes the folder in which they were built out of all wheels in FOLDER. `archive` takes the bill of materials out of the wheel of the target in FOLDER, completions and the manual page out of
the program given by --runs. `hooks` packs the repository of the pre-commit hooks, with all wheels in FOLDER. `sums`
writes sha256.sum beside all.
"""

import argparse
import base64
import gzip
import hashlib
import io
import os
import pathlib
import subprocess
import sys
import tarfile
import time
import zipfile

import licences
from from_wheel import version

ROOT = pathlib.Path(__file__).resolve().parents[1]
AGE = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
PAPERS = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]
SHELLS = {"bash": "catalint.bash", "zsh": "_catalint", "fish": "catalint.fish", "powershell": "catalint.ps1"}
# How a platform is called in a wheel's name.
WHEELS = {
    "x86_64-unknown-linux-gnu": "manylinux_2_17_x86_64",
    "aarch64-unknown-linux-gnu": "manylinux_2_17_aarch64",
    "x86_64-unknown-linux-musl": "musllinux_1_2_x86_64",
    "aarch64-unknown-linux-musl": "musllinux_1_2_aarch64",
    "x86_64-pc-windows-gnu": "win_amd64",
    "x86_64-apple-darwin": "macosx_",
    "aarch64-apple-darwin": "macosx_",
}
PROGRAM, FILE = 0o755, 0o644


def wheels(out):
    return sorted(out.glob(f"catalint-{version()}-py3-none-*.whl"))


def tell_no_folder(path):
    """Bills of materials name the crates of this workspace by the folder in which it was built."""
    with zipfile.ZipFile(path) as wheel:
        entries = [(entry, wheel.read(entry)) for entry in wheel.infolist()]
    record = next(content for entry, content in entries if entry.filename.endswith(".dist-info/RECORD")).decode()
    lines = {line.split(",")[0]: line for line in record.splitlines()}
    for nth, (entry, content) in enumerate(entries):
        if "/sboms/" in entry.filename:
            content = content.replace(f"file://{ROOT}".encode(), b"file:///catalint").replace(ROOT.as_uri().encode(), b"file:///catalint")
            sum = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            lines[entry.filename] = f"{entry.filename},sha256={sum},{len(content)}"
            entries[nth] = entry, content
    with zipfile.ZipFile(path, "w") as wheel:
        for entry, content in entries:
            if entry.filename.endswith(".dist-info/RECORD"):
                content = "".join(f"{line}\n" for line in lines.values()).encode()
            wheel.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)


def bill_of_materials(target, out):
    machine = {"aarch64-apple-darwin": "arm64"}.get(target, target.split("-")[0])
    fitting = [wheel for wheel in wheels(out) if WHEELS[target] in wheel.name and (machine in wheel.name or "win" in wheel.name)]
    if len(fitting) != 1:
        sys.exit(f"{len(fitting)} wheels for {target} in {out}")
    with zipfile.ZipFile(fitting[0]) as wheel:
        bills = [name for name in wheel.namelist() if "/sboms/" in name]
        if len(bills) != 1:
            sys.exit(f"{fitting[0].name} has {len(bills)} bills of materials")
        return wheel.read(bills[0])


def said(program, *words):
    return subprocess.run([program, *words], check=True, capture_output=True).stdout


def archive(target, program, runs, out):
    windows = "windows" in target
    files = {"catalint.exe" if windows else "catalint": (pathlib.Path(program).read_bytes(), PROGRAM)}
    for paper in PAPERS:
        files[paper] = ((ROOT / paper).read_bytes(), FILE)
    files["LICENSES-OF-OTHERS.txt"] = (licences.text(target).encode(), FILE)
    files["bill-of-materials.cyclonedx.json"] = (bill_of_materials(target, out), FILE)
    for shell, name in SHELLS.items():
        files[f"completions/{name}"] = (said(runs, "completions", shell), FILE)
    files["man/catalint.1"] = (said(runs, "man"), FILE)
    write(out / f"catalint-{version()}-{target}{'.zip' if windows else '.tar.gz'}", files)


def hooks(out):
    """What pre-commit clones and gives to pip: the hooks, the wheels, and who picks one."""
    if not wheels(out):
        sys.exit(f"no wheels of {version()} in {out}")
    files = {f"wheels/{wheel.name}": (wheel.read_bytes(), FILE) for wheel in wheels(out)}
    for name in [".pre-commit-hooks.yaml", "release/from_wheel.py", "LICENSE-APACHE", "LICENSE-MIT"]:
        files[name] = ((ROOT / name).read_bytes(), FILE)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.maturin]")[0]
    project = project[project.index("[build-system]") :].replace('dynamic = ["version"]', f'version = "{version()}"')
    files["pyproject.toml"] = (project.encode(), FILE)
    files["README.md"] = ((ROOT / "release/hooks.md").read_bytes(), FILE)
    write(out / f"catalint-{version()}-pre-commit.tar.gz", files)


def write(path, files):
    """An archive with one folder, named like it."""
    folder = path.name.removesuffix(".zip").removesuffix(".tar.gz")
    buffer = io.BytesIO()
    if path.suffix == ".zip":
        with zipfile.ZipFile(buffer, "w") as package:
            for name, (content, mode) in sorted(files.items()):
                entry = zipfile.ZipInfo(f"{folder}/{name}", time.gmtime(max(AGE, 315532800))[:6])
                entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16
                package.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    else:
        with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", mtime=0) as packed:
            with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as package:
                for name, (content, mode) in sorted(files.items()):
                    entry = tarfile.TarInfo(f"{folder}/{name}")
                    entry.size, entry.mode, entry.mtime = len(content), mode, AGE
                    package.addfile(entry, io.BytesIO(content))
    path.write_bytes(buffer.getvalue())


def sums(out):
    files = sorted(path for path in out.iterdir() if path.name != "sha256.sum")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out / "sha256.sum").write_bytes("".join(lines).encode())


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("what", choices=["wheels", "archive", "hooks", "sums"])
    asked.add_argument("--target")
    asked.add_argument("--program")
    asked.add_argument("--runs")
    asked.add_argument("--out", type=pathlib.Path, required=True)
    asked = asked.parse_args()
    if asked.what == "hooks":
        hooks(asked.out)
    elif asked.what == "sums":
        sums(asked.out)
    elif asked.what == "wheels":
        for wheel in wheels(asked.out):
            tell_no_folder(wheel)
    else:
        archive(asked.target, asked.program, asked.runs, asked.out)


main()
