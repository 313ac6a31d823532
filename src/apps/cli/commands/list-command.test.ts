import { describe, expect, it } from "vitest";
import { document } from "../fixtures/fake-lydian.ts";
import { runInTerminal as run } from "../fixtures/run-in-terminal.ts";

const message = 'No document has the field "yeer" of the filter. Did you mean "year"?';
const lydian = {
  list: async () => [],
  checkFilter: async () => [{ code: "filter-field-unknown", message }],
};

describe("lydian list", () => {
  it("warns of an unknown field of the filter and names the nearest one, also with --json", async () => {
    const { code, out, err } = await run(["list", "--where", "yeer = 1"], lydian);
    expect([code, out]).toEqual([0, ""]);
    expect(err.replace(/\s+/g, " ")).toContain(`warning: ${message}`);
    const json = await run(["list", "--where", "yeer = 1", "--json"], lydian);
    expect([json.code, json.out.trim()]).toEqual([0, "[]"]);
    expect(json.err).toContain("Did you mean");
  });

  it("checks no filter if there is none", async () => {
    const { err } = await run(["list"], { list: async () => [document] });
    expect(err).toBe("");
  });
});
