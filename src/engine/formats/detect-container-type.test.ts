import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError, never } from "../../core/index.ts";
import { detectMediaType } from "./detect-media-type.ts";
import { buildDocx, buildPackage, buildPptx } from "./fixtures/build-package.ts";
import { loadBytes } from "./load-bytes.ts";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

describe("detectMediaType of packages", () => {
  it("detects Office documents by their parts, whatever their names", async () => {
    expect(await detectMediaType(buildDocx(""), "a.txt")).toMatch(/wordprocessingml\.document$/);
    expect(await detectMediaType(buildPptx([]), "a.zip")).toMatch(/presentationml\.presentation$/);
  });

  it.each(["application/epub+zip", "application/vnd.oasis.opendocument.text"])(
    "uses the type %s that a member declares",
    async (type) => {
      expect(await detectMediaType(buildPackage({ mimetype: type, "word/document.xml": "" }), "a")).toBe(type);
    },
  );

  it("ignores a declaration that is not a media type", async () => {
    expect(await detectMediaType(buildPackage({ mimetype: "x".repeat(1000) }), "a")).toBe("application/zip");
  });

  it("says that an Office document with a password is encrypted", async () => {
    const bytes = Buffer.concat([OLE, Buffer.alloc(600, 1), Buffer.from("EncryptedPackage", "utf16le")]);
    await expect(loadBytes({ bytes, uri: "a.docx" }, never)).rejects.toThrow(EncryptedDocumentError);
  });

  it("refuses a Word document that was cut, and says why", async () => {
    const whole = buildDocx("<w:p/>");
    await expect(loadBytes({ bytes: whole.subarray(0, whole.length - 30), uri: "a.docx" }, never)).rejects.toThrow(
      LoadFailedError,
    );
  });
});
