import assert from "node:assert/strict";
import { before, test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

let grammar;

before(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const path = new URL("../syntaxes/disclosure-catalog.tmLanguage.json", import.meta.url);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(path, "utf8"), path.pathname),
  });
  grammar = await registry.loadGrammar("source.yaml.disclosure-catalog");
});

/** The parts of a text that have a scope, line by line. */
function parts(text, scope) {
  let state = textmate.INITIAL;
  const found = [];
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    let open;
    for (const token of tokens) {
      const inside = token.scopes.some((one) => one.split(" ").some((name) => name.startsWith(scope)));
      if (inside && open !== undefined) found[open] += line.slice(token.startIndex, token.endIndex);
      else if (inside) open = found.push(line.slice(token.startIndex, token.endIndex)) - 1;
      if (!inside) open = undefined;
    }
  }
  return found;
}

const CATALOG = `# 说明：《不是依据》
标题: 甲县民政局政务公开标准目录
更新日期: 2026-03-01
事项:
  - 序号: 12
    一级事项: 𠮷村：低保 # 注
    公开依据:
      - 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（二）项
      - 《国务院关于印发〈办法〉的通知》（国发〔2019〕5号）
    公开时限: 自该信息形成之日起20个工作日内
    公开渠道: [政府网站, "《报》"]
    # catalint: ignore[BAS001] 已核对
    备注: |
      每年1月31日前公布
      《预算法》第十四条
    公开方式: 主动公开
`;

test("keys are keys, and nothing else", () => {
  const keys = ["标题", "更新日期", "事项", "序号", "一级事项", "公开依据", "公开时限", "公开渠道", "备注", "公开方式"];
  assert.deepEqual(parts(CATALOG, "entity.name.tag"), keys);
});

test("acts, their numbers and articles are coloured, in lists, quotes and blocks", () => {
  assert.deepEqual(parts(CATALOG, "support.class.act"), [
    "《中华人民共和国政府信息公开条例》", "《国务院关于印发〈办法〉的通知》", "《报》", "《预算法》",
  ]);
  assert.deepEqual(parts(CATALOG, "constant.other.number"), ["（国务院令第711号）", "（国发〔2019〕5号）"]);
  assert.deepEqual(parts(CATALOG, "constant.other.article"), ["第二十条第（二）项", "第十四条"]);
});

test("deadlines and dates are coloured", () => {
  assert.deepEqual(parts(CATALOG, "constant.numeric.deadline"), ["20个工作日内", "每年1月31日前"]);
  assert.deepEqual(parts(CATALOG, "constant.other.date"), ["2026-03-01"]);
});

test("comments are comments; one that ignores shows what", () => {
  assert.deepEqual(parts(CATALOG, "comment"), ["# 说明：《不是依据》", "# 注", "# catalint: ignore[BAS001] 已核对"]);
  assert.deepEqual(parts(CATALOG, "constant.other.rule"), ["BAS001"]);
  assert.deepEqual(parts("a: b#c\n", "comment"), []);
});

test("an act that is not closed ends with its line", () => {
  assert.deepEqual(parts("公开依据: 《条例\n公开时限: 及时\n", "entity.name.tag"), ["公开依据", "公开时限"]);
});
