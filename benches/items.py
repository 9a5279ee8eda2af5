"""What an item costs: seconds of the processor of whole processes, on one thread, the start taken off.

    python3 benches/items.py CATALINT GENERATE [FOLDER…]

CATALINT is the program (profile dist), GENERATE the example of that name. For each kind of generated catalog one of 1,000
and one of 9,000 items is checked; the difference of the least of several runs, by 8,000, is the cost of an item. A
FOLDER holds catalogs in YAML, of a person's own: all of its files are checked in one run, twenty times each, and their
items counted. Nothing is written but a temporary folder. Seconds of the processor suffer less from a busy machine than
seconds of the clock, but they do suffer: look at the load, run it again.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROUNDS = 9
KINDS = [
    ("sound, texts repeat", "bench", 0),
    ("sound, texts differ: compilation", "compilation", 0),
    ("sound, texts differ: ministry", "ministry", 0),
    ("sound, texts differ: shanghai", "shanghai", 0),
    ("sound, texts differ: basic", "basic", 0),
    ("a defect every 20th item, texts differ", "mixed", 5),
    ("a defect in every item, texts differ", "mixed", 100),
]


def seconds(*words):
    """Of the processor, the least of some runs."""
    least = None
    for _ in range(ROUNDS):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{words[0]} failed: {process.returncode}")
        took = used.ru_utime + used.ru_stime
        least = took if least is None else min(least, took)
    return least


def check(catalint, *paths):
    return seconds(catalint, "check", "--isolated", "--jobs", "1", "--quiet", "--output-format", "json", *paths)


def generated(catalint, generate, folder, family, defects):
    took = {}
    for items in (1_000, 9_000):
        words = [generate, folder, "--items", str(items), "--family", family, "--defects", str(defects)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        took[items] = check(catalint, os.path.join(folder, "000001.yaml"))
    return (took[9_000] - took[1_000]) / 8_000


def own(catalint, folder, work):
    files = sorted(str(path) for path in pathlib.Path(folder).rglob("*.yaml"))
    words = [catalint, "check", "--isolated", "--output-format", "json", "--", *files]
    report = json.loads(subprocess.run(words, capture_output=True).stdout)
    items, findings = report["summary"]["items"], len(report["findings"])
    for nth, path in enumerate(files):
        content = pathlib.Path(path).read_bytes()
        for copy in range(20):
            (work / f"{nth:04}-{copy:02}.yaml").write_bytes(content)
    copies = sorted(str(path) for path in work.iterdir())
    return check(catalint, "--", *copies) / (20 * items), len(files), items, findings


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    catalint, generate, *folders = sys.argv[1:]
    print("| catalogs | an item |\n| --- | ---: |")
    with tempfile.TemporaryDirectory() as work:
        for name, family, defects in KINDS:
            print(f"| {name} | {generated(catalint, generate, work, family, defects) * 1e6:.1f} µs |", flush=True)
    for folder in folders:
        with tempfile.TemporaryDirectory() as work:
            cost, files, items, findings = own(catalint, folder, pathlib.Path(work))
        print(f"| {files} files, {items} items, {findings} findings | {cost * 1e6:.1f} µs |", flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f}", file=sys.stderr)


main()
