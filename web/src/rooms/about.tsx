import { useSignal, useSignalEffect } from '@preact/signals';
import type { Abouted } from '../api';
import { ask, memory, readyAfter, unpack } from '../engine';
import { forgetAll, safely } from '../work';
import { w } from '../words';
import { Head } from './head';

/** Version, the day to which law is known, what nothing leaves, licences. */
export function AboutPage() {
  const about = useSignal<Abouted | null>(null);
  const licences = useSignal('');
  useSignalEffect(() => {
    void safely('', async () => { about.value = await ask<Abouted>({ do: 'about' }); });
  });
  const open = () => safely('', async () => { if (licences.value === '') licences.value = await unpack('licences'); });
  return (
    <main class="room">
      <Head title={w().about} />
      <section class="card">
        {about.value !== null && <p>{w().aboutVersion(about.value.version, about.value.lawCheckedTo)}</p>}
        <p>{w().aboutOffline}</p>
        <p class="soft small">{w().aboutEngine(Math.round(readyAfter.value), Math.round(memory.value / 1048576))}</p>
        <p>{w().aboutKept} <button onClick={forgetAll}>{w().forgetAll}</button></p>
      </section>
      <details class="card" onToggle={(event) => { if (event.currentTarget.open) void open(); }}>
        <summary>{w().licences}</summary>
        <pre class="licences" tabIndex={0}>{licences.value}</pre>
      </details>
    </main>
  );
}
