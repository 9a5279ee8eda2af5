/** What a person does to the catalog: look at a finding, adopt, ignore, write something else. */

import { signal } from '@preact/signals';
import type { Change, Finding, Offered, Step } from './api';
import { ask } from './engine';
import { cellOf, current, inOrder, items, next } from './findings';
import { edit, file, from, here, parts, ROWS, sheet, showRows, stated, told } from './work';
import { w } from './words';

/** Turns to a place: the table shows it, the panel tells of it. */
export async function turnTo(pointer: string, fingerprint: string | null, focus: 'panel' | 'stay'): Promise<void> {
  here.value = { pointer, fingerprint };
  const item = items(pointer);
  if (item !== null && (item < from.value || item >= from.value + ROWS)) await showRows(Math.floor(item / ROWS) * ROWS);
  requestAnimationFrame(() => {
    showCell(pointer);
    if (focus === 'panel') document.getElementById('next-act')?.focus();
  });
}

function showCell(pointer: string): void {
  const cell = document.querySelector<HTMLElement>('[data-here]');
  const box = document.getElementById('sheet');
  if (cell === null || box === null || cell.dataset.here !== pointer) return;
  const around = box.getBoundingClientRect();
  const at = cell.getBoundingClientRect();
  const head = 48;
  if (at.top < around.top + head) box.scrollTop += at.top - around.top - head;
  else if (at.bottom > around.bottom) box.scrollTop += Math.min(at.bottom - around.bottom + 24, at.top - around.top - head);
  if (at.left < around.left) box.scrollLeft += at.left - around.left - 24;
  else if (at.right > around.right) box.scrollLeft += at.right - around.right + 24;
  // Where the table is higher than the window, the window follows too.
  const seen = cell.getBoundingClientRect();
  if (seen.top > innerHeight || seen.bottom < 0) cell.scrollIntoView({ block: 'center' });
}

export function turnToFinding(finding: Finding, focus: 'panel' | 'stay' = 'panel'): Promise<void> {
  return turnTo(cellOf(finding.path), finding.fingerprint, focus);
}

export async function go(by: 1 | -1): Promise<void> {
  const finding = next(by);
  if (finding === null) told.value = w().nothingMore;
  else {
    await turnToFinding(finding);
    const at = inOrder.value.indexOf(finding) + 1;
    told.value = w().nowAt(at, inOrder.value.length, finding.message);
  }
}

/** Where a finding is, in words: 第3项 公开时限. */
export function placeName(finding: Finding): string {
  const column = columnLabel(cellOf(finding.path));
  const item = finding.item === null ? '' : w().itemNo(finding.item.no || String(finding.item.index + 1));
  return [item, column, finding.cell ?? ''].filter((part) => part !== '').join(' ');
}

/** What a column is called. */
export function columnLabel(pointer: string): string {
  const steps = pointer.split('/');
  const key = steps[1] === 'items' ? steps[3] : steps[1] === 'defaults' ? steps[2] : steps[1];
  if (key === undefined || key === 'items') return '';
  if (key === 'extra') return steps[4] === undefined ? '' : unescaped(steps[4]);
  const now = stated.value;
  return now?.columns.find((column) => column.field === key)?.label ?? fieldLabels[key] ?? key;
}

/** Labels of all fields, from the engine's own table. */
export const fieldLabels: Record<string, string> = {};
/** All profiles that there are. */
export const profiles = signal<{ id: string; name: string }[]>([]);

function unescaped(step: string): string {
  return step.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** Does `steps`, then goes to the finding that comes after the one that was looked at. */
async function actAndGoOn(name: string, steps: Step[], say: (left: number, done: number) => string): Promise<boolean> {
  const list = inOrder.value;
  const at = list.findIndex((finding) => finding.fingerprint === here.value?.fingerprint);
  const rest = [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))].map((finding) => finding.fingerprint);
  const edited = await edit(name, steps);
  if (edited === null || !edited.steps.some((step) => step.changed)) return false;
  const now = new Map(inOrder.value.map((finding) => [finding.fingerprint, finding]));
  const following = rest.map((fingerprint) => now.get(fingerprint)).find((finding) => finding !== undefined) ?? inOrder.value[0];
  if (following !== undefined) await turnToFinding(following);
  else {
    here.value = null;
    requestAnimationFrame(() => document.getElementById('save')?.focus());
  }
  told.value = say(inOrder.value.length, edited.steps.reduce((sum, step) => sum + (step.findings ?? 1), 0));
  return true;
}

export const adopt = (finding: Finding) =>
  actAndGoOn(w().stepAdopt(placeName(finding)), [{ fix: [finding.fingerprint] }], (left) => w().adopted(left));

export const adoptGroup = (finding: Finding, count: number) =>
  actAndGoOn(w().stepGroup(finding.message, count), [{ group: finding.group! }], (left, done) => w().adoptedMany(done, left));

export const adoptSafe = (count: number) => actAndGoOn(w().stepAll(count), [{ all: 'safe' }], (left, done) => w().adoptedMany(done, left));

export const ignore = (finding: Finding, reason: string, reach: 'here' | 'item' | 'file') =>
  actAndGoOn(w().stepIgnore(placeName(finding), reason), [{ ignore: finding.fingerprint, reason, reach }], (left) => w().ignored(left));

/** Writes `texts` at a place; nobody says anything: the place is emptied. */
export async function write(pointer: string, texts: string[]): Promise<boolean> {
  const item = items(pointer);
  const place = [item === null ? '' : w().itemNo(String(stated.value?.rows.find((row) => row.index === item)?.no || item + 1)), columnLabel(pointer)];
  const step: Step = texts.length === 0 ? { clear: pointer } : { set: pointer, texts };
  const was = current.value?.fingerprint;
  const edited = await edit(w().stepWrite(place.join(' ').trim()), [step]);
  if (edited === null || !edited.steps[0].changed) return false;
  const still = inOrder.value.find((finding) => finding.fingerprint === was) ??
    inOrder.value.find((finding) => cellOf(finding.path) === pointer);
  here.value = { pointer, fingerprint: still?.fingerprint ?? null };
  told.value = still === undefined ? w().writtenWell(inOrder.value.length) : w().writtenStill(still.message);
  return true;
}

/** Takes the item out; `undo` brings it back. */
export async function removeItem(index: number, no: string): Promise<void> {
  const edited = await edit(w().stepRemove(no), [{ remove: index }]);
  if (edited === null || !edited.steps[0].changed) return;
  here.value = null;
  told.value = w().removed(no);
}

/** What findings offer, asked once for each text. */
let offersOf = '';
const known = new Map<string, Offered['findings'][number]>();

export async function offers(fingerprints: string[]): Promise<Offered['findings']> {
  const now = sheet.value;
  const of = file.value;
  if (now === null || of === null) return [];
  if (offersOf !== now.history.text) {
    known.clear();
    offersOf = now.history.text;
  }
  const missing = fingerprints.filter((fingerprint) => !known.has(fingerprint));
  if (missing.length > 0) {
    const offered = await ask<Offered>({ do: 'offers', ...parts(now.history.text), name: of.name, fingerprints: missing });
    for (const one of offered.findings) known.set(one.fingerprint, one);
  }
  return fingerprints.map((fingerprint) => known.get(fingerprint)).filter((one) => one !== undefined);
}

/** One text of a list of changes: 第3项 公开时限. */
export function changeName(change: Change): string {
  const item = change.item === null ? '' : w().itemNo(String(stated.value?.rows.find((row) => row.index === change.item)?.no || change.item + 1));
  return `${item} ${change.label}`.trim();
}
