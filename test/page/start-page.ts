import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { cleanEnvironment, command, runLydian, temporaryFolder } from "../run-lydian.ts";

const CHROMIUM = process.env.LYDIAN_CHROMIUM ?? "/usr/bin/chromium";
export const root = join(import.meta.dirname, "../..");

export interface RunningPage {
  readonly url: string;
  /** A new window, with nothing kept from another one. */
  open(path?: string, options?: BrowserContextOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** Addresses of all requests, errors of the page and of its console. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

interface StartOptions {
  /** Instead of the handbook; none: the store is empty. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The built server over a store with the handbook, or with other files, and a browser. */
export async function startPage({ files }: StartOptions = {}): Promise<RunningPage> {
  if (!existsSync(CHROMIUM))
    throw new Error(`There is no Chromium at ${CHROMIUM}: apt-get install chromium, or set LYDIAN_CHROMIUM to one.`);
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(folder.path, name), text);
  const sources = files === undefined ? [join(root, "examples/handbook")] : Object.keys(files);
  if (sources.length > 0) {
    const added = await runLydian(["add", ...sources, "--store", "store"], { cwd: folder.path });
    if (added.code !== 0) throw new Error(added.stderr);
  }
  const server = spawn(process.execPath, [command, "serve", "--port", "0", "--store", "store"], {
    cwd: folder.path,
    env: cleanEnvironment(folder.path),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await listeningAt(server);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  return {
    url,
    open: (path = "/", options = {}) => openPage(browser, `${url}${path}`, options),
    close: async () => {
      await browser.close();
      const ended = new Promise((resolve) => server.once("close", resolve));
      server.kill("SIGINT");
      await ended;
      folder.remove();
    },
  };
}

async function listeningAt(server: ChildProcess): Promise<string> {
  const { stdout, stderr } = server;
  if (stdout === null || stderr === null) throw new Error("The server has no output.");
  let said = "";
  stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  for await (const line of createInterface({ input: stdout })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url !== undefined) {
      stdout.resume();
      return url;
    }
  }
  throw new Error(`The server did not start: ${said}`);
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  await page.getByRole("main").waitFor();
  return { page, requests, errors };
}

/** Asks as a reader does, and waits until the whole answer is there. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Ask/ }).fill(question);
  await page.keyboard.press("Enter");
  await page.waitForURL(/answer=(?!now)/);
}
