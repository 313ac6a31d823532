import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadMarkdown } from "./load-markdown.ts";
import { splitSource } from "./split-source.ts";

const load = (text: string) =>
  loadMarkdown({ bytes: new TextEncoder().encode(text), uri: "a.md", mediaType: "text/markdown" });

const sample = `---
title: Handbook
year: 2024
draft: false
date: 2024-05-01
updated: 2024-05-01 09:30:00+02:00
tags: [fees, hours]
author:
  name: Ng
nothing:
odd: [{a: 1}]
---

# Opening *hours*

We open at nine.

- Monday
- Tuesday

| day | open |
| --- | --- |
| Mon | 9 |

## Fees & more

> Pay at the desk.

\`\`\`sh
echo 1
\`\`\`

## Fees & more
`;

describe("loadMarkdown", () => {
  it("keeps the source as the text, with spans of its elements", async () => {
    const { text, elements, locations } = await load(sample);
    expect(text.startsWith("# Opening *hours*\n")).toBe(true);
    const slices = elements.map(({ kind, span }) => [kind, text.slice(span.start, span.end)]);
    expect(slices).toEqual([
      ["heading", "# Opening *hours*"],
      ["paragraph", "We open at nine."],
      ["list", "- Monday\n- Tuesday"],
      ["table", "| day | open |\n| --- | --- |\n| Mon | 9 |"],
      ["heading", "## Fees & more"],
      ["quote", "> Pay at the desk."],
      ["code", "```sh\necho 1\n```"],
      ["heading", "## Fees & more"],
    ]);
    const header = elements[3]?.header;
    expect(header && text.slice(header.start, header.end)).toBe("| day | open |");
    expect(locations.map(({ location }) => location)).toEqual([
      { anchor: "opening-hours" },
      { anchor: "fees--more" },
      { anchor: "fees--more-1" },
    ]);
  });

  it("reads typed metadata from front matter, and warns of what it left out", async () => {
    const { title, metadata, warnings } = await load(sample);
    expect(title).toBe("Handbook");
    expect(metadata).toEqual({
      year: 2024,
      draft: false,
      date: "2024-05-01",
      updated: "2024-05-01T07:30:00.000Z",
      tags: ["fees", "hours"],
      "author.name": "Ng",
    });
    expect(warnings.map(({ code }) => code)).toEqual(["metadata-skipped"]);
  });

  it.each(["a: [1", "a: &x [1]\nb: *x"])("keeps broken front matter (%j) as text, with a warning", async (yaml) => {
    const { text, metadata, warnings } = await load(`---\n${yaml}\n---\n\nBody`);
    expect(text).toContain(yaml);
    expect(metadata).toEqual({});
    expect(warnings.map(({ code }) => code)).toEqual(["front-matter-invalid"]);
  });

  it("uses the first heading of level 1 as the title if front matter has none", async () => {
    expect((await load("## Small\n\n# The `Big` one\n\n# Other")).title).toBe("The Big one");
    expect((await load("just text")).title).toBeUndefined();
  });

  it("finds the same blocks in a long text as in its parts", async () => {
    const part = "## A\n\nText *a*.\n\n- x\n\n  y\n\n```\n# no heading\n\nb\n```\n\n| a |\n| - |\n| 1 |\n\n";
    const long = await load(part.repeat(600));
    const one = await load(part);
    expect(splitSource(long.text).length).toBeGreaterThan(1);
    const kinds = one.elements.map(({ kind }) => kind);
    expect(long.elements.map(({ kind }) => kind)).toEqual(Array(600).fill(kinds).flat());
  });

  it("returns sorted spans inside the text for any input", async () => {
    const line = fc.constantFrom(
      "# a",
      "- b",
      "> c",
      "```",
      "| a | b |",
      "| - | - |",
      "",
      "  d",
      "<!--",
      "---",
      "é\u0301",
      "[x]: y",
      "a\r\n",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const { text, elements } = await load(lines.join("\n"));
        let end = 0;
        for (const { span } of elements) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(span.start, span.end)).toMatch(/\S/);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 150 },
    );
  });
});
