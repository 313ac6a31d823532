import { describe, it } from "vitest";
import { indexContract } from "../../testing/index-contract.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

describe("the kernel over a store in memory", () => {
  const open = async () => {
    const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
    return { ...services, reader: createIndexReader(services), writer: createIndexWriter(services) };
  };
  for (const { name, run } of indexContract(open)) it(name, run);
});
