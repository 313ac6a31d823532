import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Element } from "../../../core/index.ts";
import { readHtmlBody } from "../html/read-html-text.ts";
import { findMailBlocks, setQuotesApart } from "./set-quotes-apart.ts";

const show = (text: string, elements: readonly Element[]) =>
  elements.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end).replaceAll("\n", " / ")}`);
const plain = (...lines: readonly string[]) => show(lines.join("\n"), findMailBlocks(lines.join("\n")));
const html = (source: string) => {
  const { text, elements } = readHtmlBody(source);
  return show(text, setQuotesApart(text, elements));
};

describe("findMailBlocks", () => {
  it.each([
    "On Fri, 1 Mar 2024 at 10:00, Ann Lee <ann@example.org> wrote:",
    "Am 01.03.2024 um 10:00 schrieb Ann Lee:",
    "Ann Lee <ann@example.org> schrieb am Fr., 1. März 2024, 10:00:",
    "Le ven. 1 mars 2024 à 10:00, Ann Lee a écrit :",
  ])("sets a quoted mail apart below %j", (attribution) => {
    expect(plain("It works again.", attribution, "> The pump is broken.", "> ", "> Ann", "", "Regards, Bob")).toEqual([
      "paragraph: It works again.",
      `heading: ${attribution}`,
      "quote: > The pump is broken. / >  / > Ann",
      "paragraph: Regards, Bob",
    ]);
  });

  it("reads an attribution over two lines, and a quote without marks up to the end", () => {
    expect(
      plain("Done.", "", "On Fri, 1 Mar 2024 at 10:00, Ann Lee", "<ann@example.org> wrote:", "", "The pump is broken."),
    ).toEqual([
      "paragraph: Done.",
      "heading: On Fri, 1 Mar 2024 at 10:00, Ann Lee / <ann@example.org> wrote:",
      "quote: The pump is broken.",
    ]);
  });

  it.each([
    ["From: Ann Lee", "Sent: Friday, 1 March 2024 10:00", "To: Bob", "Subject: Pump"],
    ["Von: Ann Lee", "Gesendet: Freitag, 1. März 2024 10:00", "An: Bob", "Betreff: Pumpe"],
    ["De : Ann Lee", "Envoyé : vendredi 1 mars 2024 10:00", "À : Bob", "Objet : Pompe"],
  ])("sets the mail below Outlook's header apart: %s", (...header) => {
    expect(plain("Done.", "", ...header, "", "The pump is broken.")).toEqual([
      "paragraph: Done.",
      `heading: ${header[0]}`,
      `quote: ${header.slice(1).join(" / ")}`,
      "quote: The pump is broken.",
    ]);
  });

  it("sets answers between quoted lines apart from these", () => {
    expect(plain("> When do we open?", "At 8:30.", "> And in March?", "At 9:00.")).toEqual([
      "quote: > When do we open?",
      "paragraph: At 8:30.",
      "quote: > And in March?",
      "paragraph: At 9:00.",
    ]);
  });

  it("leaves a mail without quotes as it is", () => {
    expect(plain("From: Berlin", "To: Oslo", "", "On Monday we open at 8:30.")).toEqual([
      "paragraph: From: Berlin / To: Oslo",
      "paragraph: On Monday we open at 8:30.",
    ]);
  });

  it("covers every visible character of any mail once, in order", () => {
    const line = fc.constantFrom(
      "",
      "> quoted",
      "own",
      "On 1 March 2024, Ann wrote:",
      "From: Ann",
      "Sent: now",
      "Subject: x",
      "- item",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join("\n");
        let end = 0;
        for (const { span } of findMailBlocks(text)) {
          expect(text.slice(end, span.start)).toMatch(/^\s*$/);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(text.slice(end)).toMatch(/^\s*$/);
      }),
    );
  });
});

describe("setQuotesApart", () => {
  it("makes the line above a quote of HTML its heading", () => {
    const quote = "<blockquote><p>The pump is broken.</p></blockquote>";
    expect(html(`<p>Done.</p><div>On 1 March 2024, Ann wrote:</div>${quote}<p>Bob</p>`)).toEqual([
      "paragraph: Done.",
      "heading: On 1 March 2024, Ann wrote:",
      "quote: The pump is broken.",
      "paragraph: Bob",
    ]);
  });

  it("sets the mail below Outlook's header apart", () => {
    const header = "<p><b>From:</b> Ann<br><b>Sent:</b> Friday<br><b>Subject:</b> Pump</p>";
    expect(html(`<p>Done.</p>${header}<p>The pump is broken.</p>`)).toEqual([
      "paragraph: Done.",
      "heading: From: Ann",
      "quote: Sent: Friday / Subject: Pump",
      "quote: The pump is broken.",
    ]);
  });
});
