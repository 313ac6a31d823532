import { describe, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { storeContract } from "./store-contract.ts";

describe("the memory store", () => {
  for (const { name, run } of storeContract(async () => createMemoryStore())) it(name, run);
});
