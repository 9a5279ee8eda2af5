import { useSignal } from '@preact/signals';
import type { Explained, Law } from '../api';
import { ask } from '../engine';
import { safely } from '../work';
import { w } from '../words';

/** The page of an act: whether it is in force, its dates and numbers, what it asks for. */
export function Act({ title }: { title: string }) {
  const law = useSignal<Law | null>(null);
  const open = () => safely('', async () => { law.value ??= await ask<Law>({ do: 'law', words: title }); });
  const act = law.value?.acts[0];
  return (
    <details class="small" onToggle={(event) => { if (event.currentTarget.open) void open(); }}>
      <summary>{w().seeAct}</summary>
      {act !== undefined && (
        <div>
          <p><strong>《{act.title}》</strong> <span class={act.inForce ? '' : 'warning'}>{act.status}</span></p>
          <dl>{act.lines.map((line, i) => <div key={i}><dt class="soft">{line.label}</dt><dd>{line.text}</dd></div>)}</dl>
          {act.duties.length > 0 && <><p class="soft">{w().asks}</p><ul class="notes">{act.duties.map((duty, i) => <li key={i}>{duty}</li>)}</ul></>}
          <p class="soft">{w().checkedTo(law.value!.checkedTo)}</p>
        </div>
      )}
      {law.value !== null && act === undefined && <p>{w().noAct}</p>}
    </details>
  );
}

/** Why the rule is there, with what is wrong and what is right by it. */
export function Why({ code }: { code: string }) {
  const found = useSignal<Explained | null>(null);
  const open = () => safely('', async () => { found.value ??= await ask<Explained>({ do: 'explain', code }); });
  const said = found.value;
  return (
    <details class="small" onToggle={(event) => { if (event.currentTarget.open) void open(); }}>
      <summary>{w().why}</summary>
      {said !== null && (
        <div>
          <p>{said.summary}</p>
          <p>{said.why}</p>
          {said.sources.map((source, i) => <p class="soft" key={i}>{source}</p>)}
          {said.wrong.slice(0, 1).map((one, i) => <div key={i}><p class="soft">{w().wrongExample}</p><p class="pre change">{one.yaml}</p></div>)}
          {said.right.slice(0, 1).map((one, i) => <div key={i}><p class="soft">{w().rightExample}</p><p class="pre change">{one}</p></div>)}
        </div>
      )}
    </details>
  );
}
