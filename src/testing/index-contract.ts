import type { ContractCase } from "./contract-case.ts";
import type { IndexUnderTest } from "./index-case.ts";
import { indexChangeCases } from "./index-change-cases.ts";
import { indexSampleCases } from "./index-sample-cases.ts";
import { indexSearchCases } from "./index-search-cases.ts";

/**
 * Cases that every `Index` must pass, for any test runner.
 *
 * @param open    opens an index over an empty store
 * @param remove  called at the end of each case to remove everything that `open` created
 */
export function indexContract(
  open: () => Promise<IndexUnderTest>,
  remove: () => Promise<void> = async () => undefined,
): readonly ContractCase[] {
  return [...indexChangeCases, ...indexSearchCases, ...indexSampleCases].map(({ name, check }) => ({
    name,
    run: async () => {
      const index = await open();
      try {
        await check(index);
      } finally {
        await index.store.close();
        await remove();
      }
    },
  }));
}
