import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { ModelUnavailableError } from "../../../../core/index.ts";
import { modelFolder } from "../../model-folder.ts";
import { findEntities } from "./find-entities.ts";
import { openSequenceModel } from "./open-sequence-model.ts";

const model = await openSequenceModel(modelFolder("personal-data"));
const find = (text: string) =>
  findEntities(text, model).map(({ span, type }) => `${type} ${text.slice(span.start, span.end)}`);

describe("the model of names", () => {
  it.each([
    ["Please ask Katherine Johnson about it.", ["PERSON Katherine Johnson"]],
    ["please ask katherine johnson about it.", ["PERSON katherine johnson"]],
    ["Dr. Müller moved to Hamburg.", ["TITLE Dr.", "PERSON Müller", "GPE Hamburg"]],
    ["Send it to 12 Baker Street, London.", ["STREET_ADDRESS 12 Baker Street, London"]],
    ["She is a French nurse.", ["NRP French"]],
  ])("finds what %j names", (text, expected) => {
    expect(find(text)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    "The autoclave must be cleaned every day with distilled water.",
    "Use the blue filter, then restart the pump and wait for the green light.",
    "How do I change the password of my account?",
    "Version 1.13.16 fixes two problems and adds support for large files.",
  ])("finds nothing in %j", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("finds places in order, without overlaps, and the same ones again", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("Anna Berg ", "Paris, ", "\n", "12 Elm St. ", "in "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { span, score } of findEntities(text, model)) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeGreaterThan(span.start);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          last = span.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        expect(findEntities(text, model)).toEqual(findEntities(text, model));
      }),
    );
  });

  it("reads a long text in parts, and finds the names in all of them", () => {
    const text = "Please ask Katherine Johnson about it.\n".repeat(500);
    expect(find(text).filter((each) => each === "PERSON Katherine Johnson")).toHaveLength(500);
  });
});

describe("the files of the model", () => {
  it("are refused if they are missing, or others than the card says", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lydian-names-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await expect(openSequenceModel(folder)).rejects.toThrow(ModelUnavailableError);
    await cp(modelFolder("personal-data"), folder, { recursive: true });
    await writeFile(join(folder, "gazetteers.json"), "{}");
    await expect(openSequenceModel(folder)).rejects.toThrow("has other gazetteers");
    await cp(modelFolder("personal-data"), folder, { recursive: true });
    await writeFile(join(folder, "weights.bin"), "none");
    await expect(openSequenceModel(folder)).rejects.toThrow("has other weights");
    await writeFile(join(folder, "model.json"), "{}");
    await expect(openSequenceModel(folder)).rejects.toThrow("has no valid model.json");
  });
});
