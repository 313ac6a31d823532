import { ForeignSchemaError, LydianError } from "../../core/index.ts";
import { createIndexReader } from "../../engine/kernel/index.ts";
import { createAnalyzer } from "../../engine/text/index.ts";
import { findDamage } from "../../library/transfer/find-damage.ts";

/** Maximum number of damages that are described. The others are only counted, since one damage often causes many. */
const MAX_TOLD = 20;

export interface StoreHealth {
  /** Descriptions of the damages, one sentence each, at most 20. */
  readonly damages: readonly string[];
  /** Number of all damages. */
  readonly count: number;
}

/** Checks a whole store: its file, its blocks, its documents and its index. */
export async function checkStoreHealth(directory: string, waitMs: number, signal: AbortSignal): Promise<StoreHealth> {
  const { findDatabaseDamage, openSqliteStore } = await import("../../adapters/sqlite/index.ts");
  const damages: string[] = [];
  let count = 0;
  const collect = async (found: AsyncIterable<string>) => {
    for await (const damage of found) {
      count += 1;
      if (damages.length < MAX_TOLD) damages.push(damage);
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
    // The objects that Lydian did not make are among the damages already.
    if (error instanceof ForeignSchemaError && count > 0) return { damages, count };
    return { damages: [...damages, error.message], count: count + 1 };
  }
  return { damages, count };
}
