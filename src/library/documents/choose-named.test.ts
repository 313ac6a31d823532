import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../core/index.ts";
import { chooseNamed, chooseOneNamed } from "./choose-named.ts";

const mailbox = "file:///work/mail/team.mbox";
const documents = ["a3%40x.eml", "b%2F1%40x.eml", "note%20%5B1%5D.eml"].map((member, index) => ({
  id: `id-${index}`,
  uri: `${mailbox}!/${member}`,
}));
const file = { id: "file", uri: "file:///work/docs/50%25%20off.md" };
const all = [
  ...documents,
  file,
  { id: "same-1", uri: "file:///a/same.md" },
  { id: "same-2", uri: "file:///b/same.md" },
];
const given = (name: string) => ({ name, uriAsPath: pathToFileURL(`/work/mail/${name}`).href });
const uriOf = (name: string) => chooseOneNamed(all, given(name))?.uri;

describe("chooseOneNamed", () => {
  it.each([
    "a3@x.eml",
    "a3%40x.eml",
    "team.mbox!/a3@x.eml",
    "mail/team.mbox!/a3@x.eml",
    "file:///work/mail/team.mbox!/a3@x.eml",
    "file:///work/mail/team.mbox!/a3%40x.eml",
    "id-0",
    "*a3@x.eml",
    "team.mbox!/a?@*",
  ])("finds a member of a mailbox as it is printed: %s", (name) => {
    expect(uriOf(name)).toBe(`${mailbox}!/a3%40x.eml`);
  });

  it("finds names with signs that mean something in a URI or a pattern", () => {
    expect(uriOf("50% off.md")).toBe(file.uri);
    expect(uriOf("b/1@x.eml")).toBe(documents[1]?.uri);
    expect(uriOf("note [1].eml")).toBe(documents[2]?.uri);
  });

  it("finds every document by the end of its printed URI", () => {
    const part = fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }).filter((text) => !/[/\\]/.test(text));
    fc.assert(
      fc.property(part, part, (folder, name) => {
        const uri = `file:///root/${encodeURIComponent(folder)}!/${encodeURIComponent(name)}`;
        expect(chooseOneNamed([{ id: "0", uri }], { name: `${folder}!/${name}`, uriAsPath: "file:///none" })?.uri).toBe(
          uri,
        );
      }),
    );
  });

  it("refuses an end or a pattern of several documents, and names them", () => {
    expect(() => uriOf("same.md")).toThrow(InvalidArgumentError);
    expect(() => uriOf("team.mbox!/*.eml")).toThrow('The URIs of 2 documents match "team.mbox!/*.eml".');
  });

  it("finds nothing by a part of a name", () => {
    expect(uriOf("x.eml")).toBeUndefined();
    expect(uriOf("none*.md")).toBeUndefined();
  });
});

describe("chooseNamed", () => {
  it("finds all documents that match a pattern", () => {
    expect(chooseNamed(all, given("team.mbox!/*@x.eml")).map(({ id }) => id)).toEqual(["id-0"]);
    expect(chooseNamed(all, given("team.mbox!/**")).map(({ id }) => id)).toEqual(["id-0", "id-1", "id-2"]);
    expect(chooseNamed(all, given("*.md"))).toHaveLength(3);
  });
});
