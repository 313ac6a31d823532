import { describe, expect, it } from "vitest";
import { LydianError, ModelUnavailableError } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { createLydian } from "../create-lydian.ts";
// Loaded here, since the first question would otherwise wait for it.
import "../../engine/answer/index.ts";
import type { AskOptions } from "./ask-options.ts";

const MODELS = ["embedder", "reranker", "generator", "verifier"] as const;

/** Asks a question of a library whose guard decides so on it. Returns the status of the answer and the opened models. */
async function askGuarded(action: "allow" | "block" | "review", question: string, options: AskOptions) {
  const opened: string[] = [];
  const open = (name: string) => () => {
    opened.push(name);
    throw new ModelUnavailableError(`The ${name} is not there.`);
  };
  const parts = Object.assign(Object.create(null), {
    settings: {
      collection: "default",
      language: "en",
      search: { mode: "hybrid", limit: 10, rephrasings: 2 },
      rerank: { model: "auto", weight: 1, budgetMs: 1_000 },
      verify: {},
      answer: { model: "openai:gpt-5-mini", profile: "default", onFailure: "error", budgetTokens: 1_000 },
      server: { maxKeptPerKey: 1_000 },
    },
    guard: guardThat(({ stage }) => (stage === "input" ? { action } : undefined)),
    state: { read: async () => undefined },
    clock: { now: () => 0, monotonicMs: () => 0 },
    ids: { next: (prefix: string) => `${prefix}_1` },
    read: async () => ({ store: { collection: async () => ({ name: "default" }), listDocuments: async () => [] } }),
    ...Object.fromEntries(MODELS.map((name) => [name, open(name)])),
  });
  try {
    const { status } = await createLydian(parts).ask(question, { private: true, ...options });
    return { status, opened };
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    return { status: error.code, opened };
  }
}

const ways: readonly (readonly [name: string, question: string, options: AskOptions])[] = [
  ["from passages", "What does a lost key cost?", {}],
  ["from passages with a schema", "What does a lost key cost?", { schema: { type: "object" } }],
  [
    "as part of a conversation",
    "And on Sundays?",
    { turns: [{ question: "When does the pool open?", answer: "At 9." }] },
  ],
  ["from every section", "Which documents mention keys?", {}],
  ["from every section on request", "What does a lost key cost?", { all: true }],
];

describe("a question to be answered", () => {
  it.each(ways)("%s opens no model if a guard stops it", async (_, question, options) => {
    for (const action of ["block", "review"] as const)
      expect(await askGuarded(action, question, options)).toEqual({ status: "abstained", opened: [] });
  });

  it.each(ways)("%s opens models if the guard allows it", async (_, question, options) => {
    const { status, opened } = await askGuarded("allow", question, options);
    expect(status).toBe("model-unavailable");
    expect(opened.length).toBeGreaterThan(0);
  });
});
