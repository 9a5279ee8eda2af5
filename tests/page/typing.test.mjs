// Typing through an input method: no key acts while it composes; titles of acts are offered after 《.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drop, launch, openPage, picture, settled, until, workbook } from './lib.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function atBasis() {
  const page = await openPage(browser);
  await drop(page, workbook);
  await settled(page);
  const heads = await page.locator('.catalog thead th').allInnerTexts();
  const column = heads.findIndex((head) => head.includes('依据'));
  await page.locator(`.catalog tbody tr >> nth=0 >> td >> nth=${column - 1}`).click();
  const area = page.locator('#panel textarea');
  await area.fill('');
  await area.focus();
  return { page, area, keyboard: await page.context().newCDPSession(page) };
}

/** A key as an input method passes it on: code 229. */
async function composingKey(keyboard, key, code) {
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, windowsVirtualKeyCode: 229 });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode: 229 });
}

test('while composing no key acts, and no letter is lost', async () => {
  const { page, area, keyboard } = await atBasis();
  const room = await page.locator('.catalog').count();
  await keyboard.send('Input.imeSetComposition', { text: 'zheng', selectionStart: 5, selectionEnd: 5 });
  for (const [key, code] of [['Enter', 'Enter'], ['Escape', 'Escape'], ['F8', 'F8'], ['ArrowDown', 'ArrowDown'], ['s', 'KeyS']]) await composingKey(keyboard, key, code);
  assert.equal(await area.inputValue(), 'zheng');
  assert.equal(await page.locator('.catalog').count(), room);
  assert.equal(await page.locator('#panel').count(), 1);
  await keyboard.send('Input.insertText', { text: '政府信息' });
  assert.equal(await area.inputValue(), '政府信息');
  await page.context().close();
});

test('after 《 titles are offered, chosen by arrow and Enter', async () => {
  const { page, area, keyboard } = await atBasis();
  await keyboard.send('Input.insertText', { text: '《中华人民共和国政府信息' });
  const options = page.locator('#completions [role=option]');
  await options.first().waitFor();
  await picture(page, 'completion');
  // An Enter of the input method takes nothing.
  await page.keyboard.press('ArrowDown');
  await composingKey(keyboard, 'Enter', 'Enter');
  assert.equal(await area.inputValue(), '《中华人民共和国政府信息');
  await page.keyboard.press('Enter');
  await until(async () => (await area.inputValue()).includes('《中华人民共和国政府信息公开条例》'));
  assert.equal(await options.count(), 0);
  await page.context().close();
});

test('what is written is checked at once', async () => {
  const { page, area, keyboard } = await atBasis();
  await keyboard.send('Input.insertText', { text: '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条' });
  await page.locator('#panel button', { hasText: '改好' }).click();
  await until(async () => /改/.test(await page.locator('.told').innerText()));
  assert.match(await page.locator('.catalog tbody tr >> nth=0').innerText(), /国务院令第711号）第二十条/);
  await page.context().close();
});
