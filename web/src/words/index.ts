/** What the page says, in Chinese or English. */

import { signal } from '@preact/signals';
import type { Lang } from '../api';
import { en } from './en';
import { zh } from './zh';

export const lang = signal<Lang>(saved());

export type Words = typeof zh;

/** The words of the language that is chosen; a component that calls this is shown anew when it changes. */
export function w(): Words {
  return lang.value === 'zh' ? zh : en;
}

export function choose(chosen: Lang): void {
  lang.value = chosen;
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  document.title = w().title;
  try {
    localStorage.setItem('catalint-lang', chosen);
  } catch {
    // Where nothing may be kept, the language is chosen anew each time.
  }
}

function saved(): Lang {
  try {
    return localStorage.getItem('catalint-lang') === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}
