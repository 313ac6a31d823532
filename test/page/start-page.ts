import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { z } from "zod";
import { copyHandbookStore, handbook, makeStoreWithVectors } from "../fixtures/handbook.ts";
import { cleanEnvironment, command, runLydian, temporaryFolder } from "../run-lydian.ts";

const CHROMIUM = process.env.LYDIAN_CHROMIUM ?? "/usr/bin/chromium";
export const root = join(import.meta.dirname, "../..");

export interface RunningPage {
  readonly url: string;
  /** Folder of the store, `store/`, and of the documents that belong to this page alone. */
  readonly folder: string;
  /** Addresses on other servers that any window has requested, and errors of any window. */
  readonly strangers: readonly string[];
  readonly errors: readonly string[];
  /** Opens a new window that shares nothing with the others, and waits for the page. */
  open(path?: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /** Runs a command on the served store, and returns its output. */
  run(...args: readonly string[]): Promise<string>;
  /** Ends the server, and leaves the windows open. */
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** Addresses of all its requests, errors of the page and of its console. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

export interface StartOptions {
  /** Documents by their names, instead of the handbook. Without any, the store is empty. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Whether the page gets a separate handbook in `handbook/`, which a test may change. */
  readonly ownHandbook?: boolean;
  /** Further parameters of `lydian serve`. */
  readonly parameters?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built server with the example handbook or other files, and a browser. */
export async function startPage(options: StartOptions = {}): Promise<RunningPage> {
  const { parameters = [], env = {} } = options;
  if (!existsSync(CHROMIUM))
    throw new Error(`There is no Chromium at ${CHROMIUM}: apt-get install chromium, or set LYDIAN_CHROMIUM to one.`);
  const { path: folder, remove } = temporaryFolder();
  const store = ["--store", join(folder, "store")];
  const run = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runLydian([...args, ...store], { cwd: folder, env });
    if (code !== 0) throw new Error(`lydian ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  const sources = writeDocuments(folder, options);
  if (sources.length > 0) await run("add", ...sources);
  const server = spawn(process.execPath, [command, "serve", "--port", "0", "--json", ...store, ...parameters], {
    cwd: folder,
    env: { ...cleanEnvironment(folder), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await listeningAt(server);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const told = { strangers: [], errors: [] };
  const stopServer = (): Promise<void> => end(server);
  return {
    url,
    folder,
    ...told,
    run,
    stopServer,
    open: (path = "/", options = {}) => openPage(browser, { url, path, ...told }, options),
    close: async () => {
      await browser.close();
      await stopServer();
      remove();
    },
  };
}

/** Returns the documents that are still to be added. */
function writeDocuments(folder: string, { files, ownHandbook = false }: StartOptions): readonly string[] {
  if (files !== undefined) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return Object.keys(files);
  }
  if (ownHandbook) {
    cpSync(handbook, join(folder, "handbook"), { recursive: true });
    makeStoreWithVectors(join(folder, "store"));
    return ["handbook"];
  }
  copyHandbookStore(join(folder, "store"));
  return [];
}

const listening = z.object({ url: z.url() });

async function listeningAt(server: ChildProcess): Promise<string> {
  const { stdout, stderr } = server;
  if (stdout === null || stderr === null) throw new Error("The server has no output.");
  let said = "";
  stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  for await (const line of createInterface({ input: stdout })) {
    stdout.resume();
    return listening.parse(JSON.parse(line)).url;
  }
  throw new Error(`The server did not start: ${said}`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("close", resolve));
  server.kill("SIGINT");
  await ended;
}

interface Opening {
  readonly url: string;
  readonly path: string;
  readonly strangers: string[];
  readonly errors: string[];
}

async function openPage(browser: Browser, opening: Opening, options: BrowserContextOptions): Promise<OpenPage> {
  const { url, path, strangers } = opening;
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  const tellError = (message: string): void => {
    errors.push(message);
    opening.errors.push(message);
  };
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    requests.push(request.url());
    if (protocol.startsWith("http") && origin !== url) strangers.push(request.url());
  });
  page.on("pageerror", (error) => tellError(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") tellError(message.text());
  });
  await page.goto(url + path);
  await page.getByRole("main").waitFor();
  return { page, requests, errors };
}

/** Types a question, and waits for the whole answer. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Ask/ }).fill(question);
  await page.keyboard.press("Enter");
  await page.waitForURL(/answer=(?!now)/);
}
