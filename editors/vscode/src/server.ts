/** Finding the program, and whether it will do. Nothing here knows the editor. */
import { execFile } from "node:child_process";
import { say, type Lang } from "./words";

/** The first version with what this extension asks for. */
export const NEEDED = "0.1.0";

/** What a program turned out to be. */
export type Found =
  | { kind: "good"; version: string }
  | { kind: "missing" }
  | { kind: "old"; version: string }
  | { kind: "alien"; said: string };

/** The program to run: that of the settings (`~` is the home), else the one on the path. */
export function programOf(setting: string, home: string): string {
  const path = setting.trim();
  if (path === "") return "catalint";
  return path === "~" || path.startsWith("~/") || path.startsWith("~\\") ? home + path.slice(1) : path;
}

/** The version in what `catalint --version` prints. */
export function versionIn(text: string): string | undefined {
  return /^catalint (\d+\.\d+\.\d+)/.exec(text)?.[1];
}

/** Whether a version is another one or later. */
export function isAtLeast(version: string, needed: string): boolean {
  const [have, want] = [version, needed].map((text) => text.split(".").map(Number));
  for (let at = 0; at < want.length; at += 1) {
    if ((have[at] ?? 0) !== want[at]) return (have[at] ?? 0) > want[at];
  }
  return true;
}

/** What came of running a program. */
export interface Outcome {
  /** Its exit code; none where it could not be run. */
  code: number | undefined;
  /** Whether there is no such program. */
  missing: boolean;
  out: string;
  err: string;
}

/** Runs a program without a shell and waits for it. */
export function run(program: string, args: readonly string[], cwd?: string): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, windowsHide: true };
    execFile(program, [...args], options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : undefined;
      const missing = error !== null && (error as NodeJS.ErrnoException).code === ("ENOENT" as never);
      done({ code, missing, out, err: err === "" && code === undefined ? String(error?.message) : err });
    });
  });
}

/** Asks a program what it is. */
export async function ask(program: string): Promise<Found> {
  const { code, missing, out, err } = await run(program, ["--version"]);
  if (missing) return { kind: "missing" };
  const version = versionIn(out);
  if (code !== 0 || version === undefined) {
    return { kind: "alien", said: (err || out).trim().split("\n")[0] || `exit ${code}` };
  }
  if (!isAtLeast(version, NEEDED)) return { kind: "old", version };
  return { kind: "good", version };
}

/** What to tell a user whose program will not do; nothing where it does. */
export function complaint(found: Found, program: string, lang: Lang): string | undefined {
  switch (found.kind) {
    case "good":
      return undefined;
    case "missing":
      return say("missing", lang, { program });
    case "old":
      return say("old", lang, { program, version: found.version, needed: NEEDED });
    case "alien":
      return say("alien", lang, { program, said: found.said });
  }
}
