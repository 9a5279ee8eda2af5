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

/** Gzip in 85 letters, as src/worker.ts reads it. */
function packed(bytes) {
  const small = gzipSync(bytes, { level: 9 });
  const whole = Buffer.concat([small, Buffer.alloc((4 - (small.length % 4)) % 4)]);
  const letters = Buffer.alloc((whole.length / 4) * 5);
  for (let from = 0, to = 0; from < whole.length; from += 4, to += 5) {
    let word = whole.readUInt32BE(from);
    for (let i = 4; i >= 0; i--) {
      const digit = word % 85;
      letters[to + i] = digit + (digit >= 20 ? 41 : 40);
      word = (word - digit) / 85;
    }
  }
  return `${small.length} ${letters.toString('latin1')}`;
}
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const main = await script('main.tsx');
const boot = readFileSync(source('boot.js'), 'utf8').replace('__MAIN__', sum(main));
const example = readFileSync(join(here, '../fixtures/seeds/jingan-cooperation-office.txt'), 'utf8').trim();
const parts = {
  __STYLE__: await style(),
  __BOOT__: boot,
  __WORKER__: await script('worker.ts'),
  __WASM__: packed(readFileSync(wasm)),
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
console.log(`${out}: ${(size / 1024 / 1024).toFixed(2)} MB, engine ${(parts.__WASM__.length / 1024 / 1024).toFixed(2)} MB, scripts ${((main.length + parts.__WORKER__.length) / 1024).toFixed(0)} KB`);
if (size > MOST) throw new Error('the page is larger than 4.5 MB');
