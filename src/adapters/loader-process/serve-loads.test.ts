import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, type LoadedDocument, unpackDocument } from "../../core/index.ts";
import { createPartReceiver, messagesOf } from "./bytes-in-parts.ts";
import { parseReply, type Reply } from "./parse-reply.ts";
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

const uri = "file:///a.md";

/** Sends a file to a served loader, and receives the reply. */
function send(load: Parameters<typeof serveLoads>[0], bytes = Uint8Array.of(1)): Promise<Reply> {
  const receiver = createPartReceiver({
    maxArrays: 100,
    maxBytes: 10_000_000,
    allocate: (_, sizeBytes) => new Uint8Array(sizeBytes),
  });
  return new Promise((resolve) => {
    const receive = (message: object, _handle?: undefined, _options?: undefined, onSent?: (error: null) => void) => {
      const crossed = structuredClone(message);
      receiver.take(crossed);
      if ("loaded" in crossed || "failure" in crossed) resolve({ message: crossed, arrays: receiver.finish() });
      onSent?.(null);
    };
    serveLoads(load, {
      on: (_, listener) => {
        for (const message of messagesOf([bytes], { uri })) listener(structuredClone(message));
      },
      send: receive,
    });
  });
}

describe("the loader in the child process", () => {
  it("replies with the unchanged document", async () => {
    expect(unpackDocument(parseReply(await send(async () => document)))).toEqual(document);
  });

  it("sends a large file and a large document with members in many parts", async () => {
    const text = "Grüße 🙂 ".repeat(100_000);
    const children = [
      { name: "a.txt", bytes: new Uint8Array(600_000).fill(7) },
      { name: "b.txt", failure: { code: "load-failed", message: "It is broken." } },
      { name: "c.txt", bytes: new Uint8Array(0) },
    ];
    const large = { ...document, text, children };
    let received: Uint8Array | undefined;
    const file = Uint8Array.from({ length: 1_000_000 }, (_, at) => at % 251);
    const reply = await send(async ({ bytes }) => {
      received = bytes;
      return large;
    }, file);
    expect(Buffer.from(received ?? []).equals(file)).toBe(true);
    expect(unpackDocument(parseReply(reply))).toEqual(large);
  });

  it("replies to a loader's error with its code, message and hint", async () => {
    const error = new EncryptedDocumentError("It needs a password.", { hint: "Remove it." });
    const reply = await send(() => Promise.reject(error));
    expect(() => parseReply(reply)).toThrow(EncryptedDocumentError);
    expect(() => parseReply(reply)).toThrow("It needs a password.");
  });

  it("reveals nothing of other errors, because they may quote the file", async () => {
    const reply = await send(() => Promise.reject(new Error("secret text of the file")));
    expect(JSON.stringify(reply)).not.toContain("secret");
    expect(() => parseReply(reply)).toThrow("failed unexpectedly");
  });
});
