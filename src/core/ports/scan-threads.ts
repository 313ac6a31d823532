/** Memory that threads share. */
export interface SharedScanMemory {
  readonly buffer: ArrayBufferLike;
}

/** One loop over some rows of vectors. */
export interface ScanTask {
  /** Number of the memory that the task works in. */
  readonly memory: number;
  /** Offsets in the memory, by the names that the loops use. */
  readonly places: Readonly<Record<string, number>>;
  readonly loop:
    | { readonly kind: "note"; readonly bound: number }
    | {
        readonly kind: "score";
        readonly noted: number;
        readonly furthest: number;
        readonly heaviest: number;
        /** Maximum number of scores; if there are more, none is computed. */
        readonly room: number;
      };
}

/** Tasks that several threads share. Each thread receives a structured clone of the order. */
export interface ScanOrder {
  /** New memories by their numbers. */
  readonly memories: ReadonlyMap<number, SharedScanMemory>;
  /** Numbers of memories that no later order uses. */
  readonly forgotten: readonly number[];
  readonly tasks: readonly ScanTask[];
  /** Shared memory: the number of tasks taken, then two results per task. */
  readonly board: Int32Array;
}

/** Threads that execute orders in parallel with the calling thread. */
export interface ScanThreads {
  /** Minimum number of rows. For fewer rows, the threads cost more time than they save. */
  readonly minRows: number;
  /** Returns true if the threads are running. Otherwise it starts them, unless they were closed or failed too often. */
  areReady(): boolean;
  /**
   * Gives all threads an order, and resolves when each has finished. Returns false if a thread stopped or the threads
   * were not ready. Then all threads have ended, their results are unknown, and new threads must get all memories
   * again.
   */
  carryOut(order: ScanOrder): Promise<boolean>;
  /** Stops the threads; a running order resolves with false. */
  close(): Promise<void>;
}
