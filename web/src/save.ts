/** Files that leave the page: into the folder of downloads, or on paper. */

export function save(name: string, bytes: Uint8Array, mime: string): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `目录.xlsx` and `改好` make `目录（改好）.xlsx`. */
export function renamed(name: string, word: string, ending?: string): string {
  const at = name.lastIndexOf('.');
  const stem = at > 0 ? name.slice(0, at) : name;
  return `${stem}（${word}）${ending === undefined ? (at > 0 ? name.slice(at) : '') : `.${ending}`}`;
}

/** Prints a page of our own: it runs no script, the frame is not let. */
export function print(html: string): void {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.title = 'print';
  frame.style.cssText = 'position:absolute;width:1px;height:1px;border:0;left:-9999px';
  frame.srcdoc = html;
  frame.onload = () => {
    frame.contentWindow?.focus();
    frame.contentWindow?.print();
    setTimeout(() => frame.remove(), 60_000);
  };
  document.body.appendChild(frame);
}

export const MIMES: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html', csv: 'text/csv', tsv: 'text/tab-separated-values', yaml: 'application/yaml', yml: 'application/yaml', md: 'text/markdown',
};

export function mimeOf(name: string): string {
  return MIMES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}
