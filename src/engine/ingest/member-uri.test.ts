import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directMember, memberUri } from "./member-uri.ts";

const container = "file:///a.zip";

describe("memberUri", () => {
  it("contains the path within the container, and nothing above it", () => {
    expect(memberUri(container, "notes/b c.md")).toBe("file:///a.zip!/notes/b%20c.md");
    expect(memberUri(container, "../../etc/./passwd")).toBe("file:///a.zip!/etc/passwd");
    expect(memberUri(container, "odd!/name?#.md")).toBe("file:///a.zip!/odd%21/name%3F%23.md");
    expect(memberUri(container, "..")).toBe("file:///a.zip!/member");
  });

  it("can be split again, whatever the names", () => {
    const name = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(name, name, (outer, inner) => {
        const nested = memberUri(container, outer);
        expect(directMember(container, memberUri(nested, inner))).toBe(nested);
        expect(directMember(container, nested)).toBe(nested);
      }),
    );
  });
});
