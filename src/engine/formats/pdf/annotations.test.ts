import { describe, expect, it } from "vitest";
import { drawPdf, loadBytes, prose, put } from "./fixtures/draw-pdf.ts";

describe("forms", () => {
  it("are read as name and value, each after the line beside it", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.fontSize(11).initForm();
      put(pdf, "Your name", { x: 72, y: 100 });
      pdf.formText("patient.full_name", 160, 96, 200, 18, { value: "Ada Ng" });
      put(pdf, "Ward", { x: 72, y: 130 });
      pdf.formCombo("ward", 160, 126, 100, 18, { select: ["North", "South"], value: "South" });
      put(pdf, "Notes", { x: 72, y: 160 });
      pdf.formText("notes", 160, 156, 200, 18, {});
      pdf.formText("secret", 160, 186, 200, 18, { value: "hush", password: true });
    });
    const { text, locations } = await loadBytes(bytes);
    expect(text).toBe("Your name\n\nfull_name: Ada Ng\n\nWard\n\nward: South\n\nNotes");
    const { span, location } = locations[1] ?? {};
    expect(text.slice(span?.start, span?.end)).toBe("full_name: Ada Ng");
    expect(location).toEqual({ page: 1, boxes: [{ x: 160, y: 96, width: 200, height: 18 }] });
  });
});

describe("comments", () => {
  it("are read after the paragraph that they are on, with their author", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.fontSize(11).text(prose("First")).moveDown().text(prose("Second"));
      const author = { T: Object("Ito") } as PDFKit.Mixins.AnnotationOption;
      pdf.note(500, 74, 20, 20, "Ask the nurse\nfirst", author);
      pdf.note(500, 100, 20, 20, "Check the hours");
      pdf.highlight(72, 98, 100, 12);
    });
    expect((await loadBytes(bytes)).text.split("\n\n")).toEqual([
      prose("First").trim(),
      "[Note by Ito] Ask the nurse first",
      "[Note] Check the hours",
      prose("Second").trim(),
    ]);
  });
});
