import { useSignal } from '@preact/signals';
import { dragging, openFiles, openPasted } from '../files';
import { composing } from '../keys';
import { forget, forgetAll, goOn, keeps, keptWork, open, room } from '../work';
import { lang, w } from '../words';

/** The seed: a real catalog to play with, as it was published. */
export function openExample(): Promise<void> {
  const text = document.getElementById('example')!.textContent!;
  return open([{ name: w().exampleName, bytes: new TextEncoder().encode(text) }]);
}

export function Start() {
  const pasting = useSignal(false);
  return (
    <main class="room">
      <div class={dragging.value ? 'drop over' : 'drop'}>
        <p class="large">{w().dropHere}</p>
        <p class="soft">{w().kinds}</p>
        <div class="row">
          <Choose />
          <button class="big" onClick={() => (pasting.value = !pasting.value)} aria-expanded={pasting.value}>{w().paste}</button>
          <button class="big" onClick={openExample}>{w().example}</button>
        </div>
        {pasting.value && <Paste close={() => (pasting.value = false)} />}
      </div>
      <p class="safe">{w().safe} <button class="plain" onClick={() => (room.value = 'help')}>{w().help}</button></p>
      <KeptList />
      {!keeps.value && <p class="soft">{w().keepsNothing}</p>}
    </main>
  );
}

/** The button behind which the browser's own dialog lies. */
function Choose() {
  const choose = () => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.onchange = () => {
      if (input.files !== null) void openFiles(input.files);
    };
    // Kept in the page until it answers: some browsers forget what is not.
    input.hidden = true;
    input.id = 'chosen-file';
    document.getElementById('chosen-file')?.remove();
    document.body.appendChild(input);
    input.click();
  };
  return <button class="main big" id="choose" onClick={choose}>{w().choose}</button>;
}

function Paste({ close }: { close: () => void }) {
  const text = useSignal('');
  const take = async () => {
    const data = new DataTransfer();
    data.setData('text/plain', text.value);
    if (await openPasted(data)) close();
  };
  return (
    <form class="card" style="margin-top:1rem;text-align:left" onSubmit={(event) => { event.preventDefault(); void take(); }}>
      <label for="pasted">{w().pasteHere}</label>
      <textarea
        id="pasted" rows={6} value={text.value}
        ref={(area) => area?.focus()}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onPaste={(event) => {
          // A table goes straight in; words stay here to be looked at.
          if (event.clipboardData === null || !/<table/i.test(event.clipboardData.getData('text/html'))) return;
          event.preventDefault();
          void openPasted(event.clipboardData);
        }}
        onKeyDown={(event) => { if (event.key === 'Escape' && !composing(event)) close(); }}
      />
      <div class="row">
        <button class="main" disabled={text.value.trim() === ''}>{w().pasteTake}</button>
        <button type="button" onClick={close}>{w().cancel}</button>
      </div>
    </form>
  );
}

function KeptList() {
  if (keptWork.value.length === 0) return null;
  return (
    <section class="card kept" aria-labelledby="kept">
      <h2 id="kept">{w().keptTitle}</h2>
      <p class="soft small">{w().keptWhy}</p>
      <ul>
        {keptWork.value.map((one) => (
          <li key={one.key}>
            <strong>{one.name}</strong>
            <span class="soft">{w().keptHow(one.done, when(one.when))}</span>
            <button class="main" onClick={() => goOn(one)} aria-label={`${w().goOn} ${one.name}`}>{w().goOn}</button>
            <button onClick={() => forget(one)} aria-label={`${w().forget} ${one.name}`}>{w().forget}</button>
          </li>
        ))}
      </ul>
      <button onClick={forgetAll}>{w().forgetAll}</button>
    </section>
  );
}

export function when(time: number): string {
  return new Date(time).toLocaleString(lang.value === 'zh' ? 'zh-CN' : 'en-GB', { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}
