import { describe, expect, it } from "vitest";
import { carryError, reviveError } from "./carried-error.ts";
import { SpaceMismatchError } from "./store-errors.ts";

describe("an error that crosses a thread", () => {
  it("keeps its class, code, message and hint", () => {
    const error = new SpaceMismatchError("The space has 384 dimensions; 3 came.", { hint: "Run reindex." });
    const revived = reviveError(structuredClone(carryError(error)));
    expect(revived).toBeInstanceOf(SpaceMismatchError);
    expect(revived).toMatchObject({ code: "space-mismatch", message: error.message, hint: "Run reindex." });
  });

  it("keeps its name, message and stack if its class is not one of core", () => {
    const revived = reviveError(structuredClone(carryError(new TypeError("x is not a function"))));
    expect(revived).toMatchObject({ name: "TypeError", message: "x is not a function" });
    expect(revived.stack).toContain("carried-error.test.ts");
    expect(reviveError(carryError("only text")).message).toBe("only text");
  });
});
