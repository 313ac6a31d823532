import { expect, it } from "vitest";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { embedTexts } from "./use-models.ts";

it("counts a long text in pieces that end before a word, with a separate turn for each", async () => {
  const pieces: string[] = [];
  const turns: number[] = [];
  let turn = 0;
  let isDone = false;
  const tick = () => {
    turn += 1;
    if (!isDone) setImmediate(tick);
  };
  const embedder = {
    ...createFakeEmbedder(),
    countTokens: (text: string) => {
      pieces.push(text);
      turns.push(turn);
      return text.split(" ").filter(Boolean).length;
    },
  };
  const context = { parts: { embedder: async () => embedder } };
  setImmediate(tick);
  const text = "seal ".repeat(10_000);
  const { tokens } = await embedTexts(context, [text, "x".repeat(20_000)]);
  isDone = true;
  expect(pieces.join("")).toBe(text + "x".repeat(20_000));
  expect(tokens).toBe(10_000 + 3);
  expect(new Set(turns).size).toBe(pieces.length);
});

it("lets questions of others go before a list of texts, and no one before a single text", async () => {
  const urgencies: unknown[] = [];
  const fake = createFakeEmbedder();
  const embedder: typeof fake = {
    ...fake,
    embedDocuments(texts, signal, urgency) {
      urgencies.push(urgency);
      return fake.embedDocuments(texts, signal, urgency);
    },
  };
  const context = { parts: { embedder: async () => embedder } };
  await embedTexts(context, ["one", "two"]);
  await embedTexts(context, ["one"]);
  expect(urgencies).toEqual(["later", "now"]);
});
