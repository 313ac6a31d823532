import { describe, expect, it } from "vitest";
import { findUnknownVariables } from "./find-unknown-variables.ts";

describe("findUnknownVariables", () => {
  it("finds the variables that set nothing, each with the nearest one", async () => {
    const environment = {
      LYDIAN_SERCH_LIMIT: "3",
      LYDIAN_SEARCH_LIMIT: "3",
      LYDIAN_STORE: "/store",
      LYDIAN_QUITE_ANOTHER_THING: "1",
      LYDIAN_EMPTY: "",
      LYDIAN_ACME_KEY: "secret",
      PATH: "/bin",
    };
    expect(await findUnknownVariables(environment)).toEqual([
      { name: "LYDIAN_QUITE_ANOTHER_THING", nearest: undefined },
      { name: "LYDIAN_SERCH_LIMIT", nearest: "LYDIAN_SEARCH_LIMIT" },
    ]);
    expect(await findUnknownVariables({ HOME: "/home/me" })).toEqual([]);
  });
});
