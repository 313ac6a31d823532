import { describe, expect, it } from "vitest";
import type { Element } from "../../../core/index.ts";
import { documentLanguage } from "./document-language.ts";

const german = "Die Bücherei ist an allen Werktagen geöffnet, und die Kinder zahlen für ihren Ausweis nichts.";
const code = `${"const total = items.reduce((sum, item) => sum + item.price, 0);\n".repeat(40)}`;
const automatic = { language: "auto", metadata: {} };
const loaded = { text: german, elements: [], metadata: {} };

describe("documentLanguage", () => {
  it("recognises the language of a document's text", async () => {
    expect(await documentLanguage(automatic, loaded)).toBe("de");
    expect(await documentLanguage(automatic, { ...loaded, text: "A-113" })).toBeUndefined();
  });

  it("prefers the caller's metadata to the setting, and the setting to the text", async () => {
    expect(await documentLanguage({ language: "fr", metadata: {} }, loaded)).toBe("fr");
    expect(await documentLanguage({ language: "fr", metadata: { language: "nb-NO" } }, loaded)).toBe("no");
    expect(await documentLanguage({ ...automatic, metadata: { language: "unknown tongue" } }, loaded)).toBe("de");
  });

  it("uses the language that a document declares where it has little text", async () => {
    expect(await documentLanguage(automatic, { ...loaded, text: "Menu", metadata: { language: "fr-CA" } })).toBe("fr");
  });

  it("ignores code", async () => {
    const elements: Element[] = [{ kind: "code", span: { start: 0, end: code.length } }];
    expect(await documentLanguage(automatic, { text: code, elements, metadata: {} })).toBeUndefined();
    expect(await documentLanguage(automatic, { text: `${code}${german}`, elements, metadata: {} })).toBe("de");
  });
});
