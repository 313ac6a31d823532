import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { compileSessionWorker } from "./fixtures/compile-session-worker.ts";
import { watchSessionWorker } from "./fixtures/watch-session-worker.ts";
import { openOnnxEmbedder } from "./open-onnx-embedder.ts";
import { openOnnxReranker } from "./open-onnx-reranker.ts";

const folderOf = (name: string) => fileURLToPath(new URL(`../../../models/${name}`, import.meta.url));
const worker = await compileSessionWorker();
const passages = Array.from({ length: 5 }, (_, index) => ({ title: "Hours", text: `Ward ${index} opens at 8:30.` }));

afterAll(() => worker.remove());

describe("runs that are queued before real sessions", () => {
  it("are not done for callers who have gone, and the next one's turn comes at once", async () => {
    const watched = watchSessionWorker(worker.entry);
    const reranker = await openOnnxReranker({
      folder: folderOf("evidence-minilm-l6-int8"),
      sessions: 1,
      workerEntry: watched.entry,
    });
    const controller = new AbortController();
    const reason = new Error("gone");
    const gone = Array.from({ length: 30 }, () =>
      reranker.rerank("When does it open?", passages, { signal: controller.signal }),
    );
    const outcomes = Promise.allSettled(gone);
    controller.abort(reason);
    expect(await reranker.rerank("Who?", passages, { signal: never })).toHaveLength(5);
    expect(await outcomes).toEqual(Array(30).fill({ status: "rejected", reason }));
    // Of the thirty calls what the session had been handed by then.
    expect(watched.runs().length).toBeLessThanOrEqual(3 + 5);
    await reranker.close();
  });

  it("let a question go before passages that nobody waits for, behind the run in progress alone", async () => {
    const watched = watchSessionWorker(worker.entry);
    const embedder = await openOnnxEmbedder({
      folder: folderOf("bge-small-en-v1.5-int8"),
      sessions: 1,
      workerEntry: watched.entry,
    });
    const texts = Array.from({ length: 8 }, (_, index) => `The clinic's ward ${index} opens at 8:30.`);
    const adding = embedder.embedDocuments(texts, never, "later");
    const question = await embedder.embedQuery("When does it open?", never);
    expect(await adding).toHaveLength(8);
    const alone = await embedder.embedQuery("When does it open?", never);
    expect(question).toEqual(alone);
    // Two passages are handed over ahead of the question, which is the third run.
    expect(watched.runs().slice(0, 3)).toEqual([0, 2, 1]);
    await embedder.close();
  });
});
