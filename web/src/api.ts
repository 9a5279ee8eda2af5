// What the page and the engine (crates/catalint-session) say to each other.
//
// One call: head as JSON (UTF-8), a NUL byte, then bytes. The reply has the same form. Nothing is kept between calls that a
// caller could see (the engine remembers the last text that it read, for speed only): text in, text out. Undo is a list of
// (yaml, reading) pairs that the page keeps.
//
// wasm exports: memory, alloc(len) -> ptr, dealloc(ptr, len), call(ptr, len) -> ptr of the reply, len() -> its length.
//   const ptr = alloc(n); new Uint8Array(memory.buffer, ptr, n).set(request);
//   const out = call(ptr, n);            // frees the request
//   const reply = new Uint8Array(memory.buffer, out, len()).slice(); dealloc(out, len());
// No imports: WebAssembly.instantiate(module, {}). A trap is a panic: throw the instance away, make a new one of the kept
// Module, say "内部错误" with the file's name and what was asked.

export type Lang = "zh" | "en";

/** What every request has. */
export interface Ask {
  /** The day on which law is judged, 2026-12-01. The engine has no clock. */
  day: string;
  lang: Lang;
  /** Dropped configs by name; "catalint.yaml" is the one, others are what it extends or names. */
  config?: Record<string, string>;
  /** A profile that holds whatever the file says (`shanghai`, `national`, or one of the config). */
  profile?: string;
  /** The bytes that follow the NUL, cut in this order. */
  files?: { name: string; size: number }[];
}

/** Any reply may be this instead: a fault of the file or the request, in words for people. Never an exception. */
export interface Failed { error: { code: "unreadable" | "request" | "not-possible"; message: string } }

export type Request =
  | Open | State | Offers | Edit | Export | Mend | Annotate | List | Compare | Complete | Explain | LawAsked | Deadline | About;

// ---------------------------------------------------------------- open

/** One file: table (xlsx xls et ods docx html csv txt md, by content), YAML catalog, or a config. Pasted text/html is a file
 *  "粘贴.html", text/plain "粘贴.txt". */
export interface Open extends Ask {
  do: "open";
  files: [{ name: string; size: number }];
  /** Of a text whose encoding was not recognised: "gb18030", "utf-8"… */
  encoding?: string;
  /** What a person says that columns hold: address of the head's cell (ColumnRead.at) -> ColumnRead.holds. */
  columns?: Columns;
}
export type Columns = Record<string, string>;

export interface Opened {
  /** "config": nothing to show; hand its text in as `config` from now on (`report` says what is wrong in it). */
  kind: "table" | "yaml" | "config";
  /** "xlsx" "xls" "ods" "docx" "html" "csv" "tsv" "markdown" "xml2003" "yaml" */
  format: string;
  catalogs: OpenedCatalog[];
  /** What was passed over on purpose: hidden sheets, comments… */
  notes: string[];
  /** Whether `mend` and `annotate` can be asked for files of this format. */
  mends: boolean;
  annotates: boolean;
  /** Only of a config. */
  report?: Report;
}

export interface OpenedCatalog {
  yaml: string;
  /** What is known of the reading; hand it back as it is with the yaml that belongs to it. Empty for a YAML file. */
  reading: string;
  title: string;
  profile: string;
  sheet: string | null;
  /** Where its head stands: "Sheet1!A3". */
  place: string;
  items: number;
  rows: number;
  columns: ColumnRead[];
  /** Ticks that were read, and those that can't be. */
  ticked: number;
  unknown: number;
  /** What is to be said of the reading (family IMP), gravest first; each with `cell` and `path`. */
  doubts: Report;
}

export interface ColumnRead {
  /** Address of the cell that names it: "Sheet1!F3"; the key of `Columns`. */
  at: string;
  /** What it is called, its group in front: "公开对象/全社会". */
  head: string;
  /** What it was taken for: a field key ("basis"), "audience=全社会" (ticks of one option), "extra", "nothing", or "path",
   *  "several" (more in one cell). All but the last two may be chosen. */
  holds: string;
  /** The same in words: "公开依据", "公开对象：全社会（勾选）", "其他栏目", "没有读". */
  words: string;
  /** Whether a person chose it. */
  chosen: boolean;
}

// ---------------------------------------------------------------- state

export interface State extends Ask {
  do: "state";
  yaml: string;
  reading: string;
  /** Name of the file, for reports and groups. */
  name: string;
  /** Which rows are wanted (default: the first 300). Findings are always all. */
  rows?: { from: number; count: number };
}

export interface Stated {
  title: string;
  items: number;
  profile: { id: string; name: string; options: Record<"channels" | "audience" | "method" | "levels", string[]> };
  /** Columns that some item has, in the order of the table; extra columns by their head. */
  columns: { field: string; label: string; head?: string }[];
  /** Fields above the table: title, authority, updated, profile; and `defaults`. */
  top: Cell[];
  rows: Row[];
  /** `catalint check --output-format json`, version 2, as it is; findings that comments ignore are among them and have
   *  `suppressed`. Its `groups` are the list by cause, grave first. */
  report: Report;
  counts: { errors: number; warnings: number; hints: number; fixable: number; suppressed: number };
  /** "按2026年12月1日的法规判断，法规核对到……" */
  law: string;
  /** Whether something of the text could not be read at all. */
  partial: boolean;
  /** Cells of the table that could not be read whole. */
  unread: number;
}

export interface Row { index: number; pointer: string; no: string; label: string; cells: Cell[] }

export interface Cell {
  /** "basis"; "extra" with `head`. */
  field: string;
  head?: string;
  /** "/items/3/basis", "/items/3/extra/栏目", "/title", "/defaults/method". A finding belongs to the cell whose pointer is its
   *  `path` or begins it. */
  pointer: string;
  texts: string[];
  /** Whether it is written as a list. */
  list?: true;
  /** The value comes from `defaults` (its cell there is the one to change, or set an own one here). */
  inherited?: true;
  /** The cell of her own file, where it came from one. */
  at?: string;
  /** Could not be read whole: nothing is judged there until somebody sets it. */
  unread?: true;
  /** Something other than texts stands there (a mapping): not to be edited here. */
  odd?: true;
}

// What one or several findings offer, and the law behind them: asked when the panel opens.
export interface Offers extends Ask { do: "offers"; yaml: string; reading: string; name: string; fingerprints: string[] }
export interface Offered { findings: { fingerprint: string; changes: Change[]; safe: boolean; law: LawWords[]; source: string; ignorable: boolean }[] }
export interface Change { pointer: string; item: number | null; field: string; label: string; before: string[]; after: string[] }
export interface LawWords {
  /** As people cite it: 《……条例》第十九条. */
  text: string;
  act: string;
  /** "现行有效", "2021年1月1日废止，由《…》取代" */
  status: string;
  inForce: boolean;
}

// ---------------------------------------------------------------- edit

export interface Edit extends Ask {
  do: "edit";
  yaml: string;
  reading: string;
  name: string;
  steps: Step[];
  /** The state afterwards is wanted in the same reply. */
  then?: { rows?: { from: number; count: number } };
  /** "change" is answered in place of "yaml", and "reading" only where it changed. */
  changes?: true;
}

export type Step =
  /** One text or several; a field that is not there yet is put in its place. */
  | { set: string; texts: string[] }
  | { clear: string }
  /** A new item before the one of this index (the number of items: at the end). */
  | { add: number; fields: Record<string, string[]> }
  | { remove: number }
  | { move: number; to: number }
  /** A comment that ignores a finding: at its place, in its item, in the file. */
  | { ignore: string; reason: string; reach: "here" | "item" | "file" }
  /** Fixes and offers by fingerprint. */
  | { fix: string[] }
  /** All of a group (`report.groups[].id`), offers too. */
  | { group: string }
  /** All safe fixes, or offers as well. */
  | { all: "safe" | "offers" };

export interface Edited {
  yaml?: string;
  /** In UTF-16, as scripts count: at `at` so many characters gave way to `come`. */
  change?: { at: number; gone: number; come: string };
  reading?: string;
  /** What each step changed; "why" where it could not be done (the others are done). */
  steps: { changed: boolean; findings?: number; why?: string }[];
  state?: Stated;
}

// ---------------------------------------------------------------- out

export interface Export extends Ask {
  do: "export"; yaml: string;
  format: "xlsx" | "docx" | "html" | "csv" | "markdown" | "json" | "yaml";
  /** A profile whose table it is to be. */
  as?: string;
  /** Only xlsx: what is found is written into it, down to this severity. */
  marks?: "error" | "warning" | "hint";
}
/** The bytes follow. */
export interface Exported {
  mime: string; items: number; profile: string;
  /** What could not be carried: "第3项的公开依据". */
  lost: string[];
  /** Other things to be known: defaults stand in every row… */
  notes: string[];
}

/** Her own file with the changes; `catalogs` are all that were opened of it, in order. */
export interface Mend extends Ask {
  do: "mend";
  files: [{ name: string; size: number }];
  columns?: Columns;
  catalogs: { yaml: string; reading: string }[];
}
/** The bytes follow; none where nothing could be changed. */
export interface Mended {
  /** Cells that say something else now. */
  changes: { cell: string; before: string; after: string }[];
  /** What could not be done in the file, with the reason. */
  left: { cell: string | null; pointer: string; what: string; why: string }[];
  cautions: string[];
}

/** A marked copy of the original (xlsx, docx). The bytes follow. */
export interface Annotate extends Ask {
  do: "annotate"; files: [{ name: string; size: number }]; columns?: Columns; least?: "error" | "warning" | "hint";
}
export interface Annotated { rows: number; fixable: number; cells: number; commented: number; notes: string[] }

/** The rectification list, one page for print and screen. The bytes follow. */
export interface List extends Ask {
  do: "list"; format: "html" | "markdown"; catalogs: { name: string; yaml: string; reading: string }[]; least?: "error" | "warning" | "hint";
}
export interface Listed { mime: string }

// ---------------------------------------------------------------- two versions

export type Side = { file: number } | { name: string; yaml: string; reading: string };
export interface Compare extends Ask {
  do: "compare"; old: Side; new: Side;
  /** json: in the head (`catalint diff --output-format json`, as it is); html, markdown: the bytes. */
  format: "json" | "html" | "markdown";
}
export interface Compared { equal: boolean; comparison?: unknown /* schemas/compare.schema.json */ }

// ---------------------------------------------------------------- words

/** What may be typed next, in the text of a field. */
export interface Complete extends Ask {
  do: "complete"; field: string; text: string;
  /** In UTF-16 units, as selectionStart has it. */
  cursor: number;
  /** For bodies, deadlines, topics: what other items say. */
  yaml?: string; item?: number;
}
export interface Completed {
  /** What the chosen text replaces, UTF-16. */
  from: number; to: number;
  items: { label: string; insert: string; detail: string; gone: boolean }[];
}

export interface Explain extends Ask { do: "explain"; code: string }
export interface Explained {
  code: string; name: string; severity: string; fix: string; summary: string; why: string; sources: string[]; help: string;
  wrong: { yaml: string; fixed: string | null }[]; right: string[];
}

export interface LawAsked extends Ask { do: "law"; words: string }
export interface Law {
  acts: { title: string; status: string; inForce: boolean; lines: { label: string; text: string }[]; duties: string[] }[];
  /** Titles that resemble, where none is found. */
  near: string[];
  /** Day to which the data runs. */
  checkedTo: string;
}

export interface Deadline extends Ask { do: "deadline"; text: string }
export interface DeadlineRead { lines: string[] }

export interface About extends Ask { do: "about" }
export interface Abouted {
  version: string;
  lawCheckedTo: string;
  /** The field table: label and one sentence for each. */
  fields: { key: string; label: string; about: string; scope: "catalog" | "item"; shape: string; required: boolean }[];
  profiles: { id: string; name: string }[];
  /** Endings that are read. */
  extensions: string[];
}

// ---------------------------------------------------------------- report, version 2 (schemas/report.schema.json)

export interface Report {
  version: 2; tool: { name: string; version: string };
  findings: Finding[]; groups: Group[];
  summary: { files: number; items: number; errors: number; warnings: number; hints: number; suppressed: number; fixable: number; unread: number };
}
export interface Finding {
  code: string; rule: string; severity: "error" | "warning" | "hint";
  message: string; message_en: string; help: string; url: string | null; file: string;
  start: Place | null; end: Place | null;
  item: { index: number; no: string; label: string } | null; items: string[];
  group: string | null; path: string; cell: string | null;
  related: { message: string; file: string; start: Place; end: Place }[];
  fix: { applicability: "safe" | "unsafe"; message: string; edits: unknown[] } | null;
  law: { act: string; article: string | null; paragraph: string | null; item: string | null; text: string }[];
  fingerprint: string; suppressed?: { reason: string };
}
export interface Place { line: number; column: number; utf16: number; offset: number }
export interface Group {
  id: string; code: string; severity: "error" | "warning" | "hint"; message: string; help: string; law: Finding["law"];
  file: string; findings: number; items: string[]; places: { cell: string | null; start: Place | null; end: Place | null }[];
}
