/** The engine in its worker: unpacks the module once, answers one question after the other. */

import { gunzipSync } from 'fflate';

interface Exports {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  dealloc(at: number, length: number): void;
  call(at: number, length: number): number;
  len(): number;
}

/** `wasm` comes first and once; all else is a question. */
export type ToWorker = { wasm: string } | { id: number; unpack: string } | { id: number; head: string; files: Uint8Array[] };
/** `head` is JSON; `broken` says that the engine gave up and was started anew. */
export type FromWorker = { id: number; head?: string; bytes?: Uint8Array; broken?: string; memory?: number } | { ready: number } | { dead: string };

const here = self as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
};

let compiled: Promise<WebAssembly.Module>;
let engine: Promise<Exports>;

/** Five letters of 85 are four bytes; a tenth shorter than base64. The letters are those from `(` to `}` but `<`; the first
 * word is how many bytes there are. */
function bytesOf(text: string): Uint8Array {
  const at = text.indexOf(' ');
  const bytes = new Uint8Array(Math.ceil(Number(text.slice(0, at)) / 4) * 4);
  const view = new DataView(bytes.buffer);
  const digit = (i: number) => { const letter = text.charCodeAt(i); return letter - (letter > 60 ? 41 : 40); };
  for (let i = at + 1, to = 0; to < bytes.length; i += 5, to += 4) {
    view.setUint32(to, (((digit(i) * 85 + digit(i + 1)) * 85 + digit(i + 2)) * 85 + digit(i + 3)) * 85 + digit(i + 4));
  }
  return bytes.subarray(0, Number(text.slice(0, at)));
}

async function unpacked(text: string): Promise<Uint8Array> {
  const packed = bytesOf(text);
  if (typeof DecompressionStream === 'undefined') return gunzipSync(packed);
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function fresh(): Promise<Exports> {
  const instance = await WebAssembly.instantiate(await compiled, {});
  return instance.exports as unknown as Exports;
}

function ask(exports: Exports, head: string, files: Uint8Array[]): { head: string; bytes: Uint8Array } {
  const text = new TextEncoder().encode(head);
  const length = files.reduce((sum, file) => sum + file.length, text.length + 1);
  const at = exports.alloc(length);
  const request = new Uint8Array(exports.memory.buffer, at, length);
  request.set(text);
  request[text.length] = 0;
  let next = text.length + 1;
  for (const file of files) {
    request.set(file, next);
    next += file.length;
  }
  const out = exports.call(at, length);
  const outLength = exports.len();
  const reply = new Uint8Array(exports.memory.buffer, out, outLength).slice();
  exports.dealloc(out, outLength);
  let end = reply.indexOf(0);
  if (end < 0) end = reply.length;
  return { head: new TextDecoder().decode(reply.subarray(0, end)), bytes: reply.slice(end + 1) };
}

/** Memory only grows; after a large file a fresh instance gives it back. */
const MOST_MEMORY = 256 * 1024 * 1024;

async function answer(asked: { id: number; head: string; files: Uint8Array[] }): Promise<void> {
  const exports = await engine;
  try {
    const reply = ask(exports, asked.head, asked.files);
    here.postMessage({ id: asked.id, head: reply.head, bytes: reply.bytes, memory: exports.memory.buffer.byteLength }, [reply.bytes.buffer as ArrayBuffer]);
    if (exports.memory.buffer.byteLength > MOST_MEMORY) engine = fresh();
  } catch (error) {
    engine = fresh();
    here.postMessage({ id: asked.id, broken: String(error) });
  }
}

let last: Promise<void> = Promise.resolve();

here.onmessage = ({ data }) => {
  if ('wasm' in data) {
    const began = performance.now();
    compiled = unpacked(data.wasm).then((bytes) => WebAssembly.compile(bytes as BufferSource));
    engine = fresh();
    engine.then(() => here.postMessage({ ready: performance.now() - began }), (error) => here.postMessage({ dead: String(error) }));
  } else if ('unpack' in data) {
    unpacked(data.unpack).then((bytes) => here.postMessage({ id: data.id, head: JSON.stringify(new TextDecoder().decode(bytes)) }));
  } else {
    last = last.then(() => answer(data));
  }
};
