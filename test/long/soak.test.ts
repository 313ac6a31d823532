import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { z } from "zod";
import { checkFile } from "../faults/check-store.ts";
import { type Child, startChild } from "../faults/start-child.ts";
import { useTemporaryFolders } from "../faults/temporary-folder.ts";

const minutes = Number(process.env.LYDIAN_SOAK_MINUTES ?? 0.2);
const readerCount = minutes < 1 ? 3 : 8;
/** Minimum duration for statements about memory. */
const LONG_MINUTES = 5;
const newFolder = useTemporaryFolders();

/** Returns the megabytes that a process held after garbage collection, one number every ten seconds. */
const heldBy = ({ lines }: Child) =>
  lines.filter((line) => line.startsWith("memory")).map((line) => Number(line.split(" ")[1]));

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

it(
  `lets ${readerCount} processes read whole states for ${minutes} minutes while one writes at random, and no process grows`,
  async () => {
    const directory = newFolder();
    const writer = startChild("soak-writer.mjs", [directory, "1"]);
    await writer.line("began");
    const readers = Array.from({ length: readerCount }, (_, number) =>
      startChild("soak-reader.mjs", [directory, String(number + 2)]),
    );
    const all = [writer, ...readers];
    await Promise.race([setTimeout(minutes * 60_000), ...all.map(({ ended }) => ended)]);
    for (const { process } of all) process.stdin?.end();
    const outcomes = await Promise.all(all.map(({ ended }) => ended));
    expect(outcomes).toEqual(all.map(() => ({ exit: 0, stderr: "" })));
    checkFile(directory);
    const counts = all.map(({ lines }) => lines.at(-1)?.split(" ").slice(1).map(Number) ?? []);
    for (const [whole = 0] of counts) expect(whole).toBeGreaterThan(10);
    const held = all.map(heldBy);
    console.info({ "writer: works, purges held up": counts[0], "readers: whole, moved": counts.slice(1) });
    console.info("MB held, writer first: first, median of each third, last", held.map(summarize));
    if (minutes < LONG_MINUTES) return;
    for (const one of held) {
      const third = Math.floor(one.length / 3);
      expect(median(one.slice(-third))).toBeLessThan(1.2 * median(one.slice(0, third)) + 10);
    }
  },
  minutes * 60_000 + 120_000,
);

function summarize(held: readonly number[]): string {
  const third = Math.max(1, Math.floor(held.length / 3));
  const thirds = [held.slice(0, third), held.slice(third, 2 * third), held.slice(-third)].map(median);
  return `${held[0]} | ${thirds.join(" ")} | ${held.at(-1)}`;
}

/** Minutes of mixed calls to one server; `npm run bench:soak` takes an hour. */
const serverMinutes = Number(process.env.LYDIAN_SOAK_MINUTES ?? 3);
const soak = fileURLToPath(new URL("../../bench/soak.mjs", import.meta.url));
const soakReport = z.object({
  failures: z.record(z.string(), z.number()),
  calls: z.array(z.object({ what: z.string(), calls: z.number() })),
});

it(
  `answers mixed calls for ${serverMinutes} minutes without a failure`,
  async () => {
    const parameters = [soak, "--minutes", String(serverMinutes), "--documents", "50", "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { maxBuffer: 2 ** 26 });
    const { failures, calls } = soakReport.parse(JSON.parse(stdout));
    expect(failures).toEqual({});
    for (const { what, calls: count } of calls) expect([what, count > 0]).toEqual([what, true]);
  },
  serverMinutes * 60_000 + 600_000,
);
