import type { ScanOrder, ScanTask } from "../../../core/index.ts";
import { type ScanLoops, startLoops } from "./scan-loops.ts";
import { isScanPlaces, setPlaces } from "./scan-places.ts";

/** Index of the next task's number on a board; two results of each task follow. */
const NEXT = 0;

/** Creates an empty board, shared between threads, for this many tasks. */
export function createBoard(tasks: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer((1 + 2 * tasks) * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Reads the two results of a task. For noting, they are the number of allowed chunks and of noted chunks. For scoring,
 * they are the number of remaining chunks, and 1 if they were scored.
 */
export function readResult(board: Int32Array, task: number): readonly [number, number] {
  return [board[1 + 2 * task] ?? 0, board[2 + 2 * task] ?? 0];
}

/** Creates a function that carries out orders in a worker thread. It remembers the memories of earlier orders. */
export function createOrderRunner(): (order: ScanOrder) => void {
  const loopsByMemory = new Map<number, ScanLoops>();
  return (order) => {
    for (const number of order.forgotten) loopsByMemory.delete(number);
    for (const [number, memory] of order.memories) {
      const loops = startLoops(memory);
      if (loops !== undefined) loopsByMemory.set(number, loops);
    }
    runOrder(order, (memory) => loopsByMemory.get(memory));
  };
}

/**
 * Carries out tasks that no other thread has taken, until none is left.
 *
 * @throws {Error} if there are no loops for a task's memory
 */
export function runOrder({ tasks, board }: ScanOrder, loopsOf: (memory: number) => ScanLoops | undefined): void {
  for (;;) {
    const number = Atomics.add(board, NEXT, 1);
    const task = tasks[number];
    if (task === undefined) return;
    const loops = loopsOf(task.memory);
    if (loops === undefined || !isScanPlaces(task.places)) throw new Error(`No loops for memory ${task.memory}`);
    setPlaces(loops, task.places);
    const [first, second] = runTask(loops, task);
    board[1 + 2 * number] = first;
    board[2 + 2 * number] = second;
  }
}

function runTask(loops: ScanLoops, { loop }: ScanTask): readonly [number, number] {
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
