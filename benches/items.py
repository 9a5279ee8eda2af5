"""What an item costs: seconds of the processor of whole processes, on one thread, the start taken off.

    python3 benches/items.py CATALINT GENERATE [FOLDER…]

CATALINT is the program (profile dist), GENERATE the example of that name. For each kind of generated catalog one of 1,000
and one of 9,000 items is checked; the difference of the least of several runs, by 8,000, is the cost of an item: in `concise`,
which finds and says, and in `json`, which besides tries every fix before it is offered, as all formats do that show fixes. A
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

ROUNDS = 7
FORMATS = ["concise", "json"]
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
    """In each format."""
    words = [catalint, "check", "--isolated", "--jobs", "1", "--quiet", "--output-format"]
    return [seconds(*words, form, *paths) for form in FORMATS]


def generated(catalint, generate, folder, family, defects):
    took = {}
    for items in (1_000, 9_000):
        words = [generate, folder, "--items", str(items), "--family", family, "--defects", str(defects)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        took[items] = check(catalint, os.path.join(folder, "000001.yaml"))
    return [(more - less) / 8_000 for more, less in zip(took[9_000], took[1_000])]


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
    took = [all_of_it / (20 * items) for all_of_it in check(catalint, "--", *copies)]
    return took, len(files), items, findings


def row(name, took):
    print(f"| {name} | {' | '.join(f'{cost * 1e6:.1f} µs' for cost in took)} |", flush=True)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    catalint, generate, *folders = sys.argv[1:]
    print("| catalogs | concise | json |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as work:
        for name, family, defects in KINDS:
            row(name, generated(catalint, generate, work, family, defects))
    for folder in folders:
        with tempfile.TemporaryDirectory() as work:
            took, files, items, findings = own(catalint, folder, pathlib.Path(work))
        row(f"{files} files, {items} items, {findings} findings", took)
    print(f"\nload {os.getloadavg()[0]:.1f}", file=sys.stderr)


main()
