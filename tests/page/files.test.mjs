// Files of all kinds: those of the fixtures open, hostile ones get a message, and the page lives on. CATALINT_TABLES names a
// folder whose files are opened too: each shows a table or says why not.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { drop, launch, openPage, picture, root, saved, savedAfterWords, settled, until, workbook } from './lib.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What the page says of a file: words of a message, or how many items it read. */
async function said(page, file) {
  await page.evaluate(() => document.querySelector('.trouble button')?.click());
  await drop(page, file);
  await until(async () => (await page.locator('.trouble').count()) > 0 || (await page.locator('.catalog').count()) > 0 || (await page.locator('.read').count()) > 0, `${file.name ?? file}: neither a table nor a word`, 60_000);
  if (await page.locator('.trouble').count() > 0) return `says: ${await page.locator('.trouble').innerText()}`;
  if (await page.locator('.catalog').count() === 0) return `says: ${await page.locator('.read').first().innerText()}`;
  return `${await page.locator('.catalog tbody tr').count()} rows`;
}

test('hostile files: a message, and the page lives', async () => {
  const text = (words) => Buffer.from(words);
  const good = readFileSync(workbook);
  const hostile = [
    ['empty.xlsx', Buffer.alloc(0)], ['noise.xlsx', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))],
    ['cut.xlsx', good.subarray(0, good.length / 2)], ['zip-only.docx', text('PK\u0003\u0004')], ['gzip.xlsx', gzipSync(good)],
    ['deep.yaml', text(`items: ${'['.repeat(100_000)}`)], ['bomb.yaml', text(`a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`)}]`).join('\n')}\nitems: *h\n`)],
    ['deep.html', text(`${'<div>'.repeat(5000)}<table><tr><td>公开事项</td></tr></table>`)], ['wide.csv', text(`${'公开事项,'.repeat(20_000)}\n`)],
    ['script.html', text('<script>document.title = "taken"</script><img src=x onerror="document.title=\'taken\'"><table><tr><th>公开事项<th>公开内容<th>公开依据<tr><td><script>document.title="taken"</script>甲<td>乙<td><img src=x onerror="document.title=1">')],
    ['photo.png', text('\u0089PNG\r\n\u001a\n')], ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')], ['long.txt', text('公开'.repeat(800_000))], ['nul.csv', text('a\0b,c\n')],
  ];
  const page = await openPage(browser);
  for (const [name, bytes] of hostile) {
    await page.goto('about:blank');
    await page.goBack();
    await page.locator('#choose').waitFor();
    const words = await said(page, { name, bytes });
    console.log(`${name}: ${words.slice(0, 100).replace(/\n/g, ' ')}`);
    assert.equal(await page.title(), '政务公开目录检查', `${name} ran`);
    // The same page opens a good file afterwards.
    await page.evaluate(() => document.querySelector('.trouble button')?.click());
    await drop(page, workbook);
    await until(async () => (await page.locator('.catalog tbody tr').count()) > 0, `${name}: the page is dead`, 30_000);
  }
  await page.context().close();
});

test('a picture, and a table copied as scattered words: what to do instead is said', async () => {
  const page = await openPage(browser);
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
  for (const name of ['目录.png', '照片']) assert.match(await said(page, { name, bytes: png }), /这是图片.*OCR/s, name);
  const words = '安全生产领域基层政务公开标准目录\n\n序号\n\n公开事项\n\n公开内容（要素）\n\n公开依据\n\n1\n\n行政许可\n';
  assert.match(await said(page, { name: '目录.txt', bytes: Buffer.from(words) }), /没有一行表头.*直接粘贴/s);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('a long catalog is shown 300 items at a time, and a finding leads to its page', async () => {
  const page = await openPage(browser);
  const item = (i) => `  - no: ${i + 1}\n    topic: 事项${i}\n    content: [第${i}号内容]\n    basis: ['《中华人民共和国政府信息公开条例》第二十条']\n    deadline: ${i === 640 ? '及时' : '自信息形成之日起20个工作日内'}\n    publisher: 某县民政局\n    channels: ${i === 640 ? '[政府网站, 政府网站]' : '[政府网站]'}\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n`;
  await drop(page, { name: '长.yaml', bytes: Buffer.from(`title: 某县政务公开标准目录\nauthority: 某县人民政府\nprofile: national\nupdated: 2026-01-01\nitems:\n${Array.from({ length: 650 }, (_, i) => item(i)).join('')}`) });
  assert.equal(await settled(page), '');
  const rows = page.locator('.catalog tbody tr');
  const shows = async (count, first, words) => {
    await until(async () => (await page.locator('.more span').innerText()) === words, `not ${words}`);
    assert.equal(await rows.count(), count);
    assert.equal((await rows.first().locator('th').innerText()).trim().split(/\s+/).pop(), String(first));
  };
  const [before, after] = ['上一页', '下一页'].map((name) => page.locator('.more button', { hasText: name }));
  await shows(300, 1, '第1–300项，共650项');
  assert.ok(await before.isDisabled());
  await after.click();
  await shows(300, 301, '第301–600项，共650项');
  await after.click();
  await shows(50, 601, '第601–650项，共650项');
  assert.ok(await after.isDisabled());
  await before.click();
  await shows(300, 301, '第301–600项，共650项');
  // A change leaves the page where it is.
  await rows.first().locator('td').first().click();
  await page.locator('#panel textarea').fill('改过的事项');
  await page.locator('#panel form button').last().click();
  await until(async () => (await rows.first().innerText()).includes('改过的事项'));
  await shows(300, 301, '第301–600项，共650项');
  // From the list to a cell of another page.
  await page.locator('.entry', { hasText: '重复' }).first().click();
  await until(async () => (await page.locator('.more span').innerText()).startsWith('第601'));
  assert.equal(await page.locator('[data-here]').getAttribute('data-here'), '/items/640/channels');
  await picture(page, 'third-page');
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

function folders() {
  return [join(root, 'fixtures/tables'), ...(process.env.CATALINT_TABLES === undefined ? [] : [process.env.CATALINT_TABLES])];
}

test('tables open, or the page says why not', async () => {
  for (const folder of folders()) {
    const names = readdirSync(folder).filter((name) => /\.(xlsx?|et|docx|html?|csv|tsv|txt|md)$/i.test(name));
    assert.ok(names.length > 0);
    let opened = 0;
    for (const name of names) {
      const page = await openPage(browser);
      const words = await said(page, join(folder, name));
      if (words.startsWith('says')) console.log(`${name}: ${words.replace(/\n/g, ' ')}`);
      else opened++;
      assert.deepEqual(page.complaints, [], name);
      assert.doesNotMatch(words, /内部错误/, name);
      await page.context().close();
    }
    console.log(`${folder === folders()[0] ? 'fixtures' : 'CATALINT_TABLES'}: ${opened} of ${names.length} opened`);
  }
});

test('a table is pasted as html, or as text', async () => {
  const html = readFileSync(join(root, 'fixtures/tables/a-legal-services.html'), 'utf8');
  const text = readFileSync(join(root, 'fixtures/seeds/jingan-cooperation-office.txt'), 'utf8');
  for (const [data, items] of [[{ 'text/html': html, 'text/plain': 'x' }, 3], [{ 'text/plain': text }, 11]]) {
    const page = await openPage(browser);
    await page.evaluate((all) => {
      const clipboardData = new DataTransfer();
      for (const [type, words] of Object.entries(all)) clipboardData.setData(type, words);
      document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }));
    }, data);
    assert.equal(await settled(page), '');
    assert.equal(await page.locator('.catalog tbody tr').count(), items);
    await page.context().close();
  }
});

test('two files are compared; several are opened beside each other', async () => {
  const page = await openPage(browser);
  const text = readFileSync(join(root, 'fixtures/seeds/jingan-cooperation-office.yaml'), 'utf8');
  await drop(page, { name: '旧.yaml', bytes: text }, { name: '新.yaml', bytes: text.replace('机关简介', '单位简介').replace('办公地址', '办公地点') });
  await page.locator('.paper').waitFor();
  const frame = page.frameLocator('.paper');
  await until(async () => (await frame.locator('body').innerText()).includes('单位简介'));
  await picture(page, 'compare');
  const file = await saved(page, () => page.locator('button', { hasText: '保存对照表' }).click());
  assert.match(file.name, /对照.*\.html$/);
  await page.locator('button', { hasText: '分别检查' }).click();
  await page.locator('.catalog').waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('what was read can be set right', async () => {
  const page = await openPage(browser);
  await drop(page, join(root, 'fixtures/tables/a-legal-services.html'));
  assert.equal(await settled(page), '');
  await page.locator('.read summary').click();
  const select = page.locator('.read select').first();
  const before = await page.locator('.catalog thead').innerText();
  await select.selectOption('nothing');
  await until(async () => (await page.locator('.told').innerText()).includes('重新读取'));
  await until(async () => (await page.locator('.catalog thead').innerText()) !== before);
  await picture(page, 'read-set-right');
  await page.context().close();
});

test('all ways out', async () => {
  const page = await openPage(browser);
  await drop(page, workbook);
  await settled(page);
  await page.locator('#fix-all').click();
  await page.locator('#do-all').click();
  await page.locator('#save').click();
  for (const [id, name, begins] of [
    ['save-marked', /标注.*\.xlsx$/, 'PK'], ['save-published', /公布.*\.xlsx$/, 'PK'], ['save-list', /整改清单.*\.html$/, '<!'], ['save-yaml', /\.yaml$/, ''],
  ]) {
    const file = await savedAfterWords(page, () => page.locator(`#${id}`).click(), (words) => words.click());
    assert.match(file.name, name);
    assert.ok(file.bytes.length > 500 && file.bytes.toString('latin1').startsWith(begins), id);
  }
  await page.locator('select[aria-label=格式]').selectOption('docx');
  const word = await savedAfterWords(page, () => page.locator('#save-published').click(), (words) => words.click());
  assert.match(word.name, /\.docx$/);
  await page.evaluate(() => { window.printed = 0; });
  await page.locator('#print-list').click();
  await page.locator('iframe[title=print]').waitFor({ state: 'attached' });
  assert.match(await page.frameLocator('iframe[title=print]').locator('body').innerText(), /整改/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('the licences of all that is in the page are in it, and let it be handed on', async () => {
  const page = await openPage(browser);
  await page.locator('.head button', { hasText: '关于' }).click();
  await page.locator('details summary').click();
  const licences = page.locator('.licences');
  await until(async () => (await licences.innerText()).length > 1000);
  const text = await licences.innerText();
  const entries = text.slice(0, text.indexOf('='.repeat(100))).split('\n').filter((line) => line.trim() !== '');
  const free = /\b(MIT|Apache-2\.0|BSD-\d-Clause|ISC|Zlib|Unicode-3\.0|Unlicense|CC0-1\.0|0BSD|MPL-2\.0)\b/;
  for (const entry of entries) assert.match(entry, free);
  const lock = JSON.parse(readFileSync(join(root, 'web/package-lock.json'), 'utf8'));
  for (const [path, { dev, version }] of Object.entries(lock.packages)) {
    if (path !== '' && dev !== true) assert.ok(entries.some((entry) => entry.startsWith(`${path.replace('node_modules/', '')} ${version}:`)), path);
  }
  for (const name of ['html5ever', 'rust_xlsxwriter', 'Rust standard library']) assert.ok(entries.some((entry) => entry.startsWith(name)), name);
  console.log(`${entries.length} parts with their licences`);
  await page.context().close();
});
