import { join, resolve } from "node:path";
import { never } from "../../core/index.ts";
import { openConnection } from "./connection.ts";
import { type DamageSearchOptions, describeBreak, integrityRows } from "./find-database-damage.ts";
import { stateDifferences } from "./require-own-schema.ts";
import { describeDifference } from "./schema-differences.ts";
import { checkState } from "./state-format.ts";
import { whenFree } from "./when-free.ts";

/**
 * Runs SQLite's own check of `state.db`, and compares its tables with those that Lydian makes.
 *
 * @returns one sentence for each damage
 * @throws {StoreUnavailableError} if the file cannot be opened
 */
export async function findStateDamage({ directory, waitMs }: DamageSearchOptions): Promise<readonly string[]> {
  const path = join(resolve(directory), "state.db");
  const find = () => {
    const connection = openConnection(path, { readonly: true });
    try {
      checkState(connection);
      const lines = integrityRows.parse(connection.pragma("integrity_check(20)"));
      const broken = lines.filter(({ integrity_check: line }) => line !== "ok");
      return [
        ...broken.map(({ integrity_check: line }) => describeBreak(line)),
        ...stateDifferences(connection).map(describeDifference),
      ];
    } finally {
      connection.close();
    }
  };
  return whenFree(find, { path, waitMs }, never);
}
