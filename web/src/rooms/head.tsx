import { room, stated } from '../work';
import { w } from '../words';

/** Title of a room, and the way back to the table. */
export function Head({ title }: { title: string }) {
  return (
    <div class="row">
      <h1 tabIndex={-1} id="room-title">{title}</h1>
      <button class="push" onClick={() => (room.value = stated.value === null ? 'start' : 'work')}>{w().back}</button>
    </div>
  );
}
