import type { Store } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";
import { storeDocumentCases } from "./store-document-cases.ts";
import { storeSegmentCases } from "./store-segment-cases.ts";
import { storeSignatureCases } from "./store-signature-cases.ts";
import { storeSourceCases } from "./store-source-cases.ts";
import { storeTransactionCases } from "./store-transaction-cases.ts";

/**
 * Cases that every `Store` must pass, for any test runner. Each case opens its own empty store and closes it.
 *
 * @param open    opens a new store for writing
 * @param remove  called after the store was closed, to remove everything that `open` created
 */
export function storeContract(
  open: () => Promise<Store>,
  remove: () => Promise<void> = async () => undefined,
): readonly ContractCase[] {
  const cases = [
    ...storeTransactionCases,
    ...storeDocumentCases,
    ...storeSignatureCases,
    ...storeSourceCases,
    ...storeSegmentCases,
  ];
  return cases.map(({ name, check }) => ({
    name,
    run: async () => {
      const store = await open();
      try {
        await check(store);
      } finally {
        await store.close();
        await remove();
      }
    },
  }));
}
