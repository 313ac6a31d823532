import { describe, expect, it } from "vitest";
import { sayApart } from "./evidence-gauge.tsx";
import { chooseNearest } from "./nearest-question.ts";
import { sayMissing } from "./question-words.tsx";

const count = (word: string, passages: number) => ({ word, passages });

describe("the message for a question without an answer", () => {
  it("names the words of the question that occur in no document", () => {
    expect(sayMissing([count("fee", 3)], 9)).toBe("");
    expect(sayMissing([count("fee", 3), count("SMS", 0)], 9)).toBe("The word “SMS” is not in any of the 9 documents.");
    expect(sayMissing([count("a", 0), count("b", 0), count("c", 0)], 1)).toBe(
      "The words “a”, “b” and “c” are not in the document.",
    );
  });

  it("shows enough digits to tell the evidence from the required threshold", () => {
    expect(sayApart(0.31, 0.55)).toEqual(["0.31", "0.55"]);
    expect(sayApart(0.2992, 0.3)).toEqual(["0.299", "0.300"]);
  });

  it("suggests a question that shares words with the one asked, or none", () => {
    const questions = ["What does a cup cost?", "How long is the fee refunded?", "Who refunds fees of patients?"];
    expect(chooseNearest("Are patients' fees refunded by SMS?", questions)).toBe("Who refunds fees of patients?");
    expect(chooseNearest("Where does it rain?", questions)).toBeUndefined();
    expect(chooseNearest(" what does a cup cost? ", questions)).toBeUndefined();
  });
});
