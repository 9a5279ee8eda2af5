// The engine as a module beside the library that it is made of: see `engine`.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [what, wasm, answers, catalint] = process.argv.slice(2);
const bytes = readFileSync(wasm);
const DAY = '2026-11-30';

/** What the module may ask of a browser: that of Chromium 77. */
const FLOOR = ['bulk-memory', 'bulk-memory-opt', 'mutable-globals', 'nontrapping-fptoint', 'sign-ext'];

const module = new WebAssembly.Module(bytes);

function engine() {
  const { memory, alloc, dealloc, call, len } = new WebAssembly.Instance(module, {}).exports;
  return (request) => {
    const place = alloc(request.length);
    new Uint8Array(memory.buffer, place, request.length).set(request);
    const at = call(place, request.length);
    const size = len();
    const answer = Buffer.from(new Uint8Array(memory.buffer, at, size));
    dealloc(at, size);
    return answer;
  };
}

function request(head, ...files) {
  const parts = files.map(({ name, data }) => ({ name, size: data.length }));
  const text = JSON.stringify({ day: DAY, lang: 'zh', ...head, files: parts });
  return Buffer.concat([Buffer.from(text + '\0'), ...files.map(({ data }) => data)]);
}

function head(answer) {
  return JSON.parse(answer.subarray(0, answer.indexOf(0)).toString());
}

/** The features that a module says it has, out of its own section. */
function features() {
  const [section] = WebAssembly.Module.customSections(module, 'target_features');
  const data = Buffer.from(section);
  const found = [];
  for (let at = 1; at < data.length;) {
    const length = data[at + 1];
    found.push(data.subarray(at + 2, at + 2 + length).toString());
    at += 2 + length;
  }
  return found.sort();
}

function* fixtures(folder = join(root, 'fixtures')) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* fixtures(path);
    else if (/\.(ya?ml|xlsx|xls|ods|docx|html?|csv|tsv|txt|md)$/.test(entry.name)) yield path;
  }
}

/** All requests over all fixtures, with the answers of a module. */
function asked(ask) {
  const all = [];
  const send = (...parts) => {
    const sent = request(...parts);
    const answer = ask(sent);
    all.push({ sent, answer, about: `${parts[0].do} ${parts[0].name ?? parts[1]?.name ?? ''}` });
    return head(answer);
  };
  let files = 0;
  for (const path of fixtures()) {
    const file = { name: relative(root, path), data: readFileSync(path) };
    const opened = send({ do: 'open' }, file);
    files += 1;
    const changed = [];
    for (const { yaml, reading } of opened.catalogs ?? []) {
      const text = { yaml, reading, name: file.name };
      const { items, report } = send({ do: 'state', ...text });
      const fingerprints = (report?.findings ?? []).slice(0, 3).map((found) => found.fingerprint);
      send({ do: 'offers', ...text, fingerprints });
      const edited = send({ do: 'edit', ...text, steps: [{ all: 'safe' }], then: {} });
      changed.push({ yaml: edited.yaml, reading: edited.reading });
      if (items > 0 && files % 3 === 0) {
        for (const format of ['xlsx', 'docx', 'html', 'csv', 'markdown', 'json']) send({ do: 'export', ...text, format });
        send({ do: 'export', ...text, format: 'xlsx', marks: 'hint' });
        send({ do: 'list', format: 'html', catalogs: [text] });
        send({ do: 'compare', format: 'json', old: text, new: { ...changed.at(-1), name: 'b' } });
      }
    }
    if (opened.mends) send({ do: 'mend', catalogs: changed }, file);
    if (opened.annotates) send({ do: 'annotate' }, file);
  }
  for (const words of ['政府信息公开条例', '711', '没有的法']) send({ do: 'law', words });
  for (const code of ['CHN005', 'BAS001', 'DDL001']) send({ do: 'explain', code });
  send({ do: 'complete', field: 'basis', text: '《政府信息', cursor: 5 });
  send({ do: 'deadline', text: '自信息形成之日起20个工作日内' });
  send({ do: 'about' });
  return { all, files };
}

/** What the program itself finds in catalogs, by file: findings with places, words and fixes. */
function ofProgram(paths) {
  const arguments_ = ['check', '--isolated', '--as-of', DAY, '--lang', 'zh', '--output-format', 'json', ...paths];
  const { stdout } = spawnSync(catalint, arguments_, { cwd: root, maxBuffer: 1 << 30 });
  const found = new Map(paths.map((path) => [path, []]));
  for (const finding of JSON.parse(stdout.toString()).findings) found.get(finding.file).push(finding);
  return found;
}

function same() {
  assert.deepEqual(features(), FLOOR);
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  const { all, files } = asked(engine());
  const framed = all.flatMap(({ sent }) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(sent.length);
    return [length, sent];
  });
  const native = execFileSync(answers, { input: Buffer.concat(framed), maxBuffer: 1 << 30 });
  let at = 0;
  for (const { answer, about } of all) {
    const length = native.readUInt32LE(at);
    const theirs = native.subarray(at + 4, at + 4 + length);
    assert(theirs.equals(answer), `${about}: the answers differ\n${answer.toString().slice(0, 300)}\n${theirs.toString().slice(0, 300)}`);
    at += 4 + length;
  }
  const ask = engine();
  const paths = [...fixtures()].filter((path) => /\.ya?ml$/.test(path)).map((path) => relative(root, path));
  let catalogs = 0;
  for (const [path, theirs] of ofProgram(paths)) {
    const data = readFileSync(join(root, path));
    const opened = head(ask(request({ do: 'open' }, { name: path, data })));
    if (opened.error || opened.kind !== 'yaml') continue;
    const { yaml } = opened.catalogs[0];
    // Of bytes in another encoding the program has something to say that the text does not show any more.
    if (!Buffer.from(yaml).equals(data)) continue;
    const { report } = head(ask(request({ do: 'state', yaml, reading: '', name: path })));
    const ours = report.findings.filter((found) => !found.suppressed);
    // Offers that would bring an error are not shown by the program; here they are not made.
    const bare = (list) => list.map(({ fix, ...found }) => ({ ...found, safe: fix?.applicability === 'safe' ? fix : null }));
    assert.deepEqual(bare(ours), bare(theirs), path);
    catalogs += 1;
  }
  assert(catalogs > 100, `${catalogs}`);
  trapped();
  console.log(`${all.length} requests over ${files} files: the same answers as the library; ${catalogs} catalogs: the same findings as the program`);
}

/** A panic is a trap and no more: the next instance works, and no request of a caller brings one about. */
function trapped() {
  const ask = engine();
  for (const text of ['', '\0', '{', '{}\0', '{"do":"state"}\0', '{"do":"state","day":"2026-11-30","yaml":"\\u0000"}\0', '[]\0', 'x'.repeat(1000)]) {
    assert.equal(head(ask(Buffer.from(text))).error?.message === undefined, text.includes('yaml'), text);
  }
  const deep = ['['.repeat(100_000), '- '.repeat(5_000), 'a: &a [*a, *a]\n'.repeat(100), `a: ${'é'.repeat(2_500_000)}`];
  for (const yaml of deep) assert.equal(head(ask(request({ do: 'state', yaml, reading: '', name: 'a' }))).error, undefined);
  const { alloc, call } = new WebAssembly.Instance(module, {}).exports;
  assert.throws(() => call(alloc(1), 0x7fffffff), WebAssembly.RuntimeError);
  assert.equal(head(engine()(request({ do: 'about' }))).error, undefined);
}

/** A catalog of so many items, no two alike. */
function catalog(items) {
  let text = 'title: 云岭县民政局政务公开标准目录\nitems:\n';
  for (let no = 1; no <= items; no += 1) {
    text += `  - no: ${no}\n    topic: 社会救助${no % 17}\n    subtopic: 临时救助${no}\n    content:\n      - 救助对象第${no}类\n      - 申请材料${no}\n`
      + `    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）\n    deadline: 自该政府信息形成或者变更之日起${(no % 19) + 1}个工作日内\n`
      + `    publisher: 云岭县民政局第${no % 7}科\n    channels: [政府网站, ${no % 3 ? '两微一端' : '政府网站'}]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n`;
  }
  return text;
}

function median(work, times = 7) {
  const spent = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return spent.sort((a, b) => a - b)[times >> 1];
}

/** The time that the library takes for a request, without the first and without what a start costs. */
function library(requests) {
  const framed = requests.flatMap((sent) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(sent.length);
    return [length, sent];
  });
  return median(() => execFileSync(answers, { input: Buffer.concat(framed), maxBuffer: 1 << 30 }), 3);
}

function speed() {
  console.log(`module ${(bytes.length / 1e6).toFixed(2)} MB, gzip -9 ${(gzipSync(bytes, { level: 9 }).length / 1e6).toFixed(2)} MB`);
  let start = performance.now();
  const compiled = new WebAssembly.Module(bytes);
  console.log(`compile ${(performance.now() - start).toFixed(0)} ms`);
  start = performance.now();
  new WebAssembly.Instance(compiled, {});
  console.log(`instance ${(performance.now() - start).toFixed(1)} ms`);
  const fresh = engine();
  start = performance.now();
  fresh(request({ do: 'state', yaml: catalog(60), reading: '', name: 'a' }));
  console.log(`first check, 60 items ${(performance.now() - start).toFixed(0)} ms`);
  for (const items of [60, 1_000, 10_000]) {
    const ask = engine();
    const other = (nth) => catalog(items).replace('title: ', `title: ${nth}`);
    let nth = 0;
    const state = (of) => request({ do: 'state', yaml: other(of), reading: '', name: 'a' });
    ask(state(-1));
    const requests = Array.from({ length: 9 }, (_, of) => state(of));
    const ours = median(() => ask(requests[nth++]));
    const base = library(requests.slice(0, 1));
    const theirs = (library(requests) - base) / 8;
    const edit = request({ do: 'edit', yaml: catalog(items), reading: '', name: 'a', steps: [{ set: '/items/0/deadline', texts: ['及时公开'] }], then: {} });
    ask(edit);
    const xlsx = ask(request({ do: 'export', yaml: catalog(items), format: 'xlsx' }));
    const book = { name: 'a.xlsx', data: xlsx.subarray(xlsx.indexOf(0) + 1) };
    const { catalogs: [read] } = head(ask(request({ do: 'open' }, book)));
    const table = request({ do: 'state', yaml: read.yaml, reading: read.reading, name: 'a' });
    const again = request({ do: 'state', yaml: read.yaml + '\n', reading: read.reading, name: 'a' });
    let odd = 0;
    console.log([`${items} items`, `state ${ours.toFixed(1)} ms (library ${theirs.toFixed(1)})`,
      `one edit with its state ${median(() => ask(edit), 5).toFixed(1)} ms`,
      `xlsx opened ${median(() => ask(request({ do: 'open' }, book)), 3).toFixed(0)} ms`,
      `its state ${median(() => ask((odd += 1) % 2 ? table : again), 5).toFixed(1)} ms`,
      `xlsx written ${median(() => ask(request({ do: 'export', yaml: catalog(items), format: 'xlsx' })), 3).toFixed(0)} ms`].join(', '));
  }
}

if (what === 'speed') speed();
else same();
