import type { Change } from '../api';
import { changeName } from '../actions';
import { pieces } from '../diff';
import { w } from '../words';

/** Old above new, what changed marked in both. */
export function DiffView({ change, named }: { change: Change; named?: boolean }) {
  const all = pieces(change.before.join('\n'), change.after.join('\n'));
  return (
    <dl class="change">
      {named === true && <dt><strong>{changeName(change)}</strong></dt>}
      <dt>{w().old}</dt>
      <dd>{change.before.length === 0 ? <span class="soft">{w().nothingThere}</span> : all.filter((one) => one.kind !== 'come').map((one, i) => (one.kind === 'gone' ? <del key={i}>{one.text}</del> : one.text))}</dd>
      <dt>{w().new}</dt>
      <dd>{change.after.length === 0 ? <span class="soft">{w().willBeEmpty}</span> : all.filter((one) => one.kind !== 'gone').map((one, i) => (one.kind === 'come' ? <ins key={i}>{one.text}</ins> : one.text))}</dd>
    </dl>
  );
}
