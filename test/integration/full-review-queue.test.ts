import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const question = "What does a lost key cost?";
/** Callers whose cases fill the queue: 200 each, which is the maximum of a caller. */
const callers = ["local", "key-1", "key-2", "key-3", "key-4"];

let folder: ReturnType<typeof temporaryFolder>;
let env: Readonly<Record<string, string>>;
const run = (...parameters: readonly string[]) =>
  runLydian([...parameters, "--store", folder.path], { cwd: folder.path, env });

describe("a question that a person must review while the queue is full", () => {
  beforeAll(async () => {
    folder = temporaryFolder();
    const policy = join(folder.path, "policy.yaml");
    const guard = "{guard: phrases, options: {lists: [{type: KEYS, phrases: [lost key]}]}, action: review}";
    writeFileSync(policy, `name: keys\nstages: {input: {guards: [${guard}]}}\n`);
    env = { LYDIAN_GUARD_POLICY: policy, LYDIAN_SEARCH_MODE: "lexical" };
    const settings = { guard: { policy }, search: { mode: "lexical" } } as const;
    const lydian = await openLydian({ store: folder.path, settings });
    try {
      await lydian.add([{ uri: "memo:keys", content: "# Keys\n\nA lost key costs €15." }]);
      for (const caller of callers)
        for (let count = 0; count < 200; count += 1)
          expect(await lydian.ask(question, { caller })).toMatchObject({ reason: "needs-review", warnings: [] });
    } finally {
      await lydian.close();
    }
  });
  afterAll(() => folder.remove());

  it("is stopped on the command line, which says that nobody will review it", async () => {
    const { code, stdout } = await run("ask", question, "--json");
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      reason: "guard-blocked",
      warnings: [{ code: "review-queue-full", message: expect.stringContaining("200 of your cases are waiting") }],
    });
    const { stderr, stdout: text } = await run("ask", question);
    expect(`${text}${stderr}`).toContain("200 of your cases are waiting");
  });

  it("is stopped over HTTP, for a key without a case as well, and no case is stored", async () => {
    const key = JSON.parse((await run("keys", "add", "reader", "--permission", "read", "--json")).stdout);
    const server = await startLydianServer({ store: folder.path, env });
    try {
      const headers = { authorization: `Bearer ${key.token}` };
      const { status, body } = await server.call("POST", "/api/v1/collections/default/ask", {
        json: { question },
        headers,
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        status: "abstained",
        reason: "guard-blocked",
        warnings: [{ code: "review-queue-full", message: expect.stringContaining("1,000 cases are waiting") }],
      });
      const { id } = body as { readonly id: string };
      expect((await server.call("GET", `/api/v1/reviews/${id}/outcome`, { headers })).status).toBe(404);
    } finally {
      await server.stop("SIGTERM");
    }
  });
});
