import { Worker } from "node:worker_threads";
import type { ScanOrder } from "../../core/index.ts";
import type { ScanReply, ScanRequest } from "./scan-messages.ts";

/** One thread that executes scan orders. It keeps the process alive only while it has orders. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #pendingOrders = new Map<number, (isDone: boolean) => void>();
  readonly #exited: Promise<void>;
  #nextId = 0;
  #isReady = false;
  #hasEnded = false;

  constructor(entry: URL) {
    this.#worker = new Worker(entry);
    this.#worker.unref();
    this.#worker.on("message", (reply: ScanReply) => {
      if (reply.kind === "ready") this.#isReady = true;
      else this.#settle(reply.id, true);
    });
    // After an error the thread always exits, and the exit ends all of its orders.
    this.#worker.on("error", () => undefined);
    this.#exited = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#hasEnded = true;
        for (const id of [...this.#pendingOrders.keys()]) this.#settle(id, false);
        resolve();
      });
    });
  }

  get isReady(): boolean {
    return this.#isReady && !this.#hasEnded;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Executes an order, and returns false if the thread ended before. */
  async carryOut(order: ScanOrder): Promise<boolean> {
    if (this.#hasEnded) return false;
    const request: ScanRequest = { id: this.#nextId++, order };
    this.#worker.postMessage(request);
    return new Promise((resolve) => {
      this.#pendingOrders.set(request.id, resolve);
      this.#worker.ref();
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
    await this.#exited;
  }

  #settle(id: number, isDone: boolean): void {
    this.#pendingOrders.get(id)?.(isDone);
    this.#pendingOrders.delete(id);
    if (this.#pendingOrders.size === 0) this.#worker.unref();
  }
}
