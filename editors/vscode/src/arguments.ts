/** The command lines of the commands. A path is never taken for an option. */
import * as path from "node:path";

/** What a table becomes: the same name beside it, as YAML. */
export function catalogBeside(table: string): string {
  return path.join(path.dirname(table), `${path.basename(table, path.extname(table))}.yaml`);
}

/** `catalint import` of a table into a file that the user chose, over what may be there. */
export function importArguments(table: string, output: string, lang: string): string[] {
  return ["import", ...language(lang), "--force", "-o", output, "--", table];
}

/** `catalint export`; the format follows from the name. */
export function exportArguments(catalog: string, output: string, lang: string): string[] {
  return ["export", ...language(lang), "--force", "-o", output, "--", catalog];
}

/** The rectification list as a page. */
export function listArguments(catalog: string, output: string, lang: string): string[] {
  return ["check", ...language(lang), "--output-format", `html=${output}`, "--", catalog];
}

/** What changed between two versions, as a page. */
export function diffArguments(old: string, catalog: string, output: string, lang: string): string[] {
  return ["diff", ...language(lang), "--output-format", `html=${output}`, "--", old, catalog];
}

function language(lang: string): string[] {
  return lang === "zh" || lang === "en" ? ["--lang", lang] : [];
}
