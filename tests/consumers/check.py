"""Holds what catalint writes before the readers of each format: schemas, parsers of others, and
the places themselves, which are looked up in the files again. See `run`.

usage: check.py CATALINT WORK
"""

import gzip
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

import jsonschema
import junitparser
from lxml import etree
from sarif import loader

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CATALINT = pathlib.Path(sys.argv[1]).resolve()
WORK = pathlib.Path(sys.argv[2]).resolve()
FORMATS = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"]


class Refused(Exception):
    """A reader does not take the report."""


def require(fact, what):
    if not fact:
        raise Refused(what)


# The sample: real catalogs with defects, under names that are hard to write.


def sample(folder):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "目录").mkdir(parents=True)
    planted = ROOT / "fixtures" / "planted"
    texts = [path.read_text(encoding="utf-8") for path in sorted(planted.glob("*.yaml"))]
    require(len(texts) >= 3, "the fixtures are gone")
    # Characters beyond U+FFFF before the places, in all lines of a file.
    astral = texts[1].replace("topic: ", "topic: 𠮷𠮷").replace("publisher: ", "publisher: 𠮷")
    files = {
        "目录/甲 乙&100%.yaml": texts[0].encode(),
        "c,d:e'f#g.yaml": b"\xef\xbb\xbf" + astral.replace("\n", "\r\n").encode(),
        "国标.yaml": texts[2].encode("gb18030"),
        "broken.yaml": (texts[0] + "  - topic: 甲\n    content: [1、甲; \"乙\n").encode(),
        "control.yaml": (texts[0].split("items:")[0] + "items:\n  - topic: \"甲\\b乙\\e]]>\"\n    basis: []\n").encode(),
        "clean.yaml": next((ROOT / "fixtures" / "ok").glob("*.yaml")).read_bytes(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "empty.yaml").write_bytes(b"# \xe5\xbe\x85\xe7\xbc\x96\xe5\x88\xb6\n")
    return list(files) + ["empty.yaml"]


def run(folder, names, extra=()):
    out = WORK / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    line = [CATALINT, "check", "--as-of", "2026-11-01", "--quiet", *extra]
    for name in FORMATS:
        line += ["--output-format", f"{name}={out / 'report'}.{name}"]
    ran = subprocess.run([*line, *names], cwd=folder, capture_output=True, text=True)
    require(ran.returncode == 1 and not ran.stdout, f"catalint ended with {ran.returncode}: {ran.stderr}")
    return {name: (out / f"report.{name}").read_bytes().decode() for name in FORMATS}


# Readers, one a format: each gives the findings as (file, severity, code, place), place being
# (first line, first column, last line, column behind the last character) as far as there is one.


def validate(value, path, definition=None):
    schema = json.loads(path.read_text(encoding="utf-8"))
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "properties": schema["properties"], "$defs": schema["$defs"]}
    kind = jsonschema.validators.validator_for(schema)
    checker = kind(schema, format_checker=kind.FORMAT_CHECKER)
    for error in checker.iter_errors(value):
        raise Refused(f"{error.json_path}: {error.message}"[:300])


def parsed(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(str(error)) from error


def spot(start, end):
    return (start["line"], start["column"], end["line"], end["column"])


REPORT = ROOT / "schemas" / "report.schema.json"


def found(finding):
    place = spot(finding["start"], finding["end"]) if finding["start"] else None
    return (finding["file"], finding["severity"], finding["code"], place)


def read_json(text):
    report = parsed(text)
    validate(report, REPORT)
    return [found(finding) for finding in report["findings"]]


def read_jsonl(text):
    require(text.endswith("\n"), "the last line is not ended")
    lines = [parsed(line) for line in text.split("\n")[:-1]]
    for line in lines:
        validate(line, REPORT, "line")
    require([("summary" in line) for line in lines] == [False] * (len(lines) - 1) + [True], "one summary, at the end")
    return [found(line) for line in lines[:-1]]


def sarif_schema():
    metadata = json.loads((WORK / "sarif" / "metadata.json").read_text())
    crate = next(p for p in metadata["packages"] if p["name"] == "serde-sarif")
    return pathlib.Path(crate["manifest_path"]).parent / "src" / "schema.json"


def read_sarif(text):
    report = parsed(text)
    validate(report, sarif_schema())
    (run,) = report["runs"]
    require(run["columnKind"] == "unicodeCodePoints", "the unit of columns is not declared")
    require(len(gzip.compress(text.encode())) < 10_000_000, "GitHub takes 10 MB at most")
    rules = run["tool"]["driver"]["rules"]
    findings = []
    for result in run["results"]:
        require(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex points at another rule")
        require(result["message"]["text"], "GitHub needs a text")
        place = result["locations"][0]["physicalLocation"]
        require(place["artifactLocation"]["uriBaseId"] == "%SRCROOT%", "a relative path needs its base")
        region = place.get("region")
        if region:
            region = tuple(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn"))
        file = urllib.parse.unquote(place["artifactLocation"]["uri"], errors="strict")
        severity = {"error": "error", "warning": "warning", "note": "hint"}[result["level"]]
        findings.append((file, severity, result["ruleId"], region))
    # A reader of others, over the file as it is.
    path = WORK / "out" / "read.sarif"
    path.write_text(text, encoding="utf-8")
    records = loader.load_sarif_file(str(path)).get_records()
    theirs = [(record["Severity"], record["Code"], int(record["Line"])) for record in records]
    ours = [(r["level"], f[2], f[3][0] if f[3] else 1) for r, f in zip(run["results"], findings)]
    require(theirs == ours, "sarif-tools reads other results")
    return findings


def unescape(text):
    require(not re.search(r"%(?!25|0D|0A|3A|2C)", text), f"a bare % in {text}")
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def read_github(text):
    findings, count, left_out = [], {"error": 0, "warning": 0, "notice": 0}, None
    for line in text.split("\n")[:-1]:
        command = re.fullmatch(r"::(error|warning|notice) ([^\r]*?)::([^\r]+)", line)
        require(command, f"no workflow command: {line}")
        kind, properties, message = command.groups()
        count[kind] += 1
        require(left_out is None, "something after the count of the rest")
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        require(set(pairs) <= {"file", "line", "col", "endLine", "endColumn", "title"}, f"unknown property: {line}")
        require(unescape(message).strip(), "no message")
        if "file" not in pairs:
            left_out = unescape(message)
            continue
        severity = {"error": "error", "warning": "warning", "notice": "hint"}[kind]
        place = None
        if "line" in pairs:
            one_line = pairs["line"] == pairs["endLine"]
            require(one_line == ("col" in pairs) == ("endColumn" in pairs), "columns are for one line")
            numbers = (pairs["line"], pairs.get("col"), pairs["endLine"], pairs.get("endColumn"))
            place = tuple(number and int(number) for number in numbers)
        findings.append((unescape(pairs["file"]), severity, unescape(pairs["title"]).split(" ")[0], place))
    require(max(count.values()) <= 10, f"GitHub shows ten of a kind, not {count}")
    return findings


def read_gitlab(text):
    report = parsed(text)
    validate(report, HERE / "schemas" / "gitlab.schema.json")
    prints = [issue["fingerprint"] for issue in report]
    require(len(set(prints)) == len(prints), "two issues have one fingerprint")
    severities = {"info": "hint", "minor": "warning", "major": "error"}
    findings = []
    for issue in report:
        place = issue["location"].get("positions")
        place = place and spot(place["begin"], place["end"])
        lines = issue["location"]["lines"]
        require(not place or (lines["begin"], lines["end"]) == (place[0], place[2]), "lines and positions differ")
        code = issue["description"].split(" ")[0]
        findings.append((issue["location"]["path"], severities[issue["severity"]], code, place))
    return findings


def xml(text, schema):
    try:
        document = etree.fromstring(text.encode())
    except etree.XMLSyntaxError as error:
        raise Refused(str(error)) from error
    schema = etree.XMLSchema(etree.parse(str(schema)))
    require(schema.validate(document), str(schema.error_log.last_error))
    return document


def read_junit(text):
    document = xml(text, WORK / "pytest-8.4.2" / "junit-10.xsd")
    suites = junitparser.JUnitXml.fromstring(text.encode())
    findings = []
    for suite in suites:
        cases = list(suite)
        failed = sum(1 for case in cases if case.is_failure)
        skipped = sum(1 for case in cases if case.is_skipped)
        told = (suite.tests, suite.failures, suite.skipped, suite.errors)
        require(told == (len(cases), failed, skipped, 0), f"the numbers of {suite.name} are wrong")
        for case in cases:
            for result in case.result:
                place = re.match(re.escape(case.classname) + r":(\d+):(\d+): (\w+) (\w+) ", result.text)
                require(place, f"no place in {result.text}")
                line, column, severity, code = place.groups()
                findings.append((suite.name, severity, code, (int(line), int(column), None, None)))
    require(len(document.findall(".//testcase")) >= len(findings), "a finding without a test")
    return findings


def read_checkstyle(text):
    document = xml(text, HERE / "schemas" / "checkstyle.xsd")
    require(document.get("version") == "4.3", "another version")
    severities = {"info": "hint", "warning": "warning", "error": "error"}
    findings = []
    for file in document.findall("file"):
        for error in file.findall("error"):
            line, column = int(error.get("line")), error.get("column")
            require((line == 0) == (column is None), "a line without a column")
            place = (line, int(column), None, None) if line else None
            code = error.get("source").removeprefix("catalint.")
            findings.append((file.get("name"), severities[error.get("severity")], code, place))
    return findings


def read_rdjson(text):
    report = parsed(text)
    validate(report, HERE / "schemas" / "rdjson.schema.json")
    findings = []
    for one in report["diagnostics"]:
        span = one["location"].get("range")
        severity = {"ERROR": "error", "WARNING": "warning", "INFO": "hint"}[one["severity"]]
        place = span and spot(span["start"], span["end"])
        findings.append((one["location"]["path"], severity, one["code"]["value"], place))
    return findings


READERS = {name: globals()[f"read_{name}"] for name in FORMATS}


# Places: the text under a finding is looked up by lines and columns and by the offsets of `json`.


class File:
    def __init__(self, path):
        content = path.read_bytes()
        try:
            self.text = content.decode("utf-8")
        except UnicodeDecodeError:
            self.text = content.decode("gb18030")
        self.bytes = self.text.encode()
        self.lines = self.text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    def between(self, place, unit):
        """The text between two places, from lines and columns alone."""
        first, start, last, end = place
        rows = [line if unit == "characters" else line.encode() for line in self.lines[first - 1 : last]]
        require(rows and start - 1 <= len(rows[0]) and end - 1 <= len(rows[-1]), f"{place} is beyond the line")
        rows[-1] = rows[-1][: end - 1]
        rows[0] = rows[0][start - 1 :]
        return "\n".join(row if unit == "characters" else row.decode(errors="replace") for row in rows)

    def offset(self, line, column, unit):
        """The byte at a line and a column."""
        mark = len(self.bytes) - len(self.bytes.removeprefix(b"\xef\xbb\xbf"))
        breaks = [match.end() for match in re.finditer(b"\r\n|\n", self.bytes)]
        start = breaks[line - 2] if line > 1 else mark
        if unit == "bytes":
            return start + column - 1
        return start + len(self.bytes[start:].decode()[: column - 1].encode())

    def mended(self, edits):
        """The file after edits (start, end, text) in bytes."""
        out = self.bytes
        for start, end, text in sorted(edits, reverse=True):
            out = out[:start] + text.encode() + out[end:]
        return out


def under(folder, text):
    """What is under each finding, by the byte offsets of `json`."""
    texts = []
    for finding in json.loads(text)["findings"]:
        file = File(folder / finding["file"])
        if finding["start"] is None:
            texts.append(None)
        else:
            part = file.bytes[finding["start"]["offset"] : finding["end"]["offset"]]
            texts.append(part.decode().replace("\r\n", "\n"))
    return texts


def check_places(name, findings, wanted, texts, folder):
    """All that a format says of its findings is what `json` says, and leads to the same text."""
    files = {finding[0]: File(folder / finding[0]) for finding in wanted}
    require([f[:3] for f in findings] == [f[:3] for f in wanted], f"{name} has other findings than json")
    unit = "bytes" if name == "rdjson" else "characters"
    for (file, _, code, place), (*_, full), text in zip(findings, wanted, texts):
        if place is None or full is None:
            # `junit` gives the first character where there is no place.
            require(full is None and place in (None, (1, 1, None, None)), f"{name} {file} {code}: {place}, not {full}")
        elif None in place:
            known = [(here, there) for here, there in zip(place, full) if here is not None]
            require(all(here == there for here, there in known), f"{name} {file} {code}: {place}, not {full}")
        else:
            require(files[file].between(place, unit) == text, f"{name} {file} {code}: {place} is not {text!r}")


def check_fixes(reports, folder):
    """The fixes of `sarif` and `rdjson` make of a file what those of `json` make of it."""
    sarif = json.loads(reports["sarif"])["runs"][0]["results"]
    rdjson = json.loads(reports["rdjson"])["diagnostics"]
    count = 0
    for finding, result, diagnostic in zip(json.loads(reports["json"])["findings"], sarif, rdjson):
        edits = finding["fix"]["edits"] if finding["fix"] else []
        changes = [change for fix in result.get("fixes", []) for change in fix["artifactChanges"]]
        suggestions = diagnostic.get("suggestions", [])
        require(bool(edits) == bool(changes) == bool(suggestions), f"a fix is lost: {finding['code']}")
        if not edits:
            continue
        file = File(folder / finding["file"])
        wanted = file.mended([(e["start"]["offset"], e["end"]["offset"], e["content"]) for e in edits])
        theirs = []
        for one in changes[0]["replacements"]:
            region = one["deletedRegion"]
            start = file.offset(region["startLine"], region["startColumn"], "characters")
            end = file.offset(region["endLine"], region["endColumn"], "characters")
            theirs.append((start, end, one.get("insertedContent", {"text": ""})["text"]))
        require(file.mended(theirs) == wanted, f"sarif mends {finding['code']} in another way")
        place = spot(suggestions[0]["range"]["start"], suggestions[0]["range"]["end"])
        ends = (file.offset(*place[:2], "bytes"), file.offset(*place[2:], "bytes"))
        require(file.mended([(*ends, suggestions[0]["text"])]) == wanted, f"rdjson mends {finding['code']} in another way")
        count += 1
    require(count >= 10, "too few fixes in the sample")
    print(f"  {count} fixes agree")


# Damaged reports, which a check that is worth something refuses.

DAMAGES = {
    "json": [('"version":2', '"version":1'), ('"severity":"error"', '"severity":"fatal"'), ('"findings":[', '"findings":[,')],
    "jsonl": [('"severity":"error"', '"severity":"fatal"'), ('"version":2,', ""), ('"line":', '"line":0,"x":')],
    "sarif": [
        ('"version":"2.1.0"', '"version":"2.0.0"'),
        ('"level":"error","message"', '"level":"fatal","message"'),
        ('"startLine":', '"startLine":0,"x":'),
        ('"columnKind":"unicodeCodePoints",', ""),
        ("%20", " "),
        ('"ruleIndex":', '"ruleIndex":1'),
        ('"locations":[', '"locations":[{},'),
    ],
    "github": [("%25.yaml", "%.yaml"), ("::error ", "::fail "), (",title=", ",name="), ("%0A", "\n")],
    "gitlab": [('"major"', '"error"'), ('"check_name"', '"name"'), ('"begin":', '"begin":0,"x":'), ("[\n", "\ufeff[\n")],
    "junit": [
        ("<testcase name=", "<testcase title="),
        ("<failure ", "<hint "),
        ("&amp;", "&"),
        ('message="', 'message="\x08'),
        ('failures="', 'failures="1'),
    ],
    "checkstyle": [('severity="info"', 'severity="hint"'), ("&amp;", "&"), ('line="', 'line="-'), (' source="', ' origin="')],
    "rdjson": [('"severity":"INFO"', '"severity":"HINT"'), ('"line":', '"line":0,"x":'), ('"diagnostics"', '"findings"')],
}
# A column or line that is off by one, in the first place of its kind.
SHIFTS = {
    "sarif": r'("endColumn":)(\d+)',
    "gitlab": r'("positions":{"begin":{"line":\d+,"column":)(\d+)',
    "rdjson": r'("start":{"line":\d+,"column":)(\d+)',
    "checkstyle": r'( column=")(\d+)',
    "junit": r"(yaml:\d+:)(\d+)",
}


def refused(name, text, wanted, texts, folder):
    try:
        findings = READERS[name](text)
        if name != "github":
            check_places(name, findings, wanted, texts, folder)
    except (Refused, KeyError, IndexError) as error:
        return str(error) or True
    return None


def check_damages(reports, wanted, texts, folder):
    count = 0
    for name, damages in DAMAGES.items():
        spoilt = []
        for old, new in damages:
            require(old in reports[name], f"{name}: nothing to damage at {old!r}")
            spoilt.append((f"{old!r} -> {new!r}", reports[name].replace(old, new, 1)))
        if name in SHIFTS:
            shifted, changed = re.subn(SHIFTS[name], lambda m: m[1] + str(int(m[2]) + 1), reports[name], count=1)
            require(changed == 1, f"{name}: no column to shift")
            spoilt.append(("a column off by one", shifted))
        for what, text in spoilt:
            require(refused(name, text, wanted, texts, folder), f"{name}: passes though damaged: {what}")
            count += 1
    print(f"  {count} damaged reports are refused")


def check_cut(findings, wanted):
    """`github` holds the first ones of each severity."""
    most = {"error": 10, "warning": 10, "hint": 9}
    kept = []
    for finding in wanted:
        if most[finding[1]] > 0:
            most[finding[1]] -= 1
            kept.append(finding)
    require([f[:3] for f in findings] == [f[:3] for f in kept], "github: not the first ones of each kind")
    for (*_, place), (*_, full) in zip(findings, kept):
        known = [(here, there) for here, there in zip(place or (), full or ()) if here is not None]
        require((place is None) == (full is None) and all(a == b for a, b in known), f"github: {place}, not {full}")


def main():
    folder = WORK / "sample"
    names = sample(folder)
    for lang in ("en", "zh"):
        reports = run(folder, names, ["--lang", lang])
        wanted = read_json(reports["json"])
        texts = under(folder, reports["json"])
        kinds = [sum(1 for f in wanted if f[1] == kind) for kind in ("error", "warning", "hint")]
        require(min(kinds) >= 3 and None in texts and len({f[0] for f in wanted}) >= 5, f"a poor sample: {kinds}")
        for name in FORMATS:
            findings = READERS[name](reports[name])
            if name == "github":
                check_cut(findings, wanted)
            else:
                check_places(name, findings, wanted, texts, folder)
            print(f"  {lang} {name}: {len(findings)} findings, {len(reports[name].encode())} bytes")
        check_fixes(reports, folder)
        check_damages(reports, wanted, texts, folder)


try:
    main()
except Refused as error:
    sys.exit(f"refused: {error}")
