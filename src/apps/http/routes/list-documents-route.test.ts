import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { DocumentSummary } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { callerOf } from "../fixtures/server-of.ts";

const warning = { code: "rows-ragged", message: "Rows differ." };
const documentOf = (id: string, title: string, chunks: number, warnings: (typeof warning)[] = []): DocumentSummary => ({
  id,
  title,
  uri: `note:///${id}.md`,
  collection: "default",
  mediaType: "text/markdown",
  metadata: {},
  accessLabels: [],
  contentHash: "0".repeat(64),
  addedAt: `2026-01-0${chunks}T00:00:00.000Z`,
  loader: { id: "markdown", version: "1" },
  settingsFingerprint: "s",
  receipt: { pagesWithoutText: [], characters: 10, tables: 0, chunks, warnings },
});
const all = [documentOf("a", "Éclair", 2), documentOf("b", "zebra", 1, [warning]), documentOf("c", "Apple", 3)];

const answered = z.object({
  documents: z.array(z.object({ id: z.string() })),
  total: z.number(),
  totalWithWarnings: z.number(),
  nextCursor: z.string().optional(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

function lister(asked: unknown[] = []) {
  const list: Lydian["list"] = async ({ text, where } = {}) => {
    asked.push([text, where]);
    return all;
  };
  const checkFilter: Lydian["checkFilter"] = async (where) => [{ code: "filter-field-unknown", message: `${where}?` }];
  const call = callerOf({ permission: "read" }, { list, checkFilter });
  return async (query: string) => {
    const { documents, ...others } = answered.parse(
      (await call("GET", `/collections/default/documents?${query}`)).body,
    );
    return { ids: documents.map(({ id }) => id).join(""), ...others };
  };
}

describe("the list of documents", () => {
  it("has the requested order, in both directions, and pages by cursor and by offset", async () => {
    const list = lister();
    const ids = async (query: string) => (await list(query)).ids;
    expect([await ids(""), await ids("sort=-uri"), await ids("sort=title"), await ids("sort=-chunks")]).toEqual([
      ...["abc", "cba", "cab", "cab"],
    ]);
    expect([await ids("sort=addedAt&offset=1"), await ids("sort=-title&limit=1&offset=2")]).toEqual(["ac", "c"]);
    const first = await list("sort=-addedAt&limit=2");
    expect([first.ids, await ids(`sort=-addedAt&limit=2&cursor=${first.nextCursor}`)]).toEqual(["ca", "b"]);
  });

  it("counts the documents with warnings, and can list only these", async () => {
    const list = lister();
    expect(await list("limit=1")).toMatchObject({ ids: "a", total: 3, totalWithWarnings: 1 });
    expect(await list("warnings=only")).toEqual({ ids: "b", total: 1, totalWithWarnings: 1, warnings: [] });
  });

  it("passes the words and the filter to the library", async () => {
    const asked: unknown[] = [];
    const list = lister(asked);
    await list(`text=${encodeURIComponent("éclair & co")}&where=${encodeURIComponent("year = 2024")}`);
    expect(asked).toEqual([["éclair & co", "year = 2024"]]);
  });

  it("warns of a filter that no document can satisfy", async () => {
    const list = lister();
    expect(await list(`where=${encodeURIComponent("yeer = 1")}`)).toMatchObject({
      warnings: [{ code: "filter-field-unknown", message: "yeer = 1?" }],
    });
  });
});
