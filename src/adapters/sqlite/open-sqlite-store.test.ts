import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { storeContract } from "../../testing/store-contract.ts";
import { openSqliteStore } from "./index.ts";

describe("the SQLite store", () => {
  let directory = "";
  const open = async () => {
    directory = await mkdtemp(join(tmpdir(), "lydian-sqlite-"));
    return openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
  };
  const remove = () => rm(directory, { recursive: true });
  for (const { name, run } of storeContract(open, remove)) it(name, run);
});
