import type { ScanOrder, ScanTask, ScanThreads } from "../../../core/index.ts";
import type { SegmentMemory } from "../segment/segment-memory.ts";
import { createBoard, workOff } from "./scan-hand.ts";
import { findLoops } from "./start-simd-scan.ts";

/** A task, and the memory that it works in. */
export interface TeamTask extends Omit<ScanTask, "memory"> {
  readonly memory: SegmentMemory;
}

/** Work that other threads have begun. */
export interface TeamWork {
  /**
   * Takes what tasks are left, and waits for the others. Answers the board; undefined if a thread stopped, so that what was
   * done is not known, and nobody works in the memories any more.
   */
  join(): Promise<Int32Array | undefined>;
}

/** This thread and others, which scan the same memories. */
export interface ScanTeam {
  /** As `ScanThreads.leastRows`. */
  readonly leastRows: number;
  /** Waits until nobody else scans; answers what ends one's own turn. */
  takeTurn(): Promise<() => void>;
  /** Whether others are there, and would be told of so many rows. A process that searches once waits for none: they are started by the second question. */
  isWorthIt(sharedRows: number): boolean;
  /** Only in one's turn, and one after the other. */
  begin(tasks: readonly TeamTask[]): TeamWork;
}

export function createScanTeam(threads: ScanThreads): ScanTeam {
  const takeTurn = createTurns();
  let register = createRegister();
  let isAskedAgain = false;
  return {
    leastRows: threads.leastRows,
    takeTurn,
    isWorthIt(sharedRows) {
      if (sharedRows < threads.leastRows) return false;
      const isReady = isAskedAgain && threads.areReady();
      isAskedAgain = true;
      return isReady;
    },
    begin(tasks) {
      const { order, memoryOf } = register(tasks);
      const carriedOut = threads.carryOut(order);
      return {
        async join() {
          try {
            workOff(order, (number) => findLoops(memoryOf(number)));
          } finally {
            if (!(await carriedOut)) register = createRegister();
          }
          return (await carriedOut) ? order.board : undefined;
        },
      };
    },
  };
}

/** Numbers the memories that threads are told of, and notices which of them nobody here uses any more. */
function createRegister() {
  const numbers = new WeakMap<SegmentMemory, number>();
  let forgotten: number[] = [];
  let last = 0;
  const gone = new FinalizationRegistry<number>((number) => forgotten.push(number));
  return (tasks: readonly TeamTask[]) => {
    const added = new Map<number, SegmentMemory>();
    const used = new Map<number, SegmentMemory>();
    const numberOf = (memory: SegmentMemory): number => {
      const known = numbers.get(memory);
      if (known !== undefined) return known;
      last += 1;
      numbers.set(memory, last);
      gone.register(memory, last);
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

/** One turn after the other, in the order asked for. */
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
