import { describe, expect, it } from "vitest";
import type { Answer } from "../../core/index.ts";
import { buildSavedAnswer } from "../proof/build-saved-answer.ts";
import { sampleSavedAnswer } from "../proof/fixtures/sample-saved-answer.ts";
import { hashText } from "../proof/hash-text.ts";
import { fromKeptTurn, toKeptTurn } from "./kept-turn.ts";

const { answer, asked } = sampleSavedAnswer(["A lost key costs 15 euros."]);
const secret = "my number is 1234";

describe("the stored form of a question that a guard stopped", () => {
  it("is a hash and the check's name in a saved answer, and nothing in a conversation", () => {
    const { id, collection, createdAt, passages, warnings, usage, trace } = answer;
    const stopped: Answer = {
      schemaVersion: 1,
      id,
      collection,
      createdAt,
      passages,
      warnings,
      usage,
      trace,
      question: secret,
      status: "abstained",
      reason: "guard-blocked",
      nearest: [],
    };
    const questionVerdict = { stoppedBy: "no-numbers" };
    const toSave = { answer: stopped, asked, writtenBy: "1", savedAt: "2026-01-01", questionVerdict };
    const saved = buildSavedAnswer({
      ...toSave,
      versionOf: () => {
        throw new Error("An abstention cites nothing.");
      },
    });
    expect(JSON.stringify(saved)).not.toContain("1234");
    expect(saved.withheld).toEqual({ check: "no-numbers", questionHash: hashText(secret) });
    expect(toKeptTurn(stopped, questionVerdict)).toBeUndefined();
  });
});

describe("the stored form of a turn", () => {
  it("is read as it was written", () => {
    const turn = toKeptTurn({ ...answer, question: "And twelve?", searchedAs: "What do twelve keys cost?" }, undefined);
    expect(turn && fromKeptTurn(turn)).toMatchObject({
      question: "And twelve?",
      searchedAs: "What do twelve keys cost?",
    });
  });
});
