"""Times catalint and Python's packages over the same workbooks and prints Markdown tables.

Each round runs every program once, one after the other. A row gives the least time of a processor that the
program took in any round (a busy machine changes it less than the time on the clock), and its most memory.
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

WORK, BINARY = Path(sys.argv[1]), sys.argv[2]
ROUNDS = 1 if "--quick" in sys.argv else 3
PYTHON = WORK / "venv/bin/python"
# More rows than 20,000 are an error to catalint.
ITEMS = (1_000, 10_000, 19_000)

READ_ONLY = "import openpyxl, sys; s = openpyxl.load_workbook(sys.argv[1], read_only=True).active; print(sum(1 for _ in s.iter_rows(values_only=True)))"
NORMAL = "import openpyxl, sys; s = openpyxl.load_workbook(sys.argv[1]).active; print(sum(1 for _ in s.iter_rows(values_only=True)))"
PANDAS = "import pandas, sys; print(len(pandas.read_excel(sys.argv[1], header=None)))"
# The cells of the workbook, made ready beforehand, written without any format but merged cells.
CELLS = "import json, sys; rows, merged = json.load(open(sys.argv[1], encoding='utf-8')); "
OPENPYXL = CELLS + """
import openpyxl
book = openpyxl.Workbook(); sheet = book.active
for row in rows: sheet.append(row)
for cells in merged: sheet.merge_cells(cells)
book.save(sys.argv[2])
"""
WRITE_ONLY = CELLS + """
import openpyxl
book = openpyxl.Workbook(write_only=True); sheet = book.create_sheet()
for row in rows: sheet.append(row)
book.save(sys.argv[2])
"""
XLSXWRITER = CELLS + """
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"strings_to_formulas": False}); sheet = book.add_worksheet()
for number, row in enumerate(rows): sheet.write_row(number, 0, row)
for cells in merged: sheet.merge_range(cells, "")
book.close()
"""
DUMP = """
import json, openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1]).active
rows = [list(row) for row in sheet.iter_rows(values_only=True)]
json.dump([rows, [str(cells) for cells in sheet.merged_cells.ranges]], open(sys.argv[2], "w", encoding="utf-8"))
"""


def run(command):
    """Seconds of the processor, and MB of memory at most."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    # Findings are no failure.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command}: {said.decode()}")
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6


def python(source, *arguments):
    return [PYTHON, "-c", source, *arguments]


def files(items):
    """A catalog, its workbook, and the cells of that."""
    folder = WORK / f"{items}"
    made = folder / "000001.yaml"
    if not made.exists():
        generate = ["target/release/examples/generate", folder, "--items", str(items), "--defects", "0"]
        subprocess.run([*generate, "--family", "ministry"], check=True, stdout=subprocess.DEVNULL)
    book, cells = folder / "book.xlsx", folder / "cells.json"
    export = [BINARY, "export", made, "-o", book, "--force"]
    subprocess.run(export, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(python(DUMP, book, cells), check=True)
    return made, book, cells


def programs(items):
    made, book, cells = files(items)
    out = WORK / "out"
    out.mkdir(exist_ok=True)
    reading = {
        "catalint import (catalog, YAML)": [BINARY, "import", book, "-o", out / "catalog.yaml", "--force"],
        "catalint check (and all rules)": [BINARY, "check", "--isolated", book],
        "openpyxl, read_only": python(READ_ONLY, book),
        "openpyxl": python(NORMAL, book),
        "pandas read_excel": python(PANDAS, book),
    }
    writing = {
        "catalint export (and reading it back)": [BINARY, "export", made, "-o", out / "a.xlsx", "--force"],
        "XlsxWriter": python(XLSXWRITER, cells, out / "b.xlsx"),
        "openpyxl, write_only, nothing merged": python(WRITE_ONLY, cells, out / "c.xlsx"),
        "openpyxl": python(OPENPYXL, cells, out / "d.xlsx"),
    }
    return reading, writing


def table(title, measured, all_items):
    print(f"\n| {title} | " + " | ".join(f"{items:,} rows" for items in all_items) + " |")
    print("| --- |" + " ---: |" * len(all_items))
    for name in measured[all_items[0]]:
        cells = [measured[items].get(name) for items in all_items]
        print(f"| {name} | " + " | ".join(f"{s:.2f} s, {mb:.0f} MB" if s else "" for s, mb in (c or (0, 0) for c in cells)) + " |")


def main():
    results = ({}, {})
    for items in ITEMS:
        for result, commands in zip(results, programs(items), strict=True):
            rounds = [{name: run(command) for name, command in commands.items()} for _ in range(ROUNDS)]
            result[items] = {
                name: (min(r[name][0] for r in rounds), max(r[name][1] for r in rounds)) for name in commands
            }
    versions = " ".join((Path(__file__).parent / "tables.txt").read_text("utf-8").split())
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}")
    for title, result in zip(("reading", "writing"), results, strict=True):
        table(title, result, ITEMS)


main()
