import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { LydianError } from "../../../core/index.ts";
import { expectExactSpans } from "../fixtures/expect-exact-spans.ts";
import { loadBytes } from "../load-bytes.ts";

const { signal } = new AbortController();
const { CFB } = createRequire(import.meta.url)("@e965/xlsx");
const unicode = (text: string) => Buffer.from(text, "utf16le");

/** A message as Outlook saves it: properties are streams of an OLE file, named by their tag and type. */
function buildMessage(streams: Readonly<Record<string, Buffer>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, "/__properties_version1.0", Buffer.alloc(32));
  for (const [path, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${path}`, content);
  return z.instanceof(Uint8Array).parse(CFB.write(file, { type: "buffer" }));
}

const message = buildMessage({
  "__substg1.0_0037001F": unicode("Parking"),
  "__substg1.0_0C1A001F": unicode("Ann Lee"),
  "__substg1.0_5D01001F": unicode("ann@example.org"),
  "__substg1.0_1035001F": unicode("<1@example.org>"),
  "__substg1.0_1000001F": unicode("Visitors park behind the pharmacy.\r\n"),
  "__recip_version1.0_#00000000/__properties_version1.0": Buffer.alloc(8),
  "__recip_version1.0_#00000000/__substg1.0_3001001F": unicode("Bob"),
  "__recip_version1.0_#00000000/__substg1.0_39FE001F": unicode("bob@example.org"),
  "__attach_version1.0_#00000000/__properties_version1.0": Buffer.alloc(8),
  "__attach_version1.0_#00000000/__substg1.0_3707001F": unicode("bikes.md"),
  "__attach_version1.0_#00000000/__substg1.0_37010102": Buffer.from("# Bicycles"),
});
const load = (bytes: Uint8Array) => loadBytes({ bytes, uri: "file:///m.msg" }, signal);

describe("messages that Outlook saved", () => {
  it("are read like other e-mails, with their attachments as children", async () => {
    const loaded = await load(message);
    expectExactSpans(loaded);
    expect(loaded).toMatchObject({
      mediaType: "application/vnd.ms-outlook",
      title: "Parking",
      metadata: { from: "Ann Lee <ann@example.org>", messageId: "<1@example.org>" },
      children: [{ name: "bikes.md", bytes: new Uint8Array(Buffer.from("# Bicycles")) }],
    });
    expect(loaded.text).toContain("From: Ann Lee <ann@example.org>");
    expect(loaded.text).toContain("Visitors park behind the pharmacy.");
  });

  it("cause a clear error when they are cut anywhere", async () => {
    for (let length = 600; length < message.length; length += 512) {
      const result = await load(message.subarray(0, length)).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toBeInstanceOf(LydianError);
    }
  });

  it("cause a clear error when their chain of sectors is circular", async () => {
    const looped = message.slice();
    const view = new DataView(looped.buffer, looped.byteOffset);
    const table = (view.getUint32(0x4c, true) + 1) * 512;
    const directory = view.getUint32(0x30, true);
    view.setUint32(table + directory * 4, directory, true);
    await expect(load(looped)).rejects.toMatchObject({ code: "load-failed" });
  });
});
