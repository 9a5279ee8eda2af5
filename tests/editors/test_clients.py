"""The server under pytest-lsp, with what three editors say that they can do."""

import asyncio
import os
from pathlib import Path

import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TEXT = (Path(__file__).parent / "catalog.yaml").read_text(encoding="utf-8")
PROGRAM = os.environ["CATALINT"]
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=[PROGRAM, "lsp", "--as-of", "2026-11-30", "--lang", "zh"]),
)
async def client(request, lsp_client: LanguageClient, tmp_path):
    lsp_client.folder = tmp_path
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    begun = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities(request.param), root_uri=tmp_path.as_uri())
    )
    lsp_client.unit = begun.capabilities.position_encoding or "utf-16"
    yield
    await lsp_client.shutdown_session()


class Editor:
    """An open text, with the edits that came for it."""

    def __init__(self, client, text):
        self.client, self.text, self.version = client, text, 1
        self.uri = (client.folder / "目录.yaml").as_uri()
        self.unit = client.unit
        item = types.TextDocumentItem(uri=self.uri, language_id="yaml", version=1, text=text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    @property
    def document(self):
        return types.TextDocumentIdentifier(uri=self.uri)

    def offset(self, position):
        lines = self.text.split("\n")
        line = lines[position.line].encode(UNITS[self.unit])[: position.character * SIZES[self.unit]]
        return sum(len(one) + 1 for one in lines[: position.line]) + len(line.decode(UNITS[self.unit]))

    def position(self, offset):
        lines = self.text[:offset].split("\n")
        return types.Position(len(lines) - 1, len(lines[-1].encode(UNITS[self.unit])) // SIZES[self.unit])

    def at(self, words, behind=False):
        return self.position(self.text.index(words) + (len(words) if behind else 0))

    def words(self, place):
        return self.text[self.offset(place.start) : self.offset(place.end)]

    def apply(self, edits):
        for edit in sorted(edits, key=lambda one: self.offset(one.range.start), reverse=True):
            start, end = self.offset(edit.range.start), self.offset(edit.range.end)
            self.text = self.text[:start] + edit.new_text + self.text[end:]
        self.send()

    def send(self):
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri),
                content_changes=[types.TextDocumentContentChangeWholeDocument(text=self.text)],
            )
        )

    async def findings(self):
        """What the editor shows: what it asks for or what it is told, never both."""
        asked = self.client.capabilities.text_document.diagnostic is not None
        if asked:
            params = types.DocumentDiagnosticParams(text_document=self.document)
            answer = await self.client.text_document_diagnostic_async(params)
            assert self.uri not in self.client.diagnostics, "each finding would be there twice"
            return answer.items
        for _ in range(2000):
            if self.client.seen == self.version:
                break
            await asyncio.sleep(0.01)
        assert self.client.seen == self.version, "nothing was published"
        return self.client.told


@pytest_asyncio.fixture
async def editor(client):
    client.seen = None

    def note(params):
        client.seen, client.told = params.version, params.diagnostics
        client.diagnostics[params.uri] = params.diagnostics

    client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = note
    return Editor(client, TEXT)


@pytest.mark.asyncio
async def test_findings_stand_under_their_words_behind_a_character_of_two_units(editor):
    found = {one.code: editor.words(one.range) for one in await editor.findings()}
    assert found["BAS002"] == "《中华人民共和国合同法》"
    assert found["CHN005"] == "政府网站"


@pytest.mark.asyncio
async def test_a_quick_fix_is_applied_and_its_finding_gone(editor):
    finding = next(one for one in await editor.findings() if one.code == "CHN005")
    params = types.CodeActionParams(
        text_document=editor.document,
        range=finding.range,
        context=types.CodeActionContext(diagnostics=[finding], only=[types.CodeActionKind.QuickFix]),
    )
    actions = await editor.client.text_document_code_action_async(params)
    fix = next(one for one in actions if one.is_preferred)
    if fix.edit is None:
        fix = await editor.client.code_action_resolve_async(fix)
    changes = [one.edits for one in fix.edit.document_changes] if fix.edit.document_changes else fix.edit.changes.values()
    editor.apply([edit for edits in changes for edit in edits])
    assert "channels: [𠮷站, 政府网站]" in editor.text
    assert "CHN005" not in [one.code for one in await editor.findings()]


@pytest.mark.asyncio
async def test_hover_of_a_repealed_act_says_what_follows_it(editor):
    params = types.HoverParams(text_document=editor.document, position=editor.at("合同法"))
    hover = await editor.client.text_document_hover_async(params)
    said = hover.contents.value if isinstance(hover.contents, types.MarkupContent) else str(hover.contents)
    assert "废止" in said and "民法典" in said
    assert editor.words(hover.range).startswith("《中华人民共和国合同法》")


@pytest.mark.asyncio
async def test_titles_are_completed_after_the_bracket(editor):
    editor.text = editor.text.replace("𠮷：《中华人民共和国合同法》第四条", "𠮷：《社会救助")
    editor.send()
    params = types.CompletionParams(text_document=editor.document, position=editor.at("𠮷：《社会救助", behind=True))
    answer = await editor.client.text_document_completion_async(params)
    items = answer.items if isinstance(answer, types.CompletionList) else answer
    labels = [item.label for item in items]
    assert any("社会救助暂行办法" in label for label in labels), labels
    assert len(set(labels)) == len(labels)


@pytest.mark.asyncio
async def test_formatting_gives_the_layout_and_a_second_one_nothing(editor):
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    params = types.DocumentFormattingParams(text_document=editor.document, options=options)
    editor.apply(await editor.client.text_document_formatting_async(params))
    assert "    content:\n      - 保障标准\n      - 申请材料\n" in editor.text
    assert not await editor.client.text_document_formatting_async(params)
