import type { ScanOrder, ScanTask } from "../../../core/index.ts";
import { type ScanLoops, startLoops } from "./scan-loops.ts";
import { isScanPlaces, setPlaces } from "./scan-places.ts";

/** Where an order's next task is told; two results of each task follow. */
const NEXT = 0;

/** An empty board for so many tasks. */
export function createBoard(tasks: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer((1 + 2 * tasks) * Int32Array.BYTES_PER_ELEMENT));
}

/** What came of a task: of noting, how many chunks are allowed and are noted; of scoring, how many are left, and 1 if they are scored. */
export function readResult(board: Int32Array, task: number): readonly [number, number] {
  return [board[1 + 2 * task] ?? 0, board[2 + 2 * task] ?? 0];
}

/** What works off orders in a thread of its own. It knows the memories of the orders that it was given. */
export function createScanHand(): (order: ScanOrder) => void {
  const known = new Map<number, ScanLoops>();
  return (order) => {
    for (const number of order.forgotten) known.delete(number);
    for (const [number, memory] of order.memories) {
      const loops = startLoops(memory);
      if (loops !== undefined) known.set(number, loops);
    }
    workOff(order, (memory) => known.get(memory));
  };
}

/**
 * Takes tasks that nobody has taken, until there are none.
 *
 * @throws {Error} if there are no loops for a task's memory
 */
export function workOff({ tasks, board }: ScanOrder, loopsOf: (memory: number) => ScanLoops | undefined): void {
  for (;;) {
    const number = Atomics.add(board, NEXT, 1);
    const task = tasks[number];
    if (task === undefined) return;
    const loops = loopsOf(task.memory);
    if (loops === undefined || !isScanPlaces(task.places)) throw new Error(`No loops for memory ${task.memory}`);
    setPlaces(loops, task.places);
    const [one, other] = run(loops, task);
    board[1 + 2 * number] = one;
    board[2 + 2 * number] = other;
  }
}

function run(loops: ScanLoops, { loop }: ScanTask): readonly [number, number] {
  if (loop.kind === "note") {
    const chunks = loops.noteNear(loop.bound);
    return [chunks, loops.nearCount.value];
  }
  loops.nearCount.value = loop.noted;
  loops.selectNear(loop.furthest, loop.heaviest);
  const left = loops.nearCount.value;
  const isScored = left <= loop.room;
  loops.threshold.value = Number.NEGATIVE_INFINITY;
  if (isScored) loops.score(0, left);
  return [left, isScored ? 1 : 0];
}
