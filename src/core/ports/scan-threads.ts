/** Memory that threads share. */
export interface SharedScanMemory {
  readonly buffer: ArrayBufferLike;
}

/** One loop over some rows of vectors. */
export interface ScanTask {
  /** The number of the memory that it works in. */
  readonly memory: number;
  /** Where in it everything lies, by the loops' names. */
  readonly places: Readonly<Record<string, number>>;
  readonly loop:
    | { readonly kind: "note"; readonly bound: number }
    | {
        readonly kind: "score";
        readonly noted: number;
        readonly furthest: number;
        readonly heaviest: number;
        /** For how many there is room; of more none is scored. */
        readonly room: number;
      };
}

/** Tasks that several threads work off together; it goes to each of them as a structured clone. */
export interface ScanOrder {
  /** Memories that no order named before, by their numbers. */
  readonly memories: ReadonlyMap<number, SharedScanMemory>;
  /** Numbers of memories that no order will name again. */
  readonly forgotten: readonly number[];
  readonly tasks: readonly ScanTask[];
  /** Shared: how many tasks were taken, then two results of each. */
  readonly board: Int32Array;
}

/** Threads that work off orders beside the one that gives them. */
export interface ScanThreads {
  /** Telling the threads of fewer rows takes longer than they save. */
  readonly minRows: number;
  /** Whether they are there. If not, they are started, unless they were closed or have stopped too often. */
  areReady(): boolean;
  /**
   * Gives all threads an order, and answers when each has ended with it. False if one of them stopped, or they were not
   * ready: then none works any more, what was done is not known, and new threads will know no memory.
   */
  carryOut(order: ScanOrder): Promise<boolean>;
  /** Stops the threads; an order that is worked off then ends with false. */
  close(): Promise<void>;
}
