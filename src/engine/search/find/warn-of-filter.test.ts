import { expect, it } from "vitest";
import { warnOfFilter } from "./warn-of-filter.ts";

const known = Array.from({ length: 20 }, (_, index) => `field${index + 1}`);

it("A warning about an unknown field names similar fields, and the last one lists those that documents have", () => {
  const messages = warnOfFilter([
    { field: "yeer", kind: "unknown", near: ["year", "years"], known },
    { field: "group", kind: "unknown", near: [], known },
    { field: "pages", kind: "type", near: [], known: [] },
  ]).map(({ message }) => message);

  expect(messages[0]).toBe('No document has the field "yeer" of the filter. Did you mean "year" or "years"?');
  expect(messages[1]).toMatch(
    /^No document has the field "group" of the filter\. The documents have the fields field1, .*, field16 and others\.$/,
  );
  expect(messages[2]).toMatch(/^No document has a value of the type/);
});
