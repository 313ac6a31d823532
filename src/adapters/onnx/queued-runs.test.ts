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

describe("the queue of a real session", () => {
  it("skips the runs of aborted callers, so that the next caller's turn comes at once", async () => {
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
    // Three runs of the thirty calls had already been passed to the session.
    expect(watched.runs().length).toBeLessThanOrEqual(3 + 5);
    await reranker.close();
  });

  it("runs a question before passages that are not urgent, right after the run in progress", async () => {
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
    // The session has two passages before the question, which is the third run.
    expect(watched.runs().slice(0, 3)).toEqual([0, 2, 1]);
    await embedder.close();
  });
});
