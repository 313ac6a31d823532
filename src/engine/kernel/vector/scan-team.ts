import type { ScanOrder, ScanTask, ScanThreads } from "../../../core/index.ts";
import type { SegmentMemory } from "../segment/segment-memory.ts";
import { createBoard, runOrder } from "./run-scan-order.ts";
import { findLoops } from "./start-simd-scan.ts";

/** A task with the memory that it works in. */
export interface TeamTask extends Omit<ScanTask, "memory"> {
  readonly memory: SegmentMemory;
}

/** Work that other threads have started. */
export interface TeamWork {
  /**
   * Carries out the remaining tasks and waits for the other threads. Returns the board, or undefined if a thread
   * stopped: then the results are unknown, and no thread works in the memories any more.
   */
  join(): Promise<Int32Array | undefined>;
}

/** This thread and others that scan the same memories together. */
export interface ScanTeam {
  /** Minimum number of rows that are worth sharing; see `ScanThreads.minRows`. */
  readonly minRows: number;
  /** Waits until no other search scans; returns a function that ends the turn. */
  takeTurn(): Promise<() => void>;
  /**
   * Returns whether other threads are ready and this many rows are worth sharing. The first search of a process never
   * waits for threads; the second one starts them.
   */
  isWorthIt(sharedRows: number): boolean;
  /** Starts tasks. The caller must have the turn, and must join earlier tasks first. */
  begin(tasks: readonly TeamTask[]): TeamWork;
}

/** Creates a team of this thread and others. */
export function createScanTeam(threads: ScanThreads): ScanTeam {
  const takeTurn = createTurns();
  let register = createRegister();
  let hasSearched = false;
  return {
    minRows: threads.minRows,
    takeTurn,
    isWorthIt(sharedRows) {
      if (sharedRows < threads.minRows) return false;
      const isReady = hasSearched && threads.areReady();
      hasSearched = true;
      return isReady;
    },
    begin(tasks) {
      const { order, memoryOf } = register(tasks);
      const completion = threads.carryOut(order);
      return {
        async join() {
          try {
            runOrder(order, (number) => findLoops(memoryOf(number)));
          } finally {
            if (!(await completion)) register = createRegister();
          }
          return (await completion) ? order.board : undefined;
        },
      };
    },
  };
}

/** Creates a register that numbers the memories sent to threads, and lists those that are no longer used here. */
function createRegister() {
  const numbers = new WeakMap<SegmentMemory, number>();
  let forgotten: number[] = [];
  let last = 0;
  const registry = new FinalizationRegistry<number>((number) => forgotten.push(number));
  return (tasks: readonly TeamTask[]) => {
    const added = new Map<number, SegmentMemory>();
    const used = new Map<number, SegmentMemory>();
    const numberOf = (memory: SegmentMemory): number => {
      const existing = numbers.get(memory);
      if (existing !== undefined) return existing;
      last += 1;
      numbers.set(memory, last);
      registry.register(memory, last);
      added.set(last, memory);
      return last;
    };
    const numbered = tasks.map(({ memory, ...task }): ScanTask => {
      const number = numberOf(memory);
      used.set(number, memory);
      return { ...task, memory: number };
    });
    const order: ScanOrder = { memories: added, forgotten, tasks: numbered, board: createBoard(tasks.length) };
    forgotten = [];
    const memoryOf = (number: number): SegmentMemory => {
      const memory = used.get(number);
      if (memory === undefined) throw new Error(`No task works in memory ${number}`);
      return memory;
    };
    return { order, memoryOf };
  };
}

/** Creates turns that are granted one after the other, in the order of the calls. */
function createTurns(): () => Promise<() => void> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let end = (): void => undefined;
    last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  };
}
