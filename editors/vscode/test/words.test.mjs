import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { ALL_WORDS, langOf, say } = require("./built/words.js");
const { ask, complaint, isAtLeast, programOf, versionIn, run } = require("./built/server.js");
const commands = require("./built/arguments.js");
const json = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

test("every sentence is in both languages, with the same slots", () => {
  const slots = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [name, { zh, en }] of Object.entries(ALL_WORDS)) {
    assert.deepEqual(slots(zh), slots(en), name);
    assert.match(zh, /\p{Script=Han}/u, name);
  }
  assert.equal(say("written", "zh", { path: "甲.xlsx" }), "已写入 甲.xlsx");
  assert.equal(langOf("zh-cn"), "zh");
  assert.equal(langOf("de"), "en");
});

test("what the manifest names is there, in both languages", () => {
  const [manifest, en, zh] = ["package.json", "package.nls.json", "package.nls.zh-cn.json"].map(json);
  const named = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]));
  assert.deepEqual([...named].sort(), Object.keys(en).sort());
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
  const source = readFileSync(new URL("../src/extension.ts", import.meta.url), "utf8");
  for (const { command } of manifest.contributes.commands) {
    assert.ok(source.includes(`command("${command.replace("catalint.", "")}"`), command);
  }
});

test("the first line tells a catalog", () => {
  const first = new RegExp(json("package.json").contributes.languages[0].firstLine);
  for (const line of [
    "# yaml-language-server: $schema=../.catalint/catalog.schema.json",
    "\uFEFF# yaml-language-server: $schema=./schemas/catalog.schema.json",
    "# -*- mode: disclosure-catalog -*-",
    "# vim: set ft=disclosure-catalog:",
  ]) assert.match(line, first);
  for (const line of [
    "# yaml-language-server: $schema=.catalint/config.schema.json",
    "title: catalog.schema.json",
    "# catalog",
  ]) assert.doesNotMatch(line, first);
});

test("the program is that of the settings, else the one on the path", () => {
  assert.equal(programOf("", "/home/li"), "catalint");
  assert.equal(programOf(" ~/bin/catalint ", "/home/li"), "/home/li/bin/catalint");
  assert.equal(programOf("/opt/catalint", "/home/li"), "/opt/catalint");
});

test("versions are compared by number", () => {
  assert.equal(versionIn("catalint 0.10.2\n法律数据核对到2026年9月30日\n"), "0.10.2");
  assert.equal(versionIn("bash 5.2.1"), undefined);
  assert.ok(isAtLeast("0.10.0", "0.9.9") && isAtLeast("1.0.0", "1.0.0") && !isAtLeast("0.9.9", "0.10.0"));
});

test("a program that will not do is told with what to do", async () => {
  const missing = await ask("/no/such/catalint");
  assert.deepEqual(missing, { kind: "missing" });
  assert.match(complaint(missing, "/no/such/catalint", "zh"), /没有找到.*catalint\.path/);
  const alien = await ask(process.execPath);
  assert.equal(alien.kind, "alien");
  assert.match(complaint(alien, "node", "en"), /does not seem to be catalint/);
  assert.match(complaint({ kind: "old", version: "0.0.9" }, "catalint", "zh"), /0\.0\.9.*0\.1\.0/);
  assert.equal(complaint({ kind: "good", version: "0.1.0" }, "catalint", "zh"), undefined);
});

test("a program is run without a shell, and its code is told", async () => {
  const ran = await run(process.execPath, ["-e", "console.log('$HOME; 甲'); process.exit(3)"]);
  assert.deepEqual([ran.code, ran.missing, ran.out], [3, false, "$HOME; 甲\n"]);
});

test("no path is taken for an option", () => {
  assert.equal(commands.catalogBeside("/表/目录.xlsx"), "/表/目录.yaml");
  for (const all of [
    commands.importArguments("-表.csv", "甲.yaml", "zh"),
    commands.exportArguments("-甲.yaml", "甲.xlsx", "zh"),
    commands.listArguments("-甲.yaml", "甲.html", "zh"),
    commands.diffArguments("-旧.yaml", "-甲.yaml", "甲.html", "zh"),
  ]) {
    const first = all.findIndex((one) => /^-.*\.(csv|yaml)$/.test(one));
    assert.equal(all[first - 1], "--");
    assert.ok(all.includes("--lang"));
  }
  assert.ok(!commands.listArguments("甲.yaml", "甲.html", "auto").includes("--lang"));
});
