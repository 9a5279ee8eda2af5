import { useSignal, useSignalEffect } from '@preact/signals';
import type { Compared, Side } from '../api';
import { askBytes } from '../engine';
import { print, renamed, save } from '../save';
import { files, parts, room, safely, told, type OpenFile } from '../work';
import { w } from '../words';
import { Head } from './head';

function side(of: OpenFile): Side {
  return { name: of.name, ...parts(of.sheets[0].history.text) };
}

/** Two versions of a catalog: what came, went, changed, and which findings are new. */
export function Compare() {
  const list = files.value.filter((one) => one.sheets.length > 0);
  const old = useSignal(Math.max(0, files.value.length - 2));
  const now = useSignal(files.value.length - 1);
  const page = useSignal<{ bytes: Uint8Array; equal: boolean } | null>(null);
  useSignalEffect(() => {
    const [first, second] = [files.value[old.value], files.value[now.value]];
    if (first === undefined || second === undefined || first === second || first.sheets.length === 0 || second.sheets.length === 0) {
      page.value = null;
      return;
    }
    void safely(`${first.name}, ${second.name}`, async () => {
      const { head, bytes } = await askBytes<Compared>({ do: 'compare', old: side(first), new: side(second), format: 'html' });
      page.value = { bytes, equal: head.equal };
    });
  });
  const choose = (label: string, which: typeof old) => (
    <label>
      {label}{' '}
      <select value={which.value} onChange={(event) => (which.value = Number(event.currentTarget.value))}>
        {files.value.map((one, i) => <option value={i} key={i} disabled={one.sheets.length === 0}>{one.name}</option>)}
      </select>
    </label>
  );
  const html = page.value === null ? '' : new TextDecoder().decode(page.value.bytes);
  const name = renamed(files.value[now.value]?.name ?? '', w().compareWord, 'html');
  return (
    <main class="room">
      <Head title={w().compareTitle} />
      {list.length < 2 ? <p>{w().compareNeeds}</p> : (
        <>
          <div class="row">
            {choose(w().older, old)} {choose(w().newer, now)}
            <button onClick={() => { [old.value, now.value] = [now.value, old.value]; }}>{w().swap}</button>
          </div>
          {page.value?.equal === true && <p class="clean">{w().equal}</p>}
          <div class="row">
            <button class="main" disabled={page.value === null} onClick={() => { save(name, page.value!.bytes, 'text/html'); told.value = w().savedAs(name); }}>{w().saveCompare}</button>
            <button disabled={page.value === null} onClick={() => print(html)}>{w().print}</button>
            <button class="push" onClick={() => (room.value = 'work')}>{w().checkEach}</button>
          </div>
          {html !== '' && <iframe class="paper" sandbox="allow-same-origin allow-modals" title={w().compareTitle} srcdoc={html} />}
        </>
      )}
    </main>
  );
}
