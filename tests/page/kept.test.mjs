// The tab is killed in the middle of the work: it is offered again, by the first page and by the file; the button clears it,
// seven days do too.

import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { address, counts, drop, picture, settled, until, workbook } from './lib.mjs';

const profile = mkdtempSync(join(tmpdir(), 'catalint-page-'));

function browser() {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], viewport: { width: 1366, height: 768 }, locale: 'zh-CN',
  });
}

async function mendSome(context) {
  const page = await context.newPage();
  await page.goto(address);
  await drop(page, workbook);
  assert.equal(await settled(page), '');
  await page.locator('#fix-all').click();
  await page.locator('#do-all').click();
  await until(async () => (await page.locator('.told').innerText()).includes('改好了'));
  return { page, left: await counts(page) };
}

test('a killed tab loses nothing', async () => {
  let context = await browser();
  const { page, left } = await mendSome(context);
  await page.goto('chrome://crash').catch(() => {});
  await context.close();

  context = await browser();
  const again = await context.newPage();
  await again.goto(address);
  await again.locator('.kept').waitFor();
  await picture(again, 'kept-1-start');
  await again.locator('.kept button', { hasText: '接着改' }).click();
  await again.locator('.catalog').waitFor();
  await until(async () => JSON.stringify(await counts(again)) === JSON.stringify(left), 'as it was left');
  await again.keyboard.press('Control+z');
  await until(async () => JSON.stringify(await counts(again)) !== JSON.stringify(left), 'its steps are there too');
  await again.keyboard.press('Control+y');
  await until(async () => JSON.stringify(await counts(again)) === JSON.stringify(left));

  // The file itself brings it back as well.
  const third = await context.newPage();
  await third.goto(address);
  await drop(third, workbook);
  await third.locator('button', { hasText: '从头来' }).waitFor();
  await picture(third, 'kept-2-file');
  await third.locator('button', { hasText: '接着改' }).click();
  await until(async () => JSON.stringify(await counts(third)) === JSON.stringify(left));

  // A button clears it.
  const fourth = await context.newPage();
  await fourth.goto(address);
  await fourth.locator('.kept button', { hasText: '全部清除' }).click();
  await until(async () => (await fourth.locator('.kept').count()) === 0);
  await fourth.reload();
  await fourth.locator('#choose').waitFor();
  assert.equal(await fourth.locator('.kept').count(), 0);
  await context.close();
});

test('after seven days it is gone', async () => {
  const context = await browser();
  const { page } = await mendSome(context);
  await page.evaluate(() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('catalint', 1);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const store = asked.result.transaction('work', 'readwrite').objectStore('work');
      store.getAll().onsuccess = ({ target }) => {
        for (const one of target.result) store.put({ ...one, when: one.when - 8 * 24 * 3600 * 1000 });
        store.transaction.oncomplete = () => { asked.result.close(); resolve(); };
      };
    };
  }));
  await page.reload();
  await page.locator('#choose').waitFor();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await page.locator('.kept').count(), 0);
  await context.close();
});
