import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { agentMessages, bodiesOf, openAiBodies } from "../fixtures/random-bodies.ts";
import { uploads } from "../fixtures/random-multipart.ts";
import { followJob, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";
import { repeats } from "./repeats.ts";

const count = repeats({ short: 12, long: 400, variable: "LYDIAN_RANDOM_BODIES" });

const folder = temporaryFolder();
let server: LydianServer;
let keys: readonly string[];

beforeAll(async () => {
  const tokenOf = async (name: string, more: string): Promise<string> => {
    const added = ["keys", "add", name, ...more.split(" "), "--json", "--store", folder.path];
    return `Bearer ${JSON.parse((await runLydian(added, { cwd: folder.path })).stdout).token}`;
  };
  const whole = await tokenOf("whole", "--permission admin");
  keys = [
    whole,
    await tokenOf("staff", "--permission write --label staff"),
    await tokenOf("reader", "--permission read"),
  ];
  server = await startLydianServer({
    store: folder.path,
    env: {
      LYDIAN_SERVER_REQUIRE_KEY: "true",
      LYDIAN_SERVER_REQUESTS_PER_MINUTE: "1000000",
      LYDIAN_SERVER_TIMEOUT_SECONDS: "3600",
    },
  });
  const headers = { authorization: whole };
  const keysFile = { name: "keys.md", text: "# Keys\n\nA lost key costs €15. Ask at the front desk.\n" };
  await followJob(server, await upload(server, [keysFile], headers), headers);
});
afterAll(async () => {
  await server.stop("SIGTERM");
  folder.remove();
});

const codes = new Set(
  [...readFileSync("docs/reference/errors.md", "utf8").matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code),
);
const problem = z.object({ code: z.string() });
const openAiProblem = z.object({ error: problem });

interface RandomCall {
  readonly path: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/**
 * Sends a call. Throws if the server fails or does not answer within a minute, or if an error has no code of the
 * documentation.
 */
async function send({ path, key, headers, body }: RandomCall): Promise<string> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { ...headers, authorization: key },
    body,
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const told = `${response.status}: ${text.slice(0, 500)}`;
  if (response.status >= 500 || text.includes("failed unexpectedly")) throw new Error(told);
  if (response.status < 400 || path === "/mcp") return text;
  const value: unknown = JSON.parse(text);
  const code = openAiProblem.safeParse(value).data?.error.code ?? problem.parse(value).code;
  if (!codes.has(code)) throw new Error(told);
  return text;
}

async function checkCalls(calls: fc.Arbitrary<Omit<RandomCall, "key">>): Promise<void> {
  const property = fc.asyncProperty(calls, fc.nat(), async (call, place) => {
    await send({ ...call, key: keys[place % keys.length] ?? "" });
  });
  await fc.assert(property, { numRuns: count });
}

const json = { "content-type": "application/json" };

describe("a server never fails", () => {
  it.each(Object.entries(openAiBodies))("for random bodies of %s", async (path, schema) => {
    const headers = { ...json };
    await checkCalls(bodiesOf(schema).map((body) => ({ path, headers, body: JSON.stringify(body) ?? "" })));
  });

  it("for random messages of agents", async () => {
    const accept = fc.constantFrom("application/json, text/event-stream", "application/json", "*/*", "text/html");
    const session = fc.constantFrom<Record<string, string>>(
      {},
      { "mcp-session-id": "x" },
      { "mcp-protocol-version": "1" },
    );
    const messages = fc.oneof(
      { weight: 9, arbitrary: agentMessages.map((message) => JSON.stringify(message) ?? "") },
      { weight: 1, arbitrary: fc.string({ maxLength: 50 }) },
    );
    await checkCalls(
      fc.tuple(messages, accept, session).map(([body, accepted, more]) => ({
        path: "/mcp",
        headers: { ...json, ...more, accept: accepted },
        body,
      })),
    );
  });

  it("for random uploads, nor do their jobs", async () => {
    const path = "/api/v1/collections/default/documents";
    await checkCalls(
      uploads.map(({ contentType, body }) => ({
        path,
        headers: { "content-type": contentType },
        body: new Uint8Array(body),
      })),
    );
    const headers = { authorization: keys[0] ?? "" };
    const { body } = await server.call("GET", "/api/v1/jobs", { headers });
    const { jobs } = z.object({ jobs: z.array(z.object({ id: z.string() })) }).parse(body);
    expect(jobs.length).toBeGreaterThan(0);
    for (const { id } of jobs) {
      const { status, outcomes } = await followJob(server, id, headers);
      expect([status, JSON.stringify(outcomes)]).toEqual(["done", expect.not.stringContaining("unexpected")]);
    }
  });

  it("and reports nothing unexpected in its log", () => {
    expect(server.log()).not.toContain("unexpected");
  });
});
