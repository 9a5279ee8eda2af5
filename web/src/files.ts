/** Files as a person hands them in: dropped, chosen, pasted. */

import { signal } from '@preact/signals';
import { open, safely } from './work';
import { w } from './words';

/** Larger files are refused before they are read. */
const MOST_BYTES = 50 * 1024 * 1024;

export const dragging = signal(false);

function read(file: File): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(file);
  });
}

export async function openFiles(list: FileList | File[]): Promise<void> {
  const found: { name: string; bytes: Uint8Array }[] = [];
  let large: string | null = null;
  await safely('', async () => {
    for (const file of Array.from(list)) {
      if (file.size > MOST_BYTES) large = file.name;
      else found.push({ name: file.name, bytes: await read(file) });
    }
  });
  if (found.length > 0) await open(found);
  if (large !== null) await safely(large, async () => { throw new Error(w().tooLarge); });
}

/** A table out of Word, Excel, WPS or a page lies in the clipboard as HTML, and as text besides. */
export async function openPasted(data: DataTransfer): Promise<boolean> {
  if (data.files.length > 0) {
    await openFiles(data.files);
    return true;
  }
  const html = data.getData('text/html');
  const text = data.getData('text/plain');
  const encode = (words: string) => new TextEncoder().encode(words);
  if (/<table/i.test(html)) await open([{ name: w().pastedName + '.html', bytes: encode(html) }]);
  else if (text.trim() !== '') await open([{ name: w().pastedName + '.txt', bytes: encode(text) }]);
  else return false;
  return true;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);
}

/** Files may be dropped anywhere, a table pasted wherever nobody types. */
export function listen(): void {
  let depth = 0;
  const hasFiles = (event: DragEvent) => Array.from(event.dataTransfer?.types ?? []).includes('Files');
  addEventListener('dragenter', (event) => {
    if (!hasFiles(event)) return;
    depth++;
    dragging.value = true;
    document.body.classList.add('dragging');
  });
  addEventListener('dragleave', () => {
    if (depth > 0 && --depth === 0) rest();
  });
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    rest();
    if (event.dataTransfer !== null && event.dataTransfer.files.length > 0) void openFiles(event.dataTransfer.files);
  });
  addEventListener('paste', (event) => {
    if (isTyping(event.target) || event.clipboardData === null) return;
    void openPasted(event.clipboardData);
  });
}

function rest(): void {
  dragging.value = false;
  document.body.classList.remove('dragging');
}
