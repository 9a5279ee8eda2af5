import { useSignal } from '@preact/signals';
import type { Cell, Stated } from '../api';
import { columnLabel, profiles, write } from '../actions';
import { file, stated } from '../work';
import { w } from '../words';
import { Completing } from './completing';

type Ticked = 'channels' | 'audience' | 'method' | 'levels';
const TICKED = new Set(['channels', 'audience', 'method', 'levels']);
/** Fields in which more than one text may stand. */
const LISTS = new Set(['content', 'basis', 'publisher', 'channels', 'audience', 'method', 'levels']);

function field(pointer: string): string {
  const steps = pointer.split('/');
  return steps[1] === 'items' ? steps[3] ?? '' : steps[1] === 'defaults' ? steps[2] ?? '' : steps[1];
}

function cellAt(now: Stated, pointer: string): Cell | null {
  const top = now.top.find((cell) => cell.pointer === pointer);
  if (top !== undefined) return top;
  for (const row of now.rows) {
    if (!pointer.startsWith(`${row.pointer}/`)) continue;
    return row.cells.find((cell) => cell.pointer === pointer) ?? null;
  }
  return null;
}

/** The place itself: check boxes where there are options, else its words; one line each where there are several. */
export function FieldEditor({ pointer }: { pointer: string }) {
  const now = stated.value;
  const key = field(pointer);
  if (now === null || key === '' || key === 'items') return null;
  if (key === 'profile') return <Profile now={now} />;
  const cell = cellAt(now, pointer);
  if (cell?.odd === true) return <p class="small soft">{w().oddWhy}</p>;
  const texts = cell?.texts ?? [];
  // What was written elsewhere meanwhile (undo, a fix) begins the editor anew.
  return <Editor key={`${pointer}\n${texts.join('\n')}`} pointer={pointer} field={key} cell={cell} texts={texts} now={now} />;
}

/** The profile is one of those that there are. */
function Profile({ now }: { now: Stated }) {
  return (
    <label>
      {w().writeOwn(columnLabel('/profile'))}{' '}
      <select value={now.profile.id} onChange={(event) => void write('/profile', [event.currentTarget.value])}>
        {profiles.value.map((one) => <option value={one.id} key={one.id}>{one.name}</option>)}
      </select>
    </label>
  );
}

function Editor({ pointer, field: key, cell, texts, now }: { pointer: string; field: string; cell: Cell | null; texts: string[]; now: Stated }) {
  const options = TICKED.has(key) ? now.profile.options[key as Ticked] : [];
  const list = LISTS.has(key);
  const ticked = useSignal(texts.filter((text) => options.includes(text)));
  const words = useSignal(texts.filter((text) => !options.includes(text)).join('\n'));
  const label = columnLabel(pointer);
  const written = () => {
    const own = list ? words.value.split('\n').map((line) => line.trim()).filter((line) => line !== '') : [words.value.trim()].filter((text) => text !== '');
    return [...options.filter((option) => ticked.value.includes(option)), ...own];
  };
  const changed = written().join('\n') !== texts.join('\n');
  const tick = (option: string) => {
    ticked.value = ticked.value.includes(option) ? ticked.value.filter((one) => one !== option) : [...ticked.value, option];
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (changed) void write(pointer, written()); }}>
      <h3>{w().writeOwn(label)}</h3>
      {cell?.at != null && <p class="small soft">{w().inYourFile(file.value?.name ?? '', cell.at)}</p>}
      {cell?.inherited === true && <p class="small soft">{w().inheritedWhy}</p>}
      {cell?.unread === true && <p class="small warning">{w().unreadWhy}</p>}
      {options.length > 0 && (
        <fieldset>
          <legend class="unseen">{label}</legend>
          {options.map((option) => (
            <label class="tick" key={option}><input type="checkbox" checked={ticked.value.includes(option)} onChange={() => tick(option)} />{option}</label>
          ))}
        </fieldset>
      )}
      <Completing
        label={options.length > 0 ? w().otherOptions : list ? w().oneALine : w().words} field={key} value={words.value} lines={list}
        rows={options.length > 0 ? 2 : 5} change={(value) => (words.value = value)}
      />
      <div class="row"><button class={changed ? 'main' : ''} disabled={!changed}>{w().writeDo}</button></div>
    </form>
  );
}
