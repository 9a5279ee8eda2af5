/** The files at work: what was opened, every step of it, what is found now. Rooms show it and act on it. */

import { batch, computed, signal } from '@preact/signals';
import type { Columns, Edited, OpenedCatalog, Opened, Stated, Step } from './api';
import { ask, Broken, configs, Refused } from './engine';
import { add, begin, goTo, replaced, type History } from './history';
import * as kept from './kept';
import { w } from './words';

export type RoomName = 'start' | 'work' | 'all' | 'out' | 'history' | 'compare' | 'help' | 'about';

/** One catalog of a file with the steps that it went through. */
export interface Sheet {
  read: OpenedCatalog;
  /** YAML, a zero, what is known of the reading. */
  history: History;
}

/** One file. */
export interface OpenFile {
  name: string;
  bytes: Uint8Array;
  key: string;
  opened: Opened;
  columns: Columns;
  encoding: string;
  sheets: Sheet[];
}

/** Where a person is: a place of the catalog, and the finding there that is looked at. */
export interface Here {
  pointer: string;
  fingerprint: string | null;
}

export const ROWS = 300;
/** More items than that are checked, but shown slowly; it is said up front. */
export const MOST_ITEMS = 20_000;

export const room = signal<RoomName>('start');
export const files = signal<OpenFile[]>([]);
export const fileAt = signal(0);
export const sheetAt = signal(0);
export const stated = signal<Stated | null>(null);
export const here = signal<Here | null>(null);
/** First row of the table that is shown. */
export const from = signal(0);
/** One line that tells what was just done; screen readers read it out. */
export const told = signal('');
export const trouble = signal('');
export const busy = signal(false);
export const keptWork = signal<kept.Kept[]>([]);
/** Kept work that belongs to the file that was just opened. */
export const offered = signal<kept.Kept | null>(null);
/** False where this browser keeps nothing. */
export const keeps = signal(true);
/** Milliseconds from a file's bytes to its findings. */
export const openedAfter = signal(0);

export const file = computed<OpenFile | null>(() => files.value[fileAt.value] ?? null);
export const sheet = computed<Sheet | null>(() => file.value?.sheets[sheetAt.value] ?? null);

export function parts(text: string): { yaml: string; reading: string } {
  const at = text.indexOf('\0');
  return { yaml: text.slice(0, at), reading: text.slice(at + 1) };
}

export function textOf(yaml: string, reading: string): string {
  return `${yaml}\0${reading}`;
}

/** Runs `act`; what goes wrong becomes words on the page, which goes on. */
export async function safely(what: string, act: () => Promise<void>): Promise<boolean> {
  busy.value = true;
  try {
    trouble.value = '';
    await act();
    return true;
  } catch (error) {
    if (error instanceof Refused) trouble.value = what === '' ? error.message : w().refused(what, error.message);
    else if (error instanceof Broken) trouble.value = w().broken(what, error.message);
    else {
      console.error(error);
      trouble.value = w().broken(what, String(error));
    }
    return false;
  } finally {
    busy.value = false;
  }
}

async function read(name: string, bytes: Uint8Array, columns: Columns, encoding: string): Promise<Opened> {
  return ask<Opened>({ do: 'open', columns, ...(encoding === '' ? {} : { encoding }) }, [{ name, bytes }]);
}

/** By their names, or by how they begin: PNG, JPEG, GIF. */
function isPicture(name: string, bytes: Uint8Array): boolean {
  const begins = (...start: number[]) => start.every((byte, at) => bytes[at] === byte);
  return /\.(png|jpe?g|gif|bmp|webp|tiff?|heic)$/i.test(name) || begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff) || begins(0x47, 0x49, 0x46, 0x38);
}

/** Opens one file beside those that are open; whether it is one to look at. */
async function openOne(name: string, bytes: Uint8Array): Promise<OpenFile | null> {
  if (isPicture(name, bytes)) throw new Refused('unreadable', w().picture);
  const opened = await read(name, bytes, {}, '');
  if (opened.kind === 'config') {
    configs.value = { ...configs.value, [name]: new TextDecoder().decode(bytes) };
    told.value = w().configTaken(name);
    return null;
  }
  if (opened.kind === 'yaml' && !/\.ya?ml$/i.test(name) && opened.catalogs.every((catalog) => catalog.items === 0)) throw new Refused('unreadable', w().notKnown);
  const sheets = opened.catalogs.map((catalog) => ({ read: catalog, history: begin(textOf(catalog.yaml, catalog.reading)) }));
  return { name, bytes, key: kept.keyOf(name, bytes), opened, columns: {}, encoding: '', sheets };
}

/** Opens what was dropped, chosen or pasted. Two files are compared first. */
export async function open(list: { name: string; bytes: Uint8Array }[]): Promise<void> {
  const began = performance.now();
  const before = files.value.length;
  // Configs first, so that they hold for the others.
  const ordered = [...list].sort((a, b) => Number(isConfig(b.name)) - Number(isConfig(a.name)));
  for (const one of ordered) {
    await safely(one.name, async () => {
      const opened = await openOne(one.name, one.bytes);
      if (opened !== null) files.value = [...files.value, opened];
    });
  }
  const came = files.value.length - before;
  if (came === 0) {
    if (files.value.length > 0 && room.value !== 'start') await look(fileAt.value, sheetAt.value);
    return;
  }
  await look(before, 0);
  openedAfter.value = performance.now() - began;
  room.value = came === 2 && list.length === 2 ? 'compare' : 'work';
  if (stated.value !== null) {
    const { errors, warnings, hints } = stated.value.counts;
    told.value = w().checked(errors, warnings, hints);
  }
  if (room.value === 'work') focusOn('fix-all', 'next');
}

/** Puts the focus where a person goes on: on the first of these that is there. */
export function focusOn(...ids: string[]): void {
  requestAnimationFrame(() => ids.map((id) => document.getElementById(id)).find((one) => one !== null && !(one as HTMLButtonElement).disabled)?.focus());
}

function isConfig(name: string): boolean {
  return /\.ya?ml$/i.test(name) && name.includes('catalint');
}

/** Turns to a catalog of a file. */
export async function look(file: number, sheet: number): Promise<void> {
  batch(() => {
    fileAt.value = file;
    sheetAt.value = sheet;
    here.value = null;
    from.value = 0;
    offered.value = null;
    stated.value = null;
  });
  await refresh();
  // Nobody waits for the browser's store to see what is found.
  void offerKept();
}

/** Asks anew what is found in the text that holds now. */
export async function refresh(): Promise<void> {
  const current = sheet.value;
  const of = file.value;
  if (current === null || of === null) return;
  await safely(of.name, async () => {
    stated.value = await ask<Stated>({ do: 'state', ...parts(current.history.text), name: of.name, rows: { from: from.value, count: ROWS } });
  });
}

/** Shows the rows from `first` on. */
export async function showRows(first: number): Promise<void> {
  from.value = first;
  await refresh();
}

/** Reads the file anew, with other columns or another encoding; the steps so far no longer fit and are dropped. */
export async function readAgain(columns: Columns, encoding: string): Promise<void> {
  const of = file.value;
  if (of === null) return;
  const done = await safely(of.name, async () => {
    const opened = await read(of.name, of.bytes, columns, encoding);
    const sheets = opened.catalogs.map((catalog) => ({ read: catalog, history: begin(textOf(catalog.yaml, catalog.reading)) }));
    replaceFile({ ...of, opened, columns, encoding, sheets });
  });
  if (!done) return;
  sheetAt.value = Math.min(sheetAt.value, (file.value?.sheets.length ?? 1) - 1);
  here.value = null;
  await refresh();
  told.value = w().readAgain;
}

function replaceFile(changed: OpenFile): void {
  files.value = files.value.map((one, i) => (i === fileAt.value ? changed : one));
}

function setHistory(history: History): void {
  const of = file.value;
  if (of === null) return;
  replaceFile({ ...of, sheets: of.sheets.map((one, i) => (i === sheetAt.value ? { ...one, history } : one)) });
  keep();
}

/** Does `steps` as one step called `name`; what was done, and why something was not. */
export async function edit(name: string, steps: Step[]): Promise<Edited | null> {
  const current = sheet.value;
  const of = file.value;
  if (current === null || of === null) return null;
  let edited: Edited | null = null;
  await safely('', async () => {
    const was = current.history;
    const done = await ask<Edited>({
      do: 'edit', ...parts(was.text), name: of.name, steps, changes: true, then: { rows: { from: from.value, count: ROWS } },
    });
    const { yaml, reading } = parts(was.text);
    const { at, gone, come } = done.change!;
    const text = textOf(replaced(yaml, at, gone, come), done.reading ?? reading);
    batch(() => {
      if (text !== was.text) setHistory(add(was, name, text));
      stated.value = done.state ?? stated.value;
    });
    const refused = done.steps.map((step) => step.why).filter((why) => why !== undefined);
    if (refused.length > 0) trouble.value = refused.join('\n');
    edited = done;
  });
  return edited;
}

/** To where `done` steps are in force. */
export async function travel(done: number): Promise<void> {
  const current = sheet.value;
  if (current === null || done < 0 || done > current.history.steps.length || done === current.history.done) return;
  const name = done < current.history.done ? current.history.steps[done].name : current.history.steps[done - 1].name;
  const back = done < current.history.done;
  setHistory(goTo(current.history, done));
  await refresh();
  told.value = back ? w().undone(name) : w().redone(name);
}

export const undo = () => travel((sheet.value?.history.done ?? 0) - 1);
export const redo = () => travel((sheet.value?.history.done ?? 0) + 1);

// ---------------------------------------------------------------- work that is kept

let writing = false;
let again = false;

/** Puts the current catalog into the browser's store: at once, and once more where it changed meanwhile. */
async function keep(): Promise<void> {
  if (writing) {
    again = true;
    return;
  }
  writing = true;
  do {
    again = false;
    const of = file.value;
    const current = sheet.value;
    if (of === null || current === null) break;
    const key = `${of.key}\n${sheetAt.value}`;
    try {
      if (current.history.steps.length === 0) await kept.remove(key);
      else {
        await kept.put({
          key, name: of.name, bytes: of.bytes.slice().buffer, catalog: sheetAt.value, columns: JSON.stringify(of.columns),
          text: current.history.text, steps: current.history.steps, done: current.history.done, when: Date.now(),
        });
      }
    } catch {
      keeps.value = false;
    }
  } while (again);
  writing = false;
}

/** What is kept, for the first page. */
export async function lookForKept(): Promise<void> {
  try {
    keptWork.value = await kept.all();
  } catch {
    keeps.value = false;
  }
}

async function offerKept(): Promise<void> {
  await lookForKept();
  const key = `${file.value?.key}\n${sheetAt.value}`;
  const found = keptWork.value.find((one) => one.key === key);
  if (found !== undefined && sheet.value?.history.steps.length === 0) offered.value = found;
}

/** Goes on with what was kept. */
export async function goOn(one: kept.Kept): Promise<void> {
  const bytes = new Uint8Array(one.bytes);
  const done = await safely(one.name, async () => {
    let opened = file.value;
    if (opened === null || `${opened.key}\n${one.catalog}` !== one.key) {
      opened = await openOne(one.name, bytes);
      if (opened === null) return;
      files.value = [...files.value, opened];
      fileAt.value = files.value.length - 1;
    }
    const columns = JSON.parse(one.columns) as Columns;
    if (Object.keys(columns).length > 0) {
      const read_ = await read(one.name, bytes, columns, '');
      const sheets = read_.catalogs.map((catalog) => ({ read: catalog, history: begin(textOf(catalog.yaml, catalog.reading)) }));
      replaceFile({ ...opened, opened: read_, columns, sheets });
    }
  });
  if (!done || file.value === null) return;
  batch(() => {
    sheetAt.value = one.catalog;
    offered.value = null;
    here.value = null;
    from.value = 0;
    setHistory({ text: one.text, steps: one.steps, done: one.done });
    room.value = 'work';
  });
  await refresh();
  told.value = w().wentOn(one.done);
}

export async function forget(one: kept.Kept): Promise<void> {
  await kept.remove(one.key);
  offered.value = null;
  await lookForKept();
}

export async function forgetAll(): Promise<void> {
  await kept.clear();
  offered.value = null;
  await lookForKept();
  told.value = w().cleared;
}

/** Saved work need not be offered again. */
export async function saved(): Promise<void> {
  try {
    for (let i = 0; i < (file.value?.sheets.length ?? 0); i++) await kept.remove(`${file.value?.key}\n${i}`);
  } catch {
    keeps.value = false;
  }
}
