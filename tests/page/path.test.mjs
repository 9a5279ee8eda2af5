// From a workbook to the mended workbook, by mouse and by keyboard alone; what is saved is what `catalint check --fix --min-severity hint` makes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { catalint, counts, drop, focused, launch, openPage, picture, savedAfterWords, settled, until, work, workbook } from './lib.mjs';

let browser;
let expected;
before(async () => {
  browser = await launch();
  const copy = join(work, 'fixed.xlsx');
  rmSync(copy, { force: true });
  try {
    execFileSync(catalint, ['check', '--fix', '--min-severity', 'hint', workbook, '-o', copy], { stdio: 'ignore' });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  expected = readFileSync(copy);
});
after(() => browser.close());

test('by mouse', async () => {
  const page = await openPage(browser);
  await picture(page, 'mouse-1-start');
  let actions = 0;
  const click = async (place) => { actions++; await page.locator(place).click(); };
  actions++;
  await drop(page, workbook);
  assert.equal(await settled(page), '');
  const [errors, warnings] = await counts(page);
  assert.ok(errors + warnings > 0);
  await picture(page, 'mouse-2-opened');
  await click('#fix-all');
  await picture(page, 'mouse-3-all');
  await click('#do-all');
  await page.locator('.catalog').waitFor();
  await picture(page, 'mouse-4-mended');
  const [errorsThen, warningsThen] = await counts(page);
  assert.ok(errorsThen + warningsThen < errors + warnings);
  await click('#save');
  await picture(page, 'mouse-5-out');
  const file = await savedAfterWords(page, () => click('#save-own'), async (words) => {
    await picture(page, 'mouse-6-said-before');
    actions++;
    await words.click();
  });
  assert.deepEqual(file.bytes, expected);
  assert.equal(file.name, 'civil-affairs（改好）.xlsx');
  assert.deepEqual(page.complaints, []);
  console.log(`by mouse: ${actions} actions`);
});

test('by keyboard alone', async () => {
  const page = await openPage(browser);
  let actions = 0;
  const press = async (key) => { actions++; await page.keyboard.press(key); };
  const chosen = page.waitForEvent('filechooser');
  await until(async () => (await focused(page)) === 'choose');
  await press('Enter');
  actions++;
  await (await chosen).setFiles(workbook);
  assert.equal(await settled(page), '');
  await until(async () => (await focused(page)) === 'fix-all');
  await press('Enter');
  await until(async () => (await focused(page)) === 'do-all');
  await press('Enter');
  await until(async () => (await page.locator('.told').innerText()).includes('改好了'));
  await picture(page, 'keyboard-1-mended');
  await press('Control+s');
  await until(async () => (await focused(page)) === 'save-own');
  const file = await savedAfterWords(page, () => press('Enter'), async (words) => {
    await until(() => words.evaluate((button) => button === document.activeElement));
    await press('Enter');
  });
  assert.deepEqual(file.bytes, expected);
  assert.deepEqual(page.complaints, []);
  console.log(`by keyboard: ${actions} actions`);
});

test('finding by finding: F8, adopt, write, ignore, undo to any point', async () => {
  const page = await openPage(browser);
  await drop(page, workbook);
  await settled(page);
  const all = (await counts(page)).slice(0, 2).reduce((a, b) => a + b);
  await page.keyboard.press('F8');
  await until(async () => (await focused(page)) === 'next-act');
  await picture(page, 'step-1-finding');
  const here = await page.locator('[data-here]').boundingBox();
  const box = await page.locator('#sheet').boundingBox();
  assert.ok(here.x + 1 >= box.x && here.y + 1 >= box.y && here.y < box.y + box.height, 'the cell is in sight');
  const heading = await page.locator('#panel h2').innerText();
  await page.keyboard.press('F8');
  await until(async () => (await page.locator('#panel h2').innerText()) !== heading || (await page.locator('.told').innerText()).includes('第2处'));
  await page.keyboard.press('Shift+F8');
  await until(async () => (await page.locator('#panel h2').innerText()) === heading);
  // Ignore the next one with a reason.
  await page.keyboard.press('F8');
  await until(async () => (await page.locator('#panel h2').innerText()) !== heading);
  await page.locator('#panel button', { hasText: '忽略并说明理由' }).click();
  await page.locator('#reason').fill('上级文件就是这样写的');
  await picture(page, 'step-2-ignore');
  await page.keyboard.press('Enter');
  await until(async () => (await counts(page)).slice(0, 2).reduce((a, b) => a + b) < all);
  await picture(page, 'step-3-ignored');
  // From a mark in the table to the panel.
  await page.locator('.catalog .mark').first().click();
  await page.locator('#panel').waitFor();
  // Undo to the beginning through the list of steps.
  await page.locator('.bar button', { hasText: '修改记录' }).click();
  await picture(page, 'step-4-history');
  await page.locator('.steps button').first().click();
  await until(async () => (await page.locator('.told').innerText()).includes('已撤销'));
  await page.keyboard.press('Escape');
  await until(async () => (await counts(page)).slice(0, 2).reduce((a, b) => a + b) === all);
  assert.deepEqual(page.complaints, []);
});

test('the example: filters, a whole group at once, check boxes, the law behind it', async () => {
  const page = await openPage(browser);
  await page.locator('.drop button', { hasText: '示例' }).click();
  assert.equal(await settled(page), '');
  const total = async () => (await counts(page)).slice(0, 2).reduce((a, b) => a + b);
  const before = await total();
  // By severity, rule and body.
  const severity = page.locator('.filters select').first();
  await severity.selectOption('hint');
  assert.equal(await page.locator('.entry .error, .entry .warning').count(), 0);
  await severity.selectOption('grave');
  await page.locator('.filters summary').click();
  const entries = await page.locator('.entry').count();
  await page.locator('.filters select').nth(2).focus();
  await until(async () => (await page.locator('.filters select').nth(2).locator('option').count()) > 2);
  await page.locator('.filters select').nth(2).selectOption('区采购中心');
  await until(async () => (await page.locator('.entry').count()) < entries);
  await picture(page, 'example-1-body');
  await page.locator('.filters select').nth(2).selectOption('');
  // A whole group as one step.
  await page.locator('.entry', { hasText: 'BAS013' }).first().click();
  const all = page.locator('#panel button', { hasText: '本组全部采用' });
  await all.waitFor();
  await page.locator('#panel summary', { hasText: '怎么改' }).click();
  await page.locator('#panel details .change').first().waitFor();
  await page.locator('#panel summary', { hasText: '看这部法规' }).first().click();
  await page.locator('#panel', { hasText: '法规核对到' }).waitFor();
  await picture(page, 'example-2-group');
  await all.click();
  await until(async () => (await total()) <= before - 2);
  assert.match(await page.locator('.bar button', { hasText: '修改记录' }).innerText(), /1/);
  // A box is ticked: the channel is there.
  const heads = await page.locator('.catalog thead th').allInnerTexts();
  const cell = page.locator(`.catalog tbody tr >> nth=0 >> td >> nth=${heads.findIndex((head) => head.includes('渠道')) - 1}`);
  await cell.click();
  await page.locator('#panel label', { hasText: '两微一端' }).click();
  await page.locator('#panel form button', { hasText: '改好' }).click();
  await until(async () => (await cell.innerText()).includes('两微一端'));
  await picture(page, 'example-3-ticked');
  // Both languages say it.
  await page.locator('.head button', { hasText: 'English' }).click();
  await until(async () => (await page.locator('.bar').innerText()).includes('Undo'));
  await picture(page, 'example-4-english');
  assert.deepEqual(page.complaints, []);
});

test('boxes that are ticked stand in her own file', async () => {
  const page = await openPage(browser);
  await drop(page, workbook);
  assert.equal(await settled(page), '');
  const cellOf = async (where, name) => {
    const heads = await where.locator('.catalog thead th').allInnerTexts();
    return where.locator(`.catalog tbody tr >> nth=1 >> td >> nth=${heads.findIndex((head) => head.includes(name)) - 1}`);
  };
  // Without the numbers of what is found there.
  const said = async (cell) => (await cell.locator('> span').last().innerText()).split(/\s+/).sort();
  const chosen = {};
  for (const name of ['渠道', '方式']) {
    const cell = await cellOf(page, name);
    await cell.click();
    const box = page.locator('#panel label.tick input:not(:checked)').first();
    await box.check();
    await page.locator('#panel form button', { hasText: '改好' }).click();
    const label = (await page.locator('#panel label.tick', { has: page.locator('input:checked') }).allInnerTexts()).map((text) => text.trim());
    await until(async () => (await cell.innerText()).split('\n').length >= label.length);
    chosen[name] = await said(cell);
  }
  await page.locator('#save').click();
  await picture(page, 'ticked-1-out');
  const file = await savedAfterWords(page, () => page.locator('#save-own').click(), (words) => words.click());
  await page.context().close();
  const again = await openPage(browser);
  await drop(again, { name: 'again.xlsx', bytes: file.bytes });
  assert.equal(await settled(again), '');
  for (const [name, text] of Object.entries(chosen)) {
    assert.deepEqual(await said(await cellOf(again, name)), text, name);
  }
  assert.deepEqual(again.complaints, []);
});
