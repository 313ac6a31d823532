import { describe, expect, it } from "vitest";
import { createAnalyzer } from "../../text/index.ts";
import { matchesKind, valuesOfKind } from "./matches-kind.ts";
import { hasIdentifier, profileQuestion } from "./profile-question.ts";

const profile = (text: string) => profileQuestion(text, createAnalyzer(), "en");

describe("profileQuestion", () => {
  it.each([
    ["When did the war end?", "date"],
    ["In what year was it built?", "date"],
    ["How many beds are there?", "number"],
    ["What is the maximum dose of ibuprofen?", "number"],
    ["Who leads the hygiene team?", "name"],
    ["Where is the pharmacy?", "place"],
    ["Why is the door locked?", "reason"],
    ["What is an autoclave?", "definition"],
    ["Which gas burns?", "none"],
  ])("reads from %j that a %s would answer", (question, kind) => {
    expect(profile(question).expected).toBe(kind);
  });

  it("keeps codes, names and numbers apart from the words that only ask", () => {
    const { identifiers, names, numbers, terms } = profile("What did Keller change in E11.9 and fooBar in 2019?");
    expect(identifiers).toEqual(["e11.9", "foobar"]);
    expect(names).toContain("keller");
    expect(numbers).toContain("2019");
    expect(terms).not.toContain("what");
  });

  it("takes ordinals and decades for no codes", () => {
    expect(profile("Who ruled in the 20th century, in the 1990s?").identifiers).toEqual([]);
  });

  it("knows a code without its separators", () => {
    expect(hasIdentifier("Code E 11-9 is new.", "e11.9")).toBe(true);
    expect(hasIdentifier("Code E11.8 is new.", "e11.9")).toBe(false);
  });
});

describe("matchesKind", () => {
  it("wants something that the question did not say itself", () => {
    expect(matchesKind("It began in 1973.", "date", "When did it begin?")).toBe(1);
    expect(matchesKind("It began in 1973.", "date", "When in 1973 did it begin?")).toBe(0);
    expect(matchesKind("It was led by Ada Lovelace.", "name", "Who led it?")).toBe(1);
    expect(matchesKind("It was led by someone.", "name", "Who led it?")).toBe(0);
  });

  it("finds the values that two sentences can be compared by", () => {
    expect(valuesOfKind("Open from 8:00 to 18:00.", "date", "When is it open?")).toEqual(["8:00", "18:00"]);
    expect(valuesOfKind("Two of 30 days.", "number", "How many days?")).toEqual(["two", "30"]);
  });
});
