import { useSignal, useSignalEffect } from '@preact/signals';
import type { Change } from '../api';
import { adoptSafe, offers } from '../actions';
import { room, safely, stated } from '../work';
import { w } from '../words';
import { DiffView } from './diff-view';
import { Head } from './head';

/** So many changes are listed. */
const MOST = 300;

/** All that can be mended without a doubt: listed, then done as one step. */
export function FixAll() {
  const changes = useSignal<Change[] | null>(null);
  const count = stated.value?.counts.fixable ?? 0;
  useSignalEffect(() => {
    const safe = (stated.value?.report.findings ?? []).filter((finding) => finding.fix?.applicability === 'safe' && finding.suppressed === undefined);
    void safely('', async () => {
      const found = await offers(safe.slice(0, MOST).map((finding) => finding.fingerprint));
      changes.value = found.flatMap((one) => one.changes);
    });
  });
  const act = async () => {
    room.value = 'work';
    await adoptSafe(count);
  };
  return (
    <main class="room">
      <Head title={w().fixAllTitle(count)} />
      <p>{w().fixAllWhy}</p>
      <div class="row">
        <button class="main big" id="do-all" disabled={count === 0} ref={(button) => button?.focus()} onClick={act}>{w().fixAllDo(count)}</button>
        <button class="big" onClick={() => (room.value = 'work')}>{w().back}</button>
      </div>
      {changes.value === null ? <p class="soft">{w().wait}</p> : changes.value.map((change, i) => <DiffView key={i} change={change} named />)}
      {count > MOST && <p class="soft">{w().andMore(count - MOST)}</p>}
    </main>
  );
}
