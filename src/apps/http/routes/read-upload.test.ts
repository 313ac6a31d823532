import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { readUpload } from "./read-upload.ts";

const file = '--b\r\nContent-Disposition: form-data; name="f"; filename="a.md"\r\n\r\nhello\r\n';

/** Reads an upload that arrives in these pieces. */
async function read(...pieces: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(Buffer.from(piece));
      controller.close();
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  const request = new Request("http://localhost/", { method: "POST", headers, body, duplex: "half" });
  const files: (readonly [string, string])[] = [];
  for await (const { name, bytes } of readUpload(request, never)) files.push([name, await text(bytes)]);
  return files;
}

describe("an upload", () => {
  it.each([
    ["a line", ["--b--\r\nmore\r\n"], []],
    ["a line and the boundary again", ["--b--\r\nmore\r\n--b--\r\n"], []],
    ["the boundary again", ["--b--\r\n--b--\r\n"], []],
    ["another file", [`${file}--b--\r\nmore\r\n${file}--b--\r\n`], [["a.md", "hello"]]],
    ["a separate long piece", [`${file}--b--\r\n`, "more\r\n", "more".repeat(100_000)], [["a.md", "hello"]]],
  ])("ends at its last boundary if %s follows", async (_, pieces, files) => {
    expect(await read(...pieces)).toEqual(files);
  });

  it.each([[""], ["more"], [file], ["--b"], [`${file}--`]])(
    "is refused if it has no last boundary: %j",
    async (body) => {
      await expect(read(body)).rejects.toMatchObject({ code: "invalid-argument" });
    },
  );
});
