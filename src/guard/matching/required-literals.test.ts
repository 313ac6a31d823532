import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldForLiterals, mayMatch, requiredLiterals, screenExpression } from "./required-literals.ts";

/** The source of an expression, and a text that it matches. */
interface Sample {
  readonly source: string;
  readonly match: string;
}

const leaf: fc.Arbitrary<Sample> = fc.oneof(
  fc.constantFrom("abc", "ignore", "Rules", "x", "über", "say ").map((text) => ({ source: text, match: text })),
  fc.constantFrom("\\.", "\\|", "\\]").map((source) => ({ source, match: source.slice(1) })),
  fc.constant({ source: "\\s", match: "\n" }),
  fc.constant({ source: "[sz]", match: "z" }),
  fc.constant({ source: "[^\\]\\n]", match: "q" }),
  fc.constant({ source: "[\\p{L}']", match: "é" }),
  fc.constant({ source: ".", match: "?" }),
  fc.constant({ source: "(?<!no)\\b", match: "" }),
  fc.constant({ source: "(?!never)", match: "" }),
);
const { sample } = fc.letrec<{ sample: Sample }>((tie) => {
  const inner = tie("sample");
  const group = (many: readonly Sample[], chosen: number): Sample => ({
    source: `(?:${many.map(({ source }) => source).join("|")})`,
    match: many[chosen % many.length]?.match ?? "",
  });
  return {
    sample: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(inner, { minLength: 1, maxLength: 3 }).map((parts) => ({
        source: parts.map(({ source }) => source).join(""),
        match: parts.map(({ match }) => match).join(""),
      })),
      fc.tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), fc.nat()).map(([many, at]) => group(many, at)),
      fc.tuple(inner, fc.constantFrom("?", "*", "{0,2}", "{0,2}?"), fc.boolean()).map(([part, mark, isThere]) => ({
        source: `(?:${part.source})${mark}`,
        match: isThere ? part.match : "",
      })),
      fc.tuple(inner, fc.constantFrom("+", "{1}", "{2}", "{1,3}")).map(([part, mark]) => ({
        source: `(?:${part.source})${mark}`,
        match: mark === "{2}" ? part.match.repeat(2) : part.match,
      })),
    ),
  };
});

describe("required literals of an expression", () => {
  it("are in every match, ignoring case", () => {
    let known = 0;
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 5 }), fc.boolean(), (parts, isUpper) => {
        const source = parts.map((part) => part.source).join("");
        const match = parts.map((part) => part.match).join("");
        const expression = new RegExp(source, "iu");
        const text = isUpper ? match.toUpperCase() : match;
        if (!new RegExp(`^(?:${source})$`, "iu").test(text)) return;
        const screened = screenExpression(expression);
        known += screened.required.length;
        expect(mayMatch(screened, foldForLiterals(`, ${text} `))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(known).toBeGreaterThan(200);
  });

  it("are those of the rarest parts", () => {
    expect(requiredLiterals(/\b(?:reveal|print)\s(?:\w+\s){0,4}your\s(?:secret|hidden)? prompts?/iu)).toEqual([
      [" prompt"],
      ["reveal", "print"],
      ["your"],
    ]);
    expect(requiredLiterals(/(?:jump|jumping) off|DAN/g)).toEqual([["jump off", "jumping off", "dan"]]);
  });

  it("are not known where a match may be anything, or short", () => {
    for (const expression of [/a+/, /\d{3}/, /(?:ignore)?/, /ignore|[a-z]+/, /(?=ignore)./, /ai\b/])
      expect(requiredLiterals(expression)).toEqual([]);
  });

  it("are found wherever an expression that ignores case takes another character for one of theirs", () => {
    const sourceOf = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
    const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => requiredLiterals(new RegExp(`${sourceOf(character)}aa`, "iu")).length > 0,
    );
    expect(characters.length).toBeGreaterThan(180);
    const any = new RegExp(characters.map(sourceOf).join("|"), "iu");
    for (let code = 0; code <= 0x10_ffff; code++) {
      const other = String.fromCodePoint(code);
      if (!any.test(other)) continue;
      for (const character of characters.filter((each) => new RegExp(sourceOf(each), "iu").test(other)))
        expect(foldForLiterals(other)).toBe(character.toLowerCase());
    }
  });
});
