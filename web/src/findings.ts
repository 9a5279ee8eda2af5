/** What is found, by cause and by place; which of it is shown; the way from one to the next. */

import { computed, signal } from '@preact/signals';
import type { Finding, Group, Row, Stated } from './api';
import { ask } from './engine';
import { file, here, parts, sheet, stated } from './work';

export type Severity = Finding['severity'];
/** What the list shows: errors and warnings, one severity, all, or what comments ignore. */
export type Shown = 'grave' | Severity | 'all' | 'ignored';

export const shown = signal<Shown>('grave');
/** Code of a rule, or empty. */
export const rule = signal('');
/** Name of a body, or empty. */
export const body = signal('');
/** Body of each item, once somebody asks for it. */
export const bodies = signal<Map<number, string>>(new Map());

/** One cause: its number in the list, and its findings that are shown, by place. */
export interface Cause {
  number: number;
  group: Group;
  findings: Finding[];
}

/** The pointer of the cell, row or field that a finding belongs to. */
export function cellOf(path: string): string {
  const steps = path.split('/');
  if (steps[1] === 'items') return steps.slice(0, steps[3] === 'extra' ? 5 : 4).join('/');
  return steps.slice(0, steps[1] === 'defaults' ? 3 : 2).join('/');
}

export const items = (pointer: string): number | null => {
  const steps = pointer.split('/');
  return steps[1] === 'items' && steps.length > 2 ? Number(steps[2]) : null;
};

function taken(finding: Finding): boolean {
  if (shown.value === 'ignored') return finding.suppressed !== undefined;
  if (finding.suppressed !== undefined) return false;
  if (shown.value === 'grave' ? finding.severity === 'hint' : shown.value !== 'all' && finding.severity !== shown.value) return false;
  if (rule.value !== '' && finding.code !== rule.value) return false;
  return body.value === '' || (finding.item !== null && bodies.value.get(finding.item.index) === body.value);
}

export const causes = computed<Cause[]>(() => {
  const report = stated.value?.report;
  if (report === undefined) return [];
  const of = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    if (!taken(finding)) continue;
    const id = finding.group ?? finding.fingerprint;
    const list = of.get(id);
    if (list === undefined) of.set(id, [finding]);
    else list.push(finding);
  }
  const found: Cause[] = [];
  for (const group of report.groups) {
    const findings = of.get(group.id);
    if (findings !== undefined) found.push({ number: found.length + 1, group, findings });
    of.delete(group.id);
  }
  // What comments ignore is in no group.
  for (const [id, findings] of of) found.push({ number: found.length + 1, group: alone(id, findings), findings });
  return found;
});

function alone(id: string, findings: Finding[]): Group {
  const { code, severity, message, help, law, file } = findings[0];
  return { id, code, severity, message, help, law, file, findings: findings.length, items: findings[0].items, places: [] };
}

/** All findings that are shown, in the order of the list. */
export const inOrder = computed<Finding[]>(() => causes.value.flatMap((cause) => cause.findings));

/** Findings that are shown, with the number of their cause, by cell. */
export const byCell = computed<Map<string, { number: number; finding: Finding }[]>>(() => {
  const found = new Map<string, { number: number; finding: Finding }[]>();
  for (const cause of causes.value) {
    for (const finding of cause.findings) {
      const cell = cellOf(finding.path);
      const list = found.get(cell);
      if (list === undefined) found.set(cell, [{ number: cause.number, finding }]);
      else list.push({ number: cause.number, finding });
    }
  }
  return found;
});

export const current = computed<Finding | null>(() => {
  const fingerprint = here.value?.fingerprint;
  if (fingerprint == null) return null;
  return stated.value?.report.findings.find((finding) => finding.fingerprint === fingerprint) ?? null;
});

/** The finding `by` places after the one that is looked at; round at the ends. */
export function next(by: 1 | -1): Finding | null {
  const list = inOrder.value;
  if (list.length === 0) return null;
  const at = list.findIndex((finding) => finding.fingerprint === here.value?.fingerprint);
  if (at < 0) return by === 1 ? list[0] : list[list.length - 1];
  return list[(at + by + list.length) % list.length];
}

/** Rules that speak in this catalog. */
export const rules = computed<string[]>(() => {
  const found = new Set<string>();
  for (const finding of stated.value?.report.findings ?? []) found.add(finding.code);
  return [...found].sort();
});

function publisher(row: Row): string {
  return row.cells.find((cell) => cell.field === 'publisher')?.texts.join('、') ?? '';
}

/** Asks whose each item is, for the list of bodies. */
export async function findBodies(): Promise<void> {
  const of = file.value;
  const now = sheet.value;
  if (of === null || now === null || stated.value === null) return;
  const all = stated.value.rows.length === stated.value.items
    ? stated.value
    : await ask<Stated>({ do: 'state', ...parts(now.history.text), name: of.name, rows: { from: 0, count: stated.value.items } });
  bodies.value = new Map(all.rows.map((row) => [row.index, publisher(row)]));
}
