"""Holds the costs of a check to what is promised; see `run`."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET = Path("target/release")
GENERATE = Path("target/debug/examples/generate")
BUDGET = Path(__file__).parent / "budget.tsv"
# Instructions above the budget that are let through, and below it that ask for a new budget.
MARGIN = 0.05
# What an item may cost more in a catalog with ten times as many.
GROWTH = 1.3
# Instructions of a whole process over one small file, in millions, the loading of the program included.
START = 7.5
# Peak of memory beyond a small file's, in sizes of the file, the file itself included.
MEMORY = 3.2
# The same of a file with about four findings an item, in sizes of the file, the program included; it was 17.2 when a
# finding kept all its words.
MEMORY_OF_FAULTY = 8.9
# The same over many files: a little of each item is kept while a project is checked.
MEMORY_OF_MANY = 0.6
# What 500 edits of a config with acts and rules of its own may leave behind, in MB more than 20 leave.
EDITS = 3
PATHS = ("parse", "check", "json")
# Characters of which each field holds a long run; twice as many may cost this many times as much.
RUNS = "Aa7政一（）【《》 \u3000，、；。.-ＡЯ７□√“/第号：①年日起\u200b"
RUN_GROWTH = 2.6
RUN_FIELDS = ("topic", "content", "basis", "deadline", "publisher", "channels", "audience", "method", "levels", "note")


def generate(work, items, files=1, defects=5, family="ministry"):
    """A folder of catalogs with so many per cent of items that have a defect, and its size in bytes."""
    folder = work / f"{files} of {items} {family}, {defects} %"
    if not folder.exists():
        command = [GENERATE, folder, "--files", str(files), "--items", str(items)]
        subprocess.run([*command, "--family", family, "--defects", str(defects)], check=True, stdout=subprocess.DEVNULL)
    return folder, sum(path.stat().st_size for path in folder.iterdir())


def instructions(work, path, items, defects=5):
    """Those within `measured`, in millions."""
    (file,) = generate(work, items, defects=defects)[0].iterdir()
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*measured*"]
    done = subprocess.run([*command, TARGET / "examples/cost", path, file], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found or found.group(1) == "0":
        sys.exit(f"cost {path} {items} could not be counted:\n{done.stderr}")
    return int(found.group(1)) / 1e6


def start(work):
    """Instructions of a whole process over one small sound file, in millions."""
    folder, _ = generate(work, 11, defects=0)
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", TARGET / "catalint", "check", "--isolated"]
    done = subprocess.run([*command, "--as-of", "2026-11-01", *folder.iterdir()], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"the start could not be counted:\n{done.stderr}")
    return int(found.group(1)) / 1e6


def run_cost(work, char, length):
    """Instructions of a check of one item whose fields are all one run of a character, in millions."""
    fields = "".join(f'    {field}: "甲{char * length}乙"\n' for field in RUN_FIELDS)
    file = work / "run.yaml"
    file.write_text(f"title: 甲目录\nauthority: 甲\nupdated: 2023-06-30\nitems:\n  - no: 1\n{fields}", "utf-8")
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", TARGET / "catalint", "check", "--isolated"]
    done = subprocess.run([*command, "--as-of", "2026-11-01", "-q", file], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not found:
        sys.exit(f"a run of {char!r} could not be counted:\n{done.stderr}")
    return int(found.group(1)) / 1e6


def hold_runs(work):
    faults = []
    worst = 0, ""
    for char in RUNS:
        # The loading of the program and what is done once is taken off.
        none, few, many = (run_cost(work, char, length) for length in (1, 2000, 4000))
        growth = (many - none) / max(few - none, 0.1)
        worst = max(worst, (growth, char))
        if growth > RUN_GROWTH and many - none > 5:
            faults.append(f"a run of {char!r} (U+{ord(char):04X}) twice as long costs {growth:.2f} times as much, {RUN_GROWTH} are let through")
    print(f"a run of a character twice as long costs at most {worst[0]:.2f} times as much ({worst[1]!r})")
    return faults


def budget():
    lines = BUDGET.read_text("utf-8").splitlines()
    return {path: float(count) for path, count in (line.split("\t") for line in lines)}


def hold_instructions(work):
    counted = {path: instructions(work, path, 1000) for path in PATHS}
    if os.environ.get("UPDATE"):
        BUDGET.write_text("".join(f"{path}\t{count:.1f}\n" for path, count in counted.items()), "utf-8")
    faults = []
    for path, allowed in budget().items():
        count = counted[path]
        print(f"{path:6} of 1,000 items: {count:7.1f} million instructions, budget {allowed:.1f} {count / allowed - 1:+.1%}")
        if count > allowed * (1 + MARGIN):
            faults.append(f"{path} needs {count / allowed - 1:.1%} more instructions than its budget, {MARGIN:.0%} are let through")
        elif count < allowed * (1 - MARGIN):
            print(f"       {path} became cheaper: UPDATE=1 tests/cost/run keeps it so")
        # Counted for fewer and more, so that what is done once does not hide growth.
        growth = instructions(work, path, 5000) / 5 / count
        print(f"       an item of 5,000 costs {growth:.2f} times as much")
        if growth > GROWTH:
            faults.append(f"{path}: an item of 5,000 costs {growth:.2f} times an item of 1,000, {GROWTH} are let through")
    count = start(work)
    print(f"a process over one small file: {count:.1f} million instructions, {START} are let through")
    if count > START:
        faults.append(f"a process over one small file needs {count:.1f} million instructions, {START} are let through")
    others, own = (instructions(work, path, 1000, defects=0) for path in ("baseline", "check"))
    # For people: no promise hangs on it.
    print(f"serde_yaml and is_valid alone need {others / own:.2f} times the instructions of a whole check")
    if set(budget()) != set(PATHS):
        faults.append(f"{BUDGET} does not list {PATHS}")
    return faults


CONFIG = """laws:
  - {title: 云岭县水资源管理办法, kind: 地方政府规章, aliases: [县水资源办法@], status: in-force}
custom_rules:
  ORG001: {field: note, not_pattern: 待定@, message: 写明}
"""


def hold_edits(work):
    (work / "edited.yaml").write_text(CONFIG, "utf-8")
    few, many = (peak_of([str(TARGET / "examples/cost"), f"edits={count}", str(work / "edited.yaml")]) for count in (20, 500))
    more = (many - few) / 1e6
    print(f"       of 20 edits of a config: {few / 1e6:.1f} MB; of 500: {more:.1f} MB more")
    return [f"500 edits of a config leave {more:.1f} MB, {EDITS} are let through"] if more > EDITS else []


def peak(folder, *args):
    """Peak of memory of a check in bytes."""
    return peak_of([str(TARGET / "catalint"), "check", "--isolated", "--as-of", "2026-11-01", "--jobs", "1", *args, str(folder)])


def peak_of(command):
    """Peak of memory of a process in bytes."""
    child = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} fails")
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def hold_memory(work):
    faults = []
    small = peak(generate(work, 11)[0])
    print(f"memory of a check of 11 items: {small / 1e6:.1f} MB")
    for items in (10_000, 50_000):
        folder, size = generate(work, items)
        times = (peak(folder) - small) / size
        print(f"       of {items:,} items, {size / 1e6:.1f} MB: {times:.2f} times the file more")
        if times > MEMORY:
            faults.append(f"{items} items need {times:.2f} times their file, {MEMORY} are let through")
    folder, size = generate(work, 10_000, family="faulty")
    (file,) = folder.iterdir()
    times = peak_of([str(TARGET / "examples/cost"), "check", str(file)]) / size
    print(f"       of 10,000 items with about four findings each, {size / 1e6:.1f} MB: {times:.2f} times the file")
    if times > MEMORY_OF_FAULTY:
        faults.append(f"10,000 faulty items need {times:.2f} times their file, {MEMORY_OF_FAULTY} are let through")
    (few, small_size), (many, size) = ((peak(folder), size) for folder, size in (generate(work, 30, 100), generate(work, 30, 1000)))
    times = (many - few) / (size - small_size)
    print(f"       of 100 files: {few / 1e6:.1f} MB; of 1,000: {many / 1e6:.1f} MB, {times:.2f} times the files more")
    if times > MEMORY_OF_MANY:
        faults.append(f"900 files more need {times:.2f} times their size, {MEMORY_OF_MANY} are let through")
    return faults


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if shutil.which("valgrind"):
            faults += hold_instructions(work)
            faults += hold_runs(work)
        else:
            print("!! NO VALGRIND: INSTRUCTIONS WERE NOT COUNTED, THIS GATE DID NOT RUN", file=sys.stderr)
        faults += hold_memory(work)
        faults += hold_edits(work)
    for fault in faults:
        print(f"too dear: {fault}", file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
