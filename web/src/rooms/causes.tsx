import type { Cause } from '../findings';
import { go, turnToFinding } from '../actions';
import { bodies, body, causes, current, findBodies, rule, rules, shown, type Shown } from '../findings';
import { here, room, safely, stated } from '../work';
import { w } from '../words';

/** What is found, one entry a cause, grave first. */
export function Causes() {
  const now = stated.value;
  if (now === null) return null;
  const list = causes.value;
  return (
    <section class="causes card" aria-label={w().causesLabel} id="causes">
      {now.counts.fixable > 0 && <p><button class="main" id="fix-all" onClick={() => (room.value = 'all')}>{w().fixAll(now.counts.fixable)}</button></p>}
      <Filters />
      {list.length === 0 ? <Clean /> : (
        <ol class="entries">{list.map((cause) => <Entry key={cause.group.id} cause={cause} />)}</ol>
      )}
      <p class="soft small">{now.law}</p>
    </section>
  );
}

/** Nothing found is said with what was looked at. */
function Clean() {
  const { counts, items, partial } = stated.value!;
  const none = counts.errors + counts.warnings === 0;
  return (
    <div>
      {none && shown.value === 'grave' ? <p class="clean">{w().clean(items)}</p> : <p>{w().noneShown}</p>}
      {partial && <p class="warning">{w().partial}</p>}
      {none && counts.hints > 0 && shown.value === 'grave' && <button onClick={() => (shown.value = 'hint')}>{w().showHints(counts.hints)}</button>}
    </div>
  );
}

function Entry({ cause }: { cause: Cause }) {
  const { group, findings } = cause;
  const on = current.value !== null && findings.includes(current.value);
  const turn = () => turnToFinding(on ? findings[(findings.indexOf(current.value!) + 1) % findings.length] : findings[0]);
  return (
    <li>
      <button class={on ? 'entry on' : 'entry'} aria-current={on ? 'true' : undefined} onClick={turn}>
        <span class={`mark ${group.severity}`} aria-hidden="true">{cause.number}</span>{' '}
        <span class={`${group.severity}`}>{w().severity[group.severity]}</span>{' '}
        {group.message}
        <span class="where">
          {group.items.length > 0 && w().itemsOf(group.items)} {findings.length > 1 && w().places(findings.length)} <span class="code">{group.code}</span>
        </span>
      </button>
    </li>
  );
}

function Filters() {
  const { counts } = stated.value!;
  const names = [...new Set(bodies.value.values())].filter((name) => name !== '').sort();
  const choose = (act: () => void) => { act(); here.value = null; };
  const options: [Shown, string][] = [
    ['grave', w().shownGrave(counts.errors + counts.warnings)], ['error', w().shownErrors(counts.errors)], ['warning', w().shownWarnings(counts.warnings)],
    ['hint', w().shownHints(counts.hints)], ['all', w().shownAll(counts.errors + counts.warnings + counts.hints)],
    ['ignored', w().shownIgnored(counts.suppressed)],
  ];
  return (
    <div class="filters">
      <label>
        <span class="unseen">{w().filterSeverity}</span>
        <select value={shown.value} onChange={(event) => { const value = event.currentTarget.value as Shown; choose(() => (shown.value = value)); }}>
          {options.map(([value, label]) => <option value={value} key={value}>{label}</option>)}
        </select>
      </label>
      <details>
        <summary>{w().filterMore}{(rule.value !== '' || body.value !== '') && <strong> {w().filterOn}</strong>}</summary>
        <label>
          {w().filterRule}
          <select value={rule.value} onChange={(event) => { const value = event.currentTarget.value; choose(() => (rule.value = value)); }}>
            <option value="">{w().filterAll}</option>
            {rules.value.map((code) => <option value={code} key={code}>{code} {ruleWords(code)}</option>)}
          </select>
        </label>
        <label>
          {w().filterBody}
          <select
            value={body.value} onFocus={() => { if (bodies.value.size === 0) void safely('', findBodies); }}
            onChange={(event) => { const value = event.currentTarget.value; choose(() => (body.value = value)); }}
          >
            <option value="">{w().filterAll}</option>
            {names.map((name) => <option value={name} key={name}>{name}</option>)}
          </select>
        </label>
      </details>
    </div>
  );
}

/** The first words that the rule says here. */
function ruleWords(code: string): string {
  const message = stated.value?.report.groups.find((group) => group.code === code)?.message ?? '';
  return message.length > 24 ? `${message.slice(0, 24)}…` : message;
}

/** From one finding to the next. */
export function Steps() {
  return (
    <>
      <button onClick={() => go(-1)} title="Shift+F8" aria-keyshortcuts="Shift+F8">{w().before}</button>
      <button onClick={() => go(1)} title="F8" aria-keyshortcuts="F8" id="next">{w().after}</button>
    </>
  );
}

