import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Resource } from "@modelcontextprotocol/sdk/types.js";
import { openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment, command, temporaryFolder } from "../run-lydian.ts";

/** Number of documents in the larger collection; 200 fit into a page of resources. */
const DOCUMENTS = 2_001;
const PAGES = 11;

const folder = temporaryFolder();
const client = new Client({ name: "test", version: "1" });
const added = new Map<string, string>();

beforeAll(async () => {
  const lydian = await openLydian({ store: folder.path });
  const notes = Array.from({ length: DOCUMENTS }, (_, number) => ({
    uri: `memo:${number}`,
    content: `Note ${number}.`,
  }));
  for (const [collection, documents] of [
    ["archive", notes],
    ["default", [{ uri: "memo:keys", content: "A lost key costs €15." }]],
  ] as const) {
    const { outcomes } = await lydian.add(documents, { collection, embed: false });
    for (const outcome of outcomes)
      if (outcome.outcome === "added") added.set(`lydian://${collection}/${outcome.documentId}`, outcome.uri);
  }
  await lydian.close();
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [command, "mcp", "--store", folder.path],
      env: cleanEnvironment(folder.path),
      cwd: folder.path,
      stderr: "ignore",
    }),
  );
});
afterAll(async () => {
  await client.close();
  folder.remove();
});

/** Reads all pages of the list of resources. */
async function readPages(): Promise<readonly (readonly Resource[])[]> {
  const pages: Resource[][] = [];
  let cursor: string | undefined;
  do {
    const { resources, nextCursor } = await client.listResources(cursor === undefined ? {} : { cursor });
    pages.push(resources);
    cursor = nextCursor;
  } while (cursor !== undefined && pages.length <= PAGES);
  return pages;
}

describe("a client of the official SDK over a real process", () => {
  it("lists every document of every collection once as a resource, page by page", async () => {
    const pages = await readPages();
    expect(pages.map(({ length }) => length)).toEqual([...Array(PAGES - 1).fill(200), 2]);
    const listed = pages.flat().map(({ uri, description }) => [uri, description] as const);
    expect(listed).toHaveLength(DOCUMENTS + 1);
    expect(new Map(listed)).toEqual(added);
  });

  it("lists templates, tools and prompts", async () => {
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(["lydian://{collection}/{document}"]);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      "ask",
      "check_claim",
      "check_text",
      "list_documents",
      "read_document",
      "search",
    ]);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name).sort()).toEqual([
      "answer-brief",
      "answer-default",
      "answer-list",
      "answer-plain-language",
    ]);
  });
});
