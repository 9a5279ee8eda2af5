"""How pip gets `catalint` out of this repository, or out of the one with the hooks: a wheel that is at hand, else a
build from source (PEP 517).

A wheel is looked for in the folder `wheels` beside pyproject.toml, then in the one that CATALINT_WHEELS names. It must
be of the version of this source, where there is one, and fit this machine. Nothing is fetched for it: with a wheel at
hand pip needs no network and no Rust.
"""

import os
import pathlib
import platform
import re
import shutil
import sys
import sysconfig
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
MATURIN = "maturin>=1.9,<2"


def version():
    """The version of the source; none where there is no source."""
    manifest = ROOT / "Cargo.toml"
    if not manifest.exists():
        return None
    return re.search(r'^version = "(.+)"$', manifest.read_text(encoding="utf-8"), re.MULTILINE).group(1)


def fits(tag):
    """Whether a wheel with this platform tag runs here; tags of several platforms have dots between them."""
    system, machine = sysconfig.get_platform().split("-")[0], platform.machine().lower()
    if system == "linux":
        glibc = re.fullmatch(r"glibc (\d+)\.(\d+)", libc())
        if glibc is None:
            return tag.startswith("musllinux_") and tag.endswith(f"_{machine}")
        asked = re.match(r"manylinux_(\d+)_(\d+)_", tag)
        new_enough = asked is not None and tuple(map(int, asked.groups())) <= tuple(map(int, glibc.groups()))
        return new_enough and tag.endswith(f"_{machine}")
    if system == "win":
        return tag == sysconfig.get_platform().replace("-", "_")
    return tag.startswith("macosx_") and tag.endswith(f"_{machine}")


def libc():
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        return ""


def wheel_at_hand():
    folders = [ROOT / "wheels"]
    if os.environ.get("CATALINT_WHEELS"):
        folders.append(pathlib.Path(os.environ["CATALINT_WHEELS"]))
    ours = version()
    for folder in folders:
        for wheel in sorted(folder.glob("catalint-*-py3-none-*.whl")):
            _, of, _, _, tags = wheel.stem.split("-")
            if (ours is None or of == ours) and any(fits(tag) for tag in tags.split(".")):
                return wheel
    return None


def source():
    """Maturin, which builds from source."""
    if version() is None:
        sys.exit(
            "catalint: there is no wheel for this machine in the folder wheels of this repository, and no source to "
            "build one from; use the repository of the source as the hook repository, which needs Rust"
        )
    import maturin

    return maturin


def get_requires_for_build_wheel(config_settings=None):
    return [] if wheel_at_hand() or version() is None else [MATURIN]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    wheel = wheel_at_hand()
    if wheel is None:
        return source().build_wheel(wheel_directory, config_settings, metadata_directory)
    shutil.copyfile(wheel, pathlib.Path(wheel_directory) / wheel.name)
    return wheel.name


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    wheel = wheel_at_hand()
    if wheel is None:
        return source().prepare_metadata_for_build_wheel(metadata_directory, config_settings)
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.split("/")[0].endswith(".dist-info")]
        archive.extractall(metadata_directory, names)
    return names[0].split("/")[0]


def get_requires_for_build_sdist(config_settings=None):
    return [MATURIN]


def build_sdist(sdist_directory, config_settings=None):
    return source().build_sdist(sdist_directory, config_settings)
