// The page for those who see little, see nothing, have no mouse, or a phone: axe without violations in each room,
// 400 % zoom without scrolling to the side, dark and forced colours.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { drop, launch, openPage, picture, settled, workbook } from './lib.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Each room in turn, with its name. */
async function rooms(page, each) {
  await each('start');
  await drop(page, workbook);
  await settled(page);
  await each('work');
  await page.keyboard.press('F8');
  await page.locator('#panel').waitFor();
  await page.locator('#panel .change, #panel form').first().waitFor();
  await each('panel');
  await page.locator('.read summary').click();
  await page.locator('.read table').waitFor();
  await each('read');
  await page.locator('#fix-all').click();
  await page.locator('.change').first().waitFor();
  await each('all');
  await page.locator('#do-all').click();
  await page.locator('.bar button', { hasText: /修改记录|Steps/ }).click();
  await each('history');
  await page.keyboard.press('Escape');
  await page.locator('#save').click();
  await each('out');
  await page.locator('.head button', { hasText: /怎么用|How it works/ }).click();
  await each('help');
  await page.locator('.head button', { hasText: /关于|About/ }).click();
  await page.locator('details summary').click();
  await each('about');
}

test('no violations, in any room, light, dark, in English, on a phone', async () => {
  for (const [name, options] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 360, height: 740 } }]]) {
    const page = await openPage(browser, options);
    await rooms(page, async (room) => {
      await picture(page, `${name}-${room}`);
      assert.deepEqual(await violations(page), [], `${name}, ${room}`);
    });
    await page.context().close();
  }
});

test('in English', async () => {
  const page = await openPage(browser);
  await page.locator('.head button', { hasText: 'English' }).click();
  await rooms(page, async (room) => {
    await picture(page, `english-${room}`);
    assert.deepEqual(await violations(page), [], room);
  });
  await page.context().close();
});

test('at 400 % nothing needs scrolling to the side but the table', async () => {
  const page = await openPage(browser, { viewport: { width: 320, height: 256 } });
  await rooms(page, async (room) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${room} is ${wide} pixels too wide`);
    await picture(page, `zoom-${room}`);
  });
  await page.context().close();
});

test('with forced colours what is marked stays marked', async () => {
  const page = await openPage(browser, { forcedColors: 'active' });
  await drop(page, workbook);
  await settled(page);
  await page.keyboard.press('F8');
  await page.locator('#panel').waitFor();
  await picture(page, 'forced-colours');
  assert.ok(await page.locator('.catalog .mark').count() > 0);
  await page.context().close();
});

test('the table is a table: heads have a scope, each row is named', async () => {
  const page = await openPage(browser);
  await drop(page, workbook);
  await settled(page);
  const shape = await page.evaluate(() => {
    const table = document.querySelector('.catalog');
    return {
      role: table.getAttribute('role'), caption: table.caption !== null,
      heads: [...table.tHead.querySelectorAll('th')].every((th) => th.scope === 'col'),
      rows: [...table.tBodies[0].rows].every((row) => row.cells[0].tagName === 'TH' && row.cells[0].scope === 'row'),
      live: document.querySelector('[aria-live]') !== null,
    };
  });
  assert.deepEqual(shape, { role: null, caption: true, heads: true, rows: true, live: true });
  await page.context().close();
});
