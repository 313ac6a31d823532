import { LydianError } from "../../core/index.ts";
import { createIndexReader } from "../../engine/kernel/index.ts";
import { createAnalyzer } from "../../engine/text/index.ts";
import { findDamage } from "../../library/transfer/find-damage.ts";

/** More are counted, and not told: what is broken often breaks all that lies behind it. */
const MOST_TOLD = 20;

export interface StoreHealth {
  /** A sentence each, at most 20. */
  readonly damages: readonly string[];
  /** All of them. */
  readonly count: number;
}

/** Looks whether all of a store is as it was written: its file, its blocks, its documents, its index. Reads all of it. */
export async function checkStoreHealth(
  { directory, waitMs }: { readonly directory: string; readonly waitMs: number },
  signal: AbortSignal,
): Promise<StoreHealth> {
  const { findDatabaseDamage, openSqliteStore } = await import("../../adapters/sqlite/index.ts");
  const damages: string[] = [];
  let count = 0;
  const collect = async (found: AsyncIterable<string>) => {
    for await (const damage of found) {
      count += 1;
      if (damages.length < MOST_TOLD) damages.push(damage);
    }
  };
  try {
    await collect(findDatabaseDamage({ directory, waitMs }, signal));
    const store = await openSqliteStore({ directory, waitMs, mode: "read" });
    const index = createIndexReader({ store, analyzer: createAnalyzer() });
    try {
      await collect(findDamage({ store, index }, signal));
    } finally {
      await index.close();
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    return { damages: [...damages, error.message], count: count + 1 };
  }
  return { damages, count };
}
