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

  it("reads damaged UTF-8 as UTF-8, and says where the bytes are", () => {
    const bytes = Buffer.concat([
      Buffer.from("Der Prüfbericht ist fällig.\nDie Gebühr beträgt zehn Euro. "),
      Buffer.from([0xc3, 0x0a]),
    ]);
    const decoded = decodeText(bytes);
    expect(decoded.encoding).toBe("utf-8");
    expect(decoded.text).toBe("Der Prüfbericht ist fällig.\nDie Gebühr beträgt zehn Euro. \uFFFD\n");
    const message = "1 character could not be decoded (or were NUL) and became U+FFFD: line 2 (byte 62).";
    expect(decoded.warnings).toEqual([{ code: "characters-replaced", message }]);
  });

  it("reads a log in which one line of many is of another encoding", () => {
    const lines: Uint8Array[] = Array.from({ length: 200 }, (_, index) =>
      Buffer.from(`${index} Größe geprüft: 5 µm\n`),
    );
    lines[100] = iconv.encode("100 Größe geprüft: 5 µm\n", "windows-1252");
    const { text, encoding, warnings } = decodeText(Buffer.concat(lines));
    expect(encoding).toBe("utf-8");
    expect(text.split("\n")[99]).toBe("99 Größe geprüft: 5 µm");
    expect(warnings[0]?.message).toMatch(/^4 characters .*: line 101 \(byte \d+\), line 101/);
  });

  it("names the first places only", () => {
    const { warnings } = decodeText(
      Buffer.concat([Buffer.from("Größe, Länge, Höhe, Maß, Süd, Öl\n".repeat(9)), Buffer.alloc(9, 0xff)]),
    );
    expect(warnings[0]?.message).toMatch(
      /^9 characters .*(?:line 10 \(byte \d+\), ){4}line 10 \(byte \d+\) and further ones\.$/,
    );
  });

  it.each([german, russian, "診療時間が変わりました。"])("reads UTF-8 that is cut anywhere: %j", (whole) => {
    const bytes = Buffer.from(whole);
    fc.assert(
      fc.property(fc.nat({ max: 6 }), fc.nat({ max: 6 }), (before, after) => {
        const { text, encoding } = decodeText(bytes.subarray(before, bytes.length - after));
        expect(encoding).toBe("utf-8");
        expect(whole).toContain(text.replaceAll("\uFFFD", ""));
      }),
    );
  });

  it.each([0xc3, 0xe2, 0xff, 0x81])("reads ASCII with one stray byte %d as UTF-8", (byte) => {
    const ascii = "The pump was checked and works. ".repeat(3_000);
    const bytes = Buffer.concat([Buffer.from(ascii), Buffer.from([byte]), Buffer.from(` ${ascii}`)]);
    expect(decodeText(bytes)).toMatchObject({ text: `${ascii}\uFFFD ${ascii}`, encoding: "utf-8" });
  });

  it.each(["café", "Ärzte", "à la carte", "5 £", "5 °C", "the pump’s", "“pump”", "naïve", "allé…", "CAFÉ"])(
    "reads ASCII in which only %j is of Windows-1252 as Windows-1252",
    (word) => {
      const ascii = "The pump was checked and works. ".repeat(3_000);
      const text = `${ascii}${word} ${ascii}`;
      expect(decodeText(iconv.encode(text, "windows-1252")).text).toBe(text);
    },
  );

  it("believes a declaration of UTF-8 for a text with as many bad bytes as characters", () => {
    const bytes = Buffer.concat([Buffer.from("Größe "), Buffer.from([0xfc, 0x20, 0xe4, 0x2e])]);
    expect(decodeText(bytes, "utf-8").text).toBe("Größe \uFFFD \uFFFD.");
  });

  it("replaces as many characters as it counts, in any damaged UTF-8", () => {
    const change = fc.record({ at: fc.nat({ max: 2_000 }), byte: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(`${german}${russian}`);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        const { text, encoding, warnings } = decodeText(bytes);
        expect(encoding).toBe("utf-8");
        const count = text.split("\uFFFD").length - 1;
        expect(Number(warnings[0]?.message.split(" ")[0] ?? 0)).toBe(count);
      }),
    );
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
