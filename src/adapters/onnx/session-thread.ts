import { Worker } from "node:worker_threads";
import {
  EmbeddingFailedError,
  type LydianError,
  ModelUnavailableError,
  RerankFailedError,
  type Urgency,
  VerificationFailedError,
} from "../../core/index.ts";
import { disableTelemetry } from "./disable-telemetry.ts";
import { createFileDiffersError } from "./model-files.ts";
import type { SessionInput, SessionReply, SessionRequest, SessionSettings } from "./session-messages.ts";

interface PendingRun {
  readonly resolve: (outputs: readonly Float32Array[]) => void;
  readonly reject: (error: LydianError) => void;
}

/** One ONNX session in a separate thread. An idle session does not keep the process alive. */
export class SessionThread {
  readonly #worker: Worker;
  readonly #modelPath: string;
  readonly #task: SessionSettings["task"]["kind"];
  readonly #pendingRuns = new Map<number, PendingRun>();
  readonly #exited: Promise<void>;
  #nextId = 0;
  #isClosing = false;
  #failure: LydianError | undefined;

  constructor(entry: URL, settings: SessionSettings) {
    this.#modelPath = settings.modelPath;
    this.#task = settings.task.kind;
    disableTelemetry();
    this.#worker = new Worker(entry, { workerData: settings });
    this.#worker.unref();
    this.#worker.on("message", (reply: SessionReply) => this.#receive(reply));
    this.#worker.on("error", (error) => this.#fail(this.#createEndedError(error)));
    this.#exited = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#fail(this.#failure ?? this.#createEndedError());
        resolve();
      });
    });
  }

  /** Number of unfinished runs. */
  get load(): number {
    return this.#pendingRuns.size;
  }

  /** Reason for which the thread has ended. It then rejects every run. */
  get failure(): LydianError | undefined {
    return this.#failure;
  }

  run(input: SessionInput, urgency: Urgency): Promise<readonly Float32Array[]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#pendingRuns.size === 0) this.#worker.ref();
      this.#pendingRuns.set(id, { resolve, reject });
      this.#send({ kind: "run", id, urgency, ...input });
    });
  }

  /** Ends the thread after its unfinished runs. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#failure === undefined) {
      this.#worker.ref();
      this.#send({ kind: "close" });
    }
    await this.#exited;
  }

  #send(request: SessionRequest): void {
    this.#worker.postMessage(request);
  }

  #receive(reply: SessionReply): void {
    if (reply.kind === "done") this.#settle(reply.id)?.resolve(reply.outputs);
    if (reply.kind === "run-failed") this.#settle(reply.id)?.reject(this.#createError(`failed: ${reply.reason}`));
    if (reply.kind === "differs") this.#fail(createFileDiffersError(reply.path));
    if (reply.kind === "failed") {
      const message = `The model ${this.#modelPath} cannot be opened: ${reply.reason}`;
      this.#fail(new ModelUnavailableError(message, { hint: "Run `lydian doctor` to check the model's files." }));
    }
  }

  #settle(id: number): PendingRun | undefined {
    const run = this.#pendingRuns.get(id);
    this.#pendingRuns.delete(id);
    // A process that waits for the thread's end must not exit before it.
    if (this.#pendingRuns.size === 0 && !this.#isClosing) this.#worker.unref();
    return run;
  }

  #fail(error: LydianError): void {
    this.#failure ??= error;
    for (const run of this.#pendingRuns.values()) run.reject(this.#failure);
    this.#pendingRuns.clear();
  }

  #createEndedError(cause?: unknown): LydianError {
    return this.#createError("has stopped: its thread ended.", { cause });
  }

  #createError(predicate: string, options?: ErrorOptions): LydianError {
    if (this.#task === "embed")
      return new EmbeddingFailedError(`The embedding model ${this.#modelPath} ${predicate}`, options);
    return this.#task === "rerank"
      ? new RerankFailedError(`The reranker ${this.#modelPath} ${predicate}`, options)
      : new VerificationFailedError(`The entailment model ${this.#modelPath} ${predicate}`, options);
  }
}
