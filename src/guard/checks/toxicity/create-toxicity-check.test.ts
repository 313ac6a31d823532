import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityGroups } from "../../../../bench/guards/identity-sentences.ts";
import { readViews } from "../../normalise/read-views.ts";
import { createToxicityCheck, findToxicWindows } from "./create-toxicity-check.ts";
import { cutWindows } from "./cut-windows.ts";
import { FEATURE_BUCKETS, readFeatures } from "./read-features.ts";
import { readToxicityModel, TOXICITY_CLASSES, type ToxicityModel } from "./toxicity-model.ts";

/** A model that knows one word for each class, so that this file has no offensive word. */
function modelOf(words: Partial<Record<(typeof TOXICITY_CLASSES)[number], string>>): ToxicityModel {
  const weights = TOXICITY_CLASSES.map((name) => {
    const bytes = new Int8Array(FEATURE_BUCKETS);
    for (const feature of readFeatures(words[name] ?? "")) bytes[feature] = 100;
    return bytes;
  });
  return { version: "test", threshold: 0.5, weights, scales: [0.1, 0.1, 0.1], intercepts: [3, 0, 0] };
}

const never = new AbortController().signal;
const harmless = [
  "When is the front desk open on Saturday?",
  "Breast cancer screening is offered to women from the age of 50.",
  "The sexual health clinic treats gay, lesbian and straight patients alike.",
  "The black box of the plane was found on the white beach.",
  "Scunthorpe is a town in Lincolnshire, and Dick Turpin was a highwayman.",
  "Kill the process on port 8080 and execute the script again.",
];

describe("the guard of toxicity", () => {
  it.each(harmless)("lets pass: %s", async (text) => {
    const check = await createToxicityCheck();
    const { score } = await check.check({ text, stage: "input", origin: "user", views: () => readViews(text) }, never);
    expect(score).toBeLessThan(check.threshold);
  });

  it("finds insults, also in disguise, and names words and classes but never repeats them", async () => {
    const check = await createToxicityCheck();
    // "You are a stupid …", spelled here by its code, since the word is an insult.
    const insult = Buffer.from("eW91IHN0dXBpZCBiaXRjaA==", "base64").toString();
    for (const text of [
      insult,
      insult.replaceAll("i", "1"),
      insult.replaceAll("i", "\u0456"),
      insult.replaceAll("t", "t\u200B"),
    ]) {
      const result = await check.check({ text, stage: "input", origin: "user", views: () => readViews(text) }, never);
      expect(result.score).toBeGreaterThanOrEqual(check.threshold);
      expect(result.spans.length).toBeGreaterThan(0);
      for (const { type, evidence } of result.spans) {
        expect(["offensive", "hate"]).toContain(type);
        expect(evidence).toBe("linear-model");
      }
    }
  });

  it("finds one bad sentence in a long text, and its place only", () => {
    const model = modelOf({ offensive: "zumpel" });
    const text = `${"The desk is open from eight to six. ".repeat(40)}You zumpel! ${"We lend keys to staff. ".repeat(40)}`;
    const found = findToxicWindows(text, model).filter(({ score }) => score >= 0.5);
    expect(found.map(({ start, end }) => text.slice(start, end).includes("zumpel"))).toEqual([true]);
    expect(found[0]).toMatchObject({ type: "offensive" });
    expect(findToxicWindows("glumba", modelOf({ hate: "glumba" }))[0]).toMatchObject({ type: "hate" });
  });

  it("cuts a text into windows that are the text again", () => {
    const unit = fc.constantFrom("a", ". ", "\n", " ", "word ", "😀", "x".repeat(200));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 120 }), (units) => {
        const text = units.join("");
        const windows = cutWindows(text);
        expect(windows.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
        for (const { start, end } of windows) {
          expect(end - start).toBeGreaterThan(0);
          expect(end - start).toBeLessThanOrEqual(280);
        }
      }),
    );
  });

  it("has the weights that its version names", async () => {
    const model = await readToxicityModel();
    expect(model.weights.map(({ length }) => length)).toEqual([FEATURE_BUCKETS, FEATURE_BUCKETS, FEATURE_BUCKETS]);
    expect(model.version).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe("the features of a text", () => {
  it("do not depend on case, digits, links, names after @ and the length of stretched letters", () => {
    const plain = readFeatures("Soooo nice, 24 people");
    for (const text of [
      "SOO nice 17 people",
      "@anna soo nice https://a.example/b 33 people",
      "&#128512; sooo nice 99 people",
    ])
      expect(readFeatures(text)).toEqual(plain);
    expect(readFeatures("So nice, 24 people")).not.toEqual(plain);
  });

  it.each(identityGroups.flatMap(({ known }) => known))(
    "leave out the word %s, so that swapping it changes nothing",
    (term) => {
      const plain = readFeatures("He met a teacher and other guests.");
      for (const word of [term, `${term}s`, term.toUpperCase()])
        expect(readFeatures(`He met a ${word} teacher and other ${word} guests.`)).toEqual(plain);
      expect(readFeatures(`He met a x${term} teacher and other guests.`)).not.toEqual(plain);
    },
  );

  it("are distinct buckets", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const features = readFeatures(text);
        expect(new Set(features).size).toBe(features.length);
        for (const feature of features) expect(feature >= 0 && feature < FEATURE_BUCKETS).toBe(true);
      }),
    );
  });
});
