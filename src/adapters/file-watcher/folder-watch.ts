import { lstatSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type FSWatcher, watch } from "chokidar";
import { errorCodeOf, type WatchListener } from "../../core/index.ts";

/** Filter for the paths that are never watched. */
export interface PathFilter {
  ignores(path: string, kind: "file" | "folder"): boolean;
  /** Returns whether a change of this file changes the filter. */
  isRules(path: string): boolean;
  refresh(): void;
}

/** Delay and interval of a watch, in milliseconds. */
export interface WatchTimes {
  /** Delay within which changes are joined into one notice. */
  readonly noticeDelayMs: number;
  /** Interval of the check that the folder is still the same one. */
  readonly checkIntervalMs: number;
}

export interface FolderWatchOptions {
  readonly times: WatchTimes;
  readonly listener: WatchListener;
  createFilter(folder: string): PathFilter;
}

/** Watches one folder. The watch restarts when another folder takes the path, and waits while no folder is there. */
export class FolderWatch {
  readonly #root: string;
  readonly #createFilter: (folder: string) => PathFilter;
  readonly #listener: WatchListener;
  readonly #times: WatchTimes;
  readonly #deletedPaths = new Set<string>();
  #hasNews = false;
  #identity: string | undefined;
  #watcher: FSWatcher | undefined;
  #noticeTimer: NodeJS.Timeout | undefined;
  #checkTimer: NodeJS.Timeout | undefined;
  #lastRestart: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(root: string, { createFilter, listener, times }: FolderWatchOptions) {
    this.#root = resolve(root);
    this.#createFilter = createFilter;
    this.#listener = listener;
    this.#times = times;
  }

  async start(): Promise<void> {
    await this.#begin();
    this.#checkLater();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#noticeTimer);
    clearTimeout(this.#checkTimer);
    await this.#watcher?.close();
  }

  async #begin(): Promise<void> {
    await this.#watcher?.close();
    this.#watcher = undefined;
    const identity = await identify(this.#root);
    // A folder that cannot be resolved counts as gone, as one that cannot be read does.
    const realRoot = identity === undefined ? undefined : await realpath(this.#root).catch(() => undefined);
    this.#identity = realRoot === undefined ? undefined : identity;
    if (realRoot === undefined || this.#isClosed) return;

    const filter = this.#createFilter(realRoot);
    const watcher = watch(realRoot, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path, stats) => path !== realRoot && filter.ignores(path, stats?.isDirectory() ? "folder" : "file"),
    });
    this.#watcher = watcher;
    watcher.on("all", (event, path) => {
      // An ignore file has changed, so other files than before may be ignored.
      if (filter.isRules(path)) this.#restart().catch((error: unknown) => this.#report(error));
      else if (event === "unlink" || event === "unlinkDir")
        this.#noteDeletion(join(this.#root, relative(realRoot, path)));
      else this.#noteChange();
    });
    watcher.on("error", (error) => this.#report(error));
    await new Promise<void>((ready) => watcher.once("ready", () => ready()));
  }

  /** Restarts after every earlier restart has ended: two at the same time would leave one watcher open. */
  #restart(): Promise<void> {
    const restart = this.#lastRestart.then(async () => {
      const previousIdentity = this.#identity;
      await this.#begin();
      // Files that disappeared together with their folder are not known to be deleted.
      if (this.#identity !== previousIdentity) this.#deletedPaths.clear();
      if (this.#identity !== undefined) this.#noteChange();
      else if (previousIdentity !== undefined)
        this.#report(new Error("there is nothing at this path that can be read"));
    });
    // The caller of this restart reports its failure; the next restart runs anyway.
    this.#lastRestart = restart.catch(() => undefined);
    return restart;
  }

  #noteDeletion(path: string): void {
    this.#deletedPaths.add(path);
    this.#notifyLater();
  }

  #noteChange(): void {
    this.#hasNews = true;
    this.#notifyLater();
  }

  #notifyLater(): void {
    this.#noticeTimer ??= setTimeout(() => {
      this.#noticeTimer = undefined;
      this.#notify().catch((error: unknown) => this.#report(error));
    }, this.#times.noticeDelayMs);
  }

  async #notify(): Promise<void> {
    const identity = this.#identity;
    const gone = [...this.#deletedPaths].filter((path) => lstatSync(path, { throwIfNoEntry: false }) === undefined);
    const hasNews = this.#hasNews || this.#deletedPaths.size > gone.length;
    this.#deletedPaths.clear();
    this.#hasNews = false;

    // The folder is checked after its files, because they disappear together with it.
    const isSameFolder = identity !== undefined && (await identify(this.#root)) === identity;
    const uris = isSameFolder ? gone.map((path) => pathToFileURL(path).href) : [];
    if (!this.#isClosed && (hasNews || uris.length > 0)) this.#listener.onChanges({ gone: uris, hasNews });
  }

  #checkLater(): void {
    this.#checkTimer = setTimeout(() => {
      this.#checkFolder()
        .catch((error: unknown) => this.#report(error))
        .finally(() => {
          if (!this.#isClosed) this.#checkLater();
        });
    }, this.#times.checkIntervalMs);
  }

  async #checkFolder(): Promise<void> {
    const identity = await identify(this.#root);
    if (identity !== this.#identity && !this.#isClosed) await this.#restart();
  }

  #report(error: unknown): void {
    if (this.#isClosed) return;
    const reason = error instanceof Error ? error.message : String(error);
    const isLimit = errorCodeOf(error) === "ENOSPC";
    this.#listener.onProblem({
      label: this.#root,
      uri: pathToFileURL(this.#root).href,
      code: "file-unreadable",
      message: `The folder ${this.#root} cannot be watched completely: ${reason}.`,
      hint: isLimit
        ? "Raise the system's limit, fs.inotify.max_user_watches, or exclude folders in .lydianignore."
        : "The rest is still watched. Check the path and your permission to read it.",
    });
  }
}

/**
 * Returns the identity of the folder at a path; undefined if nothing there can be read. It includes the time of
 * creation, because a new folder may reuse the inode number of a deleted one.
 */
async function identify(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ? `${stats.dev}-${stats.ino}-${stats.birthtimeMs}` : undefined;
}
