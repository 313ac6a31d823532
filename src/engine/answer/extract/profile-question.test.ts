import { describe, expect, it } from "vitest";
import { createAnalyzer } from "../../text/index.ts";
import { matchesKind } from "./matches-kind.ts";
import { hasIdentifier, profileQuestion, wordsAskedFor } from "./profile-question.ts";

const profile = (text: string) => profileQuestion(text, createAnalyzer(), { language: "en" });

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
    ["What does a late cancellation cost?", "amount"],
    ["How much do patients pay for a certificate?", "amount"],
    ["What was the cancellation fee in 2023?", "amount"],
    ["How much weight does the lift carry?", "number"],
    ["What does a patient pay who does not come?", "amount"],
    ["What happens when the alarm rings?", "none"],
    ["Which form is for patients who complain?", "none"],
  ])("recognises that %j asks for: %s", (question, kind) => {
    expect(profile(question).expected).toBe(kind);
  });

  it("separates codes, names and numbers from words that only ask", () => {
    const { identifiers, names, numbers, terms } = profile("What did Keller change in E11.9 and fooBar in 2019?");
    expect(identifiers).toEqual(["e11.9", "foobar"]);
    expect(names).toContain("keller");
    expect(numbers).toContain("2019");
    expect(terms).not.toContain("what");
  });

  it("does not read an auxiliary verb as the focus, nor a filler as a term", () => {
    expect(profile("What does a key cost?").focus).toBeUndefined();
    expect(profile("Which key opens the door?").focus).toBe("key");
    expect(profile("When does the summer party take place?").terms).toEqual(["summer", "parti"]);
  });

  it("does not read ordinals and decades as codes", () => {
    expect(profile("Who ruled in the 20th century, in the 1990s?").identifiers).toEqual([]);
  });

  it("recognises a code without its separators", () => {
    expect(hasIdentifier("Code E 11-9 is new.", "e11.9")).toBe(true);
    expect(hasIdentifier("Code E11.8 is new.", "e11.9")).toBe(false);
    expect(hasIdentifier("| A-113 | A-113-07 |", "a-113")).toBe(true);
    expect(hasIdentifier("| A-113-07 | A-1134 |", "a-113")).toBe(false);
    expect(hasIdentifier("XA-113 and B.A-113", "a-113")).toBe(false);
  });
});

describe("wordsAskedFor", () => {
  it.each([
    ["Is the fee refunded if a patient cancels by SMS?", "en", ["fee", "refunded", "patient", "cancels", "SMS"]],
    [
      "What does the autoclave A-113 cost, and what does the other Autoclave cost?",
      "en",
      ["Autoclave", "A-113", "cost", "other"],
    ],
    ["Was kostet der Schlüssel?", "de", ["kostet", "Schlüssel"]],
    ["Please tell me what I need to know if I want a permit.", "en", ["permit"]],
    ["Why?", "en", []],
  ])("returns the words of %j that say what it is about", (text, language, words) => {
    expect(wordsAskedFor(text, createAnalyzer(), { language })).toEqual(words);
  });
});

describe("matchesKind", () => {
  it("requires a value that the question does not contain", () => {
    expect(matchesKind("It began in 1973.", "date", "When did it begin?")).toBe(1);
    expect(matchesKind("It began in 1973.", "date", "When in 1973 did it begin?")).toBe(0);
    expect(matchesKind("It was led by Ada Lovelace.", "name", "Who led it?")).toBe(1);
    expect(matchesKind("It was led by someone.", "name", "Who led it?")).toBe(0);
  });

  it("requires an amount, or that nothing is to pay, if the question asks for money", () => {
    const asked = "What does a lost key cost?";
    expect(matchesKind("A lost key costs €15.", "amount", asked)).toBe(1);
    expect(matchesKind("A cup costs 30 cents.", "amount", asked)).toBe(1);
    expect(matchesKind("The first copy is free of charge.", "amount", asked)).toBe(1);
    expect(matchesKind("There are 15 keys since 2023.", "amount", asked)).toBe(0);
  });

  it("does not read a verb as a month", () => {
    expect(matchesKind("Whoever takes one may keep it.", "date", "When is it?")).toBe(0);
    expect(matchesKind("It is in May.", "date", "When is it?")).toBe(1);
  });
});
