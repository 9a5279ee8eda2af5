// Puts the page together: one html file out of the sources, the engine and the licences.
//
//   node assemble.mjs ENGINE.wasm LICENCES.txt OUT.html

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const source = (name) => join(here, 'src', name);
const [wasm, licences, out] = process.argv.slice(2);

/** The page is for Chromium 77 and later. */
const TARGET = 'chrome75';

async function script(entry) {
  const made = await build({
    entryPoints: [source(entry)], bundle: true, minify: true, format: 'iife', target: TARGET, charset: 'utf8', write: false,
    jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none',
  });
  // What ends a script in HTML must not stand in one.
  return made.outputFiles[0].text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

async function style() {
  const made = await build({ entryPoints: [source('style.css')], minify: true, target: TARGET, charset: 'utf8', write: false });
  return made.outputFiles[0].text;
}

const sum = (text) => createHash('sha256').update(text).digest('base64');

/** As src/worker.ts reads it. */
const packed = (bytes) => gzipSync(bytes, { level: 9 }).toString('base64');

/** What stands behind each part of the engine: it is unpacked while the rest of the page is read. */
const FEED = 'feedEngine()';
/** Letters of a part: a whole number of words of four. */
const PART = 512 * 1024;

function inParts(bytes) {
  const text = packed(bytes);
  const parts = [];
  for (let from = 0; from < text.length; from += PART) parts.push(text.slice(from, from + PART));
  const padding = text.length - text.replace(/=+$/, '').length;
  parts[0] = `${(text.length / 4) * 3 - padding} ${parts[0]}`;
  return parts.map((part) => `<script type="text/plain" class="part">${part}</script><script>${FEED}</script>`).join('\n');
}

/** Answers of the engine itself, which asks for nothing. */
async function engine(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { alloc, call, dealloc, len, memory } = instance.exports;
  return (head, file) => {
    const request = Buffer.concat([Buffer.from(`${JSON.stringify({ day: '2026-01-01', ...head })}\0`), file ?? Buffer.alloc(0)]);
    const at = alloc(request.length);
    new Uint8Array(memory.buffer, at, request.length).set(request);
    const out = call(at, request.length);
    const answer = Buffer.from(new Uint8Array(memory.buffer, out, len()));
    dealloc(out, answer.length);
    const end = answer.indexOf(0);
    return { head: JSON.parse(answer.subarray(0, end).toString()), bytes: answer.subarray(end + 1) };
  };
}

/** The example as a catalog and as a workbook, which the page has the engine check and read before anybody's file. */
async function warm(wasm, example) {
  const ask = await engine(wasm);
  const name = 'example.txt';
  const file = Buffer.from(example);
  const { yaml, reading } = ask({ do: 'open', files: [{ name, size: file.length }] }, file).head.catalogs[0];
  const workbook = ask({ do: 'export', yaml, reading, name, format: 'xlsx' }).bytes;
  return JSON.stringify({ yaml, reading, workbook: workbook.toString('base64') }).replace(/</g, '\\u003c');
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const main = await script('main.tsx');
const wasmBytes = readFileSync(wasm);
const boot = readFileSync(source('boot.js'), 'utf8').replace('__MAIN__', sum(main)).replace('__FEED__', sum(FEED));
const example = readFileSync(join(here, '../fixtures/seeds/jingan-cooperation-office.txt'), 'utf8').trim();
const parts = {
  __STYLE__: await style(),
  __BOOT__: boot,
  __WORKER__: await script('worker.ts'),
  __ENGINE__: inParts(wasmBytes),
  __WARM__: await warm(wasmBytes, example),
  __LICENCES__: packed(readFileSync(licences)),
  __EXAMPLE__: escaped(example),
  __MAIN_SCRIPT__: main,
};
if (/<\/(script|template|style)/i.test(parts.__WORKER__ + parts.__STYLE__ + example)) throw new Error('a part would end its element');
const page = readFileSync(source('page.html'), 'utf8').replace(/__[A-Z_]+__/g, (name) => {
  if (!(name in parts)) throw new Error(`no part ${name}`);
  return parts[name];
});
writeFileSync(out, page);
const MOST = 4.5 * 1024 * 1024;
const size = Buffer.byteLength(page);
console.log(`${out}: ${(size / 1024 / 1024).toFixed(2)} MB, engine ${(parts.__ENGINE__.length / 1024 / 1024).toFixed(2)} MB, scripts ${((main.length + parts.__WORKER__.length) / 1024).toFixed(0)} KB`);
if (size > MOST) throw new Error('the page is larger than 4.5 MB');
