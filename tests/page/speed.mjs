// A table of sizes and times: the page beside the program. Times are medians of seven; a busy machine makes them larger.

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { address, built, catalint, drop, launch, openPage, until, work, workbook } from './lib.mjs';

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const html = readFileSync(built);
console.log(`html ${(html.length / 1048576).toFixed(2)} MB; gzip ${(gzipSync(html).length / 1048576).toFixed(2)} MB`);

/** A catalog of so many items, every text different. */
function catalog(items) {
  const one = (i) => `  - no: ${i + 1}\n    topic: 事项${i % 50}\n    subtopic: 第${i}号公开事项\n    content: [第${i}号内容一, 第${i}号内容二]\n    basis: ['《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条']\n    deadline: 自信息形成之日起${(i % 19) + 1}个工作日内公开\n    publisher: 某县第${i % 30}局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n`;
  return `title: 某县政务公开标准目录\nauthority: 某县人民政府\nprofile: national\nupdated: 2026-01-01\nitems:\n${Array.from({ length: items }, (_, i) => one(i)).join('')}`;
}

function native(path) {
  const times = [];
  for (let i = 0; i < 7; i++) {
    const began = performance.now();
    try { execFileSync(catalint, ['check', '--output-format', 'json', path], { stdio: 'ignore', maxBuffer: 1 << 30 }); } catch (error) { if (error.status !== 1) throw error; }
    times.push(performance.now() - began);
  }
  return median(times);
}

const browser = await launch();
/** From a workbook that is handed in so many milliseconds after the page is there to the first finding on the screen; and from
 * the double click on the page. */
async function firstFinding(wait) {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  const began = performance.now();
  await page.goto(address);
  await page.locator('#choose').waitFor();
  await page.waitForTimeout(wait);
  const given = performance.now() - began;
  const took = await page.evaluate((base64) => new Promise((resolve) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'civil-affairs.xlsx'));
    const from = performance.now();
    const watch = new MutationObserver(() => {
      if (document.querySelector('.entry') === null) return;
      watch.disconnect();
      // It is drawn when the message after the next frame comes.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - from);
        port2.postMessage(null);
      });
    });
    watch.observe(document.body, { childList: true, subtree: true });
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }), readFileSync(workbook).toString('base64'));
  await page.context().close();
  return { took, whole: given + took };
}

for (const wait of [3000, 1000, 500, 0]) {
  const times = [];
  for (let i = 0; i < 7; i++) times.push(await firstFinding(wait));
  const of = (what) => { const list = times.map((one) => one[what]); return `${median(list).toFixed(0)} ms (${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)})`; };
  console.log(`60 rows handed in ${wait} ms after the page is there: first finding on the screen after ${of('took')}${wait === 0 ? `, ${of('whole')} after the double click` : ''}`);
}

for (const [name, items] of [['60 rows (xlsx)', 0], ['1,000 items', 1000], ['10,000 items', 10_000]]) {
  let path = workbook;
  if (items > 0) {
    path = join(work, `items-${items}.yaml`);
    writeFileSync(path, catalog(items));
  }
  const page = await openPage(browser);
  const began = performance.now();
  await drop(page, path);
  await page.locator('.catalog').waitFor({ timeout: 60_000 });
  const opened = performance.now() - began;
  for (let i = 0; i < 7; i++) {
    // A word in the deadline of the first item, and back.
    await page.locator('.catalog tbody tr >> nth=0 >> td >> nth=4').click();
    const area = page.locator('#panel textarea');
    await area.fill(`${await area.inputValue()}。`);
    await page.locator('#panel form button').last().click();
    await until(async () => (await page.locator('.bar button', { hasText: '修改记录' }).innerText()).includes(`${i + 1}`));
  }
  const took = await page.evaluate(() => Object.fromEntries(['open', 'state', 'edit'].map((name) => [name, performance.getEntriesByName(name).map((one) => one.duration)])));
  await page.locator('.head button', { hasText: '关于' }).click();
  const memory = (await page.locator('.room').innerText()).match(/占用内存(\d+)兆/)[1];
  console.log(`${name}, ${(statSync(path).size / 1024).toFixed(0)} KB: shown after ${opened.toFixed(0)} ms; open ${median(took.open).toFixed(0)}, first state ${took.state[0].toFixed(0)}, ` +
    `a change checked again ${median(took.edit).toFixed(0)} ms; memory ${memory} MB; native ${native(path).toFixed(0)} ms a process`);
  await page.context().close();
}
await browser.close();
