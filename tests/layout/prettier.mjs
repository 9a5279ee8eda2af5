// Holds the files of a folder to prettier at its defaults: it must leave each as it is, but for those that a table names with
// the reason, and those it must change.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, table] = process.argv.slice(2);
const prettier = createRequire(join(process.cwd(), "package.json"))("prettier");
const lines = readFileSync(table, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const exceptions = new Map(lines.map((line) => line.split("\t")));
const told = [];
let same = 0;
for (const name of readdirSync(folder)) {
  const bytes = readFileSync(join(folder, name));
  const text = bytes.toString("utf8");
  const printed = await prettier.format(text, { parser: "yaml" }).catch((error) => `${error}`);
  const is_same = Buffer.from(printed).equals(bytes);
  const reason = exceptions.get(name);
  exceptions.delete(name);
  if (is_same) same += 1;
  if (is_same && reason) told.push(`${name}: prettier leaves it alone, so it is no exception any more`);
  if (!is_same && !reason) {
    const [ours, theirs] = [text.split("\n"), printed.split("\n")];
    const at = ours.findIndex((line, nth) => line !== theirs[nth]);
    told.push(`${name}:${at + 1}: ${ours[at]}\n  prettier: ${theirs[at]}`);
  }
}
for (const name of exceptions.keys()) told.push(`${name}: named as an exception, and not there`);
console.log(`prettier ${prettier.version} leaves ${same} files alone; ${lines.length} exceptions`);
if (told.length) {
  console.error(told.join("\n"));
  process.exit(1);
}
