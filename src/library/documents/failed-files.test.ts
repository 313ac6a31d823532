import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteState } from "../../adapters/sqlite/index.ts";
import { everything, type Listener, type LydianEvent, never, type StateStore } from "../../core/index.ts";
import { keepReceipts } from "./failed-files.ts";

const collection = "default";
const place = { collection, accessLabels: ["it"] };
const failure = (uri: string, code = "embedding-failed"): LydianEvent => ({
  type: "document-failed",
  uri,
  code,
  message: "It failed.",
});

let folder = "";
let state: StateStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-failed-files-"));
  state = await openSqliteState({ directory: folder, waitMs: 0, mode: "write" });
});
afterEach(async () => {
  await state.close();
  await rm(folder, { recursive: true });
});

/** Keeps the receipts of a call that emits these events. The only stored document is `hr.md`. */
async function keep(...events: readonly LydianEvent[]) {
  const stored = [{ uri: "file:///hr.md", accessLabels: ["hr"], source: "file:///" }];
  const store = {
    readSummariesByUri: async ({ uris }: { readonly uris: readonly string[] }) =>
      stored.filter(({ uri }) => uris.includes(uri)),
  };
  const parts = Object.assign(Object.create(null), {
    state: { read: async () => state, write: async () => state },
    clock: { now: () => 0 },
    read: async () => ({ store }),
  });
  const work = async (emit: Listener) => {
    for (const event of events) emit(event);
  };
  await keepReceipts({ parts, emit: () => undefined }, place, work);
  return state.listFailures({ collection, scope: everything }, never);
}

describe("the receipt of a document whose passages could not be embedded", () => {
  it("is seen by the readers of that document, and not by those of the call that computed the vectors", async () => {
    expect(
      await keep(failure("file:///hr.md"), failure("file:///it.md"), failure("file:///hr.pdf", "x")),
    ).toMatchObject([
      { uri: "file:///hr.md", accessLabels: ["hr"], source: "file:///" },
      { uri: "file:///hr.pdf", accessLabels: ["it"] },
      { uri: "file:///it.md", accessLabels: ["it"] },
    ]);
  });

  it("goes when another model has embedded them, and stays if that one failed too", async () => {
    await keep(failure("file:///a.md"), failure("file:///b.md"), failure("file:///c.pdf", "load-failed"));
    const swap: LydianEvent = { type: "space-swapped", collection, from: "old", to: "new" };
    const left = await keep(failure("file:///b.md"), swap);
    expect(left.map(({ uri }) => uri)).toEqual(["file:///b.md", "file:///c.pdf"]);
  });
});
