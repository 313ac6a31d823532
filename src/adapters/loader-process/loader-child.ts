import { type ChildProcess, fork } from "node:child_process";
import { type LoaderHost, LoaderLimitError, LoadFailedError, MEGABYTE_BYTES } from "../../core/index.ts";
import { readResidentBytes } from "./read-resident-bytes.ts";

export interface LoaderLimits {
  /** For one file, the start of the process included; ≥ 1. */
  readonly timeoutMs: number;
  /** More time for each page that OCR reads, up to 10,000 of one file; 0 when left out. */
  readonly ocrPageMs?: number;
  /** Resident memory of one process, and the limit of its heap; ≥ 64 MiB. A process is seen over it within 50 ms. */
  readonly memoryBytes: number;
}

/** What is run in the child process. */
export interface LoaderProgram {
  /** Calls `serveLoads`. */
  readonly entry: URL;
  readonly args?: readonly string[];
}

type Input = Parameters<LoaderHost["load"]>[0];

const POLL_MS = 50;
/** Of a timer of Node.js. */
const MOST_MS = 2 ** 31 - 1;
/** Why the watch over a file ends. The default reason is an error with a stack, which many small files would pay for. */
const ENDED = "ended";
/** What a library leaks from file to file ends with its process. */
const MOST_FILES = 500;
/** So that not even a broken loader prolongs its time for ever. */
const MOST_OCR_PAGES = 10_000;
/** A process that keeps more than this share of its memory between files is replaced. */
const MOST_IDLE_SHARE = 0.5;

/** One child process at a time, from its start to its end, and the next one when it is needed. */
export class LoaderChild {
  readonly #program: LoaderProgram;
  readonly #limits: LoaderLimits;
  #process: ChildProcess | undefined;
  #filesServed = 0;
  #weighedAtMs = 0;

  constructor(program: LoaderProgram, limits: LoaderLimits) {
    this.#program = program;
    this.#limits = limits;
  }

  /** Sends one file and waits for the reply, which is not checked here. One call at a time. */
  async load(input: Input, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    const child = this.#process ?? this.#start();
    child.ref();
    child.channel?.ref();
    try {
      const reply = await this.#exchange(child, input, signal);
      this.#filesServed++;
      child.unref();
      child.channel?.unref();
      await this.#retireIfWorn(child);
      return reply;
    } catch (error) {
      this.#kill(child);
      throw error;
    }
  }

  async close(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    this.#kill(child);
    // Until it has ended, it is waited for; nothing else may keep the caller alive.
    child.ref();
    await ended;
  }

  #start(): ChildProcess {
    const child = fork(this.#program.entry, this.#program.args ?? [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {},
      execArgv: [`--max-old-space-size=${Math.floor(this.#limits.memoryBytes / MEGABYTE_BYTES)}`],
    });
    this.#process = child;
    this.#filesServed = 0;
    // Between files nobody waits for it: a death then is noticed here, and the next file gets a new process.
    child.on("exit", () => this.#forget(child));
    child.on("error", () => this.#forget(child));
    return child;
  }

  #exchange(child: ChildProcess, input: Input, signal: AbortSignal): Promise<unknown> {
    const ended = new AbortController();
    return new Promise<unknown>((resolve, reject) => {
      const clock = this.#startClock(ended.signal, reject);
      const onMessage = (message: unknown) => {
        if (isOcrPage(message)) clock.addPage();
        else resolve(message);
      };
      const onExit = (code: number | null, name: NodeJS.Signals | null) => reject(this.#deathError(code, name));
      const onError = (error: Error) => reject(startError(error));
      const onAbort = () => reject(signal.reason);
      child.on("message", onMessage).once("exit", onExit).once("error", onError);
      signal.addEventListener("abort", onAbort, { once: true });
      ended.signal.addEventListener("abort", () => {
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        signal.removeEventListener("abort", onAbort);
      });
      this.#watchMemory(child, ended.signal, reject);
      // A failure to send is the child's end, which is told by its exit.
      child.send({ ...input }, () => undefined);
    }).finally(() => ended.abort(ENDED));
  }

  /** Rejects when the time is over; each page that is read by OCR prolongs it. */
  #startClock(ended: AbortSignal, reject: (error: Error) => void): { readonly addPage: () => void } {
    const { timeoutMs, ocrPageMs = 0 } = this.#limits;
    const startedMs = performance.now();
    let pages = 0;
    let timer: NodeJS.Timeout | undefined;
    const set = () => {
      clearTimeout(timer);
      const limitMs = timeoutMs + pages * ocrPageMs;
      timer = setTimeout(
        () => reject(timeLimitError(limitMs)),
        Math.min(MOST_MS, startedMs + limitMs - performance.now()),
      );
    };
    set();
    ended.addEventListener("abort", () => clearTimeout(timer));
    return {
      addPage: () => {
        pages = Math.min(MOST_OCR_PAGES, pages + 1);
        set();
      },
    };
  }

  #watchMemory(child: ChildProcess, ended: AbortSignal, reject: (error: Error) => void): void {
    const { memoryBytes } = this.#limits;
    const check = async () => {
      const resident = child.pid === undefined ? undefined : await readResidentBytes(child.pid);
      if (ended.aborted) return;
      if (resident !== undefined && resident > memoryBytes) reject(memoryLimitError(memoryBytes));
      else timer = setTimeout(check, POLL_MS);
    };
    let timer = setTimeout(check, POLL_MS);
    ended.addEventListener("abort", () => clearTimeout(timer));
  }

  /** V8 aborts when its heap is full: that is the memory limit too. */
  #deathError(code: number | null, name: NodeJS.Signals | null): Error {
    if (name === "SIGABRT" || code === 134) return memoryLimitError(this.#limits.memoryBytes);
    const how = name === null ? `exit code ${code}` : `signal ${name}`;
    return new LoadFailedError(`The process that read the file ended unexpectedly (${how}).`, {
      hint: "Add the file alone to see whether it happens again; if it does, leave the file out.",
    });
  }

  async #retireIfWorn(child: ChildProcess): Promise<void> {
    const nowMs = performance.now();
    // Little grows within one poll, and asking for each of many small files would take longer than loading them.
    if (nowMs - this.#weighedAtMs < POLL_MS && this.#filesServed < MOST_FILES) return;
    this.#weighedAtMs = nowMs;
    const resident = child.pid === undefined ? undefined : await readResidentBytes(child.pid);
    const isLarge = resident !== undefined && resident > this.#limits.memoryBytes * MOST_IDLE_SHARE;
    if (isLarge || this.#filesServed >= MOST_FILES) this.#kill(child);
  }

  #kill(child: ChildProcess): void {
    this.#forget(child);
    child.kill("SIGKILL");
    child.unref();
    child.channel?.unref();
  }

  #forget(child: ChildProcess): void {
    if (this.#process === child) this.#process = undefined;
  }
}

function isOcrPage(message: unknown): boolean {
  return typeof message === "object" && message !== null && "ocrPage" in message;
}

function timeLimitError(timeoutMs: number): LoaderLimitError {
  return new LoaderLimitError(`Reading the file took longer than ${timeoutMs / 1000} s and was stopped.`, {
    hint: "Raise the loader's time limit in the settings, split the file, or leave it out.",
  });
}

function memoryLimitError(memoryBytes: number): LoaderLimitError {
  return new LoaderLimitError(
    `Reading the file took more than ${Math.round(memoryBytes / MEGABYTE_BYTES)} MiB of memory and was stopped.`,
    { hint: "Raise the loader's memory limit in the settings, split the file, or leave it out." },
  );
}

function startError(error: Error): LoadFailedError {
  return new LoadFailedError("The process that reads files could not be started or reached.", {
    hint: "Check that the system allows another process, and that the installation is complete.",
    cause: error,
  });
}
