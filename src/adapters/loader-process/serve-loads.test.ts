import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, type LoadedDocument } from "../../core/index.ts";
import { parseReply } from "./parse-reply.ts";
import { serveLoads } from "./serve-loads.ts";

const document: LoadedDocument & { readonly mediaType: string } = {
  text: "# Hours",
  title: "Hours",
  metadata: { year: 2024, tags: ["a", "b"] },
  elements: [{ kind: "heading", span: { start: 0, end: 7 }, level: 1 }],
  locations: [{ span: { start: 0, end: 7 }, location: { page: 1, boxes: [{ x: 1, y: 2, width: 3, height: 4 }] } }],
  pages: 1,
  pagesWithoutText: [],
  warnings: [{ code: "no-text", message: "None.", page: 1 }],
  loader: { id: "test", version: "1" },
  mediaType: "text/markdown",
};

/** Sends one message to a served loader and waits for the reply. */
function send(load: Parameters<typeof serveLoads>[0], message: unknown): Promise<object> {
  return new Promise((resolve) => {
    serveLoads(load, { on: (_, listener) => listener(message), send: resolve });
  });
}

const request = { bytes: new Uint8Array([1]), uri: "file:///a.md" };

describe("the loader in the child process", () => {
  it("replies with the unchanged document", async () => {
    expect(parseReply(await send(async () => document, request))).toEqual(document);
  });

  it("replies to a loader's error with its code, message and hint", async () => {
    const error = new EncryptedDocumentError("It needs a password.", { hint: "Remove it." });
    const reply = await send(() => Promise.reject(error), request);
    expect(() => parseReply(reply)).toThrow(EncryptedDocumentError);
    expect(() => parseReply(reply)).toThrow("It needs a password.");
  });

  it("reveals nothing of other errors, because they may quote the file", async () => {
    const reply = await send(() => Promise.reject(new Error("secret text of the file")), request);
    expect(JSON.stringify(reply)).not.toContain("secret");
    expect(() => parseReply(reply)).toThrow("failed unexpectedly");
  });
});
