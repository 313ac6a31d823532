import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

const bundled = fileURLToPath(new URL("../../models/bge-small-en-v1.5-int8", import.meta.url));

/** Makes the bundled model with a named pipe as its tokenizer: a thread that loads it stops until someone writes. */
function makeBlockingModel(folder: string) {
  const pipe = join(folder, "tokenizer.json");
  mkdirSync(folder);
  symlinkSync(join(bundled, "model.onnx"), join(folder, "model.onnx"));
  copyFileSync(join(bundled, "model.json"), join(folder, "model.json"));
  execFileSync("mkfifo", [pipe]);
  return pipe;
}

it("answers calls while a thread that chunks an uploaded document is blocked", async () => {
  const folder = temporaryFolder();
  const model = join(folder.path, "model");
  const pipe = makeBlockingModel(model);
  const server = await startLydianServer({ store: folder.path, env: { LYDIAN_EMBEDDING_MODEL: model } });
  onTestFinished(async () => {
    await server.stop("SIGKILL");
    folder.remove();
  });
  const job = await upload(server, [{ name: "prices.txt", text: "The door seal costs 240 euros. ".repeat(1_000) }]);
  // Opens once the thread reads, which then waits for the tokenizer.
  const tokenizer = await open(pipe, "w");
  expect((await server.call("GET", "/healthz")).status).toBe(200);
  expect(await server.call("GET", `/api/v1/jobs/${job}`)).toMatchObject({ status: 200, body: { status: "running" } });
  await tokenizer.writeFile(readFileSync(join(bundled, "tokenizer.json")));
  await tokenizer.close();
  // The next step, computing vectors, reads it again.
  await (await open(pipe, "w")).close();
});
