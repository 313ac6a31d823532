import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { cleanEnvironment, command, runLydian, temporaryFolder } from "../run-lydian.ts";

const CHROMIUM = "/usr/bin/chromium";

export interface ServedHandbook {
  /** With the store in `.lydian/`, and the documents in `handbook/`. */
  readonly folder: string;
  readonly url: string;
  /** What the pages have asked for elsewhere, and what they have told as errors. */
  readonly strangers: readonly string[];
  readonly errors: readonly string[];
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Runs a command on the served store. */
  run(...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** A server's process with the example handbook in its store, and a browser to look at it. */
export async function serveHandbook(options: { readonly isEmpty?: boolean } = {}): Promise<ServedHandbook> {
  if (!existsSync(CHROMIUM))
    throw new Error(`The page is tested with Chromium, and there is no ${CHROMIUM}: \`apt-get install chromium\`.`);
  const { path: folder, remove } = temporaryFolder();
  const run = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runLydian([...args, "--store", join(folder, ".lydian")], { cwd: folder });
    if (code !== 0) throw new Error(`lydian ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  cpSync(join(import.meta.dirname, "../../examples/handbook"), join(folder, "handbook"), { recursive: true });
  if (options.isEmpty !== true) await run("add", "handbook");
  const server = spawn(
    process.execPath,
    [command, "serve", "--port", "0", "--json", "--store", join(folder, ".lydian")],
    {
      cwd: folder,
      env: cleanEnvironment(folder),
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const url = await firstLine(server);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const strangers: string[] = [];
  const errors: string[] = [];
  return {
    ...{ folder, url, strangers, errors, run },
    open: (path, given) => openPage(browser, { url, path, strangers, errors }, given),
    close: async () => {
      await browser.close();
      const ended = new Promise((resolve) => server.once("close", resolve));
      server.kill("SIGTERM");
      await ended;
      remove();
    },
  };
}

interface Opening {
  readonly url: string;
  readonly path: string;
  readonly strangers: string[];
  readonly errors: string[];
}

async function openPage(
  browser: Browser,
  { url, path, strangers, errors }: Opening,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== url) strangers.push(request.url());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url + path);
  return page;
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (data: Buffer) => {
      said += data.toString();
      const [line, rest] = said.split("\n");
      if (line === undefined || rest === undefined) return;
      const { url }: { readonly url: string } = JSON.parse(line);
      resolve(url);
    });
    server.once("close", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}
