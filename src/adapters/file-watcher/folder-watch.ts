import { lstatSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type FSWatcher, watch } from "chokidar";
import type { WatchListener } from "../../core/index.ts";

/** Says what of a folder is never watched; a change of its own files changes what is. */
export interface PathFilter {
  ignores(path: string, kind: "file" | "folder"): boolean;
  isRules(path: string): boolean;
  refresh(): void;
}

const TELL_AFTER_MS = 50;
/** How often it is looked whether the folder is still the same one. */
const LOOK_EVERY_MS = 500;

/** One folder that is watched; begins anew when another one takes its place, and waits while there is none. */
export class FolderWatch {
  readonly #root: string;
  readonly #createFilter: (folder: string) => PathFilter;
  readonly #listener: WatchListener;
  readonly #gone = new Set<string>();
  #hasNews = false;
  #identity: string | undefined;
  #watcher: FSWatcher | undefined;
  #telling: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(root: string, createFilter: (folder: string) => PathFilter, listener: WatchListener) {
    this.#root = resolve(root);
    this.#createFilter = createFilter;
    this.#listener = listener;
  }

  async start(): Promise<void> {
    await this.#begin();
    this.#lookLater();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#telling);
    clearTimeout(this.#looking);
    await this.#watcher?.close();
  }

  async #begin(): Promise<void> {
    await this.#watcher?.close();
    this.#watcher = undefined;
    this.#identity = await identify(this.#root);
    if (this.#identity === undefined || this.#isClosed) return;
    const real = await realpath(this.#root);
    const filter = this.#createFilter(real);
    const watcher = watch(real, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path, stats) => path !== real && filter.ignores(path, stats?.isDirectory() ? "folder" : "file"),
    });
    this.#watcher = watcher;
    watcher.on("all", (event, path) => {
      if (filter.isRules(path)) this.#restart();
      else if (event === "unlink" || event === "unlinkDir") this.#gone.add(join(this.#root, relative(real, path)));
      else this.#hasNews = true;
      this.#tellLater();
    });
    watcher.on("error", (error) => this.#report(error));
    await new Promise<void>((ready) => watcher.once("ready", () => ready()));
  }

  /** All may be another now: what was left out before, and what is from now on. */
  #restart(): void {
    this.#hasNews = true;
    this.#begin().catch((error: unknown) => this.#report(error));
  }

  #tellLater(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#tell().catch((error: unknown) => this.#report(error));
    }, TELL_AFTER_MS);
  }

  async #tell(): Promise<void> {
    const isSame = (await identify(this.#root)) === this.#identity;
    const gone = [...this.#gone].filter((path) => lstatSync(path, { throwIfNoEntry: false }) === undefined);
    // What is away with its folder is not known to have gone.
    const changes = { gone: isSame ? gone.map((path) => pathToFileURL(path).href) : [], hasNews: this.#hasNews };
    const isNews = changes.hasNews || this.#gone.size > gone.length;
    this.#gone.clear();
    this.#hasNews = false;
    if (!this.#isClosed && (isNews || changes.gone.length > 0))
      this.#listener.onChanges({ ...changes, hasNews: isNews });
  }

  #lookLater(): void {
    this.#looking = setTimeout(() => {
      this.#look()
        .catch((error: unknown) => this.#report(error))
        .finally(() => {
          if (!this.#isClosed) this.#lookLater();
        });
    }, LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const before = this.#identity;
    const now = await identify(this.#root);
    if (now === before || this.#isClosed) return;
    await this.#begin();
    if (now === undefined) this.#report(new Error("there is nothing at this path"));
    else this.#hasNews = true;
    this.#tellLater();
  }

  #report(error: unknown): void {
    if (this.#isClosed) return;
    const reason = error instanceof Error ? error.message : String(error);
    const isLimit = error instanceof Error && "code" in error && error.code === "ENOSPC";
    this.#listener.onProblem({
      label: this.#root,
      uri: pathToFileURL(this.#root).href,
      code: "file-unreadable",
      message: `The folder ${this.#root} can not be watched whole: ${reason}.`,
      hint: isLimit
        ? "Raise the system's limit, fs.inotify.max_user_watches, or leave folders out in .lydianignore."
        : "Watching goes on with what is there; check the path and that you may read it.",
    });
  }
}

/** Of the folder at a path: another one has another device or number. */
async function identify(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ? `${stats.dev}-${stats.ino}` : undefined;
}
