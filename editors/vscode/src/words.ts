/** What the extension itself says, in the language of the editor. */
export type Lang = "zh" | "en";

/** The language for an editor's locale, such as `zh-cn`. */
export function langOf(locale: string): Lang {
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}

const WORDS = {
  missing: {
    zh: "没有找到程序 catalint（{program}），目录暂时不能检查。请安装 catalint 并放到 PATH 中，或在设置 catalint.path 中写明它的位置，然后重新启动服务。",
    en: "The program catalint was not found ({program}), so catalogs are not checked. Install it on the path, or say in the setting catalint.path where it is; then restart the server.",
  },
  old: {
    zh: "{program} 的版本是 {version}，编辑器需要 {needed} 以上。请换成新版本，然后重新启动服务。",
    en: "{program} has version {version}; the editor needs {needed} or later. Replace it, then restart the server.",
  },
  alien: {
    zh: "{program} 不像是 catalint：{said}。请检查设置 catalint.path。",
    en: "{program} does not seem to be catalint: {said}. Look at the setting catalint.path.",
  },
  openSettings: { zh: "打开设置", en: "Open Settings" },
  restart: { zh: "重新启动", en: "Restart" },
  showLog: { zh: "显示日志", en: "Show Log" },
  open: { zh: "打开", en: "Open" },
  reveal: { zh: "在资源管理器中显示", en: "Show in Explorer" },
  list: { zh: "整改清单", en: "Rectification List" },
  changes: { zh: "版本对照", en: "What Changed" },
  failed: { zh: "没有完成：{said}", en: "It failed: {said}" },
  written: { zh: "已写入 {path}", en: "Wrote {path}" },
  noCatalog: { zh: "请先打开一份目录文件。", en: "Open a catalog first." },
  tables: { zh: "表格", en: "Tables" },
  catalogs: { zh: "目录", en: "Catalogs" },
  lastCommit: { zh: "git 中上次提交的版本（HEAD）", en: "The version of the last commit (HEAD)" },
  otherFile: { zh: "另一个文件…", en: "Another file…" },
  oldVersion: { zh: "旧版本是哪一个？", en: "Which is the old version?" },
  same: { zh: "两个版本内容相同。", en: "Both versions say the same." },
} as const;

export type Word = keyof typeof WORDS;

/** A sentence with its slots filled. */
export function say(word: Word, lang: Lang, slots: Record<string, string> = {}): string {
  return WORDS[word][lang].replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole);
}

/** All sentences, for the test that both languages have the same slots. */
export const ALL_WORDS: Record<string, Record<Lang, string>> = WORDS;
