/** Work that was not saved, kept in this browser by the name and content of the file, for seven days. */

import type { Step } from './history';

export interface Kept {
  /** Name and content of the file in one word. */
  key: string;
  name: string;
  bytes: ArrayBuffer;
  /** Which catalog of the file. */
  catalog: number;
  /** How its columns were taken where a person said so. */
  columns: string;
  text: string;
  steps: Step[];
  done: number;
  /** Milliseconds since 1970. */
  when: number;
}

const DAYS = 7;
const STORE = 'work';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('catalint', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'key' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error('blocked'));
  });
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = base.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

/** All that is kept, newest first; what is older than seven days is dropped. */
export async function all(): Promise<Kept[]> {
  const found = await run<Kept[]>('readonly', (store) => store.getAll() as IDBRequest<Kept[]>);
  const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
  for (const old of found.filter((kept) => kept.when < oldest)) await remove(old.key);
  return found.filter((kept) => kept.when >= oldest).sort((a, b) => b.when - a.when);
}

export async function put(kept: Kept): Promise<void> {
  await run('readwrite', (store) => store.put(kept));
}

export async function remove(key: string): Promise<void> {
  await run('readwrite', (store) => store.delete(key));
}

export async function clear(): Promise<void> {
  await run('readwrite', (store) => store.clear());
}

/** A word for a file by name, length and content (FNV-1a over all bytes). */
export function keyOf(name: string, bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return `${name}\n${bytes.length}\n${(hash >>> 0).toString(16)}`;
}
