import { describe, expect, it } from "vitest";
import { FileTooLargeError, LoadFailedError, never, type Ocr, UnsupportedMediaTypeError } from "../../core/index.ts";
import { drawPicture } from "./fixtures/draw-picture.ts";
import { identifyLoader } from "./identify-loader.ts";
import { loadBytes } from "./load-bytes.ts";
import { loaders } from "./loaders.ts";

const load = (text: string, uri: string) => loadBytes({ bytes: new TextEncoder().encode(text), uri }, never);

describe("loadBytes", () => {
  it("reads each kind with its own loader, and says which", async () => {
    expect(await load("# a", "a.md")).toMatchObject({ mediaType: "text/markdown", loader: { id: "markdown" } });
    expect(await load("a", "a.txt")).toMatchObject({ mediaType: "text/plain", loader: { id: "plain-text" } });
    expect(await load("<!doctype html><p>a", "a")).toMatchObject({ mediaType: "text/html", loader: { id: "html" } });
  });

  it.each(["", " \n\t\n"])("warns that %j contains no text", async (text) => {
    const { warnings } = await load(text, "a.txt");
    expect(warnings).toMatchObject([{ code: "no-text" }]);
  });

  it("refuses an unsupported file, and names the supported formats", async () => {
    const failure = load("%!PS-Adobe-3.0", "a.txt");
    await expect(failure).rejects.toThrow(UnsupportedMediaTypeError);
    await expect(failure).rejects.toMatchObject({ hint: expect.stringContaining("PDF") });
  });

  it("refuses a file above its loader's limit, and names both sizes", async () => {
    const markdown = loaders.find(({ id }) => id === "markdown");
    const failure = load("a".repeat((markdown?.maxBytes ?? 0) + 1), "a.md");
    await expect(failure).rejects.toThrow(FileTooLargeError);
    await expect(failure).rejects.toThrow("8.0 MB");
  });

  it("converts the failure of a library to a clear error that quotes nothing", async () => {
    const failing: Ocr = {
      id: "failing",
      language: "en",
      recognize: () => Promise.reject(new TypeError("The picture says secret.")),
      close: () => Promise.resolve(),
    };
    const drawing = drawPicture({ width: 200, height: 100 }, [{ text: "Hours", x: 20, y: 60, size: 40 }]);
    const file = { bytes: drawing.encode("image/png"), uri: "a.png" };
    const error = await loadBytes(file, never, failing).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LoadFailedError);
    expect(String(error)).toBe("LoadFailedError: The file could not be read as image/png: TypeError.");
  });

  it("stops before it reads if its signal is aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(loadBytes({ bytes: new Uint8Array(1), uri: "a.txt" }, signal)).rejects.toThrow("enough");
  });
});

describe("identifyLoader", () => {
  it("names the loader that would read the bytes", async () => {
    const bytes = new TextEncoder().encode("# a");
    const { loader } = await load("# a", "a.md");
    expect(await identifyLoader({ bytes, uri: "a.md" })).toEqual({ mediaType: "text/markdown", loader });
  });
});

describe("loaders", () => {
  it("has one loader for each media type", () => {
    const mediaTypes = loaders.flatMap((loader) => loader.mediaTypes);
    expect(new Set(mediaTypes).size).toBe(mediaTypes.length);
  });
});
