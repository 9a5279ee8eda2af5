/** Old and new words as pieces that stayed, went and came: what changed shows at a glance. */

export interface Piece {
  kind: 'same' | 'gone' | 'come';
  text: string;
}

/** Beyond this many pairs of characters one piece goes and one comes. */
const MOST = 250_000;

export function pieces(before: string, after: string): Piece[] {
  const a = Array.from(before);
  const b = Array.from(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return merged([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

/** By the longest common subsequence. */
function between(a: string[], b: string[]): Piece[] {
  if (a.length * b.length > MOST) return [{ kind: 'gone', text: a.join('') }, { kind: 'come', text: b.join('') }];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j]
        ? longest[(i + 1) * width + j + 1] + 1
        : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const found: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) found.push({ kind: 'same', text: a[i++] }), j++;
    else if (i < a.length && (j === b.length || longest[(i + 1) * width + j] >= longest[i * width + j + 1])) found.push({ kind: 'gone', text: a[i++] });
    else found.push({ kind: 'come', text: b[j++] });
  }
  return found;
}

/** What stayed between two changes and is shorter is no island: it went and came with them. */
const SHORTEST = 3;

/** Neighbours of one kind as one. */
function merged(all: Piece[]): Piece[] {
  const list = joined(all);
  return joined(list.flatMap((piece, i): Piece[] => {
    const inside = i > 0 && i < list.length - 1 && piece.kind === 'same' && Array.from(piece.text).length < SHORTEST;
    return inside ? [{ kind: 'gone', text: piece.text }, { kind: 'come', text: piece.text }] : [piece];
  }));
}

/** Between two texts that stayed, all that went stands before all that came. */
function joined(all: Piece[]): Piece[] {
  const found: Piece[] = [];
  let gone = '';
  let come = '';
  const close = () => {
    if (gone !== '') found.push({ kind: 'gone', text: gone });
    if (come !== '') found.push({ kind: 'come', text: come });
    gone = come = '';
  };
  for (const piece of all) {
    if (piece.kind === 'gone') gone += piece.text;
    else if (piece.kind === 'come') come += piece.text;
    else if (piece.text !== '') {
      close();
      const last = found[found.length - 1];
      if (last !== undefined && last.kind === 'same') last.text += piece.text;
      else found.push({ ...piece });
    }
  }
  close();
  return found;
}
