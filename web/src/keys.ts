/** Keys that act anywhere. None acts while an input method composes. */

import { go } from './actions';
import { isTyping } from './files';
import { redo, room, stated, undo } from './work';

export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export function listen(): void {
  addEventListener('keydown', (event) => {
    if (composing(event) || stated.value === null) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (event.key === 'F8') {
      event.preventDefault();
      if (room.value !== 'work') room.value = 'work';
      void go(event.shiftKey ? -1 : 1);
    } else if (command && key === 's') {
      event.preventDefault();
      room.value = 'out';
    } else if (command && !isTyping(event.target) && (key === 'y' || (key === 'z' && event.shiftKey))) {
      event.preventDefault();
      void redo();
    } else if (command && !isTyping(event.target) && key === 'z') {
      event.preventDefault();
      void undo();
    } else if (event.key === 'Escape' && room.value !== 'work' && room.value !== 'start' && !isTyping(event.target)) {
      room.value = 'work';
    }
  });
}
