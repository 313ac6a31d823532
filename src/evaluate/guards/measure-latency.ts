import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { allChecks, readViews } from "../../guard/index.ts";

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
 * Measures the processor time of the guards that need no options and no context, on pieces of 1,000 characters of the folder
 * `documents-text`. A guard that cannot measure a piece is left out.
 */
export async function measureLatency(
  { folder, processorMs }: LatencyRequest,
  signal: AbortSignal,
): Promise<readonly GuardLatency[]> {
  const pieces = await readPieces(join(folder, "documents-text"));
  const times = new Map<string, number[]>();
  const timed = async (guard: string, work: () => unknown): Promise<number> => {
    const before = processorMs();
    await work();
    const duration = processorMs() - before;
    times.set(guard, [...(times.get(guard) ?? []), duration]);
    return duration;
  };
  const checks = await loadChecks(signal);
  for (const text of pieces) {
    let total = await timed("views", () => readViews(text));
    const views = readViews(text);
    const input = { text, stage: "input", origin: "user", views: () => views } as const;
    for (const check of checks) total += await timed(check.id, () => check.check(input, signal));
    times.set("all", [...(times.get("all") ?? []), total]);
  }
  return [...times].map(([guard, durations]) => ({ guard, p50: at(durations, 0.5), p95: at(durations, 0.95) }));
}

/** Loads the guards that can measure a text alone. Their first check, which loads tables, is not timed. */
async function loadChecks(signal: AbortSignal) {
  const loaded = await Promise.all(
    allChecks.filter(({ options }) => options !== "required").map((check) => check.load()),
  );
  const input = { text: "Any text.", stage: "input", origin: "user", views: () => readViews("Any text.") } as const;
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
