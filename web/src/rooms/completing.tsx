import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Completed } from '../api';
import { ask } from '../engine';
import { composing } from '../keys';
import { parts, sheet } from '../work';
import { w } from '../words';

/** Fields for which the engine knows what may be typed. */
const KNOWN = new Set(['basis', 'publisher', 'deadline', 'topic', 'category', 'note', 'content']);
const LATER = 150;

interface Asked { label: string; field: string; value: string; lines: boolean; rows: number; change: (value: string) => void }

/** A text with titles of acts, bodies and deadlines offered while it is typed; nothing happens while an input method composes. */
export function Completing({ label, field, value, lines, rows, change }: Asked) {
  const area = useRef<HTMLTextAreaElement>(null);
  const offered = useSignal<Completed | null>(null);
  const at = useSignal(-1);
  const timer = useRef(0);
  /** Where the line with the cursor begins. */
  const line = useRef(0);

  const close = () => {
    clearTimeout(timer.current);
    offered.value = null;
    at.value = -1;
  };
  const look = () => {
    clearTimeout(timer.current);
    if (!KNOWN.has(field)) return;
    timer.current = window.setTimeout(async () => {
      const now = area.current;
      const current = sheet.value;
      if (now === null || current === null || now.selectionStart !== now.selectionEnd) return close();
      line.current = lines ? now.value.lastIndexOf('\n', now.selectionStart - 1) + 1 : 0;
      const end = lines ? now.value.indexOf('\n', now.selectionStart) : -1;
      const text = now.value.slice(line.current, end < 0 ? undefined : end);
      if (text.trim() === '') return close();
      try {
        const found = await ask<Completed>({ do: 'complete', field, text, cursor: now.selectionStart - line.current, yaml: parts(current.history.text).yaml });
        offered.value = found.items.length > 0 && document.activeElement === now ? found : null;
        at.value = -1;
      } catch {
        close();
      }
    }, LATER);
  };
  const take = (index: number) => {
    const now = area.current;
    const found = offered.value;
    if (now === null || found === null) return;
    const { insert } = found.items[index];
    const start = line.current + found.from;
    const text = now.value.slice(0, start) + insert + now.value.slice(line.current + found.to);
    change(text);
    close();
    requestAnimationFrame(() => {
      now.focus();
      now.setSelectionRange(start + insert.length, start + insert.length);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = offered.value;
    if (composing(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      area.current?.form?.requestSubmit?.();
      return;
    }
    if (found === null) return;
    const count = found.items.length;
    if (event.key === 'ArrowDown') at.value = (at.value + 1) % count;
    else if (event.key === 'ArrowUp') at.value = (at.value + count) % (count + 1) === count ? -1 : (at.value - 1 + count) % count;
    else if (event.key === 'Enter' && at.value >= 0) take(at.value);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const list = offered.value?.items ?? [];
  return (
    <div>
      <label>
        <span class="small soft">{label}</span>
        <textarea
          ref={area} rows={rows} value={value} style={{ minHeight: `${rows * 1.6 + 0.8}em` }}
          aria-autocomplete="list" aria-controls="completions" aria-activedescendant={at.value >= 0 ? `completion-${at.value}` : undefined}
          onInput={(event) => {
            change(event.currentTarget.value);
            if (!event.isComposing) look();
          }}
          onCompositionEnd={look} onKeyDown={onKeyDown} onBlur={() => setTimeout(close, 200)}
        />
      </label>
      <ul id="completions" class={list.length > 0 ? 'offers' : ''} role="listbox" aria-label={w().offered}>
        {list.map((item, i) => (
          <li
            key={item.label} id={`completion-${i}`} role="option" aria-selected={i === at.value} class={i === at.value ? 'on' : ''}
            onMouseDown={(event) => { event.preventDefault(); take(i); }}
          >{item.label} <span class={item.gone ? 'small warning' : 'small soft'}>{item.detail}</span></li>
        ))}
      </ul>
      <p class="unseen" role="status">{list.length > 0 ? w().offeredCount(list.length) : ''}</p>
    </div>
  );
}
