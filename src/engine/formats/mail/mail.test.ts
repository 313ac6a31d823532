import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectExactSpans } from "../fixtures/expect-exact-spans.ts";
import { loadBytes } from "../load-bytes.ts";

const { signal } = new AbortController();
const load = (source: string | Uint8Array, uri = "file:///m") =>
  loadBytes({ bytes: typeof source === "string" ? Buffer.from(source, "latin1") : source, uri }, signal);
const base64 = (text: string) => Buffer.from(text).toString("base64");

const HEADER = [
  "From: =?utf-8?Q?J=C3=BCrgen_Lee?= <lee@example.org>",
  "To: Ann <ann@example.org>, bob@example.org",
  "Cc: Staff: cleo@example.org;",
  "Subject: =?iso-8859-1?Q?Opening_hours_in_M=E4rz?=",
  "Date: Fri, 1 Mar 2024 10:00:00 +0100",
  "Message-ID: <2@example.org>",
  "In-Reply-To: <1@example.org>",
  "References: <0@example.org> <1@example.org>",
  "MIME-Version: 1.0",
].join("\r\n");

const MIXED = `${HEADER}\r
Content-Type: multipart/mixed; boundary=B\r
\r
--B\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: quoted-printable\r
\r
We open at 8:30 in M=E4rz.\r
--B\r
Content-Type: text/markdown; name="prices.md"\r
Content-Disposition: attachment; filename="prices.md"\r
Content-Transfer-Encoding: base64\r
\r
${base64("# Prices\n\nA seal costs 12.50.")}\r
--B\r
Content-Type: image/png\r
Content-ID: <logo>\r
Content-Disposition: inline; filename="logo.png"\r
Content-Transfer-Encoding: base64\r
\r
${base64("PNG")}\r
--B\r
Content-Type: message/rfc822\r
\r
From: cleo@example.org\r
Date: Fri, 1 Mar 2024 09:00:00 +0000\r
Subject: Within\r
\r
The inner message.\r
--B--\r
`;

describe("e-mails", () => {
  it("name the first mail of their conversation as their thread", async () => {
    expect((await load(MIXED)).metadata.thread).toBe("<0@example.org>");
    const answer = "From: ann@example.org\nSubject: Re: Hi\nIn-Reply-To: <7@x>\nMessage-ID: <8@x>\n\nYes.\n";
    expect((await load(answer)).metadata.thread).toBe("<7@x>");
    const first = "From: ann@example.org\nSubject: Hi\nMessage-ID: <7@x>\n\nWhat now?\n";
    expect((await load(first)).metadata.thread).toBe("<7@x>");
  });

  it("give their pictures to OCR where it is on", async () => {
    const ocr = {
      id: "test",
      language: "eng",
      recognize: () => Promise.reject(new Error("not called for the mail itself")),
      close: () => Promise.resolve(),
    };
    const { children, warnings } = await loadBytes(
      { bytes: Buffer.from(MIXED, "latin1"), uri: "file:///m" },
      signal,
      ocr,
    );
    expect(children?.map(({ name }) => name)).toContain("logo.png");
    expect(warnings).toEqual([]);
  });

  it("have their header as text and metadata, and their attachments as children", async () => {
    const loaded = await load(MIXED);
    expectExactSpans(loaded);
    expect(loaded).toMatchObject({
      mediaType: "message/rfc822",
      title: "Opening hours in März",
      text: [
        "Opening hours in März",
        "From: Jürgen Lee <lee@example.org>\nTo: Ann <ann@example.org>, bob@example.org\nCc: cleo@example.org\nDate: 2024-03-01T09:00:00.000Z",
        "We open at 8:30 in März.",
      ].join("\n\n"),
      metadata: {
        from: "Jürgen Lee <lee@example.org>",
        author: "Jürgen Lee",
        to: ["Ann <ann@example.org>", "bob@example.org"],
        cc: ["cleo@example.org"],
        date: "2024-03-01T09:00:00.000Z",
        messageId: "<2@example.org>",
        inReplyTo: "<1@example.org>",
        references: ["<0@example.org>", "<1@example.org>"],
      },
      children: [{ name: "prices.md" }, { name: "attachment-3.eml" }],
    });
    expect(loaded.warnings.map(({ code }) => code)).toEqual(["pictures-not-read"]);
    const [prices, inner] = loaded.children ?? [];
    if (prices === undefined || !("bytes" in prices)) throw new Error("The attachment was not read.");
    expect(Buffer.from(prices.bytes).toString()).toContain("12.50");
    if (inner === undefined || !("bytes" in inner)) throw new Error("The message within was not read.");
    expect(await load(inner.bytes)).toMatchObject({ mediaType: "message/rfc822", title: "Within" });
  });

  it("are read from their whole HTML if there is no text", async () => {
    const html =
      "<html><head><title>T</title><style>p{}</style></head><body><p>Hi Ann</p><table><tr><th>Part</th><th>Price</th></tr><tr><td>A-113</td><td>12.50</td></tr></table></body></html>";
    const loaded = await load(`${HEADER}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`);
    expectExactSpans(loaded);
    expect(loaded.text).toContain("Hi Ann");
    expect(loaded.text).toContain("A-113");
    expect(loaded.text).not.toContain("p{}");
  });

  it("are detected by the header of a sent message, also without MIME", async () => {
    expect((await load("From: a@b.c\nDate: Fri, 1 Mar 2024 10:00:00 +0100\n\nhello")).mediaType).toBe("message/rfc822");
    expect((await load("Note: this is text\nFrom: nobody\n\nhello")).mediaType).toBe("text/plain");
  });

  it("are read with any content", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 80 }), async (body) => {
        expectExactSpans(await load(Buffer.from(`From: a@b.c\nMIME-Version: 1.0\n\n${body}`)));
      }),
      { numRuns: 50 },
    );
  });
});

describe("mailboxes", () => {
  const mailbox = [
    "From ann@example.org Fri Mar  1 10:00:00 2024",
    "From: ann@example.org",
    "Date: Fri, 1 Mar 2024 10:00:00 +0100",
    "Message-ID: <a/1@example.org>",
    "",
    "First.",
    ">From here on it was quoted.",
    "From here on it is not a separator.",
    "",
    "From bob@example.org Fri Mar  1 11:00:00 2024",
    "From: bob@example.org",
    "Date: Fri, 1 Mar 2024 11:00:00 +0100",
    "",
    "Second.",
    "",
  ].join("\n");

  it("contain their messages, named by their ids", async () => {
    const loaded = await load(mailbox);
    expect(loaded).toMatchObject({ mediaType: "application/mbox", text: "", warnings: [] });
    expect(loaded.children?.map(({ name }) => name)).toEqual(["a_1@example.org.eml", "message-2.eml"]);
    const [first] = loaded.children ?? [];
    if (first === undefined || !("bytes" in first)) throw new Error("The message was not read.");
    const { text, mediaType } = await load(first.bytes);
    expect(mediaType).toBe("message/rfc822");
    expect(text).toContain("First.\nFrom here on it was quoted.\nFrom here on it is not a separator.");
  });
});

describe("web archives", () => {
  const archive = (charset: string, body: string) =>
    [
      "From: <Saved by Blink>",
      "Subject: Hours",
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; type="text/html"; boundary="B"',
      "",
      "--B",
      `Content-Type: text/html; charset=${charset}`,
      "Content-Transfer-Encoding: quoted-printable",
      "Content-Location: https://example.org/",
      "",
      `<html><head><title>Hours</title></head><body><h1>Hours</h1><p>${body}</p></body></html>`,
      "--B",
      "Content-Type: text/css",
      "",
      "p { color: red }",
      "--B--",
      "",
    ].join("\r\n");

  it("are read as a page, in its encoding", async () => {
    const loaded = await load(archive("windows-1252", "Open in M=E4rz, 8 =80."));
    expectExactSpans(loaded);
    expect(loaded).toMatchObject({ mediaType: "multipart/related", title: "Hours" });
    expect(loaded.text).toContain("Open in März, 8 €.");
    expect(loaded.text).not.toContain("color");
    expect(loaded.children).toBeUndefined();
  });
});
