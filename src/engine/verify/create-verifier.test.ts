import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifierContract } from "../../testing/index.ts";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createVerifier } from "./create-verifier.ts";

const { signal } = new AbortController();
const analyzer = createAnalyzer();
const services = { analyze: (text: string) => analyzer.analyze(text, "en"), splitSentences };
const judge = (sentence: string, ...evidence: string[]) =>
  createVerifier(services).verify({ sentence, evidence }, signal);
const verdictOf = async (sentence: string, ...evidence: string[]) => (await judge(sentence, ...evidence)).verdict;

describe("the verifier without a model", () => {
  for (const { name, run } of verifierContract(async () => createVerifier(services))) it(name, run);

  it("supports an exact quote, regardless of line breaks", async () => {
    expect(await verdictOf("Open from 8:00 to 18:00.", "Open from 8:00\nto 18:00.")).toBe("supported");
    expect(await verdictOf("Open from 8:00", "We are Open from 8:00 to 18:00.")).toBe("supported");
  });

  it("supports a table row with its header when both are cited in order", async () => {
    expect(await verdictOf("| Drug | Dose |\n| A | 5 mg |", "| Drug | Dose |", "| A | 5 mg |")).toBe("supported");
    const { why } = await judge("| Drug | Dose |\n| A | 5 mg |", "| A | 5 mg |", "| Drug | Dose |");
    expect(why).not.toBe("It is quoted word for word.");
  });

  it("does not accept the end of a number or word as a quote", async () => {
    expect(await verdictOf("9 mg", "The dose is 19 mg.")).not.toBe("supported");
    expect(await verdictOf("5 mg", "The dose is 2.5 mg.")).not.toBe("supported");
    expect(await verdictOf("The dose is 1", "The dose is 19 mg.")).not.toBe("supported");
    expect(await verdictOf("19 mg", "The dose is 9 mg or 19 mg.")).toBe("supported");
  });

  it("finds not enough evidence for a sentence that is empty, cites nothing, or is about something else", async () => {
    expect(await verdictOf("The clinic opens at eight.")).toBe("not-enough-evidence");
    expect(await verdictOf("  ", "Open from 8:00 to 18:00.")).toBe("not-enough-evidence");
    expect(await verdictOf("Bread is baked in Mill Lane.", "Open from 8:00 to 18:00.")).toBe("not-enough-evidence");
  });

  it.each([
    ["The dose is 0.5 g.", "The dose is 500 mg a day."],
    ["The clinic opens at 8 am.", "The clinic opens at 8:00."],
    ["It lasts three days.", "It lasts 3 days."],
    ["It is valid from March 2025.", "It is valid from 1 March 2025."],
    ["A late cancellation costs 40 euros.", "A late cancellation costs €40."],
    ["About 100 people came to the party.", "In 2024 104 people came to the party."],
    ["Fees are waived, since the clinic cannot move it.", "Fees are waived, since the clinic can not move it."],
    ["Towels are washed at 60 degrees.", "Towels of the unit are washed at 60 °C and used once."],
    ["The drug is effective in children.", "The drug is not effective in adults but effective in children."],
  ])("supports %j by %j", async (sentence, evidence) => {
    expect(await verdictOf(sentence, evidence)).toBe("supported");
  });

  it.each([
    ["The dose is 50 mg.", "The dose is 5 mg.", "It says 50 mg; the source says 5 mg."],
    ["The dose is 5 g.", "The dose is 5 mg.", "It says 5 g; the source says 5 mg."],
    ["You pay 50 euros for a lost key.", "A lost key costs €20.", "It says 50 euros; the source says 20."],
    ["Towels are washed on Tuesdays.", "Towels are washed on Fridays.", "It says Tuesdays; the source says Fridays."],
    ["The clinic opens at 9:00.", "The clinic opens at 8:00.", "It says 9:00; the source says 8:00."],
    ["Valid from 1 March 2024.", "Valid from 1 March 2023.", "It says 1 March 2024; the source says 1 March 2023."],
    ["Priya Raman leads the unit.", "Ines Raman leads the unit.", "It says Priya; the source says Ines."],
    ["You must not park here.", "You must park here.", 'It says "not", which the source does not.'],
    ["You must park here.", "You must not park here.", 'It leaves out the source\'s "not".'],
    ["Staff may park here.", "Staff must park here.", 'It says "may"; the source says "must".'],
    ["Fewer than 10 people came.", "More than 10 people came.", 'It says "Fewer"; the source says "More".'],
    ["Toys need not be washable.", "Toys of all kinds must be washable.", 'It says "not", which the source does not.'],
    ["Nobody may enter the room.", "Everybody may enter the room.", 'It says "Nobody", which the source does not.'],
    ["At least 10 beds are free.", "8 beds are free.", "It says 10; the source says 8."],
    ["Prices rose before May.", "Prices fell before May.", 'It says "rose"; the source says "fell".'],
  ])("finds that %j contradicts %j", async (sentence, evidence, why) => {
    expect(await judge(sentence, evidence)).toEqual({ verdict: "contradicted", why, decidedBy: "facts" });
  });

  it.each([
    ["Staff may park here until 2031.", "Staff may park here.", "It says 2031, which the source does not say."],
    ["Dr. Okafor may park here.", "The lead may park here.", "It names Okafor, which the source does not."],
    ["Staff must park here.", "Staff park here.", 'It says "must", which the source does not.'],
    ["You park here.", "You may park here.", 'It leaves out the source\'s "may".'],
    [
      "The fee is due.",
      "The fee is due unless the clinic moved it.",
      'It leaves out a condition of the source ("unless").',
    ],
    [
      "Adults take 10 mg.",
      "Adults take 5 mg and children 10 mg.",
      "It says 10 mg; the source says 5 mg, and 10 mg of something else.",
    ],
    ["A box may be emptied.", "A box is never filled up and never emptied.", 'It leaves out the source\'s "never".'],
    ["The patient pays the clinic.", "The clinic pays the patient.", "It has the source's words in another order."],
  ])("finds that %j says more than %j", async (sentence, evidence, why) => {
    expect(await judge(sentence, evidence)).toEqual({ verdict: "not-enough-evidence", why, decidedBy: "facts" });
  });

  it("supports only quotes in other languages, in which it knows no negations", async () => {
    expect(await verdictOf("Sie dürfen hier parken.", "Sie dürfen hier parken.")).toBe("supported");
    expect(await verdictOf("Sie dürfen hier parken.", "Sie dürfen hier nicht parken.")).not.toBe("supported");
    expect(await verdictOf("Kinder zahlen den halben Preis.", "Kinder zahlen keinen halben Preis.")).not.toBe(
      "supported",
    );
  });

  it("never supports a sentence with another number", async () => {
    const number = fc.integer({ min: 2, max: 5_000 });
    const unit = fc.constantFrom("mg", "days", "euros", "beds", "%", "kg");
    await fc.assert(
      fc.asyncProperty(number, number, unit, async (left, right, unitText) => {
        const say = (value: number) => `Each of the nurses has ${value} ${unitText} to spare.`;
        expect(await verdictOf(say(left), say(left))).toBe("supported");
        expect((await verdictOf(say(left), say(right))) === "supported").toBe(left === right);
      }),
      { numRuns: 100 },
    );
  });

  it("supports every sentence that its evidence contains", async () => {
    const text = fc.stringMatching(/^[a-z]{1,6}( [a-z0-9]{1,6}){1,8}$/);
    await fc.assert(
      fc.asyncProperty(text, text, async (sentence, other) => {
        expect(await verdictOf(sentence, `${other}. ${sentence}`)).toBe("supported");
      }),
      { numRuns: 50 },
    );
  });
});
