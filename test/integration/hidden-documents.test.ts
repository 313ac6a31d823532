import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { followJob, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const collection = "/api/v1/collections/default";
const labels = ["--label", "staff"];

/** A server over its own store, and the headers of a key with the label `staff`. */
interface ServedStore {
  readonly server: LydianServer;
  readonly headers: Readonly<Record<string, string>>;
}

const folder = temporaryFolder();
const documents = join(folder.path, "documents");
let withHidden: ServedStore;
let withoutHidden: ServedStore;

function write(name: string, text: string): void {
  mkdirSync(join(documents, name, ".."), { recursive: true });
  writeFileSync(join(documents, name), text);
}

function writeDocuments(): void {
  for (let number = 1; number <= 20; number++)
    write(`open/p${number}.md`, `# Office ${number}\n\nThe office number ${number} has a window and a chair.\n`);
  write("open/keys.md", "# Keys\n\nA lost key costs €15. The front desk sells keys on Monday and on Friday.\n");
  write("staff/rota.md", "# Rota\n\nThe night shift begins at 22:00. Mortgage papers lie in office 7.\n");
  for (let number = 1; number <= 8; number++)
    write(`board/b${number}.md`, `# Plan ${number}\n\nThe acquisition of company ${number} is planned for Monday.\n`);
  write(
    "board/german.md",
    "# Übernahme\n\nDie Übernahme der Firma ist für Montag geplant, und der Vorstand schweigt.\n",
  );
  write("board/copy.md", "# Keys\n\nA lost key costs €15. The front desk sells keys on Monday and on Friday!\n");
}

async function serve(name: string, hidden: readonly string[]): Promise<ServedStore> {
  const store = join(folder.path, name);
  mkdirSync(store);
  const run = async (...parameters: readonly string[]) => {
    const finished = await runLydian([...parameters, "--store", store], { cwd: folder.path });
    if (finished.code !== 0) throw new Error(finished.stderr);
    return finished.stdout;
  };
  await run("add", join(documents, "open"));
  for (const path of hidden) await run("add", path, "--label", "board", "--meta", "salary=3");
  await run("add", join(documents, "staff"), ...labels);
  const { token } = z
    .object({ token: z.string() })
    .parse(JSON.parse(await run("keys", "add", "staff", "--permission", "write", ...labels, "--json")));
  // On a busy machine the reranker must not run out of time for one of the servers only.
  const env = { LYDIAN_SERVER_REQUIRE_KEY: "true", LYDIAN_RERANK_BUDGET_MS: "600000" };
  const server = await startLydianServer({ store, env });
  return { server, headers: { authorization: `Bearer ${token}` } };
}

beforeAll(async () => {
  writeDocuments();
  withHidden = await serve("with", [join(documents, "board")]);
  withoutHidden = await serve("without", []);
});
afterAll(async () => {
  for (const { server } of [withHidden, withoutHidden]) await server.stop("SIGTERM");
  folder.remove();
});

interface Call {
  /** Path below that of the collection. */
  readonly path: string;
  readonly json?: object;
}

const search = (query: string, options: object = {}) => ({ path: "search", json: { query, limit: 30, ...options } });
const ask = (question: string) => ({ path: "ask", json: { question } });

/** Calls whose words occur in readable documents, in hidden ones, in both, or almost in one. */
const calls: readonly Call[] = [
  ...["lexical", "vector", "hybrid"].flatMap((mode) => [
    search("office window Monday", { mode }),
    search("acquisition of a company on Monday", { mode }),
    search("Die Firma für Montag", { mode }),
    search("acquisitoin compani offise windw", { mode }),
    search("acq* off* pla*", { mode }),
    search('"planned for Monday" office', { mode }),
    search('"lost key"', { mode }),
    search("key", { mode, where: 'title = "Keys"' }),
  ]),
  ...["salary = 3", 'salary = "three"', "salry = 3", "salary != 3"].map((where) => search("office", { where })),
  search("What does a lost key cost?", { rerank: true }),
  ask("What does a lost key cost?"),
  ask("Which company is planned for acquisition?"),
  ask("How many documents speak of an office?"),
  ...["office Monday", "acquisitoin Monday", 'off* "lost key"'].map((query) => ({
    path: "explain",
    json: { query, document: "open/keys.md" },
  })),
  { path: "words", json: { question: "Which office, company, acquisition and key are planned for Monday?" } },
  { path: "summaries", json: {} },
  { path: "examples" },
  { path: "map" },
  { path: "documents" },
  { path: `documents?where=${encodeURIComponent("salary = 3 and salry = 3")}` },
  { path: "" },
];

/** Parts of an answer that differ between any two calls. */
const momentary: ReadonlySet<string> = new Set(["addedAt", "createdAt", "durationMs", "requestId", "trace"]);

async function told({ server, headers }: ServedStore, { path, json }: Call): Promise<string> {
  const url = path === "" ? collection : `${collection}/${path}`;
  const { status, body } = await server.call(json === undefined ? "GET" : "POST", url, { json, headers });
  const text = JSON.stringify({ status, body }, (key, value) => (momentary.has(key) ? undefined : value), 1);
  return text.replaceAll(/\banswer_\w+/g, "ANSWER");
}

describe("a key with access labels", () => {
  it.each(calls.map((call): [string, Call] => [`${call.path} ${JSON.stringify(call.json ?? {})}`, call]))(
    "gets the same response to %s as from a store without the hidden documents",
    async (_, call) => {
      const response = await told(withHidden, call);
      expect(response).toBe(await told(withoutHidden, call));
      expect(response).toContain('"status": 200');
    },
  );

  it("cannot tell by the scores of its own document which words occur in hidden documents", async () => {
    const words = ["acquisition", "planned", "company", "bankruptcy", "lawsuit", "dismissal", "merger"];
    const { server, headers } = withHidden;
    await followJob(server, await upload(server, [{ name: "probe.md", text: words.join(" ") }], headers), headers);
    const scores: unknown[] = [];
    for (const query of words) {
      const { body } = await server.call("POST", `${collection}/search`, {
        json: { query, mode: "lexical" },
        headers,
      });
      const { hits } = z.object({ hits: z.array(z.object({ score: z.number() })) }).parse(body);
      scores.push(hits.map(({ score }) => score));
    }
    expect(scores).toEqual(words.map(() => scores[0]));
    expect(scores[0]).toHaveLength(1);
  });
});
