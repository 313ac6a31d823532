import { describe, expect, it } from "vitest";
import { createMaskLedger } from "./create-mask-ledger.ts";
import { createVault } from "./create-vault.ts";

const begun = (salt = "a") => createMaskLedger({ salt, tokens: [] });

describe("the ledger of a conversation", () => {
  it("gives a value the same token in a later turn, without storing the value", () => {
    const first = begun();
    expect([first.tokenFor("PERSON", "Anna Berg"), first.tokenFor("PERSON", "Max Cole")]).toEqual([
      "[PERSON_1]",
      "[PERSON_2]",
    ]);
    const stored = JSON.stringify(first.stored());
    expect(stored).not.toMatch(/anna|berg|max|cole/i);
    const second = createMaskLedger(JSON.parse(stored));
    expect(second.tokenFor("PERSON", "Eve")).toBe("[PERSON_3]");
    expect(second.tokenFor("PERSON", "MAX\nCOLE")).toBe("[PERSON_2]");
    expect(second.tokenFor("EMAIL_ADDRESS", "Max Cole")).toBe("[EMAIL_ADDRESS_1]");
    expect(second.stored().tokens).toHaveLength(4);
  });

  it("has digests that no other conversation has", () => {
    const digests = ["a", "b"].map((salt) => {
      const ledger = begun(salt);
      ledger.tokenFor("PERSON", "Anna Berg");
      return ledger.stored().tokens[0]?.digest;
    });
    expect(digests[0]).not.toBe(digests[1]);
  });

  it("stores the latest tokens, and never issues the number of a forgotten one", () => {
    const ledger = begun();
    for (let count = 0; count < 600; count++) ledger.tokenFor("PERSON", `person ${count}`);
    const stored = ledger.stored();
    expect(stored.tokens).toHaveLength(500);
    expect(createMaskLedger(stored).tokenFor("PERSON", "person 0")).toBe("[PERSON_601]");
  });

  it.each(["hate", "EMP-ID2", "Ärztin", "42", "x".repeat(300)])(
    "names the kind %s so that the vault finds it again",
    (type) => {
      const vault = createVault();
      const masked = vault.mask("It is secret.", [{ start: 6, end: 12, type, evidence: "test" }]);
      expect(masked).not.toContain("secret");
      expect(vault.restore(masked)).toBe("It is secret.");
      const stream = vault.restoreStream();
      expect([...masked].map((letter) => stream.push(letter)).join("") + stream.end()).toBe("It is secret.");
    },
  );
});

describe("a vault with the ledger of a conversation", () => {
  it("restores no value that it has not masked itself", () => {
    const ledger = begun();
    const spans = [{ start: 0, end: 9, type: "PERSON", evidence: "test" }];
    expect(createVault({ ledger }).mask("Anna Berg", spans)).toBe("[PERSON_1]");
    const other = createVault({ ledger });
    expect(other.mask("Max Coles", spans)).toBe("[PERSON_2]");
    expect(other.restore("[PERSON_1] and [PERSON_2]")).toBe("[PERSON_1] and Max Coles");
  });
});
