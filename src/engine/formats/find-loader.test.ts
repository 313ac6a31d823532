import { CFB } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { loadBytes } from "./load-bytes.ts";

const { signal } = new AbortController();

/** Creates a file of old Office: a container with the stream that only its kind has. */
function oldOffice(stream: string): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5_000, 1));
  const bytes: Uint8Array = CFB.write(container, { type: "buffer" });
  return bytes;
}

describe("findLoader", () => {
  it.each([
    ["WordDocument", "a.doc", "(.doc)", "docx"],
    ["PowerPoint Document", "a.ppt", "(.ppt)", "pptx"],
  ])("rejects a file of old Office with %s, and says how to convert it", async (stream, name, kind, ending) => {
    const failure = loadBytes({ bytes: oldOffice(stream), uri: `file:///${name}` }, signal);
    await expect(failure).rejects.toMatchObject({
      code: "unsupported-media-type",
      message: expect.stringContaining(kind),
      hint: expect.stringContaining(`--convert-to ${ending}`),
    });
  });
});
