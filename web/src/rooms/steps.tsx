import { sheet, travel } from '../work';
import { w } from '../words';
import { Head } from './head';

/** All that was done, each step named; any can be gone back to. */
export function Steps() {
  const now = sheet.value?.history;
  if (now === undefined) return null;
  const line = (name: string, at: number) => (
    <li key={at} class={at > now.done ? 'undone' : ''} aria-current={at === now.done ? 'step' : undefined}>
      <span>{at === 0 ? '' : `${at}. `}{name}</span>
      {at === now.done ? <strong>{w().stepNow}</strong> : <button aria-label={`${w().stepTo} ${at}. ${name}`} onClick={() => travel(at)}>{w().stepTo}</button>}
    </li>
  );
  return (
    <main class="room">
      <Head title={w().history} />
      <p class="soft">{w().historyAbout}</p>
      <ol class="card steps">
        {line(w().stepBegin, 0)}
        {now.steps.map((step, i) => line(step.name, i + 1))}
      </ol>
    </main>
  );
}
