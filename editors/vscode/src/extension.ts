import * as os from "node:os";
import * as path from "node:path";
import * as fs from "node:fs/promises";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { catalogBeside, diffArguments, exportArguments, importArguments, listArguments } from "./arguments";
import { ask, complaint, programOf, run } from "./server";
import { langOf, say, type Word } from "./words";

const CATALOG = "disclosure-catalog";
const lang = langOf(vscode.env.language);

let log: vscode.LogOutputChannel;
let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("catalint", { log: true });
  const command = (name: string, does: (file?: vscode.Uri) => Promise<void>) =>
    vscode.commands.registerCommand(`catalint.${name}`, (file?: vscode.Uri) => does(file).catch(failed));
  context.subscriptions.push(
    log,
    command("import", importTable),
    command("export", exportCatalog),
    command("list", list),
    command("fixAll", fixAll),
    command("diff", diff),
    command("restart", restart),
    command("showLog", async () => log.show()),
    vscode.workspace.onDidOpenTextDocument((document) => void recognise(document)),
    vscode.workspace.onDidSaveTextDocument((document) => void recognise(document)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("catalint.path") || change.affectsConfiguration("catalint.recognise")) {
        void restart().catch(failed);
      }
    }),
  );
  await start().catch(failed);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("catalint");
}

function program(): string {
  return programOf(settings().get("path", ""), os.homedir());
}

/** The language for what the program writes. */
function written(): string {
  const wanted = settings().get("lang", "auto");
  return wanted === "auto" ? lang : wanted;
}

async function start(): Promise<void> {
  const command = program();
  const found = await ask(command);
  const wrong = complaint(found, command, lang);
  if (wrong !== undefined) {
    log.error(wrong);
    // Not awaited: the message may stay for as long as it likes.
    void tell(vscode.window.showErrorMessage, wrong, ["openSettings", "restart"]);
    return;
  }
  log.info(`${command} ${found.kind === "good" ? found.version : ""}`);
  const server: ServerOptions = { command, args: ["lsp"] };
  const own = settings();
  const options: LanguageClientOptions = {
    // Other YAML is open to the server as well, so that it can say what is a catalog; it says nothing else of it.
    documentSelector: [{ language: CATALOG }, { language: "yaml" }],
    outputChannel: log,
    initializationOptions: {
      lang: own.get("lang"),
      inlayHints: own.get("inlayHints"),
      // Where catalogs stay YAML, the YAML server completes keys.
      keys: own.get("recognise"),
    },
    synchronize: { configurationSection: "catalint" },
  };
  client = new LanguageClient("catalint", "catalint", server, options);
  await client.start();
  for (const document of vscode.workspace.textDocuments) void recognise(document);
}

async function restart(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
  await start();
}

/** Gives a YAML text that the server takes for a catalog the language of catalogs. */
async function recognise(document: vscode.TextDocument): Promise<void> {
  const asked = client;
  const wanted = settings().get("recognise", true);
  if (!wanted || document.languageId !== "yaml" || asked === undefined || asked.state !== State.Running) return;
  const uri = asked.code2ProtocolConverter.asUri(document.uri);
  try {
    const isCatalog = await asked.sendRequest<boolean | null>("catalint/isCatalog", { textDocument: { uri } });
    if (isCatalog === true && !document.isClosed && document.languageId === "yaml") {
      await vscode.languages.setTextDocumentLanguage(document, CATALOG);
    }
  } catch (error) {
    log.warn(`catalint/isCatalog ${uri}: ${String(error)}`);
  }
}

/** Shows a message with buttons, and does what is clicked. */
async function tell(
  show: (message: string, ...items: string[]) => Thenable<string | undefined>,
  message: string,
  buttons: readonly Word[],
): Promise<void> {
  const chosen = await show(message, ...buttons.map((button) => say(button, lang)));
  const button = buttons.find((one) => say(one, lang) === chosen);
  if (button === "openSettings") await vscode.commands.executeCommand("workbench.action.openSettings", "catalint.path");
  if (button === "restart") await vscode.commands.executeCommand("catalint.restart");
  if (button === "showLog") log.show();
}

function failed(error: unknown): void {
  const said = error instanceof Error ? error.message : String(error);
  log.error(said);
  void tell(vscode.window.showErrorMessage, say("failed", lang, { said }), ["showLog"]);
}

/** Runs the program; the codes given are no failure. What it says goes to the log. */
async function catalint(args: string[], folder: string, fine: readonly number[]): Promise<number> {
  const ended = await run(program(), args, folder);
  const said = (ended.err || ended.out).trim();
  log.info(`catalint ${args.join(" ")}\n${said}`);
  if (ended.code === undefined || !fine.includes(ended.code)) throw new Error(said || `exit ${ended.code}`);
  return ended.code;
}

/** The catalog that is meant, saved. */
async function catalog(file?: vscode.Uri): Promise<string | undefined> {
  const uri = file ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== "file") {
    void vscode.window.showInformationMessage(say("noCatalog", lang));
    return undefined;
  }
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open?.isDirty && !(await open.save())) return undefined;
  return uri.fsPath;
}

async function importTable(file?: vscode.Uri): Promise<void> {
  const filters = { [say("tables", lang)]: ["xlsx", "xls", "ods", "docx", "html", "htm", "csv", "tsv", "md", "txt"] };
  const table = file ?? (await vscode.window.showOpenDialog({ filters }))?.[0];
  if (table === undefined) return;
  const beside = vscode.Uri.file(catalogBeside(table.fsPath));
  const output = await vscode.window.showSaveDialog({
    defaultUri: beside,
    filters: { [say("catalogs", lang)]: ["yaml", "yml"] },
  });
  if (output === undefined) return;
  await catalint(importArguments(table.fsPath, output.fsPath, written()), path.dirname(output.fsPath), [0]);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(output));
}

async function exportCatalog(file?: vscode.Uri): Promise<void> {
  const from = await catalog(file);
  if (from === undefined) return;
  const output = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(from.replace(/\.ya?ml$/i, "") + ".xlsx"),
    filters: { Excel: ["xlsx"], Word: ["docx"], HTML: ["html"], CSV: ["csv"], Markdown: ["md"], JSON: ["json"] },
  });
  if (output === undefined) return;
  await catalint(exportArguments(from, output.fsPath, written()), path.dirname(from), [0]);
  await offer(output.fsPath);
}

async function list(file?: vscode.Uri): Promise<void> {
  const from = await catalog(file);
  if (from === undefined) return;
  const page = await temporary("list.html");
  await catalint(listArguments(from, page, written()), path.dirname(from), [0, 1]);
  await showPage(page, say("list", lang));
}

async function fixAll(): Promise<void> {
  const wanted = { kind: "source.fixAll.catalint", apply: "first" };
  await vscode.commands.executeCommand("editor.action.codeAction", wanted);
}

async function diff(file?: vscode.Uri): Promise<void> {
  const now = await catalog(file);
  if (now === undefined) return;
  const choices = [say("lastCommit", lang), say("otherFile", lang)];
  const choice = await vscode.window.showQuickPick(choices, { placeHolder: say("oldVersion", lang) });
  let old: string | undefined;
  if (choice === choices[0]) old = `HEAD:${path.basename(now)}`;
  if (choice === choices[1]) old = (await vscode.window.showOpenDialog())?.[0]?.fsPath;
  if (old === undefined) return;
  const page = await temporary("diff.html");
  const code = await catalint(diffArguments(old, now, page, written()), path.dirname(now), [0, 1]);
  if (code === 0) void vscode.window.showInformationMessage(say("same", lang));
  else await showPage(page, say("changes", lang));
}

/** Whether the files are on the computer in front of which somebody sits: its browser and programs can open them. */
function isHere(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

/** Shows a page in the browser, where it can be printed, or else in the editor. */
async function showPage(file: string, title: string): Promise<void> {
  if (isHere() && (await vscode.env.openExternal(vscode.Uri.file(file)))) return;
  const panel = vscode.window.createWebviewPanel("catalint.page", title, vscode.ViewColumn.Active, { enableFindWidget: true });
  panel.webview.html = await fs.readFile(file, "utf8");
}

/** A file of its own in a folder for temporary files. */
async function temporary(name: string): Promise<string> {
  return path.join(await fs.mkdtemp(path.join(os.tmpdir(), "catalint-")), name);
}

/** Says that a file was written, and opens it where that is wanted, or shows where it is. */
async function offer(file: string): Promise<void> {
  const button = say(isHere() ? "open" : "reveal", lang);
  const chosen = await vscode.window.showInformationMessage(say("written", lang, { path: file }), button);
  if (chosen !== button) return;
  if (isHere()) await vscode.env.openExternal(vscode.Uri.file(file));
  else await vscode.commands.executeCommand("revealInExplorer", vscode.Uri.file(file));
}
