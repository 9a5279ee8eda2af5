import { useSignal, useSignalEffect } from '@preact/signals';
import type { Finding, LawWords, Offered } from '../api';
import { adopt, adoptGroup, columnLabel, go, ignore, offers, placeName, removeItem, turnTo } from '../actions';
import { byCell, causes, current, items } from '../findings';
import { composing } from '../keys';
import { here, safely, sheet, stated } from '../work';
import { w } from '../words';
import { DiffView } from './diff-view';
import { FieldEditor } from './field-editor';
import { Act, Why } from './law';

/** What is wrong at a place, by which law, what is offered; and the place itself to write in. */
export function Panel() {
  const place = here.value;
  const finding = current.value;
  if (place === null) return null;
  return (
    <aside class="panel card" aria-label={w().panelLabel} id="panel">
      <div class="row">
        <h2>{finding === null ? w().placeOf(items(place.pointer), columnLabel(place.pointer)) : placeName(finding)}</h2>
        <button class="push" onClick={() => (here.value = null)} aria-label={w().close}>×</button>
      </div>
      {itemName(place.pointer) !== '' && <p class="soft small">{itemName(place.pointer)}</p>}
      {finding !== null && <About key={finding.fingerprint} finding={finding} />}
      <Others pointer={place.pointer} finding={finding} />
      <FieldEditor key={place.pointer} pointer={place.pointer} />
      <ItemActs pointer={place.pointer} />
    </aside>
  );
}

/** What the item of a place is called. */
function itemName(pointer: string): string {
  return stated.value?.rows.find((row) => row.index === items(pointer))?.label ?? '';
}

function About({ finding }: { finding: Finding }) {
  const offer = useSignal<Offered['findings'][number] | null>(null);
  const ignoring = useSignal(false);
  useSignalEffect(() => {
    if (sheet.value !== null) void safely('', async () => { offer.value = (await offers([finding.fingerprint]))[0] ?? null; });
  });
  const has = finding.fix !== null && finding.suppressed === undefined;
  const cause = causes.value.find((one) => one.findings.includes(finding));
  const many = cause === undefined ? 0 : cause.findings.filter((one) => one.fix !== null).length;
  const group = has && many > 1;
  return (
    <>
      <p id="said"><span class={`chip ${finding.severity}`}>{w().severity[finding.severity]}</span> {finding.message} <span class="code">{finding.code}</span></p>
      {finding.suppressed !== undefined && <p class="soft">{w().ignoredBecause(finding.suppressed.reason)}</p>}
      {finding.help !== '' && <p class="soft">{finding.help}</p>}
      {finding.related.length > 0 && <ul class="small soft">{finding.related.map((one, i) => <li key={i}>{w().related}{one.message}</li>)}</ul>}
      {offer.value !== null && offer.value.changes.map((change, i) => <DiffView key={i} change={change} named={offer.value!.changes.length > 1} />)}
      {has && finding.fix!.applicability !== 'safe' && <p class="small warning">{w().lookFirst}</p>}
      <div class="row">
        {has && <button class="main" id="next-act" aria-describedby="said" onClick={() => adopt(finding)}>{w().adopt}</button>}
        {group && <button onClick={() => adoptGroup(finding, many)}>{w().adoptGroup(many)}</button>}
        {finding.suppressed === undefined && <button aria-expanded={ignoring.value} onClick={() => (ignoring.value = !ignoring.value)}>{w().ignore}</button>}
        <button {...(has ? {} : { id: 'next-act', 'aria-describedby': 'said' })} onClick={() => go(1)}>{w().after}</button>
      </div>
      {ignoring.value && <Ignore finding={finding} close={() => (ignoring.value = false)} />}
      {group && <GroupList fingerprints={cause!.findings.filter((one) => one.fix !== null).map((one) => one.fingerprint)} />}
      <Laws law={offer.value?.law ?? []} finding={finding} />
    </>
  );
}

function Laws({ law, finding }: { law: LawWords[]; finding: Finding }) {
  return (
    <>
      {law.map((one, i) => (
        <div class="law" key={i}>
          <p>{w().lawIs} {one.text}</p>
          <p class={one.inForce ? 'small soft' : 'small warning'}>{one.status}</p>
          <Act title={one.act} />
        </div>
      ))}
      <Why code={finding.code} />
    </>
  );
}

/** All changes of a group, before it is adopted. */
function GroupList({ fingerprints }: { fingerprints: string[] }) {
  const found = useSignal<Offered['findings'] | null>(null);
  const open = async () => safely('', async () => { found.value = await offers(fingerprints.slice(0, 200)); });
  return (
    <details onToggle={(event) => { if (event.currentTarget.open) void open(); }}>
      <summary>{w().groupList(fingerprints.length)}</summary>
      {found.value?.map((one) => one.changes.map((change, i) => <DiffView key={one.fingerprint + i} change={change} named />))}
    </details>
  );
}

function Ignore({ finding, close }: { finding: Finding; close: () => void }) {
  const reason = useSignal('');
  const reach = useSignal<'here' | 'item' | 'file'>('here');
  return (
    <form class="card" onSubmit={(event) => { event.preventDefault(); if (reason.value.trim() !== '') void ignore(finding, reason.value.trim(), reach.value); }}>
      <label for="reason">{w().ignoreWhy}</label>
      <input
        type="text" id="reason" required value={reason.value} style="width:100%" ref={(input) => input?.focus()}
        onInput={(event) => (reason.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (composing(event)) { if (event.key === 'Enter') event.preventDefault(); } else if (event.key === 'Escape') close();
        }}
      />
      <p>
        {(['here', 'item', 'file'] as const).filter((one) => one !== 'item' || finding.item !== null).map((one) => (
          <label class="tick" key={one}>
            <input type="radio" name="reach" checked={reach.value === one} onChange={() => (reach.value = one)} />{w().reach[one]}
          </label>
        ))}
      </p>
      <div class="row">
        <button class="main" disabled={reason.value.trim() === ''}>{w().ignoreDo}</button>
        <button type="button" onClick={close}>{w().cancel}</button>
      </div>
    </form>
  );
}

/** What else is found in the same cell. */
function Others({ pointer, finding }: { pointer: string; finding: Finding | null }) {
  const others = (byCell.value.get(pointer) ?? []).filter((one) => one.finding !== finding);
  if (others.length === 0) return null;
  return (
    <div>
      <h3>{w().othersHere(others.length)}</h3>
      <ul>
        {others.map(({ number, finding: other }) => (
          <li key={other.fingerprint}>
            <button class="entry" onClick={() => turnTo(pointer, other.fingerprint, 'panel')}><span class={`mark ${other.severity}`}>{number}</span> {other.message}</button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ItemActs({ pointer }: { pointer: string }) {
  const item = items(pointer);
  const now = stated.value;
  if (item === null || now === null) return null;
  const row = now.rows.find((one) => one.index === item);
  if (row === undefined) return null;
  const no = row.no || String(item + 1);
  const filled = new Set(row.cells.filter((cell) => cell.texts.length > 0).map((cell) => cell.pointer));
  return (
    <details class="small">
      <summary>{w().thisItem(no)}</summary>
      <label>
        {w().otherField}{' '}
        <select value="" onChange={(event) => { const to = event.currentTarget.value; if (to !== '') void turnTo(to, null, 'stay'); }}>
          <option value="">{w().pick}</option>
          {itemFields(row.pointer).map((one) => <option key={one.pointer} value={one.pointer}>{one.label}{filled.has(one.pointer) ? '' : w().emptyField}</option>)}
        </select>
      </label>
      <p><button onClick={() => removeItem(item, no)}>{w().removeItem(no)}</button></p>
    </details>
  );
}

const ALL = ['no', 'category', 'topic', 'subtopic', 'detail', 'content', 'basis', 'deadline', 'publisher', 'channels', 'audience', 'method', 'levels', 'note'];

function itemFields(pointer: string): { pointer: string; label: string }[] {
  return ALL.map((field) => ({ pointer: `${pointer}/${field}`, label: columnLabel(`${pointer}/${field}`) }));
}
