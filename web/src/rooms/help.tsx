import { w } from '../words';
import { Head } from './head';
import { openExample } from './start';

/** How it is done, on one screen. */
export function Help() {
  return (
    <main class="room">
      <Head title={w().help} />
      <section class="card">
        <ol class="three">{w().helpSteps.map((step, i) => <li key={i}>{step}</li>)}</ol>
        <p><button class="main" onClick={openExample}>{w().example}</button></p>
      </section>
      <section class="card">
        <h2>{w().helpKeys}</h2>
        <table class="list"><tbody>{w().helpKeyList.map(([key, what]) => <tr key={key}><th scope="row">{key}</th><td>{what}</td></tr>)}</tbody></table>
      </section>
      <section class="card">
        <h2>{w().helpGood}</h2>
        <ul class="notes">{w().helpNotes.map((note, i) => <li key={i}>{note}</li>)}</ul>
      </section>
    </main>
  );
}
