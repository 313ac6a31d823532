import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DataMissingError, never } from "../../src/core/index.ts";
import { benchGuards, GUARD_BENCH_PARTS } from "./bench-guards.ts";

const folder = mkdtempSync(join(tmpdir(), "lydian-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bench = (part: string) =>
  benchGuards({ folder, only: [part], clock: { monotonicMs: () => 0 }, processorMs: () => 0 }, never);

describe("the bench of the guards", () => {
  // The faults need no data, and the weights of the guard of names take seconds to load.
  it.each(GUARD_BENCH_PARTS.filter((part) => !["faults", "personal-data"].includes(part)))(
    "says which data of %s is missing",
    async (part) => {
      const error: unknown = await bench(part).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(DataMissingError);
      expect(String(error)).toContain(folder);
    },
  );

  it("names the nearest part for one that is not there", async () => {
    await expect(bench("secret")).rejects.toMatchObject({ hint: 'Did you mean "secrets"?' });
  });
});
