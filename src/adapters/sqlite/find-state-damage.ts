import { join, resolve } from "node:path";
import { never } from "../../core/index.ts";
import { openConnection } from "./connection.ts";
import type { DamageSearchOptions } from "./find-database-damage.ts";
import { checkState, stateDifferences } from "./state-format.ts";
import { whenFree } from "./when-free.ts";

/**
 * Compares the tables of `state.db` with those that Lydian makes.
 *
 * @returns one sentence for each difference
 * @throws {StoreUnavailableError} if the file cannot be opened
 */
export async function findStateDamage({ directory, waitMs }: DamageSearchOptions): Promise<readonly string[]> {
  const path = join(resolve(directory), "state.db");
  const find = () => {
    const connection = openConnection(path, { readonly: true });
    try {
      checkState(connection);
      return stateDifferences(connection);
    } finally {
      connection.close();
    }
  };
  return whenFree(find, { path, waitMs }, never);
}
