import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";

const german = "Die Öffnungszeiten für Gäste ändern sich im März. Bitte prüfen Sie die Übersicht. ".repeat(5);
const russian = "Часы работы клиники изменились. Пожалуйста, проверьте расписание. ".repeat(5);

describe("decodeText", () => {
  it.each(["utf8", "utf-16le", "utf-16be", "utf-32le"])(
    "reads %s with a byte-order mark, and drops the mark",
    (encoding) => {
      const decoded = decodeText(iconv.encode(german, encoding, { addBOM: true }));
      expect(decoded).toMatchObject({ text: german, warnings: [] });
    },
  );

  it.each(["utf-16le", "utf-16be"])("reads %s without a byte-order mark", (encoding) => {
    expect(decodeText(iconv.encode(russian, encoding)).text).toBe(russian);
  });

  it.each([
    ["windows-1252", german],
    ["windows-1251", russian],
    ["Shift_JIS", "診療時間が変わりました。予定表をご確認ください。".repeat(8)],
  ])("guesses %s, and names the guess with its confidence", (encoding, text) => {
    const decoded = decodeText(iconv.encode(text, encoding));
    expect(decoded.text).toBe(text);
    expect(decoded.warnings).toMatchObject([{ code: "encoding-guessed" }]);
    expect(decoded.warnings[0]?.message).toMatch(/, confidence \d+ %\.$/);
  });

  it("does not read a few words of Japanese as Western text", () => {
    const text = "名前,年齢,住所\n佐藤太郎,30,東京\n三木英子,25,大阪\n髙橋淳,35,名古屋\n";
    expect(decodeText(iconv.encode(text, "Shift_JIS")).text).toBe(text);
  });

  it("uses a declared encoding, except for valid UTF-8", () => {
    expect(decodeText(iconv.encode("Часы", "koi8-r"), "koi8-r")).toMatchObject({ text: "Часы", warnings: [] });
    expect(decodeText(Buffer.from("Часы"), "koi8-r").text).toBe("Часы");
  });

  it("reads declared Latin-1 or ASCII as Windows-1252, as browsers do", () => {
    const bytes = iconv.encode("“Gäste” – 5 €", "windows-1252");
    for (const name of ["ISO-8859-1", "latin1", "us-ascii"])
      expect(decodeText(bytes, name)).toMatchObject({ text: "“Gäste” – 5 €", warnings: [] });
  });

  it("replaces NUL and unpaired surrogates with U+FFFD, and warns of their number", () => {
    const nul = decodeText(Buffer.from("word\0 and more words\0 than NULs"));
    expect(nul.text).toBe("word\uFFFD and more words\uFFFD than NULs");
    expect(nul.warnings).toMatchObject([{ code: "characters-replaced" }]);
    expect(nul.warnings[0]?.message).toMatch(/^2 characters/);
    const surrogate = decodeText(Buffer.from("\uFEFFa\uD800b", "utf16le"));
    expect(surrogate.text).toBe("a\uFFFDb");
    expect(surrogate.warnings).toHaveLength(1);
  });

  it("does not warn of a U+FFFD that the author wrote", () => {
    expect(decodeText(Buffer.from("a\uFFFD")).warnings).toEqual([]);
  });

  it("gives NFC with line feeds for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { text } = decodeText(bytes);
        expect(text).toBe(text.normalize("NFC"));
        expect(text).not.toMatch(/[\r\0]/);
      }),
      { numRuns: 200 },
    );
  });
});
