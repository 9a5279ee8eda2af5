/** The page: one room at a time, and what stays above all of them. */

import { render } from 'preact';
import { effect, signal } from '@preact/signals';
import type { Abouted } from './api';
import { fieldLabels, profiles } from './actions';
import { ask, engineState, start } from './engine';
import { listen as listenForFiles } from './files';
import { listen as listenForKeys } from './keys';
import { AboutPage } from './rooms/about';
import { Causes, Steps as NextAndBefore } from './rooms/causes';
import { Compare } from './rooms/compare';
import { FixAll } from './rooms/fix-all';
import { Help } from './rooms/help';
import { Out } from './rooms/out';
import { Panel } from './rooms/panel';
import { Read, Sheets } from './rooms/read';
import { Start, when } from './rooms/start';
import { Steps } from './rooms/steps';
import { CatalogTable } from './rooms/table';
import { bodies } from './findings';
import * as work from './work';
import { choose, lang, w } from './words';

const { room, stated, told, trouble, sheet, file, files } = work;
/** Grows when the labels of the fields came, so that all is shown anew. */
const labelled = signal(0);

function Page() {
  return (
    <>
      <Header key={labelled.value} />
      <p class={room.value === 'work' && stated.value !== null ? 'unseen told' : 'told'} role="status" aria-live="polite">{told.value}</p>
      {trouble.value !== '' && (
        <div class="trouble" role="alert">
          <span class="pre">{trouble.value}</span>
          <button onClick={() => (trouble.value = '')}>{w().fine}</button>
        </div>
      )}
      {engineState.value === 'dead' ? <main class="room"><p class="trouble">{w().engineDead}</p></main> : <Room />}
    </>
  );
}

function Room() {
  switch (room.value) {
    case 'start': return <Start />;
    case 'work': return <Work />;
    case 'all': return <FixAll />;
    case 'out': return <Out />;
    case 'history': return <Steps />;
    case 'compare': return <Compare />;
    case 'help': return <Help />;
    case 'about': return <AboutPage />;
  }
}

function Header() {
  const go = (to: work.RoomName) => () => { room.value = to; };
  return (
    <header class="head">
      {room.value === 'start' || room.value === 'work' ? <h1>{w().title}</h1> : <strong>{w().title}</strong>}
      {files.value.length > 0 && <Files />}
      <span class="push" />
      {files.value.length > 0 && room.value !== 'start' && <button onClick={go('start')}>{w().openAnother}</button>}
      {files.value.length > 1 && room.value !== 'compare' && <button onClick={go('compare')}>{w().compare}</button>}
      {room.value !== 'help' && <button class="plain" onClick={go('help')}>{w().help}</button>}
      {room.value !== 'about' && <button class="plain" onClick={go('about')}>{w().about}</button>}
      <button class="plain" lang={lang.value === 'zh' ? 'en' : 'zh-CN'} onClick={() => void switchLanguage()}>{lang.value === 'zh' ? 'English' : '中文'}</button>
    </header>
  );
}

async function switchLanguage(): Promise<void> {
  choose(lang.value === 'zh' ? 'en' : 'zh');
  await learnLabels();
  await work.refresh();
}

function Files() {
  if (files.value.length === 1) return <><span class="file">{file.value!.name}</span><Sheets /></>;
  const turn = async (at: number) => { await work.look(at, 0); room.value = 'work'; };
  return (
    <>
      <label>
        <span class="unseen">{w().whichFile}</span>
        <select value={work.fileAt.value} onChange={(event) => void turn(Number(event.currentTarget.value))}>
          {files.value.map((one, i) => <option value={i} key={i}>{one.name}</option>)}
        </select>
      </label>
      <Sheets />
    </>
  );
}

function Bar() {
  const { counts } = stated.value!;
  const history = sheet.value!.history;
  return (
    <div class="bar" role="toolbar" aria-label={w().toolbar}>
      <span class="counts">
        <span class="error">{w().severity.error} {counts.errors}</span>
        <span class="warning">{w().severity.warning} {counts.warnings}</span>
        <span class="hint">{w().severity.hint} {counts.hints}</span>
      </span>
      <NextAndBefore />
      <span class="said push" aria-hidden="true">{told.value}</span>
      <button disabled={history.done === 0} title="Ctrl+Z" onClick={work.undo}>{w().undo}</button>
      <button disabled={history.done === history.steps.length} title="Ctrl+Y" onClick={work.redo}>{w().redo}</button>
      <button disabled={history.steps.length === 0} onClick={() => (room.value = 'history')}>{w().historyCount(history.done)}</button>
      <button class="main" id="save" title="Ctrl+S" onClick={() => (room.value = 'out')}>{w().save}</button>
    </div>
  );
}

function Work() {
  if (file.value === null) return <Start />;
  const kept = work.offered.value;
  return (
    <main>
      {stated.value !== null && <Bar />}
      {kept !== null && (
        <section class="card read" aria-label={w().keptTitle}>
          {w().keptHere(kept.done, when(kept.when))}{' '}
          <button class="main" onClick={() => work.goOn(kept)}>{w().goOn}</button>{' '}
          <button onClick={() => work.forget(kept)}>{w().anew}</button>
        </section>
      )}
      {!work.keeps.value && <p class="read soft">{w().keepsNothing}</p>}
      <Read />
      {stated.value === null ? (sheet.value !== null && <p class="starting">{w().wait}</p>) : (
        <div class="work">
          <Causes />
          <CatalogTable />
          <Panel />
        </div>
      )}
    </main>
  );
}

async function learnLabels(): Promise<void> {
  try {
    const about = await ask<Abouted>({ do: 'about' });
    for (const field of about.fields) fieldLabels[field.key] = field.label;
    profiles.value = about.profiles;
    labelled.value++;
  } catch {
    // The table brings labels of its own columns.
  }
}

/** A new room begins at its top, with the focus where a person goes on. */
effect(() => {
  const now = room.value;
  told.value = '';
  scrollTo(0, 0);
  if (now === 'start') work.focusOn('choose');
  else if (now === 'out') work.focusOn('save-own', 'room-title');
  else if (now !== 'work' && now !== 'all') work.focusOn('room-title');
});

/** Whose each item is may have changed with the text. */
effect(() => {
  void sheet.value;
  bodies.value = new Map();
});

choose(lang.value);
start();
listenForFiles();
listenForKeys();
void work.lookForKept();
void learnLabels();
const place = document.getElementById('page')!;
place.textContent = '';
render(<Page />, place);
