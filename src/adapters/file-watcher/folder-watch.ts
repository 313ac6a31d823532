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

/** Times of a watch, in milliseconds. */
export interface WatchTimes {
  /** Delay within which changes are joined into one notice. */
  readonly tellAfterMs: number;
  /** Interval of the check that the folder is still the same one. */
  readonly lookEveryMs: number;
}

export interface FolderWatchOptions {
  readonly times: WatchTimes;
  readonly listener: WatchListener;
  createFilter(folder: string): PathFilter;
}

/** One folder that is watched; begins anew when another one takes its place, and waits while there is none. */
export class FolderWatch {
  readonly #root: string;
  readonly #createFilter: (folder: string) => PathFilter;
  readonly #listener: WatchListener;
  readonly #times: WatchTimes;
  readonly #gone = new Set<string>();
  #hasNews = false;
  #identity: string | undefined;
  #watcher: FSWatcher | undefined;
  #telling: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #beginning: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(root: string, { createFilter, listener, times }: FolderWatchOptions) {
    this.#root = resolve(root);
    this.#createFilter = createFilter;
    this.#listener = listener;
    this.#times = times;
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
    const identity = await identify(this.#root);
    const real = identity === undefined ? undefined : await realpath(this.#root).catch(() => undefined);
    this.#identity = real === undefined ? undefined : identity;
    if (real === undefined || this.#isClosed) return;
    const filter = this.#createFilter(real);
    const watcher = watch(real, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path, stats) => path !== real && filter.ignores(path, stats?.isDirectory() ? "folder" : "file"),
    });
    this.#watcher = watcher;
    watcher.on("all", (event, path) => {
      // Changed rules may leave out other files than before.
      if (filter.isRules(path)) this.#beginAnew().catch((error: unknown) => this.#report(error));
      else if (event === "unlink" || event === "unlinkDir") this.#noteGone(join(this.#root, relative(real, path)));
      else this.#noteNews();
    });
    watcher.on("error", (error) => this.#report(error));
    await new Promise<void>((ready) => watcher.once("ready", () => ready()));
  }

  /** Begins anew after every earlier begin has ended: two at once would leave one watcher open. */
  #beginAnew(): Promise<void> {
    const begun = this.#beginning.then(async () => {
      const before = this.#identity;
      await this.#begin();
      // Files that went away with their folder are not known to be deleted.
      if (this.#identity !== before) this.#gone.clear();
      if (this.#identity !== undefined) this.#noteNews();
      else if (before !== undefined) this.#report(new Error("there is nothing at this path"));
    });
    this.#beginning = begun.catch(() => undefined);
    return begun;
  }

  #noteGone(path: string): void {
    this.#gone.add(path);
    this.#tellLater();
  }

  #noteNews(): void {
    this.#hasNews = true;
    this.#tellLater();
  }

  #tellLater(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#tell().catch((error: unknown) => this.#report(error));
    }, this.#times.tellAfterMs);
  }

  async #tell(): Promise<void> {
    const watched = this.#identity;
    const gone = [...this.#gone].filter((path) => lstatSync(path, { throwIfNoEntry: false }) === undefined);
    const isNews = this.#hasNews || this.#gone.size > gone.length;
    this.#gone.clear();
    this.#hasNews = false;
    // Checked after the files, since a folder that goes away takes its files along.
    const isSame = watched !== undefined && (await identify(this.#root)) === watched;
    const uris = isSame ? gone.map((path) => pathToFileURL(path).href) : [];
    if (!this.#isClosed && (isNews || uris.length > 0)) this.#listener.onChanges({ gone: uris, hasNews: isNews });
  }

  #lookLater(): void {
    this.#looking = setTimeout(() => {
      this.#look()
        .catch((error: unknown) => this.#report(error))
        .finally(() => {
          if (!this.#isClosed) this.#lookLater();
        });
    }, this.#times.lookEveryMs);
  }

  async #look(): Promise<void> {
    const now = await identify(this.#root);
    if (now !== this.#identity && !this.#isClosed) await this.#beginAnew();
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

/** Returns what tells the folder at a path from another one; a new folder often gets the number of a deleted one. */
async function identify(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ? `${stats.dev}-${stats.ino}-${stats.birthtimeMs}` : undefined;
}
