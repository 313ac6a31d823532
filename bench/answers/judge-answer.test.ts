import { expect, test } from "vitest";
import { containsAnswer } from "./compare-text.ts";
import { type AskedQuestion, judgeAnswer } from "./judge-answer.ts";

const question: AskedQuestion = {
  answerable: true,
  documents: ["boats.md", "copies/boats.md"],
  goldAnswers: ["1,250 euros", "EUR 1,250"],
  goldQuotes: ["The blue rowing boat costs 1,250 euros with both oars"],
};

function said(text: string, quote: string, document = "boats.md") {
  return { isGrounded: true, text, citations: [{ document, quote }] };
}

const whole = "The blue rowing boat costs 1,250 euros with both oars.";

test("an answer with an accepted form and a citation of its proof is right and cited", () => {
  expect(judgeAnswer(question, said("It costs 1250 euros.", whole))).toBe("right and cited");
  expect(judgeAnswer(question, said("It costs 1250 euros.", whole, "copies/boats.md"))).toBe("right and cited");
});

test("another document, too little of the proof, or the proof without the answer does not cite it", () => {
  expect(judgeAnswer(question, said("It costs 1250 euros.", whole, "cars.md"))).toBe("right only");
  expect(judgeAnswer(question, said("It costs 1250 euros.", "1,250 euros"))).toBe("right only");
  expect(judgeAnswer(question, said("It costs 1250 euros.", "The blue rowing boat with both oars"))).toBe("right only");
});

test("words of the proof that stand far apart do not cite it", () => {
  const filler = "word ".repeat(30);
  const scattered = `blue ${filler} rowing ${filler} boat ${filler} costs 1250 euros`;
  expect(judgeAnswer(question, said("It costs 1250 euros.", scattered))).toBe("right only");
});

test("an answer without an accepted form is wrong, and a part of a number is not an accepted form", () => {
  expect(judgeAnswer(question, said("It costs 250 euros.", whole))).toBe("wrong");
  expect(judgeAnswer({ ...question, goldAnswers: ["50 euros"] }, said("It costs 1,250 euros.", whole))).toBe("wrong");
});

test("each group of forms and of quotations must be met", () => {
  const both: AskedQuestion = {
    ...question,
    goldGroups: [["1250 euros"], ["both oars", "two oars"]],
    goldQuotes: ["The blue boat costs 1,250 euros", "Boats come with both oars"],
    quoteGroups: [[0], [1]],
  };
  expect(judgeAnswer(both, said("It costs 1250 euros.", whole))).toBe("wrong");
  expect(judgeAnswer(both, said("It costs 1250 euros with two oars.", "The blue boat costs 1,250 euros"))).toBe(
    "right only",
  );
  const cited = said(
    "It costs 1250 euros with two oars.",
    "The blue boat costs 1,250 euros. Boats come with both oars.",
  );
  expect(judgeAnswer(both, cited)).toBe("right and cited");
});

test("without an answer in the documents, only a refusal is right", () => {
  const absent = { ...question, answerable: false };
  expect(judgeAnswer(absent, said("It costs 1250 euros.", whole))).toBe("answered");
  expect(judgeAnswer(absent, { isGrounded: false, text: "", citations: [] })).toBe("rightly refused");
  expect(judgeAnswer(question, { isGrounded: false, text: "", citations: [] })).toBe("refused");
});

test.each([
  ["12 percent of them", "12%"],
  ["12 per cent", "12 %"],
  ["about 3.5 metres.", "3.5"],
  ["$1,000,000", "1000000"],
  ["７ euros", "7 euros"],
])("%j has %j in it", (text, accepted) => {
  expect(containsAnswer(text, accepted)).toBe(true);
});
