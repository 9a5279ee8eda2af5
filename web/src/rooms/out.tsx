import { useSignal } from '@preact/signals';
import type { Annotated, Exported, Export, Listed, Mended } from '../api';
import { profiles } from '../actions';
import { askBytes } from '../engine';
import { mimeOf, print, renamed, save } from '../save';
import { file, parts, safely, saved, sheet, sheetAt, stated, told, type OpenFile } from '../work';
import { w } from '../words';
import { Head } from './head';

/** What is ready to be saved, but not without a word first. */
interface Ready {
  name: string;
  bytes: Uint8Array;
  mime: string;
  /** What could not be carried. */
  lost: string[];
  /** What else is to be known. */
  notes: string[];
}

/** All catalogs of the file as they are now. */
function catalogs(of: OpenFile) {
  return of.sheets.map((one) => parts(one.history.text));
}

function mend(of: OpenFile) {
  return askBytes<Mended>({ do: 'mend', columns: of.columns, catalogs: catalogs(of) }, [{ name: of.name, bytes: of.bytes }]);
}

/** The ways out of the page. */
export function Out() {
  const of = file.value;
  const current = sheet.value;
  if (of === null || current === null) return null;
  const changed = of.sheets.some((one) => one.history.done > 0);
  return (
    <main class="room">
      <Head title={w().outTitle} />
      {(stated.value?.counts.errors ?? 0) > 0 && <p class="soft">{w().outErrors(stated.value!.counts.errors)}</p>}
      <ul class="card choices">
        {of.opened.mends && <Own of={of} changed={changed} />}
        <Published of={of} main={!of.opened.mends && of.opened.kind !== 'yaml'} />
        {of.opened.annotates && <Marked of={of} changed={changed} />}
        <Rectify of={of} />
        <Yaml of={of} main={of.opened.kind === 'yaml'} />
      </ul>
      <p class="soft small">{w().outWhere}</p>
    </main>
  );
}

interface WayProps { title: string; about: string; button: string; id: string; main?: boolean; disabled?: boolean; make: () => Promise<Ready | null>; more?: preact.ComponentChildren; done?: () => void }

/** One way out: makes the file, saves it at once where all of it could be carried, and says first what could not. */
function Way({ title, about, button, id, main, disabled, make, more, done }: WayProps) {
  const ready = useSignal<Ready | null>(null);
  const deliver = (one: Ready) => {
    save(one.name, one.bytes, one.mime);
    told.value = w().savedAs(one.name);
    ready.value = null;
    done?.();
  };
  const act = () => safely(title, async () => {
    const made = await make();
    if (made === null) return;
    if (made.lost.length + made.notes.length === 0) deliver(made);
    else ready.value = made;
  });
  return (
    <li>
      <div>
        <h2>{title}</h2>
        <p class="soft">{about}</p>
      </div>
      <div class="row">
        {more}
        <button class={main === true ? 'main' : ''} id={id} disabled={disabled} onClick={act}>{button}</button>
      </div>
      {ready.value !== null && <Before ready={ready.value} yes={deliver} no={() => (ready.value = null)} />}
    </li>
  );
}

function Before({ ready, yes, no }: { ready: Ready; yes: (one: Ready) => void; no: () => void }) {
  const { lost, notes, name } = ready;
  return (
    <div style="flex-basis:100%">
      {lost.length > 0 && <><p class="warning"><strong>{w().lostTitle(lost.length)}</strong></p><ul class="lost">{lost.map((one, i) => <li key={i}>{one}</li>)}</ul></>}
      {notes.length > 0 && <ul class="notes soft">{notes.map((one, i) => <li key={i}>{one}</li>)}</ul>}
      <div class="row">
        <button class="main" ref={(button) => button?.focus()} onClick={() => yes(ready)}>{w().saveAnyway(name)}</button>
        <button onClick={no}>{w().cancel}</button>
      </div>
    </div>
  );
}

function Own({ of, changed }: { of: OpenFile; changed: boolean }) {
  const make = async (): Promise<Ready | null> => {
    const { head, bytes } = await mend(of);
    const lost = head.left.map((one) => `${one.cell ?? ''} ${one.what}：${one.why}`.trim());
    if (bytes.length === 0) {
      told.value = w().mendNothing;
      return { name: of.name, bytes: of.bytes, mime: mimeOf(of.name), lost, notes: [w().mendNothing] };
    }
    return { name: renamed(of.name, w().mendedWord), bytes, mime: mimeOf(of.name), lost, notes: head.cautions };
  };
  return <Way id="save-own" main title={w().ownTitle} about={changed ? w().ownAbout(of.name) : w().ownNothing} button={w().saveOwn} disabled={!changed} make={make} done={() => void saved()} />;
}

function Marked({ of, changed }: { of: OpenFile; changed: boolean }) {
  const make = async (): Promise<Ready> => {
    const mended = changed ? (await mend(of)).bytes : of.bytes;
    const bytes = mended.length === 0 ? of.bytes : mended;
    const reply = await askBytes<Annotated>({ do: 'annotate', columns: of.columns, least: 'warning' }, [{ name: of.name, bytes }]);
    return { name: renamed(of.name, w().markedWord), bytes: reply.bytes, mime: mimeOf(of.name), lost: [], notes: reply.head.notes };
  };
  return <Way id="save-marked" title={w().markedTitle} about={w().markedAbout} button={w().saveCopy} make={make} />;
}

function Published({ of, main }: { of: OpenFile; main: boolean }) {
  const as = useSignal('');
  const format = useSignal<Export['format']>('xlsx');
  const make = async (): Promise<Ready> => {
    const { head, bytes } = await askBytes<Exported>({
      do: 'export', yaml: parts(sheet.value!.history.text).yaml, format: format.value, ...(as.value === '' ? {} : { as: as.value }),
    });
    return { name: renamed(of.name, w().publishedWord, format.value), bytes, mime: head.mime, lost: head.lost, notes: head.notes };
  };
  const more = (
    <>
      <select aria-label={w().publishedProfile} value={as.value} onChange={(event) => (as.value = event.currentTarget.value)}>
        <option value="">{w().publishedOwn(stated.value?.profile.name ?? '')}</option>
        {profiles.value.map((one) => <option value={one.id} key={one.id}>{one.name}</option>)}
      </select>
      <select aria-label={w().publishedFormat} value={format.value} onChange={(event) => (format.value = event.currentTarget.value as Export['format'])}>
        <option value="xlsx">Excel</option>
        <option value="docx">Word</option>
        <option value="html">{w().webPage}</option>
        <option value="csv">CSV</option>
      </select>
    </>
  );
  return <Way id="save-published" main={main} title={w().publishedTitle} about={w().publishedAbout} button={w().saveCopy} make={make} more={more} done={() => void saved()} />;
}

function Yaml({ of, main }: { of: OpenFile; main: boolean }) {
  const make = async (): Promise<Ready> => {
    const bytes = new TextEncoder().encode(parts(sheet.value!.history.text).yaml);
    const own = of.opened.kind === 'yaml';
    const several = of.sheets.length > 1 ? `${w().mendedWord}${sheetAt.value + 1}` : w().mendedWord;
    return { name: own ? of.name : renamed(of.name, several, 'yaml'), bytes, mime: 'application/yaml', lost: [], notes: [] };
  };
  return <Way id="save-yaml" main={main} title={w().yamlTitle} about={w().yamlAbout} button={w().saveCopy} make={make} done={() => void saved()} />;
}

async function list(of: OpenFile): Promise<Ready> {
  const several = of.sheets.length > 1;
  const named = of.sheets.map((one, i) => ({ name: several ? `${of.name} ${one.read.sheet ?? i + 1}` : of.name, ...parts(one.history.text) }));
  const { head, bytes } = await askBytes<Listed>({ do: 'list', format: 'html', catalogs: named, least: 'warning' });
  return { name: renamed(of.name, w().listWord, 'html'), bytes, mime: head.mime, lost: [], notes: [] };
}

function Rectify({ of }: { of: OpenFile }) {
  const onPaper = () => safely(w().listTitle, async () => print(new TextDecoder().decode((await list(of)).bytes)));
  return <Way id="save-list" title={w().listTitle} about={w().listAbout} button={w().saveList} make={() => list(of)} more={<button id="print-list" onClick={onPaper}>{w().print}</button>} />;
}
