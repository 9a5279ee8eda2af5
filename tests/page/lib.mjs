// What the tests of the page share: the page in a folder with a Chinese name and blanks, a browser, and a person's hands.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const built = resolve(process.env.PAGE ?? join(root, 'target/检查.html'));
export const catalint = resolve(process.env.CATALINT ?? join(root, 'target/debug/catalint'));
export const work = join(root, 'target/page');
export const pictures = join(work, 'pictures');
export const workbook = join(root, 'fixtures/annotate/civil-affairs.xlsx');

const folder = join(work, '政务公开 目录 检查');
mkdirSync(folder, { recursive: true });
mkdirSync(pictures, { recursive: true });
copyFileSync(built, join(folder, '检查.html'));
export const address = pathToFileURL(join(folder, '检查.html')).href;

export function launch(options = {}) {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'], ...options });
}

/** The page as it is opened by a double click; whatever it complains of in the console fails the test. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') page.complaints.push(message.text()); });
  page.on('pageerror', (error) => page.complaints.push(error.message));
  await page.goto(address);
  await page.locator('#choose').waitFor();
  return page;
}

/** Drops files on the page. */
export async function drop(page, ...files) {
  const list = files.map((file) => (typeof file === 'string' ? { name: basename(file), bytes: readFileSync(file) } : file))
    .map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all) data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, list);
}

/** Until the page shows a table, or says what is wrong. */
export async function settled(page) {
  await page.locator('.catalog, .trouble, .paper, .read').first().waitFor({ timeout: 60_000 });
  return (await page.locator('.trouble').count()) > 0 ? page.locator('.trouble').first().innerText() : '';
}

export async function counts(page) {
  const text = await page.locator('.counts').innerText();
  return text.match(/\d+/g).map(Number);
}

/** The bytes of what `act` saves. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export async function picture(page, name) {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

export function keep(name, bytes) {
  const path = join(work, name);
  writeFileSync(path, bytes);
  return path;
}

/** Polls: the page's policy lets nobody evaluate a text. */
export async function until(what, say = 'never became true', most = 10_000) {
  const end = Date.now() + most;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(say);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');

/** Acts, and reads what could not be carried where the page says so first; the saved file, and whether it was asked. */
export async function savedAfterWords(page, act, confirm) {
  const download = page.waitForEvent('download', { timeout: 30_000 });
  download.catch(() => {});
  await act();
  const words = page.locator('button', { hasText: '知道了，保存' });
  let asked = false;
  await Promise.race([download, words.waitFor().then(() => (asked = true), () => {})]);
  if (asked) await confirm(words);
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()), asked };
}
