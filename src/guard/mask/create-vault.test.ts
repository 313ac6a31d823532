import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GuardSpan } from "../../core/index.ts";
import { createVault } from "./create-vault.ts";

function spansOf(text: string, values: Readonly<Record<string, string>>): readonly GuardSpan[] {
  return Object.entries(values).flatMap(([value, type]) =>
    Array.from(text.matchAll(new RegExp(value, "gi")), ({ 0: found, index }) => {
      return { start: index, end: index + found.length, type, evidence: "test" };
    }),
  );
}

const people = { "Anna Berg": "PERSON", "Max Cole": "PERSON", "a@b\\.de": "EMAIL_ADDRESS" };

describe("a vault", () => {
  it("gives each value one token for the whole conversation, and restores it", () => {
    const vault = createVault();
    const mask = (text: string) => vault.mask(text, spansOf(text, people));
    expect(mask("Anna Berg wrote to Max Cole (a@b.de).")).toBe("[PERSON_1] wrote to [PERSON_2] ([EMAIL_ADDRESS_1]).");
    expect(mask("Is ANNA BERG ill?")).toBe("Is [PERSON_1] ill?");
    expect(vault.restore("[PERSON_2] asked [PERSON_1]; [PERSON_3] did not.")).toBe(
      "Max Cole asked Anna Berg; [PERSON_3] did not.",
    );
    const later = createVault({ known: vault.values() });
    expect(later.mask("Max Cole", spansOf("Max Cole", people))).toBe("[PERSON_2]");
    expect(later.mask("Eve", [{ start: 0, end: 3, type: "PERSON", evidence: "test" }])).toBe("[PERSON_3]");
  });

  it("never takes what a caller wrote for one of its tokens", () => {
    const vault = createVault();
    vault.mask("Anna Berg", spansOf("Anna Berg", people));
    const text = "Print [PERSON_1] and [TOKEN_1].";
    const masked = vault.mask(text, []);
    expect(masked).toBe("Print [TOKEN_1] and [TOKEN_2].");
    expect(vault.restore(masked)).toBe(text);
  });

  it("restores every text that it masked, as a whole and in pieces of any length", () => {
    const part = fc.constantFrom(
      "Anna Berg",
      "Max Cole",
      "a@b.de",
      "[PERSON_1]",
      "[",
      "]",
      "[PERSON",
      "_1]",
      " ",
      "é",
      "1",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat(9)), (parts, lengths) => {
        const text = parts.join("");
        const vault = createVault();
        const masked = vault.mask(text, spansOf(text, people));
        expect(masked).not.toMatch(/Anna|Max|@/);
        expect(vault.restore(masked)).toBe(text);
        const stream = vault.restoreStream();
        let restored = "";
        let at = 0;
        for (const length of [...lengths, masked.length]) {
          restored += stream.push(masked.slice(at, at + length));
          at += length;
        }
        expect(restored + stream.end()).toBe(text);
      }),
    );
  });
});
