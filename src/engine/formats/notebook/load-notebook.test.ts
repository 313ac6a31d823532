import { describe, expect, it } from "vitest";
import { LoadFailedError, locateSpan } from "../../../core/index.ts";
import { loadNotebook } from "./load-notebook.ts";

const load = (value: unknown) =>
  loadNotebook({ bytes: new TextEncoder().encode(JSON.stringify(value)), uri: "a.ipynb", mediaType: "" });
const markdown = (...source: readonly string[]) => ({ cell_type: "markdown", source });
const code = (source: string, ...outputs: readonly unknown[]) => ({ cell_type: "code", source, outputs });

describe("loadNotebook", () => {
  it("reads Markdown as Markdown, and code and its output as code, with the numbers of their cells", async () => {
    const { text, title, elements, locations, metadata } = await load({
      metadata: { language_info: { name: "python" } },
      cells: [
        markdown("# Prices\n", "\n", "- one\n", "- two"),
        code("total()", { output_type: "stream", text: ["42\n"] }),
        code("table", { data: { "text/plain": ["a  b"], "text/html": ["<table>"], "image/png": "iVBO" } }),
        code("fail()", { output_type: "error", ename: "ValueError", evalue: "no", traceback: ["..."] }),
      ],
    });
    expect(text).toBe("# Prices\n\n- one\n- two\n\ntotal()\n\n42\n\ntable\n\na  b\n\nfail()\n\nValueError: no");
    expect(title).toBe("Prices");
    expect(metadata).toEqual({ programming_language: "python" });
    expect(elements.map(({ kind }) => kind)).toEqual(["heading", "list", ...Array<string>(6).fill("code")]);
    expect(text.slice(elements[1]?.span.start, elements[1]?.span.end)).toBe("- one\n- two");
    const start = text.indexOf("42");
    expect(locateSpan(locations, { start, end: start + 2 })).toEqual({ anchor: "cell-2" });
  });

  it("reads every cell of a notebook that has a title, and notebooks of version 3", async () => {
    expect((await load({ metadata: { title: "T" }, cells: [markdown("a"), code("b")] })).text).toBe("a\n\nb");
    const old = { worksheets: [{ cells: [{ cell_type: "code", input: ["print(1)"], outputs: [] }] }] };
    expect((await load(old)).text).toBe("print(1)");
  });

  it("removes colour codes from outputs, and cuts very long ones with a warning", async () => {
    const coloured = { output_type: "stream", text: "\u001b[31mred\u001b[0m" };
    expect((await load({ cells: [code("a", coloured)] })).text).toBe("a\n\nred");
    const { text, warnings } = await load({ cells: [code("a", { output_type: "stream", text: "x".repeat(50_000) })] });
    expect(text).toHaveLength(20_003);
    expect(warnings).toMatchObject([{ code: "output-truncated" }]);
  });

  it.each([{}, [], { cells: "no" }, "text"])("refuses %j", async (value) => {
    await expect(load(value)).rejects.toThrow(LoadFailedError);
  });
});
