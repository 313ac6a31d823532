import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const collection = "/api/v1/collections/default";

const askForId = async (server: LydianServer, save: boolean) => {
  const json = { question: "What does a lost key cost?", mode: "lexical", rerank: false, save };
  const { body } = await server.call("POST", `${collection}/ask`, { json });
  return (body as { readonly id: string }).id;
};
const rate = (server: LydianServer, answerId: string, rating: "up" | "down") =>
  server.call("POST", `${collection}/feedback`, { json: { answerId, rating } });

it("a restarted server keeps all ratings, accepts new ones of saved answers, and says why it refuses others", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, "keys.md"), "# Keys\n\nA lost key costs €15. Ask at the front desk.\n");
  await runLydian(["add", join(folder.path, "keys.md"), "--no-embed", "--store", folder.path], { cwd: folder.path });
  let server = await startLydianServer({ store: folder.path });
  try {
    const [saved, unsaved] = [await askForId(server, true), await askForId(server, false)];
    expect((await rate(server, unsaved, "up")).status).toBe(200);

    await server.stop("SIGTERM");
    server = await startLydianServer({ store: folder.path });
    expect((await rate(server, saved, "down")).status).toBe(200);
    expect(await rate(server, unsaved, "down")).toMatchObject({
      status: 404,
      body: {
        code: "answer-not-found",
        detail: `The answer "${unsaved}" cannot be rated: it is not saved, and this server does not remember it.`,
        hint: expect.stringContaining("until it restarts"),
      },
    });
    const { body } = await server.call("GET", `${collection}/feedback`);
    const ratings = (body as { readonly feedback: readonly unknown[] }).feedback;
    expect(ratings).toMatchObject([
      { answerId: saved, rating: "down" },
      { answerId: unsaved, rating: "up" },
    ]);
  } finally {
    await server.stop("SIGTERM");
    folder.remove();
  }
});
