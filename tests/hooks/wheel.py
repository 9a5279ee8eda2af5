"""Puts a program into a wheel for this machine: wheel.py PROGRAM FOLDER. It stands for one that release/build makes."""

import base64
import hashlib
import pathlib
import platform
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "release"))
from from_wheel import libc, version


def main():
    program, folder = map(pathlib.Path, sys.argv[1:])
    kind = "manylinux_2_17" if libc() else "musllinux_1_2"
    tag = f"py3-none-{kind}_{platform.machine().lower()}"
    name = f"catalint-{version()}"
    files = {
        f"{name}.data/scripts/catalint": program.read_bytes(),
        f"{name}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: catalint\nVersion: {version()}\n".encode(),
        f"{name}.dist-info/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
    }
    sums = {path: base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode() for path, content in files.items()}
    record = "".join(f"{path},sha256={sums[path]},{len(files[path])}\n" for path in files)
    files[f"{name}.dist-info/RECORD"] = f"{record}{name}.dist-info/RECORD,,\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{tag}.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (0o100755 if "scripts" in path else 0o100644) << 16
            wheel.writestr(entry, content, zipfile.ZIP_DEFLATED)


main()
