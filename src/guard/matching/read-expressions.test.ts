import { describe, expect, it } from "vitest";
import { createExpressionReader, partsSchema } from "./read-expressions.ts";

describe("the expressions of a data file", () => {
  it("have the parts that they name, a list as a choice", () => {
    const read = createExpressionReader({ pet: ["cat", "dogs?"], "my-pet": "my {pet}", owner: ["{my-pet}", "mine"] });
    expect(read(["feed {pet}", "{my-pet}"])).toBe("feed (?:cat|dogs?)|my (?:cat|dogs?)");
    expect(read(["{owner}"])).toBe("(?:my (?:cat|dogs?)|mine)");
  });

  it("keep counts and classes of letters", () => {
    expect(createExpressionReader({})(["\\p{L}{1,12}\\d{2}"])).toBe("\\p{L}{1,12}\\d{2}");
  });

  it("are refused with a part that is not there, or stands further down", () => {
    expect(() => createExpressionReader({})(["a {pet}"])).toThrow('A rule names the part "pet", which is not there.');
    expect(() => createExpressionReader({ mine: "my {pet}", pet: ["cat"] })).toThrow('"pet"');
  });

  it("have parts with names of small letters, and no empty list", () => {
    for (const parts of [{ L: ["a"] }, { pet: [] }, { pet: "" }])
      expect(partsSchema.safeParse(parts).success).toBe(false);
  });
});
