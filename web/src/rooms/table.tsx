import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Cell, Row, Stated } from '../api';
import { columnLabel, turnTo } from '../actions';
import { byCell } from '../findings';
import { from, here, ROWS, showRows, stated } from '../work';
import { w } from '../words';

type Found = { number: number; finding: { severity: 'error' | 'warning' | 'hint'; fingerprint: string; message: string } };

/** Rows that the first screen shows at most: they come first, the others once a person sees these. */
const FIRST = 20;

/** Columns of long texts need room. */
const WIDE = new Set(['content', 'basis', 'deadline', 'channels']);

/** The catalog as the office knows it; each cell in which something is found has its number. */
export function CatalogTable() {
  const now = stated.value;
  const whole = useSignal(false);
  useEffect(() => { whole.value = true; }, []);
  if (now === null) return null;
  const at = byCell.value;
  const rows = whole.value || here.value !== null ? now.rows : now.rows.slice(0, FIRST);
  return (
    <div class="sheet">
      <Top now={now} at={at} />
      <div class="scroll" id="sheet" tabIndex={0} role="region" aria-label={w().tableLabel}>
        <table class="catalog">
          <caption class="unseen">{now.title}</caption>
          <thead>
            <tr>
              <th scope="col">{w().rowHead}</th>
              {columns(now).map((column) => <th scope="col" key={column.field + (column.head ?? '')}>{column.label}</th>)}
            </tr>
          </thead>
          <tbody>{rows.map((row) => <TableRow key={row.pointer} row={row} now={now} at={at} here={here.value?.pointer ?? ''} />)}</tbody>
        </table>
      </div>
      {now.items > ROWS && <Pages now={now} />}
    </div>
  );
}

/** All columns but that of the number, which names the row. */
function columns(now: Stated): Stated['columns'] {
  return now.columns.filter((column) => column.field !== 'no');
}

function TableRow({ row, now, at, here: pointer }: { row: Row; now: Stated; at: Map<string, Found[]>; here: string }) {
  const of = new Map(row.cells.map((cell) => [cell.field + (cell.head ?? ''), cell]));
  const number = of.get('no');
  const place = number?.pointer ?? row.pointer;
  const found = [...(at.get(row.pointer) ?? []), ...(number === undefined ? [] : at.get(number.pointer) ?? [])];
  const isHere = pointer === row.pointer || pointer === place;
  return (
    <tr>
      <th
        scope="row" class={`${worst(found)}${isHere ? ' here' : ''}`} {...(isHere ? { 'data-here': pointer } : {})}
        onClick={() => turnTo(place, found[0]?.finding.fingerprint ?? null, 'stay')}
      >
        <Marks found={found} pointer={place} /> {row.no || row.index + 1}
      </th>
      {columns(now).map((column) => {
        const key = column.field + (column.head ?? '');
        const cell = of.get(key);
        return cell === undefined ? <td key={key} /> : <TableCell key={key} cell={cell} found={at.get(cell.pointer) ?? []} here={pointer === cell.pointer} />;
      })}
    </tr>
  );
}

function TableCell({ cell, found, here: now }: { cell: Cell; found: Found[]; here: boolean }) {
  const classes = [worst(found), now ? 'here' : '', WIDE.has(cell.field) ? 'wide' : ''].filter((one) => one !== '').join(' ');
  const first = found[0]?.finding.fingerprint ?? null;
  return (
    <td class={classes} {...(now ? { 'data-here': cell.pointer } : {})} onClick={() => turnTo(cell.pointer, first, 'stay')}>
      <Marks found={found} pointer={cell.pointer} />
      {cell.unread && <span class="chip warning" title={w().unreadWhy}>{w().unread}</span>}
      <span class={cell.inherited ? 'soft' : ''}>{cell.texts.join('\n')}</span>
    </td>
  );
}

/** A number for each cause, to be found in the list by the same number. */
function Marks({ found, pointer }: { found: Found[]; pointer: string }) {
  return (
    <>
      {found.filter((one, i) => found.findIndex((other) => other.number === one.number) === i).map(({ number, finding }) => (
        <button
          key={finding.fingerprint} class={`mark ${finding.severity}`} title={finding.message}
          aria-label={w().markLabel(number, finding.message)}
          onClick={(event) => { event.stopPropagation(); void turnTo(pointer, finding.fingerprint, 'panel'); }}
        >{number}</button>
      ))}
    </>
  );
}

function worst(found: Found[]): string {
  const severities = found.map((one) => one.finding.severity);
  return severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : severities.length > 0 ? 'hint' : '';
}

/** Title, body, day: what stands above the table. */
function Top({ now, at }: { now: Stated; at: Map<string, Found[]> }) {
  const whole = at.get('/items') ?? [];
  const pointers = new Set(now.top.map((cell) => cell.pointer));
  const others = [...at.keys()].filter((pointer) => !pointer.startsWith('/items') && !pointers.has(pointer));
  return (
    <dl class="top">
      {now.top.map((cell) => <TopCell key={cell.pointer} pointer={cell.pointer} text={cell.field === 'profile' ? now.profile.name : cell.texts.join('、')} found={at.get(cell.pointer) ?? []} />)}
      {others.map((pointer) => <TopCell key={pointer} pointer={pointer} text="" found={at.get(pointer) ?? []} />)}
      {whole.length > 0 && <TopCell pointer="/items" text="" found={whole} />}
    </dl>
  );
}

function TopCell({ pointer, text, found }: { pointer: string; text: string; found: Found[] }) {
  const label = columnLabel(pointer) || w().wholeCatalog;
  return (
    <div class={worst(found)}>
      <dt>{label}</dt>
      <dd>
        <Marks found={found} pointer={pointer} />
        {pointer === '/items' ? null : (
          <button class="plain" aria-label={w().editLabel(label, text)} onClick={() => turnTo(pointer, found[0]?.finding.fingerprint ?? null, 'panel')}>{text || w().nothingThere}</button>
        )}
      </dd>
    </div>
  );
}

function Pages({ now }: { now: Stated }) {
  const last = Math.floor((now.items - 1) / ROWS) * ROWS;
  const to = (first: number) => showRows(Math.max(0, Math.min(last, first)));
  return (
    <nav class="row more" aria-label={w().pages}>
      <button disabled={from.value === 0} onClick={() => to(from.value - ROWS)}>{w().pageBefore}</button>
      <span>{w().pageNow(from.value + 1, Math.min(now.items, from.value + ROWS), now.items)}</span>
      <button disabled={from.value >= last} onClick={() => to(from.value + ROWS)}>{w().pageAfter}</button>
    </nav>
  );
}
