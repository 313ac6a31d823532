import { fileURLToPath } from "node:url";
import { createClassifierCheck, createGuard, parseGuardPolicy } from "lydian/guard";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOnnxReranker } from "../../src/adapters/onnx/index.ts";
import type { Reranker } from "../../src/core/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { signal } = new AbortController();
const topic = "What does parking cost?";

/** The bundled cross-encoder takes the place of a classifier: is a text about parking fees? */
describe("a guard from an ONNX model", () => {
  let reader: Reranker;
  beforeAll(async () => {
    reader = await openOnnxReranker({
      folder: `${root}models/evidence-minilm-l6-int8`,
      workerEntry: new URL("../../dist/adapters/onnx/session-worker.js", import.meta.url),
    });
  });
  afterAll(() => reader.close());

  it("decides by the model's score", async () => {
    const check = createClassifierCheck({
      id: "parking",
      version: reader.id,
      threshold: 0.5,
      async classify(text) {
        const [result] = await reader.rerank(topic, [{ title: "", text }], { signal });
        return 1 / (1 + Math.exp(-(result?.relevance ?? Number.NaN)));
      },
    });
    const policy = await parseGuardPolicy("stages: {output: {guards: [{guard: parking, action: review}]}}");
    const guard = createGuard({ policy, checks: [check], clock: { monotonicMs: () => 0 } });
    const actionOf = async (text: string) =>
      (await guard.check({ stage: "output", origin: "model", text }, signal)).action;
    expect(await actionOf("Parking costs two euros an hour in the garage.")).toBe("review");
    expect(await actionOf("Parental leave lasts fourteen weeks.")).toBe("allow");
  });
});
