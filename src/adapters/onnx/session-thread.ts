import { Worker } from "node:worker_threads";
import {
  EmbeddingFailedError,
  type LydianError,
  ModelUnavailableError,
  RerankFailedError,
  type Urgency,
  VerificationFailedError,
} from "../../core/index.ts";
import { fileDiffers } from "./model-files.ts";
import type { SessionInput, SessionReply, SessionRequest, SessionSettings } from "./session-messages.ts";

interface Waiting {
  readonly resolve: (outputs: readonly Float32Array[]) => void;
  readonly reject: (error: LydianError) => void;
}

/** One ONNX session in a thread of its own. The process may end while it is idle. */
export class SessionThread {
  readonly #worker: Worker;
  readonly #modelPath: string;
  readonly #task: SessionSettings["task"]["kind"];
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #nextId = 0;
  #failure: LydianError | undefined;

  constructor(entry: URL, settings: SessionSettings) {
    this.#modelPath = settings.modelPath;
    this.#task = settings.task.kind;
    this.#worker = new Worker(entry, { workerData: settings });
    this.#worker.unref();
    this.#worker.on("message", (reply: SessionReply) => this.#receive(reply));
    this.#worker.on("error", (error) => this.#fail(this.#ended(error)));
    this.#exited = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#fail(this.#failure ?? this.#ended());
        resolve();
      });
    });
  }

  /** Runs that were asked for and are not done. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Why the thread has ended; it takes no more work then. */
  get failure(): LydianError | undefined {
    return this.#failure;
  }

  run(input: SessionInput, urgency: Urgency): Promise<readonly Float32Array[]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) this.#worker.ref();
      this.#waiting.set(id, { resolve, reject });
      this.#send({ kind: "run", id, urgency, ...input });
    });
  }

  /** Ends the thread after the runs that were asked for. */
  async close(): Promise<void> {
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
    if (reply.kind === "run-failed") this.#settle(reply.id)?.reject(this.#failed(`failed: ${reply.reason}`));
    if (reply.kind === "differs") this.#fail(fileDiffers(reply.path));
    if (reply.kind === "failed") {
      const message = `The model ${this.#modelPath} can not be opened: ${reply.reason}`;
      this.#fail(new ModelUnavailableError(message, { hint: "Run `lydian doctor` to check the model's files." }));
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    return waiting;
  }

  #fail(error: LydianError): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#failure);
    this.#waiting.clear();
  }

  #ended(cause?: unknown): LydianError {
    return this.#failed("has ended, with its thread.", { cause });
  }

  #failed(what: string, options?: ErrorOptions): LydianError {
    if (this.#task === "embed")
      return new EmbeddingFailedError(`The embedding model ${this.#modelPath} ${what}`, options);
    return this.#task === "rerank"
      ? new RerankFailedError(`The reranker ${this.#modelPath} ${what}`, options)
      : new VerificationFailedError(`The entailment model ${this.#modelPath} ${what}`, options);
  }
}
