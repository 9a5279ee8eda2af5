"""A workbook dropped, mended and saved in an old Chromium: what is saved must be what the program makes."""

import base64
import json
import os
import pathlib
import subprocess
import sys
import time

from PyQt5.QtCore import QTimer, QUrl
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineView
from PyQt5.QtWidgets import QApplication

root = pathlib.Path(__file__).resolve().parents[2]
work = root / "target/page"
workbook = root / "fixtures/annotate/civil-affairs.xlsx"

DROP = """(() => { const data = new DataTransfer();
data.items.add(new File([Uint8Array.from(atob(%s), (letter) => letter.charCodeAt(0))], 'civil-affairs.xlsx'));
document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: data})); })()"""


class Page(QWebEnginePage):
    def javaScriptConsoleMessage(self, level, message, line, source):
        if level == QWebEnginePage.ErrorMessageLevel:
            print("complaint:", message)
            self.complained = True

    complained = False


class Session:
    """Steps one after the other; each waits until its script gives something true."""

    def __init__(self, app, page, out):
        self.app, self.page, self.out = app, page, out
        self.failed = "nothing was saved"
        self.began = time.monotonic()
        self.steps = [
            ("agent", "navigator.userAgent"),
            ("page", "document.getElementById('choose') !== null"),
            ("dropped", DROP % json.dumps(base64.b64encode(workbook.read_bytes()).decode()) + " || true"),
            ("findings", "document.querySelectorAll('.catalog .mark').length"),
            ("mend", "document.getElementById('fix-all') && (document.getElementById('fix-all').click(), true)"),
            ("do", "document.getElementById('do-all') && document.querySelector('.change') && (document.getElementById('do-all').click(), true)"),
            ("mended", "document.querySelector('.told').textContent.includes('改好了') && document.querySelector('.counts').textContent"),
            ("picture", None),
            ("save", "document.getElementById('save').click(), true"),
            ("own", "document.getElementById('save-own') && (document.getElementById('save-own').click(), true)"),
        ]

    def run(self):
        if not self.steps:
            return
        name, script = self.steps[0]
        if script is None:
            self.page.view().grab().save(str(self.out.with_suffix(".png")))
            self.steps.pop(0)
            QTimer.singleShot(50, self.run)
            return
        self.page.runJavaScript(script, lambda answer: self.answered(name, answer))

    def answered(self, name, answer):
        if answer:
            print(f"{name}: {answer if answer is not True else 'done'} ({time.monotonic() - self.began:.1f} s)")
            self.steps.pop(0)
        if time.monotonic() - self.began > 120:
            self.failed = f"nothing came of “{name}”"
            self.app.quit()
        QTimer.singleShot(50, self.run)

    def download(self, item):
        item.setPath(str(self.out))
        item.finished.connect(self.saved)
        item.accept()

    def saved(self):
        self.failed = ""
        self.app.quit()


def main():
    out = work / f"old-{sys.argv[1]}.xlsx"
    expected = work / "expected.xlsx"
    for path in (out, expected):
        path.unlink(missing_ok=True)
    command = [os.environ["CATALINT"], "check", "--fix", "--min-severity", "hint", str(workbook), "-o", str(expected)]
    subprocess.run(command, check=False, capture_output=True)
    app = QApplication(sys.argv[:1])
    view = QWebEngineView()
    view.resize(1366, 768)
    profile = QWebEngineProfile()
    page = Page(profile, view)
    view.setPage(page)
    session = Session(app, page, out)
    profile.downloadRequested.connect(session.download)
    page.load(QUrl.fromLocalFile(os.environ["PAGE"]))
    view.show()
    QTimer.singleShot(500, session.run)
    app.exec_()
    assert not session.failed, session.failed
    assert not page.complained, "the console has complaints"
    assert out.read_bytes() == expected.read_bytes(), "another file than the program's"
    print(f"Chromium {sys.argv[1]}: the file is the program's")
    sys.stdout.flush()
    os._exit(0)


main()
