import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAbbreviations } from "./find-abbreviations.ts";

const found = (text: string) => findAbbreviations(text).map(({ short, long }) => `${short} = ${long}`);

describe("explained abbreviations", () => {
  it.each([
    ["An electrocardiogram (ECG) was taken.", ["ECG = electrocardiogram"]],
    ["The ECG (electrocardiogram) was normal.", ["ECG = electrocardiogram"]],
    ["We used magnetic resonance imaging (MRI).", ["MRI = magnetic resonance imaging"]],
    ["the World Health Organization [WHO; Geneva]", ["WHO = World Health Organization"]],
    [
      "Wet. Reactive oxygen species (ROS, see 2) and DNA (deoxyribonucleic acid)",
      ["ROS = Reactive oxygen species", "DNA = deoxyribonucleic acid"],
    ],
    ["mother-to-child transmission (MTCT)", ["MTCT = mother-to-child transmission"]],
    ["dendritic cells (DCs)", ["DCs = dendritic cells"]],
    ["C-C chemokine receptor type 5 (CCR5)", ["CCR5 = chemokine receptor type 5"]],
    [
      "Elektrokardiogramm (EKG), Überwachung der Öffnungszeiten (ÜÖ)",
      ["EKG = Elektrokardiogramm", "ÜÖ = Überwachung der Öffnungszeiten"],
    ],
  ])("are read from %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    "Hungary (Hungarian: Magyarország)",
    "as is shown (Figure 2)",
    "it costs 20 euros (VAT included)",
    "the patient (he)",
    "the ECG (ECG machine)",
    "no first letter of it: tall reeds (WR)",
    "One ends here. Heart (ECG)",
    "(ECG)",
    "ECG ()",
  ])("are not recognised in %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("are in the text, with the short form's characters in order, the first at the beginning of a word", () => {
    const piece = fc.constantFrom(
      "(",
      ")",
      " ",
      "ECG",
      "A1",
      "İX",
      "electro",
      "cardio",
      "gram",
      "-",
      "alpha one",
      ". ",
      "[",
      "]",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        for (const { short, long } of findAbbreviations(text)) {
          expect(text).toContain(short);
          expect(text.replace(/\s+/g, " ")).toContain(long);
          const characters = [...short.toLowerCase()].filter((character) => /[\p{L}\p{N}]/u.test(character));
          expect(long.toLowerCase().startsWith(characters[0] ?? "")).toBe(true);
          let from = 0;
          for (const character of characters) {
            const at = long.toLowerCase().indexOf(character, from);
            expect(at).toBeGreaterThanOrEqual(from);
            from = at + character.length;
          }
        }
      }),
    );
  });
});
