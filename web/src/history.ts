/** The texts that the work went through, each kept as its difference from the one before. */

/** One named step: at `at` the characters `gone` gave way to `come`. */
export interface Step {
  name: string;
  at: number;
  gone: string;
  come: string;
}

/** A line of texts; `done` steps of `steps` are in force, and `text` is where they led. */
export interface History {
  text: string;
  steps: Step[];
  done: number;
}

export function begin(text: string): History {
  return { text, steps: [], done: 0 };
}

/** The same text with one step more; steps that were undone are dropped. */
export function add(history: History, name: string, text: string): History {
  const step = difference(name, history.text, text);
  return { text, steps: [...history.steps.slice(0, history.done), step], done: history.done + 1 };
}

/** As it was when `done` steps were in force. */
export function goTo(history: History, done: number): History {
  let { text } = history;
  for (let i = history.done; i > done; i--) {
    const step = history.steps[i - 1];
    text = replaced(text, step.at, step.come.length, step.gone);
  }
  for (let i = history.done; i < done; i++) {
    const step = history.steps[i];
    text = replaced(text, step.at, step.gone.length, step.come);
  }
  return { text, steps: history.steps, done };
}

export function replaced(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

function difference(name: string, before: string, after: string): Step {
  const shortest = Math.min(before.length, after.length);
  let at = 0;
  while (at < shortest && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  let end = 0;
  while (end < shortest - at && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  return { name, at, gone: before.slice(at, before.length - end), come: after.slice(at, after.length - end) };
}
