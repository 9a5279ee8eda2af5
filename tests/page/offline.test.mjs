// Nothing leaves: a server counts what reaches it from eleven attempts, with the page's policy and, so that the test is
// one, without it. What no policy stops must not be in the page at all.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { address, built, drop, launch, settled, work, workbook } from './lib.mjs';

let browser;
let server;
let port;
const reached = new Set();
before(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    if (request.url !== '/favicon.ico') reached.add(request.url.slice(1).replace('?', ''));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('');
  });
  server.on('upgrade', (request, socket) => { reached.add(request.url.slice(1)); socket.destroy(); });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = server.address().port;
});
after(async () => { await browser.close(); server.close(); });

const FROM_PAGE = ['fetch', 'image', 'websocket', 'beacon', 'form', 'stylesheet', 'prefetch', 'script', 'iframe'];
const FROM_WORKER = ['worker-fetch', 'worker-import'];

async function attempts(page) {
  await page.evaluate((port) => {
    const to = (name) => `http://127.0.0.1:${port}/${name}`;
    const element = (tag, set) => document.head.appendChild(Object.assign(document.createElement(tag), set));
    const tries = [
      () => fetch(to('fetch'), { mode: 'no-cors' }).catch(() => {}),
      () => { new Image().src = to('image'); },
      () => new WebSocket(`ws://127.0.0.1:${port}/websocket`),
      () => navigator.sendBeacon(to('beacon'), 'x'),
      () => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.name = 'target';
        const form = document.body.appendChild(Object.assign(document.createElement('form'), { action: to('form'), target: 'target' }));
        form.submit();
      },
      () => element('link', { rel: 'stylesheet', href: to('stylesheet') }),
      () => element('link', { rel: 'prefetch', href: to('prefetch') }),
      () => element('script', { src: to('script') }),
      () => document.body.appendChild(Object.assign(document.createElement('iframe'), { src: to('iframe') })),
    ];
    for (const attempt of tries) { try { attempt(); } catch { /* refused */ } }
  }, port);
  await page.workers()[0].evaluate((port) => {
    fetch(`http://127.0.0.1:${port}/worker-fetch`, { mode: 'no-cors' }).catch(() => {});
    try { importScripts(`http://127.0.0.1:${port}/worker-import`); } catch { /* refused */ }
  }, port);
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

test('0 requests under the policy, in 11 attempts', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  await drop(page, workbook);
  assert.equal(await settled(page), '');
  assert.deepEqual(asked.filter((url) => !/^(file:|blob:|data:)/.test(url)), [], 'a whole session asks for nothing');
  reached.clear();
  await attempts(page);
  assert.deepEqual([...reached], []);
  await context.close();
});

test('without the policy each attempt arrives', async () => {
  const open = readFileSync(built, 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replace("policy.httpEquiv = 'Content-Security-Policy'", "policy.name = 'none'");
  const path = join(work, 'without-policy.html');
  writeFileSync(path, open);
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path).href);
  await page.locator('#choose').waitFor();
  reached.clear();
  await attempts(page);
  assert.deepEqual([...reached].sort(), [...FROM_PAGE, ...FROM_WORKER].sort());
  await page.close();
});

test('nothing in the page does what no policy stops', () => {
  const html = readFileSync(built, 'utf8');
  const scripts = [...html.matchAll(/<script(?![^>]*(?:class="part"|id="(?:licences|warm)"))[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
  assert.ok(scripts.length > 50_000, 'the scripts are looked at');
  const never = [
    /\blocation\b\s*(\.\s*(href|assign|replace|reload)\b|=[^=])/, /\bwindow\.open\b/, /[^.\w]open\s*\(\s*["'`]http/, /RTCPeerConnection/i, /RTCDataChannel/i,
    /WebTransport/, /\bhttp-equiv=["']?refresh/i, /dns-prefetch/, /preconnect/, /\bping=/, /history\.(push|replace)State/, /navigation\.navigate/,
    /serviceWorker/, /\bXMLHttpRequest\b/, /\bfetch\s*\(/, /\bWebSocket\b/, /\bEventSource\b/, /sendBeacon/, /\beval\s*\(/, /new Function\b/,
  ];
  for (const word of never) assert.doesNotMatch(scripts, word);
  const markup = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<pre id="example"[\s\S]*?<\/pre>/, '').replace(/<style[\s\S]*?<\/style>/, '');
  assert.doesNotMatch(markup, /\b(src|href|action|ping|srcset|poster)\s*=(?!"data:,")/i);
  assert.doesNotMatch(html.match(/<style>([\s\S]*?)<\/style>/)[1], /url\(|@import/);
  // The licences name addresses in words; nothing else may.
  assert.deepEqual(scripts.match(/https?:\/\/[^\s"'`)]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/')) ?? [], []);
});
