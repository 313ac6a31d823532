import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileRevision } from "../../../core/index.ts";
import { newerOf, versionOf } from "./version-of.ts";

const document = { title: "Fees", uri: "file:///fees.md", metadata: {} };
const revision = fileRevision({ sizeBytes: 12n, modifiedNs: BigInt(Date.UTC(2026, 0, 31)) * 1_000_000n });

describe("versionOf", () => {
  it.each([
    ["metadata", "2025-01-15", { metadata: { date: "2025-01-15", version: 3 }, title: "Fees 2024" }],
    ["metadata", "2024", { metadata: { year: 2024 } }],
    ["title", "2024", { title: "Fees (2024)" }],
    ["name", "2024", { uri: "file:///policies/fees-2024.md" }],
    ["metadata", "3", { metadata: { version: "3" } }],
    ["title", "2.1", { title: "Fees v2.1" }],
    ["file", "2026-01-31T00:00:00.000Z", { revision }],
  ] as const)("reads a version from the %s: %s", (versionFrom, version, given) => {
    expect(versionOf({ ...document, ...given }, [])).toEqual({ version, versionFrom });
  });

  it("reads a version from a heading, and none from a document without one", () => {
    expect(versionOf(document, ["Valid from 1 March 2023"])).toEqual({ version: "2023-03-01", versionFrom: "heading" });
    expect(versionOf({ ...document, uri: "memo:100%", revision: "W/etag" }, [])).toBeUndefined();
  });
});

describe("newerOf", () => {
  const of = (version: string, versionFrom: "title" | "file" | "metadata" = "title") => ({ version, versionFrom });

  it("compares dates as far as both are known, and versions by their numbers", () => {
    expect(newerOf(of("2023"), of("2025-01-15"))).toBe(1);
    expect(newerOf(of("2025-02"), of("2025-01-15"))).toBe(0);
    expect(newerOf(of("2025"), of("2025-01-15"))).toBeUndefined();
    expect(newerOf(of("2.10"), of("2.9"))).toBe(0);
    expect(newerOf(of("2"), of("2.0"))).toBeUndefined();
  });

  it("does not compare a date with a version, nor a written date with the time of a file", () => {
    expect(newerOf(of("2025"), of("2.1"))).toBeUndefined();
    expect(newerOf(of("2025"), of("2026-01-31T00:00:00.000Z", "file"))).toBeUndefined();
    expect(newerOf(of("2025"), undefined)).toBeUndefined();
  });

  it("gives the opposite result if its arguments are swapped", () => {
    const part = fc.integer({ min: 0, max: 30 });
    const version = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => of(parts.join(".")));
    fc.assert(
      fc.property(version, version, (one, other) => {
        const [forth, back] = [newerOf(one, other), newerOf(other, one)];
        expect(back).toBe(forth === undefined ? undefined : 1 - forth);
      }),
    );
  });
});
