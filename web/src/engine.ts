/** Questions to the engine, and what becomes of them. */

import { signal } from '@preact/signals';
import type { Failed, Request } from './api';
import { lang } from './words';
import type { FromWorker, ToWorker } from './worker';

/** What the engine says cannot be done, in words for people. */
export class Refused extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** The engine gave up over this question; it was started anew. */
export class Broken extends Error {}

export const engineState = signal<'starting' | 'ready' | 'dead'>('starting');
/** Milliseconds from the packed engine to the one that answers. */
export const readyAfter = signal(0);
/** Bytes of memory that the engine has taken. */
export const memory = signal(0);
/** Texts of configs that were dropped, by name. */
export const configs = signal<Record<string, string>>({});

let worker: Worker;
let next = 1;
interface Reply { head?: string; bytes?: Uint8Array; broken?: string; memory?: number }
const waiting = new Map<number, (reply: Reply) => void>();

declare global {
  interface Window {
    /** The engine's worker, which src/boot.js started. */
    engineWorker: Worker;
    /** Where its script is. */
    engineCode: string;
    engineFailed?: true;
  }
}

/** Listens to the engine, which was started before this script. */
export function start(): void {
  worker = window.engineWorker;
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if ('ready' in data) {
      readyAfter.value = data.ready;
      engineState.value = 'ready';
      warmUp(data.module);
    } else if ('dead' in data) {
      console.error(data.dead);
      engineState.value = 'dead';
    } else {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    }
  };
  worker.onerror = () => (engineState.value = 'dead');
  if (window.engineFailed) engineState.value = 'dead';
  post({ listen: true });
}

function post(message: ToWorker): void {
  worker.postMessage(message);
}

/** Today where the person is, as 2026-12-01. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

type Without<T> = T extends unknown ? Omit<T, 'day' | 'lang' | 'config' | 'files'> : never;

/** Asks; the files come along as bytes. Throws [`Refused`] or [`Broken`]. */
export function ask<R>(question: Without<Request>, files: { name: string; bytes: Uint8Array }[] = []): Promise<R> {
  return askBytes<R>(question, files).then((reply) => reply.head);
}

export async function askBytes<R>(
  question: Without<Request>,
  files: { name: string; bytes: Uint8Array }[] = [],
): Promise<{ head: R; bytes: Uint8Array }> {
  const id = next++;
  const head = JSON.stringify({
    ...question,
    day: today(),
    lang: lang.value,
    config: configs.value,
    files: files.map((file) => ({ name: file.name, size: file.bytes.length })),
  });
  performance.mark(`asked ${id}`);
  const reply = await new Promise<Reply>((resolve) => {
    waiting.set(id, resolve);
    post({ id, head, files: files.map((file) => file.bytes) });
  });
  // What each question took can be read in the tools of any browser.
  performance.measure(question.do, `asked ${id}`);
  memory.value = reply.memory ?? memory.value;
  if (reply.broken !== undefined) throw new Broken(reply.broken);
  const said = JSON.parse(reply.head!) as R | Failed;
  if (typeof said === 'object' && said !== null && 'error' in said) throw new Refused(said.error.code, said.error.message);
  return { head: said as R, bytes: reply.bytes! };
}

/** Browsers compile what of an engine is used for the first time. A second worker has the same module check a small catalog and
 * read its workbook, so that this is done when somebody drops a file, or while the first file is read; no question waits for it. */
function warmUp(module: WebAssembly.Module): void {
  const { yaml, reading, workbook } = JSON.parse(document.getElementById('warm')!.textContent!) as { yaml: string; reading: string; workbook: string };
  const bytes = Uint8Array.from(atob(workbook), (letter) => letter.charCodeAt(0));
  const head = (question: object) => JSON.stringify({ day: today(), lang: lang.value, config: {}, ...question });
  const name = 'warm.xlsx';
  const questions = [
    { head: head({ do: 'state', name, yaml, reading, rows: { from: 0, count: 300 } }), files: [] },
    { head: head({ do: 'open', columns: {}, files: [{ name, size: bytes.length }] }), files: [bytes] },
  ];
  const message: ToWorker = { module, questions };
  new Worker(window.engineCode).postMessage(message);
}

/** A text that lies packed in the page. */
export async function unpack(element: string): Promise<string> {
  const id = next++;
  const reply = await new Promise<Reply>((resolve) => {
    waiting.set(id, resolve);
    post({ id, unpack: document.getElementById(element)!.textContent! });
  });
  return JSON.parse(reply.head!) as string;
}
