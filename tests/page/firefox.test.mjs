// The same way in Firefox (Debian: firefox-esr; FIREFOX names another): open, mend, save; nothing leaves.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { address, catalint, pictures, until, work, workbook } from './lib.mjs';

const downloads = join(work, 'firefox');
let browser;
before(async () => {
  rmSync(downloads, { recursive: true, force: true });
  mkdirSync(downloads, { recursive: true });
  browser = await puppeteer.launch({
    browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true,
    extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': downloads, 'browser.download.useDownloadDir': true, 'intl.accept_languages': 'zh-CN' },
  });
});
after(() => browser?.close());

test('open, mend, save; 0 requests', async () => {
  const expected = join(work, 'expected-firefox.xlsx');
  rmSync(expected, { force: true });
  try { execFileSync(catalint, ['check', '--fix', '--min-severity', 'hint', workbook, '-o', expected], { stdio: 'ignore' }); } catch (error) { if (error.status !== 1) throw error; }
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  await page.goto(address);
  const has = (selector) => page.evaluate((words) => document.querySelector(words) !== null, selector);
  await until(() => has('#choose'));
  await page.evaluate((base64) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'civil-affairs.xlsx'));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, readFileSync(workbook).toString('base64'));
  await until(() => has('.catalog .mark'), 'no findings', 60_000);
  await page.screenshot({ path: join(pictures, 'firefox.png') });
  const click = async (id) => { await until(() => has(`#${id}`)); await page.evaluate((one) => document.getElementById(one).click(), id); };
  await click('fix-all');
  await click('do-all');
  await until(() => page.evaluate(() => document.querySelector('.told').textContent.includes('改好了')));
  await click('save');
  await click('save-own');
  const file = join(downloads, 'civil-affairs（改好）.xlsx');
  await until(() => existsSync(file) && !readdirSync(downloads).some((name) => name.endsWith('.part')), 'nothing was saved', 20_000);
  assert.deepEqual(readFileSync(file), readFileSync(expected));

  let reached = 0;
  const server = createServer((request, response) => { reached++; response.end(''); });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await page.evaluate((port) => {
    const to = `http://127.0.0.1:${port}/`;
    fetch(to, { mode: 'no-cors' }).catch(() => {});
    new Image().src = to;
    navigator.sendBeacon(to, 'x');
    document.head.appendChild(Object.assign(document.createElement('script'), { src: to }));
    document.body.appendChild(Object.assign(document.createElement('iframe'), { src: to }));
    try { new WebSocket(`ws://127.0.0.1:${port}/`); } catch { /* refused */ }
  }, server.address().port);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(reached, 0);
  server.close();
});
