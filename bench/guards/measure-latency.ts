import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { allChecks, type CheckInput } from "../../src/guard/index.ts";
import { readViews } from "../../src/guard/normalise/read-views.ts";

/** Processor time of a guard. */
export interface GuardLatency {
  /** Id of the guard; `all` for all of them with the decoding of hidden readings. */
  readonly guard: string;
  /** Milliseconds of processor time for 1,000 characters: the median and the 95th percentile. */
  readonly p50: number;
  readonly p95: number;
}

interface LatencyRequest {
  readonly folder: string;
  readonly processorMs: () => number;
}

const PIECE_CHARACTERS = 1_000;
const PIECES_OF_DOCUMENT = 5;

/**
 * Measures the processor time of the guards that need no options and no context, on pieces of 1,000 characters of the
 * folder `documents-text`. A guard that cannot measure a piece is left out.
 *
 * Each guard reads a piece alone. In `all` they read it one after the other, and share what they compute of it, as in a
 * policy. Every guard has read all pieces before, since code is compiled while the first texts of a process are read.
 */
export async function measureLatency(
  { folder, processorMs }: LatencyRequest,
  signal: AbortSignal,
): Promise<readonly GuardLatency[]> {
  const pieces = await readPieces(join(folder, "documents-text"));
  const checks = await loadChecks(signal);
  for (const text of pieces) {
    const input = toInput(text);
    for (const check of checks) await check.check(input, signal);
  }
  const times = new Map<string, number[]>();
  const timed = async (guard: string, work: () => unknown): Promise<void> => {
    const before = processorMs();
    await work();
    const duration = processorMs() - before;
    times.set(guard, [...(times.get(guard) ?? []), duration]);
  };
  for (const text of pieces) {
    await timed("views", () => readViews(text));
    for (const check of checks) {
      const alone = toInput(text);
      await timed(check.id, () => check.check(alone, signal));
    }
    await timed("all", async () => {
      const shared = toInput(text);
      for (const check of checks) await check.check(shared, signal);
    });
  }
  return [...times].map(([guard, durations]) => ({ guard, p50: at(durations, 0.5), p95: at(durations, 0.95) }));
}

/** Returns a text for a guard, with its readings. */
function toInput(text: string): CheckInput {
  const views = readViews(text);
  return { text, stage: "input", origin: "user", views: () => views };
}

/** Loads the guards that can measure a text alone. Their first check, which loads tables, is not timed. */
async function loadChecks(signal: AbortSignal) {
  const loaded = await Promise.all(
    allChecks.filter(({ options }) => options.safeParse({}).success).map((check) => check.load()),
  );
  const input = toInput("Any text.");
  const results = await Promise.allSettled(loaded.map(async (check) => check.check(input, signal)));
  return loaded.filter((_, index) => results[index]?.status === "fulfilled");
}

async function readPieces(folder: string): Promise<readonly string[]> {
  const pieces: string[] = [];
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(".txt")).sort()) {
    const text = await readFile(join(folder, name), "utf8");
    for (let index = 0; index < PIECES_OF_DOCUMENT; index++) {
      const piece = text.slice(index * PIECE_CHARACTERS, (index + 1) * PIECE_CHARACTERS);
      if (piece.length === PIECE_CHARACTERS) pieces.push(piece);
    }
  }
  return pieces;
}

function at(durations: readonly number[], share: number): number {
  const sorted = [...durations].sort((left, right) => left - right);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
