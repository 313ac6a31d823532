import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canRead,
  everything,
  type Filter,
  type FilterValue,
  InvalidFilterError,
  type Metadata,
} from "../../../core/index.ts";
import { readDocuments } from "../segment/read-documents-part.ts";
import { writeDocuments } from "../segment/write-documents-part.ts";
import { matchingDocuments, readableDocuments } from "./allowed-documents.ts";
import { checkFilter } from "./check-filter.ts";
import { matchesFilter } from "./matches-filter.ts";
import { parseFilter } from "./parse-filter.ts";
import { printFilter } from "./print-filter.ts";

const field = fc.constantFrom(
  "has",
  "path",
  "year",
  "author",
  "draft",
  "reviewed",
  "title",
  "uri",
  "not",
  "date",
  "a-b.c",
);
const date = fc
  .date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2026-01-01T00:00:00Z"), noInvalidDate: true })
  .map((instant) => ({ date: instant.toISOString() }));
const value: fc.Arbitrary<FilterValue> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("Ng", "Li", "2024-05-01"),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.integer({ min: 2020, max: 2024 }),
  fc.boolean(),
  date,
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
  const filters = fc.array(tie("filter"), { minLength: 2, maxLength: 3 });
  return {
    filter: fc.oneof(
      { maxDepth: 3 },
      fc.record({ op: fc.constantFrom("=", "!=", "<", "<=", ">", ">="), field, value }) as fc.Arbitrary<Filter>,
      fc.record({ op: fc.constant("in"), field, values: fc.array(value, { minLength: 1 }) }) as fc.Arbitrary<Filter>,
      fc.record({
        op: fc.constantFrom("contains", "startsWith", "has"),
        field,
        value: fc.string(),
      }) as fc.Arbitrary<Filter>,
      fc.record({ op: fc.constant("exists"), field }) as fc.Arbitrary<Filter>,
      fc.record({ op: fc.constantFrom("and", "or"), filters }) as fc.Arbitrary<Filter>,
      fc.record({ op: fc.constant("not"), filter: tie("filter") }) as fc.Arbitrary<Filter>,
    ),
  };
});
const metadata: fc.Arbitrary<Metadata> = fc.dictionary(
  fc.constantFrom("year", "author", "draft", "reviewed", "not", "title", "__proto__"),
  fc.oneof(
    fc.integer({ min: 2020, max: 2024 }),
    fc.boolean(),
    fc.constantFrom("Ng", "2024-05-01", "2024-05-01T10:00:00Z"),
    fc.array(fc.constantFrom("Ng", "Li", "Mao")),
  ),
);

describe("the filter language", () => {
  it("parses every printed filter back to the same value", () => {
    fc.assert(
      fc.property(filter, (one) => {
        expect(parseFilter(printFilter(one))).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  it("accepts every filter as JSON, too", () => {
    fc.assert(
      fc.property(filter, (one) => {
        const json: unknown = JSON.parse(JSON.stringify(one));
        expect(checkFilter(json)).toEqual(json);
      }),
    );
  });

  it("rejects any other text with an error that points at the fault", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          filter.map(printFilter).map((text) => text.slice(0, -1)),
        ),
        (text) => {
          try {
            parseFilter(text);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidFilterError);
            expect(String(error)).toMatch(/character \d+ of the filter[\s\S]*\^$/);
          }
        },
      ),
    );
  });

  it("binds `not` before `and`, and `and` before `or`", () => {
    expect(parseFilter('year >= 2024 AND author in ("Ng","Li") and not draft')).toEqual({
      op: "and",
      filters: [
        { op: ">=", field: "year", value: 2024 },
        { op: "in", field: "author", values: ["Ng", "Li"] },
        { op: "not", filter: { op: "=", field: "draft", value: true } },
      ],
    });
    expect(printFilter(parseFilter("a or b and c"))).toBe("a = true or (b = true and c = true)");
    expect(parseFilter("reviewed < 2024-05-01")).toEqual(parseFilter('reviewed < date("2024-05-01")'));
  });

  it("takes `not` before a condition and before `in`, `contains`, `startsWith` and `has`", () => {
    const negated = (text: string) => ({ op: "not", filter: parseFilter(text) });
    expect(parseFilter("year not in (2023, 2024)")).toEqual(negated("year in (2023, 2024)"));
    expect(parseFilter("not year in (2023, 2024)")).toEqual(negated("year in (2023, 2024)"));
    expect(parseFilter('uri NOT contains "a" and author not startsWith "b"')).toEqual({
      op: "and",
      filters: [negated('uri contains "a"'), negated('author startsWith "b"')],
    });
    expect(parseFilter('author not has "ng" or draft')).toEqual({
      op: "or",
      filters: [negated('author has "ng"'), parseFilter("draft")],
    });
    expect(() => parseFilter("year not = 2024")).toThrow("in, contains, startsWith or has is expected");
  });

  it("takes `~` as short for `contains`", () => {
    expect(parseFilter('path ~ "hr" and not title~"draft"')).toEqual(
      parseFilter('path contains "hr" and not title contains "draft"'),
    );
    expect(() => parseFilter("path ~ hr")).toThrow("A text is expected, at character 8");
  });

  it("reads `path` as people write the address of a file or a page", () => {
    const summary = { title: "", mediaType: "", addedAt: "", metadata: { path: "hidden" } };
    const matches = (text: string, uri: string) => matchesFilter(parseFilter(text), { ...summary, uri });
    const file = "file:///home/me/HR%20files/100%25.md";
    expect(matches('path = "/home/me/HR files/100%.md"', file)).toBe(true);
    expect(matches('path ~ "HR f"', file)).toBe(true);
    expect(matches('path startsWith "/home/me/HR"', file)).toBe(true);
    expect(matches('path has "hr"', file)).toBe(true);
    expect(matches('path ~ "hr"', file)).toBe(false);
    expect(matches('uri ~ "HR f"', file)).toBe(false);
    expect(matches('path startsWith "https://example.org/ü"', "https://example.org/%C3%BC")).toBe(true);
  });

  it("points at the fault and suggests a fix", () => {
    const errorOf = (text: string) => {
      try {
        return parseFilter(text);
      } catch (error) {
        return error instanceof InvalidFilterError ? `${error.message}\n${error.hint}` : error;
      }
    };
    expect(errorOf("year >= ")).toBe(
      "A value is expected, at character 9 of the filter:\n  year >= \n          ^\nWrite a field, an operator and a value: year >= 2024.",
    );
    expect(errorOf("author = Ng")).toMatch(/character 10 [\s\S]*Put text in quotes: "Ng"\./);
    expect(errorOf('title contain "x"')).toMatch(/Did you mean `contains`\?/);
    expect(errorOf("day = 2024-02-31")).toMatch(/The calendar has no such day/);
    expect(errorOf('author = "Ng')).toMatch(/never closed/);
    expect(errorOf("a && b")).toMatch(/Write `and`/);
  });

  it("names the path of a fault in JSON", () => {
    expect(() => checkFilter({ op: "and", filters: [{ op: "=", field: "a" }] })).toThrow(
      /filter\.filters\[0\]\.value must be/,
    );
    expect(() => checkFilter({ op: "exists", field: "a", value: 1 })).toThrow(/unknown key "value"/);
    expect(() => checkFilter({ op: "like", field: "a", value: "b" })).toThrow(/filter\.op must be one of and, or, not/);
  });

  it("compares dates as instants, matches a list if any member matches, and never matches a missing field", () => {
    const summary = { uri: "", title: "", mediaType: "", addedAt: "2026-01-02T00:00:00.000Z" };
    const matches = (text: string, fields: Metadata) =>
      matchesFilter(parseFilter(text), { ...summary, metadata: fields });
    expect(matches("day = 2024-05-01", { day: "2024-05-01T02:00:00+02:00" })).toBe(true);
    expect(matches("addedAt > 2026-01-01", {})).toBe(true);
    expect(matches('tag = "b"', { tag: ["a", "b"] })).toBe(true);
    expect(matches("year != 3", {})).toBe(false);
    expect(matches('year != "x"', { year: 3 })).toBe(false);
    expect(matches("not year != 3", {})).toBe(true);
    const years = [2022, 2023, 2024].filter((year) => matches("year in (2022, 2024)", { year }));
    expect(years).toEqual([2022, 2024]);
    expect([2022, 2023, 2024].filter((year) => matches("year not in (2022, 2024)", { year }))).toEqual([2023]);
  });
});

describe("a filter on a segment's columns", () => {
  it("allows exactly the documents that match and that the caller may read", () => {
    const labels = fc.array(fc.constantFrom("a", "b"), { maxLength: 2 });
    const scope = fc.oneof(fc.constant(everything), fc.record({ kind: fc.constant("labels" as const), labels }));
    const documents = fc.array(fc.record({ metadata, accessLabels: labels, title: fc.string() }), { maxLength: 8 });
    fc.assert(
      fc.property(documents, filter, scope, (briefs, one, reader) => {
        const entries = briefs.map((brief, at) => ({
          ...brief,
          id: `d${at}`,
          uri: `file:///a%20b/${at}.md`,
          mediaType: "text/plain",
          addedAt: "2025-01-01T00:00:00.000Z",
          language: "en",
        }));
        const part = readDocuments(writeDocuments(entries, []));
        const bitsOf = (accepts: (entry: (typeof entries)[number]) => boolean) =>
          entries.map((entry) => (accepts(entry) ? 1 : 0));
        expect([...matchingDocuments(part, one)]).toEqual(bitsOf((entry) => matchesFilter(one, entry)));
        expect([...readableDocuments(part, reader)]).toEqual(bitsOf((entry) => canRead(reader, entry.accessLabels)));
        expect(entries.map((_, at) => part.entry(at))).toEqual(entries);
      }),
      { numRuns: 200 },
    );
  });
});
