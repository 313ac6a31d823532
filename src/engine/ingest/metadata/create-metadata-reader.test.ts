import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidMetadataRuleError } from "../../../core/index.ts";
import { createMetadataReader } from "./create-metadata-reader.ts";

const root = "file:///work/docs";
const read = (rule: string, path: string) => createMetadataReader([`path:${rule}`], [root])(`${root}/${path}`);

describe("createMetadataReader", () => {
  it.each([
    ["{year}/{team}/*", "2024/front-desk/hours.md", { year: 2024, team: "front-desk" }],
    ["{year}/{team}/*", "2024/front-desk/deep/hours.md", {}],
    ["{year}/{team}/**", "2024/front-desk/deep/hours.md", { year: 2024, team: "front-desk" }],
    ["{year}/**", "2024", {}],
    ["{team}-{year}.*", "desk-north-2024.pdf", { team: "desk", year: "north-2024" }],
    ["**/{team}/*", "desk/a.md", { team: "desk" }],
    ["**/{team}/*", "a/b/desk/a.md", { team: "desk" }],
    ["**/{name}.md", "a.md", { name: "a" }],
    ["{draft}/*", "true/a.md", { draft: true }],
    ["{part}/*", "007/a.md", { part: "007" }],
    ["{month}/*", "M%C3%A4rz%202024/a.md", { month: "März 2024" }],
    ["(v{version})/*", "(v1.10)/a.md", { version: "1.10" }],
    ["{team}/*", "100%/a.md", { team: "100%" }],
  ])("reads metadata by the rule %s from %s", (rule, path, metadata) => {
    // `1.10` is a number in digits, and numbers do not keep their zeros.
    expect(read(rule, path)).toEqual("version" in metadata ? { version: 1.1 } : metadata);
  });

  it("matches the path below the longest root, the name of a file that is a root itself, or else the whole URI", () => {
    const reader = createMetadataReader(
      ["path:{team}/{name}.md"],
      ["file:///a/", "file:///a/b", "file:///a/b/x/one.md"],
    );
    expect(reader("file:///a/desk/one.md")).toEqual({ team: "desk", name: "one" });
    expect(reader("file:///a/b/desk/one.md")).toEqual({ team: "desk", name: "one" });
    expect(reader("file:///a/b/x/one.md")).toEqual({});
    expect(reader("notes/two.md?version=3#top")).toEqual({ team: "notes", name: "two" });
  });

  it("lets the last rule win, key by key", () => {
    const rules = ["path:{team}/{year}/*", "path:{area}/{year}/*"];
    expect(createMetadataReader(rules, ["r"])("r/desk/2024/a.md")).toEqual({ team: "desk", area: "desk", year: 2024 });
  });

  it.each([
    ["{year}/*", "begin with"],
    ["path:", 'has "" as'],
    ["path:/{year}", 'has "" as'],
    ["path:../{year}", 'has ".." as'],
    ["path:*/x", "names no key"],
    ["path:{year}/{year}", "twice"],
    ["path:{a}{b}/*", "nothing between"],
    ["path:{a}*/x", "nothing between"],
    ["path:{the year}/*", "has a key"],
    ["path:{a/*", "stands alone"],
    ["path:{a}-{b}-{c}-{d}", "more than 3"],
    ["path:**/{a}/**", "more than once"],
  ])("refuses the rule %s", (rule, problem) => {
    const make = () => createMetadataReader([rule], []);
    expect(make).toThrow(InvalidMetadataRuleError);
    expect(make).toThrow(problem);
  });

  it("reads back the names that a path consists of", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .map((text) => text.normalize("NFC"))
      .filter((text) => !/[/?#%!]|^\.{1,2}$|^(?:true|false|-?\d+(?:\.\d+)?)$|\p{Cs}/u.test(text));
    fc.assert(
      fc.property(name, name, fc.array(name, { maxLength: 3 }), name, (year, team, folders, file) => {
        const path = [year, ...folders, team, file].map(encodeURIComponent).join("/");
        expect(read("{year}/**/{team}/{file}", path)).toEqual({ year, team, file });
      }),
    );
  });

  it("either reads or refuses any rule, and never throws another error", () => {
    const part = fc.constantFrom("{", "}", "a", "*", "**", "/", "{a}", "{b}", "-", "path:", ".", "\\", "(", "[");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), fc.webPath(), (parts, path) => {
        try {
          const metadata = createMetadataReader([`path:${parts.join("")}`], [root])(`${root}${path}`);
          expect(Object.keys(metadata).every((key) => /^[a-z_][\w.-]*$/i.test(key))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidMetadataRuleError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
