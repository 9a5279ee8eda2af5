/** The engine in its worker: unpacks the module once, while the page is still being read; answers one question after the other. */

import { gunzipSync } from 'fflate';

interface Exports {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  dealloc(at: number, length: number): void;
  call(at: number, length: number): number;
  len(): number;
}

/** The parts of the packed engine come first, in their order; who listens is told when it is there; all else is a question.
 * A worker that gets a module instead uses it once, and ends. */
export type ToWorker =
  | { part: string } | { listen: true } | { id: number; unpack: string } | { id: number; head: string; files: Uint8Array[] }
  | { module: WebAssembly.Module; questions: { head: string; files: Uint8Array[] }[] };
/** `head` is JSON; `broken` says that the engine gave up and was started anew. */
export type FromWorker = { id: number; head?: string; bytes?: Uint8Array; broken?: string; memory?: number } | { ready: number; module: WebAssembly.Module } | { dead: string };

const here = self as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  close(): void;
};

/** New browsers have a way of their own, a tenth of the time. */
function bytesOf(base64: string): Uint8Array {
  const own = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array }).fromBase64;
  if (own !== undefined) return own.call(Uint8Array, base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

async function unpacked(packed: Uint8Array): Promise<Uint8Array> {
  if (typeof DecompressionStream === 'undefined') return gunzipSync(packed);
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Takes the parts of the engine as they come; where the browser can, it unpacks and compiles them meanwhile. */
class Intake {
  readonly compiled: Promise<WebAssembly.Module>;
  readonly began = performance.now();
  private readonly packed: Uint8Array;
  private have = 0;
  private readonly writer: WritableStreamDefaultWriter<BufferSource> | null = null;
  private whole!: () => void;

  /** The first word of the first part is how many bytes there are in all. */
  constructor(first: string) {
    const at = first.indexOf(' ');
    this.packed = new Uint8Array(Number(first.slice(0, at)));
    const all = new Promise<void>((resolve) => (this.whole = resolve));
    const inOne = () => all.then(() => unpacked(this.packed)).then((bytes) => WebAssembly.compile(bytes as BufferSource));
    if (typeof DecompressionStream === 'undefined' || typeof WebAssembly.compileStreaming !== 'function') this.compiled = inOne();
    else {
      const gunzip = new DecompressionStream('gzip');
      this.writer = gunzip.writable.getWriter();
      const response = new Response(gunzip.readable, { headers: { 'Content-Type': 'application/wasm' } });
      this.compiled = WebAssembly.compileStreaming(response).catch(inOne);
    }
    this.take(first.slice(at + 1));
  }

  take(letters: string): void {
    const bytes = bytesOf(letters);
    this.packed.set(bytes, this.have);
    this.have += bytes.length;
    // What goes wrong here is told by the module that never comes.
    this.writer?.write(bytes as BufferSource).catch(() => {});
    if (this.have < this.packed.length) return;
    this.writer?.close().catch(() => {});
    this.whole();
  }
}

let intake: Intake;
let engine: Promise<Exports>;

async function fresh(module: WebAssembly.Module | Promise<WebAssembly.Module>): Promise<Exports> {
  const instance = await WebAssembly.instantiate(await module, {});
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
    if (exports.memory.buffer.byteLength > MOST_MEMORY) engine = fresh(intake.compiled);
  } catch (error) {
    engine = fresh(intake.compiled);
    here.postMessage({ id: asked.id, broken: String(error) });
  }
}

let last: Promise<void> = Promise.resolve();

here.onmessage = ({ data }) => {
  if ('part' in data) {
    if (intake !== undefined) return intake.take(data.part);
    intake = new Intake(data.part);
    engine = fresh(intake.compiled);
    engine.catch(() => {});
  } else if ('listen' in data) {
    const ready = (module: WebAssembly.Module) => here.postMessage({ ready: performance.now() - intake.began, module });
    engine.then(() => intake.compiled).then(ready, (error) => here.postMessage({ dead: String(error) }));
  } else if ('module' in data) {
    // Nobody waits for the answers; what fails here fails where somebody does.
    const used = fresh(data.module).then((exports) => data.questions.forEach(({ head, files }) => ask(exports, head, files)));
    used.catch(() => {}).then(() => here.close());
  } else if ('unpack' in data) {
    unpacked(bytesOf(data.unpack)).then((bytes) => here.postMessage({ id: data.id, head: JSON.stringify(new TextDecoder().decode(bytes)) }));
  } else {
    last = last.then(() => answer(data));
  }
};
