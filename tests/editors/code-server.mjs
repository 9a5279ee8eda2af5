// The extension in VS Code (code-server) in Chromium: looks at what is shown and leaves pictures.
// node code-server.mjs URL PICTURES FOLDER; environment: CHROMIUM, PLAYWRIGHT (folder of playwright-core). FOLDER is the workspace: a
// commit with 甲县目录.yaml, nothing changed since; files are not saved by themselves.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";

const [url, pictures, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { chromium } = require(process.env.PLAYWRIGHT ?? "playwright-core");
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
const picture = (name) => page.screenshot({ path: `${pictures}/${name}.png` });
const line = (words) => page.locator(".view-line", { hasText: words }).first();
const key = (name) => page.keyboard.press(name);

/** Runs a command by its name in the palette. */
async function command(name) {
  await key("F1");
  await page.keyboard.type(name, { delay: 20 });
  await page.waitForTimeout(900);
  await key("Enter");
}

/** Puts the cursor at a line and column, both from 1; columns in UTF-16 units. */
async function go(at) {
  await key("Control+g");
  await page.waitForTimeout(400);
  await page.keyboard.type(at);
  await key("Enter");
  await page.waitForTimeout(400);
}

/** Types a path into the dialog for files. */
async function path(to) {
  await page.locator(".quick-input-widget .monaco-inputbox input").waitFor({ timeout: 20_000 });
  await page.waitForTimeout(800);
  await key("Control+a");
  await page.keyboard.insertText(to);
  await page.waitForTimeout(1200);
  await key("Enter");
  await page.waitForTimeout(800);
}

/** The page that the last tab of pages shows. */
function shown() {
  return page.frameLocator(".webview.ready").last().frameLocator("#active-frame").locator("body");
}

try {
  await page.goto(url);
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "甲县目录.yaml" }).dblclick({ timeout: 90_000 });
  await line("合同法").waitFor({ timeout: 30_000 });
  // Findings: squiggles under the words, the language of catalogs in the status bar.
  await page.locator(".squiggly-error").first().waitFor({ timeout: 150_000 });
  await page.locator(".statusbar-item", { hasText: /政务公开标准目录|Disclosure catalog/ }).first().waitFor({ timeout: 10_000 });
  await picture("1-findings");
  const squiggle = await page.locator(".squiggly-error").first().boundingBox();
  const text = await line("合同法").evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const rects = {};
    for (let part = walker.nextNode(); part; part = walker.nextNode()) {
      for (const mark of ["《", "》"]) {
        const at = part.data.indexOf(mark);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(part, at);
        range.setEnd(part, at + 1);
        const { left, right } = range.getBoundingClientRect();
        rects[mark] = { left, right };
      }
    }
    return rects;
  });
  assert.ok(Math.abs(squiggle.x - text["《"].left) < 2, "the squiggle begins under 《");
  assert.ok(Math.abs(squiggle.x + squiggle.width - text["》"].right) < 2, "the squiggle ends under 》");

  // Hover of the repealed act.
  await go("13:16");
  await command("Show or Focus Hover");
  await page.locator(".monaco-hover", { hasText: /民法典[^]*国家主席令|民法典[^]*施行/ }).first().waitFor({ timeout: 20_000 });
  await picture("2-hover");
  await key("Escape");

  // Quick fix of the channel that stands twice.
  await go("16:27");
  await key("Control+.");
  await page.waitForTimeout(2500);
  await picture("3-quick-fix-offered");
  await key("Enter");
  await page.waitForTimeout(2000);
  await picture("4-quick-fix-applied");
  const channels = (await line("channels").innerText()).replaceAll("\u00a0", " ");
  assert.equal(channels.trim(), "channels: [𠮷站, 政府网站]");

  // Titles after 《.
  await go("12:60");
  await key("End");
  await key("Enter");
  await page.keyboard.insertText("- ");
  await page.keyboard.insertText("《");
  await page.waitForTimeout(800);
  await page.keyboard.insertText("社会救助");
  await page.waitForTimeout(800);
  await key("Control+Space");
  await page.locator(".suggest-widget .monaco-list-row", { hasText: "社会救助暂行办法" }).first().waitFor({ timeout: 20_000 });
  await picture("5-completion");
  await key("Escape");
  await command("Revert File");
  await line("政府网站, 政府网站").waitFor({ timeout: 20_000 });

  // The layout.
  await command("Format Document");
  await line("- 保障标准").waitFor({ timeout: 20_000 });
  await picture("6-formatted");
  await command("Revert File");
  await line("政府网站, 政府网站").waitFor({ timeout: 20_000 });

  // All safe fixes.
  await command("catalint: Fix All Safe Problems");
  await line("[𠮷站, 政府网站]").waitFor({ timeout: 20_000 });
  await picture("7-all-fixed");

  // A workbook of the catalog, which is saved before; and a catalog of the workbook.
  await command("catalint: Export the Catalog");
  await path(`${folder}/甲县目录.xlsx`);
  await page.locator(".notification-toast", { hasText: "Show in Explorer" }).waitFor({ timeout: 30_000 });
  await picture("8-exported");
  assert.ok(statSync(`${folder}/甲县目录.xlsx`).size > 4000, "a workbook");
  assert.ok(readFileSync(`${folder}/甲县目录.yaml`, "utf8").includes("channels: [𠮷站, 政府网站]"), "it was saved before");
  await page.getByRole("button", { name: "Show in Explorer" }).click();
  await page.locator(".explorer-folders-view .monaco-list-row.selected", { hasText: "甲县目录.xlsx" }).waitFor({ timeout: 20_000 });
  await command("catalint: Import a Table as Catalog");
  await path(`${folder}/甲县目录.xlsx`);
  await path(`${folder}/导入目录.yaml`);
  await page.locator(".tab.active", { hasText: "导入目录.yaml" }).waitFor({ timeout: 30_000 });
  await line("合同法").waitFor({ timeout: 20_000 });
  await picture("9-imported");

  // Pages: the list, and what changed since the last commit.
  await page.locator(".tab", { hasText: "甲县目录.yaml" }).click();
  await line("title").waitFor({ timeout: 20_000 });
  await command("catalint: Rectification List");
  await shown().getByText("中华人民共和国合同法").first().waitFor({ timeout: 30_000 });
  await picture("10-list");
  await page.locator(".tab", { hasText: "甲县目录.yaml" }).click();
  await command("catalint: Compare with Another Version");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "HEAD" }).click({ timeout: 20_000 });
  await shown().getByText("公开渠道").first().waitFor({ timeout: 30_000 });
  await picture("11-changes");
  console.log("code-server: as it should be");
} catch (error) {
  await picture("failed");
  throw error;
} finally {
  await browser.close();
}
