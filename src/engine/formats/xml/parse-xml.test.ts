import { describe, expect, it } from "vitest";
import { LoadFailedError } from "../../../core/index.ts";
import { childNamed, descendantsNamed, xmlTextOf } from "./find-elements.ts";
import { parseXml } from "./parse-xml.ts";

const parse = (text: string) => parseXml(Buffer.from(text));

describe("parseXml", () => {
  it("uses one prefix for a namespace, whatever the file uses", () => {
    const root = parse(
      '<q:document xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main" q:val="1"><q:p/></q:document>',
    );
    expect(root.name).toBe("w:document");
    expect(root.attributes["w:val"]).toBe("1");
    expect(childNamed(root, "w:p")).toBeDefined();
  });

  it("resolves XML's own entities and references, and keeps CDATA", () => {
    expect(xmlTextOf(parse("<a>&lt;&amp;&#x2019;<b><![CDATA[<c>]]></b></a>"))).toBe("<&’<c>");
  });

  it.each([
    ["a declared entity", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["an element that is not closed", "<a><b></a>"],
    ["the end of the file", "<a><b>"],
    ["no element", "text"],
    ["nothing", ""],
    ["nesting", `${"<a>".repeat(300)}${"</a>".repeat(300)}`],
    ["endless nesting", "<a>".repeat(500_000)],
  ])("refuses %s", (_, text) => {
    expect(() => parse(text)).toThrow(LoadFailedError);
  });

  it("ignores a DOCTYPE that declares nothing, and fetches nothing", () => {
    expect(parse('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>').name).toBe("a");
  });

  it("reads UTF-16 and undeclared prefixes", () => {
    expect(xmlTextOf(parseXml(Buffer.from("\uFEFF<a>ä</a>", "utf16le")))).toBe("ä");
    expect(parse("<a opf:role='x'/>").attributes["opf:role"]).toBe("x");
  });

  it("reads names like __proto__ as plain names", () => {
    const root = parse('<a __proto__="x"><__proto__/></a>');
    expect([...descendantsNamed(root, "__proto__")]).toHaveLength(1);
    expect(Object.entries(root.attributes)).toEqual([["__proto__", "x"]]);
  });
});
