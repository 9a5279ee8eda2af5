import { useSignal } from '@preact/signals';
import type { ColumnRead, Finding, Stated } from '../api';
import { columnLabel, fieldLabels, turnTo } from '../actions';
import { cellOf } from '../findings';
import { file, look, fileAt, MOST_ITEMS, readAgain, sheet, sheetAt, stated } from '../work';
import { w } from '../words';

/** What was read of the file: doubts first, then the columns and what each was taken for. */
export function Read() {
  const of = file.value;
  const now = sheet.value;
  const open = useSignal(false);
  if (of === null) return null;
  if (now === null) return <section class="read card"><p>{w().noCatalog(of.name)}</p></section>;
  if (of.opened.kind !== 'table') return null;
  const { read } = now;
  const doubts = read.doubts.findings.filter((doubt) => doubt.severity !== 'hint').length;
  return (
    <details class="read card" open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        <strong>{w().readSum(read.sheet ?? '', read.columns.length, read.items)}</strong>
        {doubts > 0 && <span class="warning"> {w().readDoubts(doubts)}</span>}
        {read.unknown > 0 && <span class="warning"> {w().readUnknown(read.unknown)}</span>}
        {read.items > MOST_ITEMS && <span class="warning"> {w().manyItems}</span>}
        <span class="soft"> {w().readMore}</span>
      </summary>
      {open.value && <Details />}
    </details>
  );
}

/** The catalogs of the file, when there are several. */
export function Sheets() {
  const of = file.value;
  if (of === null || of.opened.catalogs.length < 2) return null;
  return (
    <label>
      <span class="unseen">{w().whichTable}</span>
      <select value={sheetAt.value} onChange={(event) => look(fileAt.value, Number(event.currentTarget.value))}>
        {of.opened.catalogs.map((catalog, i) => (
          <option value={i} key={i}>{w().tableName(i + 1, catalog.sheet ?? catalog.place, catalog.title, catalog.items)}</option>
        ))}
      </select>
    </label>
  );
}

function Details() {
  const { read } = sheet.value!;
  const of = file.value!;
  return (
    <div>
      {read.doubts.findings.length > 0 && (
        <section>
          <h2>{w().doubtsTitle}</h2>
          <ul class="doubts">{read.doubts.findings.map((doubt, i) => <Doubt key={i} doubt={doubt} />)}</ul>
        </section>
      )}
      {of.opened.notes.length > 0 && (
        <section>
          <h2>{w().notesTitle}</h2>
          <ul class="notes">{of.opened.notes.map((note, i) => <li key={i}>{note}</li>)}</ul>
        </section>
      )}
      <Columns columns={read.columns} now={stated.value} />
      {/^(csv|tsv|txt|html|markdown)$/.test(of.opened.format) && <Encoding />}
    </div>
  );
}

function Doubt({ doubt }: { doubt: Finding }) {
  return (
    <li>
      {doubt.cell !== null && <button class="plain" onClick={() => turnTo(cellOf(doubt.path), null, 'panel')}>{doubt.cell}</button>} {doubt.message}
    </li>
  );
}

/** Fields that a column may be taken for. */
const FIELDS = ['no', 'category', 'topic', 'subtopic', 'detail', 'content', 'basis', 'deadline', 'publisher', 'channels', 'audience', 'method', 'levels', 'note'];

function choices(column: ColumnRead, now: Stated | null): { value: string; label: string }[] {
  const list = FIELDS.map((field) => ({ value: field, label: fieldLabels[field] ?? columnLabel(`/items/0/${field}`) }));
  for (const field of ['channels', 'audience', 'method', 'levels'] as const) {
    for (const option of now?.profile.options[field] ?? []) {
      list.push({ value: `${field}=${option}`, label: w().tickColumn(fieldLabels[field] ?? field, option) });
    }
  }
  list.push({ value: 'extra', label: w().otherColumn }, { value: 'nothing', label: w().noColumn });
  if (!list.some((one) => one.value === column.holds)) list.unshift({ value: column.holds, label: column.words });
  return list;
}

function Columns({ columns, now }: { columns: ColumnRead[]; now: Stated | null }) {
  const of = file.value!;
  const sure = sheet.value!.history.steps.length === 0;
  const chosen = useSignal<Record<string, string>>({});
  const set = (at: string, holds: string) => {
    if (sure) void readAgain({ ...of.columns, [at]: holds }, of.encoding);
    else chosen.value = { ...chosen.value, [at]: holds };
  };
  const some = Object.keys(chosen.value).length > 0;
  return (
    <section>
      <h2>{w().columnsTitle}</h2>
      <p class="soft small">{w().columnsHelp}</p>
      <table class="list">
        <thead><tr><th scope="col">{w().columnHead}</th><th scope="col">{w().columnTaken}</th></tr></thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.at}>
              <th scope="row">{column.head} <span class="code">{column.at}</span></th>
              <td>
                {column.holds === 'path' || column.holds === 'several' ? column.words : (
                  <select
                    aria-label={w().columnSelect(column.head)} value={chosen.value[column.at] ?? column.holds}
                    onChange={(event) => set(column.at, event.currentTarget.value)}
                  >
                    {choices(column, now).map((one) => <option value={one.value} key={one.value}>{one.label}</option>)}
                  </select>
                )}
                {column.chosen && <span class="small soft"> {w().columnChosen}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {some && (
        <p class="trouble">
          {w().readAgainLoses(sheet.value!.history.done)}
          <button onClick={() => readAgain({ ...of.columns, ...chosen.value }, of.encoding)}>{w().readAgainYes}</button>
          <button onClick={() => (chosen.value = {})}>{w().cancel}</button>
        </p>
      )}
    </section>
  );
}

function Encoding() {
  const of = file.value!;
  return (
    <p>
      <label>
        {w().encoding}{' '}
        <select value={of.encoding} disabled={sheet.value!.history.steps.length > 0} onChange={(event) => readAgain(of.columns, event.currentTarget.value)}>
          <option value="">{w().encodingOwn}</option>
          <option value="gb18030">GB18030 / GBK</option>
          <option value="utf-8">UTF-8</option>
          <option value="big5">Big5</option>
        </select>
      </label>
    </p>
  );
}
