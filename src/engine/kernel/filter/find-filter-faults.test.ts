import { describe, expect, it } from "vitest";
import { canRead, everything, type FilterFault, type Metadata, never } from "../../../core/index.ts";
import { indexedDocument } from "../../../testing/index-documents.ts";
import { createMemoryStore } from "../../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter, findFilterFaultsOfDocuments, parseFilter } from "../index.ts";

const document = (id: string, metadata: Metadata, accessLabels: readonly string[] = []) => {
  const indexed = indexedDocument({ id, chunks: ["door"], accessLabels });
  return { ...indexed, document: { ...indexed.document, metadata } };
};
const add = [
  document("d1", { year: 2024, pages: "12", tags: ["paper"], due: "2024-05-01" }),
  document("d2", { year: "unknown" }),
  document("hidden", { yearly: 1, salary: 9 }, ["board"]),
];

async function openIndex() {
  const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  await createIndexWriter(services).commit({ collection: "default", language: "en", add, removeIds: [] }, never);
  return createIndexReader(services);
}

const reader = openIndex();

/** Returns the faults that a search finds, after it has compared them with those of the documents' summaries. */
async function findFaults(where: string, labels?: readonly string[]): Promise<readonly FilterFault[]> {
  const scope = labels === undefined ? everything : ({ kind: "labels", labels } as const);
  const summaries = add.map((one) => one.document).filter(({ accessLabels }) => canRead(scope, accessLabels));
  const query = { collection: "default", scope, filter: parseFilter(where), words: { text: "door", limit: 5 } };
  const { filterFaults = [] } = await (await reader).search(query, never);
  expect(findFilterFaultsOfDocuments(summaries, query.filter)).toEqual(filterFaults);
  return filterFaults;
}

async function faultsOf(where: string, labels?: readonly string[]) {
  return (await findFaults(where, labels)).map(({ field, kind, near }) => [field, kind, ...near]);
}

async function fieldsListedFor(where: string, labels?: readonly string[]) {
  return (await findFaults(where, labels))[0]?.known;
}

describe("the faults of a filter", () => {
  it.each([
    ['titel contains "x"', [["titel", "unknown", "title"]]],
    [
      "not yeer = 2024 and exists pges",
      [
        ["yeer", "unknown", "year"],
        ["pges", "unknown", "pages"],
      ],
    ],
    ["zzzzzzz = 1 or zzzzzzz = 2", [["zzzzzzz", "unknown"]]],
    ["pages > 3", [["pages", "type"]]],
    ['pages > "3" and pages > 3', [["pages", "type"]]],
    ["tags = 3", [["tags", "type"]]],
    ["addedAt < 2020", [["addedAt", "type"]]],
    ['year = "x" and year = 2024 and tags contains "p" and due < 2025-01-01', []],
    ['exists pages and uri startsWith "x" and title in (1, "y")', []],
    ["`constructor` = 1", [["constructor", "unknown"]]],
  ])("of %s are %j", async (where, faults) => {
    expect(await faultsOf(where)).toEqual(faults);
  });

  it("are those of the documents that the caller may read, and name no others", async () => {
    expect(await faultsOf("salary > 3")).toEqual([]);
    expect(await faultsOf("salary > 3 and yeer = 1", ["staff"])).toEqual([
      ["salary", "unknown"],
      ["yeer", "unknown", "year"],
    ]);
  });

  it("are reported for at most sixteen fields", async () => {
    const where = Array.from({ length: 40 }, (_, at) => `unknown_${at} = 1`).join(" and ");
    expect(await faultsOf(where)).toHaveLength(16);
    expect(await faultsOf(`${"x".repeat(9_000)} = 1`)).toHaveLength(1);
  });

  it("list the fields of readable documents, those that most documents have first", async () => {
    const common = ["path", "uri", "title", "mediaType", "addedAt"];
    expect(await fieldsListedFor("nothing = 1", ["staff"])).toEqual([...common, "year", "due", "pages", "tags"]);
    expect(await fieldsListedFor("nothing = 1", ["board"])).toEqual([
      ...common,
      "year",
      "due",
      "pages",
      "salary",
      "tags",
      "yearly",
    ]);
    expect(await fieldsListedFor("pages > 3")).toEqual([]);
  });
});
