import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { createIndexReader, createIndexWriter } from "../../engine/kernel/index.ts";
import { indexContract } from "../../testing/index.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { openSqliteStore } from "./index.ts";

describe("the kernel over the SQLite store", () => {
  let directory = "";
  const open = async () => {
    directory = await mkdtemp(join(tmpdir(), "lydian-index-"));
    const store = await openSqliteStore({ directory, waitMs: 1000, mode: "write", create: true });
    const services = { store, analyzer: createPlainAnalyzer() };
    return { ...services, reader: createIndexReader(services), writer: createIndexWriter(services) };
  };
  for (const { name, run } of indexContract(open, () => rm(directory, { recursive: true }))) it(name, run);
});
