import { type ChildProcess, fork } from "node:child_process";
import { type LoaderHost, LoaderLimitError, LoadFailedError, MEGABYTE_BYTES, timeLimitFor } from "../../core/index.ts";
import { createPartReceiver, messagesOf } from "./bytes-in-parts.ts";
import { ARRAYS_OF_DOCUMENT } from "./pack-loaded.ts";
import { createNonsenseError, MAX_ARRAYS, type Reply } from "./parse-reply.ts";
import { readResidentBytes } from "./read-resident-bytes.ts";
import { LARGE_FILE_BYTES } from "./serve-loads.ts";

export interface LoaderLimits {
  /** Maximum time for 16 MiB of a file or the smaller last part, including the start of the process, ≥ 1. */
  readonly timeoutMs: number;
  /** Additional time for each page that OCR reads, up to 10,000 pages of one file. Default 0. */
  readonly ocrPageMs?: number;
  /** Maximum resident memory and heap of one process, ≥ 64 MiB. The memory is checked every 50 ms. */
  readonly memoryBytes: number;
}

/** Program of the child process. */
export interface LoaderProgram {
  /** Module that calls `serveLoads`. */
  readonly entry: URL;
  readonly args?: readonly string[];
}

type Input = Parameters<LoaderHost["load"]>[0];

const POLL_MS = 50;
/** Maximum delay of a timer in Node.js. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/**
 * Reason with which the timers of a file are stopped. The default reason is an error with a stack, which takes time to
 * create.
 */
const ENDED = "ended";
/** Maximum number of files that one process reads. Memory that a library leaks ends with the process. */
const MAX_FILES = 500;
/** Maximum number of pages that prolong the time, so that a broken loader cannot prolong it endlessly. */
const MAX_OCR_PAGES = 10_000;
/** Maximum share of the memory limit that a process may use between files. Above it, the process is replaced. */
const MAX_IDLE_SHARE = 0.5;

/** Loads files in a child process, one process at a time. The next one starts when it is needed. */
export class LoaderChild {
  readonly #program: LoaderProgram;
  readonly #limits: LoaderLimits;
  #process: ChildProcess | undefined;
  #filesServed = 0;
  #lastWeighedMs = 0;

  constructor(program: LoaderProgram, limits: LoaderLimits) {
    this.#program = program;
    this.#limits = limits;
  }

  /** Sends one file and returns the unchecked reply. Only one call at a time is allowed. */
  async load(input: Input, signal: AbortSignal): Promise<Reply> {
    signal.throwIfAborted();
    const child = this.#process ?? this.#start();
    child.ref();
    child.channel?.ref();
    try {
      const reply = await this.#exchange(child, input, signal);
      this.#filesServed++;
      child.unref();
      child.channel?.unref();
      // The memory that a large file took would stay with the process while its text is chunked and stored.
      if (input.bytes.length >= LARGE_FILE_BYTES) this.#kill(child);
      else await this.#retireIfWorn(child);
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
    // Keeps this process alive until the child has ended.
    child.ref();
    await ended;
  }

  #start(): ChildProcess {
    const child = fork(this.#program.entry, this.#program.args ?? [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {},
      execArgv: ["--expose-gc", `--max-old-space-size=${Math.floor(this.#limits.memoryBytes / MEGABYTE_BYTES)}`],
    });
    this.#process = child;
    this.#filesServed = 0;
    // A child that dies between files is noticed here, and the next file gets a new process.
    child.on("exit", () => this.#forget(child));
    child.on("error", () => this.#forget(child));
    return child;
  }

  #exchange(child: ChildProcess, input: Input, signal: AbortSignal): Promise<Reply> {
    const ended = new AbortController();
    return new Promise<Reply>((resolve, reject) => {
      const clock = this.#startClock(timeLimitFor(input.bytes.length, this.#limits.timeoutMs), ended.signal, reject);
      const receiver = this.#createReceiver();
      const onMessage = (message: unknown) => {
        if (isOcrPage(message)) return clock.addPage();
        try {
          receiver.take(message);
          if (isLast(message)) resolve({ message, arrays: receiver.finish() });
        } catch (error) {
          reject(createNonsenseError(error));
        }
      };
      const onExit = (code: number | null, name: NodeJS.Signals | null) => reject(this.#createExitError(code, name));
      const onError = (error: Error) => reject(createStartError(error));
      const onAbort = () => reject(signal.reason);
      child.on("message", onMessage).once("exit", onExit).once("error", onError);
      signal.addEventListener("abort", onAbort, { once: true });
      ended.signal.addEventListener("abort", () => {
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        signal.removeEventListener("abort", onAbort);
      });
      this.#watchMemory(child, ended.signal, reject);
      void sendInput(child, input, ended.signal);
    }).finally(() => ended.abort(ENDED));
  }

  /**
   * Creates a receiver of replies. The text and its lists go to threads, which share them; members are read once more.
   */
  #createReceiver() {
    return createPartReceiver({
      maxArrays: MAX_ARRAYS,
      maxBytes: this.#limits.memoryBytes,
      allocate: (number, sizeBytes) =>
        number < ARRAYS_OF_DOCUMENT ? new Uint8Array(new SharedArrayBuffer(sizeBytes)) : new Uint8Array(sizeBytes),
    });
  }

  /** Rejects after the time limit. Each page that OCR reads prolongs it. */
  #startClock(timeoutMs: number, ended: AbortSignal, reject: (error: Error) => void): { readonly addPage: () => void } {
    const { ocrPageMs = 0 } = this.#limits;
    const startedMs = performance.now();
    let pageCount = 0;
    let timer: NodeJS.Timeout | undefined;
    const restartTimer = () => {
      clearTimeout(timer);
      const limitMs = timeoutMs + pageCount * ocrPageMs;
      timer = setTimeout(
        () => reject(createTimeLimitError(limitMs)),
        Math.min(MAX_TIMER_MS, startedMs + limitMs - performance.now()),
      );
    };
    restartTimer();
    ended.addEventListener("abort", () => clearTimeout(timer));
    return {
      addPage: () => {
        pageCount = Math.min(MAX_OCR_PAGES, pageCount + 1);
        restartTimer();
      },
    };
  }

  #watchMemory(child: ChildProcess, ended: AbortSignal, reject: (error: Error) => void): void {
    const { memoryBytes } = this.#limits;
    const check = async () => {
      const residentBytes = child.pid === undefined ? undefined : await readResidentBytes(child.pid);
      if (ended.aborted) return;
      if (residentBytes !== undefined && residentBytes > memoryBytes) reject(createMemoryLimitError(memoryBytes));
      else timer = setTimeout(check, POLL_MS);
    };
    let timer = setTimeout(check, POLL_MS);
    ended.addEventListener("abort", () => clearTimeout(timer));
  }

  /** Creates the error for a child that ended. V8 aborts when its heap is full, which is the memory limit, too. */
  #createExitError(code: number | null, name: NodeJS.Signals | null): Error {
    if (name === "SIGABRT" || code === 134) return createMemoryLimitError(this.#limits.memoryBytes);
    const reason = name === null ? `exit code ${code}` : `signal ${name}`;
    return new LoadFailedError(`The process that read the file ended unexpectedly (${reason}).`, {
      hint: "Add the file alone. If the process ends again, leave the file out.",
    });
  }

  async #retireIfWorn(child: ChildProcess): Promise<void> {
    const nowMs = performance.now();
    // Memory grows little within one poll. A check after each of many small files would take longer than loading them.
    if (nowMs - this.#lastWeighedMs < POLL_MS && this.#filesServed < MAX_FILES) return;

    this.#lastWeighedMs = nowMs;
    const residentBytes = child.pid === undefined ? undefined : await readResidentBytes(child.pid);
    const isLarge = residentBytes !== undefined && residentBytes > this.#limits.memoryBytes * MAX_IDLE_SHARE;
    if (isLarge || this.#filesServed >= MAX_FILES) this.#kill(child);
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

function isLast(message: unknown): boolean {
  return typeof message === "object" && message !== null && ("loaded" in message || "failure" in message);
}

/** Sends a file in parts, each after the one before was sent. */
async function sendInput(child: ChildProcess, { bytes, ...input }: Input, ended: AbortSignal): Promise<void> {
  for (const message of messagesOf([bytes], input)) {
    if (ended.aborted) return;
    // Sending fails only if the child has ended, which its exit reports.
    await new Promise((resolve) => child.send(message, resolve));
  }
}

function createTimeLimitError(timeoutMs: number): LoaderLimitError {
  return new LoaderLimitError(`Reading the file took longer than ${timeoutMs / 1000} s and was stopped.`, {
    hint: "Raise ingest.timeoutSeconds, split the file, or leave it out.",
  });
}

function createMemoryLimitError(memoryBytes: number): LoaderLimitError {
  return new LoaderLimitError(
    `Reading the file took more than ${Math.round(memoryBytes / MEGABYTE_BYTES)} MiB of memory and was stopped.`,
    { hint: "Raise ingest.memoryMegabytes, split the file, or leave it out." },
  );
}

function createStartError(error: Error): LoadFailedError {
  return new LoadFailedError("The process that reads files could not be started or reached.", {
    hint: "Check that the system allows another process, and that the installation is complete.",
    cause: error,
  });
}
