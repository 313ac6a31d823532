import { describe, expect, it } from "vitest";
import { detectMailType } from "./detect-mail-type.ts";

describe("detectMailType", () => {
  it.each([
    ["message/rfc822", "From: a@b.c\r\nDate: Fri, 1 Mar 2024 10:00:00 +0100\r\n\r\nhello"],
    ["message/rfc822", "Subject: x\nMIME-Version: 1.0\n\nhello"],
    ["message/rfc822", "To: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\nhello"],
    ["multipart/related", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\nhello"],
    ["application/mbox", "From ann@example.org Fri Mar  1 10:00:00 2024\nFrom: ann@example.org\n\nhello"],
    [undefined, "From: nobody\n\nhello"],
    [undefined, "Note: hello\n\nFrom: a@b.c\nDate: today"],
    [undefined, "From 2024 on we open at 8:30.\nNobody knows why."],
    [undefined, ""],
  ])("detects %s in %j", (mediaType, text) => {
    expect(detectMailType(text)).toBe(mediaType);
  });

  it("reads long lines only once", () => {
    expect(detectMailType(`From x${"1234".repeat(1_000_000)}`)).toBeUndefined();
  });
});
