import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChatServer } from "../fixtures/start-chat-server.ts";
import {
  followJob,
  type LydianServer,
  type ServerFixture,
  startLydianServer,
  upload,
} from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const keys = { name: "keys.md", text: "# Keys\n\nA lost key costs €15. Ask at the front desk.\n" };
const badges = { name: "badges.md", text: "# Badges\n\nA lost badge costs €8 and is blocked at once.\n" };
const collection = "/api/v1/collections/default";
let folder: ReturnType<typeof temporaryFolder>;
let servers: LydianServer[];

beforeEach(() => {
  folder = temporaryFolder();
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.stop("SIGKILL");
  folder.remove();
});

async function start(given: Partial<ServerFixture> = {}): Promise<LydianServer> {
  const server = await startLydianServer({ store: folder.path, ...given });
  servers.push(server);
  return server;
}

const ask = (server: LydianServer, question: string) =>
  server.call("POST", `${collection}/ask`, { json: { question } });
const waitingFiles = () => {
  const path = join(folder.path, ".uploads");
  return existsSync(path) ? readdirSync(path) : [];
};
/** A job's files are removed after its end is stored, so a killed process can read them again. */
const expectNoWaitingFiles = () => expect.poll(waitingFiles).toEqual([]);

describe("lydian serve", () => {
  it("adds uploaded files, finds them and answers from them", async () => {
    const server = await start();
    const job = await followJob(server, await upload(server, [keys, badges]));
    expect(job).toMatchObject({ status: "done", outcomes: [{ outcome: "added" }, { outcome: "added" }] });
    await expectNoWaitingFiles();
    const excluding = await server.call("POST", `${collection}/search`, { json: { query: "lost -badge" } });
    expect(excluding.body).toMatchObject({
      hits: [{ uri: "upload:///keys.md" }],
      warnings: [{ code: "conditions-read" }],
    });
    const found = await server.call("POST", `${collection}/search`, { json: { query: "lost badge" } });
    expect(found.body).toMatchObject({ hits: [{ uri: "upload:///badges.md" }, { uri: "upload:///keys.md" }] });
    const { status, body } = await ask(server, "What does a lost key cost?");
    expect([status, body]).toMatchObject([200, { status: "grounded", text: expect.stringContaining("€15") }]);
    const metrics = await (await server.fetch("GET", "/metrics")).text();
    expect(metrics).toContain('lydian_documents{collection="default"} 2');
    expect(metrics).toContain(`route="/api/v1/collections/:collection/ask",status="200"} 1`);
    expect(server.log()).not.toMatch(/lost|badge|€15/);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  it("continues its jobs after being killed, from the uploaded files", async () => {
    const long = Array.from({ length: 400 }, (_, index) => `## Part ${index}\n\nRoom ${index} is for visitors.\n`);
    const first = await start();
    const running = await upload(first, [{ name: "long.md", text: long.join("\n") }]);
    const waiting = await upload(first, [keys]);
    expect(await first.stop("SIGKILL")).toBe("SIGKILL");
    expect(waitingFiles()).toContain(waiting);
    // Another runner takes the jobs of a dead one after half a minute, which has passed now.
    const state = new Database(join(folder.path, "state.db"));
    state.exec("UPDATE jobs SET held_until = '2000-01-01T00:00:00.000Z'");
    state.close();
    const second = await start();
    for (const id of [running, waiting]) expect((await followJob(second, id)).status).toBe("done");
    await expectNoWaitingFiles();
    expect(await ask(second, "What does a lost key cost?")).toMatchObject({ body: { status: "grounded" } });
    expect((await second.call("GET", `${collection}/documents`)).body).toMatchObject({ total: 2 });
  });

  it("finishes the answer in progress when it is stopped, and accepts no other call", async () => {
    const server = await start();
    await followJob(server, await upload(server, [keys]));
    const headers = { accept: "text/event-stream" };
    const response = await server.fetch("POST", `${collection}/ask`, {
      json: { question: "What does a lost key cost?" },
      headers,
    });
    const stopped = server.stop("SIGTERM");
    const events = [...(await response.text()).matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    expect(events.at(-1)).toBe("done");
    expect(await stopped).toBe(0);
    await expect(server.fetch("GET", "/healthz")).rejects.toThrow();
  });

  it("ends when it is stopped, although something keeps the process alive", async () => {
    const endless =
      "import { isMainThread } from 'node:worker_threads'; if (isMainThread) setInterval(() => {}, 1000);";
    const server = await start({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(endless)}` },
    });
    expect((await server.call("GET", "/healthz")).status).toBe(200);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  it("stops answering when its caller disconnects", async () => {
    const model = await startChatServer();
    try {
      model.reply({ pieces: ["It "], hangs: true });
      const server = await start({
        env: { LYDIAN_ANSWER_MODEL: `openai-compatible:${model.url}#m`, LYDIAN_ANSWER_THRESHOLD: "0" },
      });
      await followJob(server, await upload(server, [keys]));
      for (const accept of ["application/json", "text/event-stream"]) {
        const gone = new AbortController();
        const [asked, abandoned] = [model.asked(), model.abandoned()];
        const sent = { json: { question: "What does a lost key cost?" }, headers: { accept }, signal: gone.signal };
        const calling = server.fetch("POST", `${collection}/ask`, sent).then((response) => response.text());
        const outcome = expect(calling).rejects.toThrow();
        await asked;
        gone.abort();
        await Promise.all([outcome, abandoned]);
      }
      expect(server.log()).not.toContain('"msg":"failed"');
    } finally {
      await model.close();
    }
  });

  it("ends calls that take too long with a problem, and stops their work", async () => {
    const model = await startChatServer();
    try {
      model.reply({ pieces: ["It "], hangs: true });
      const env = { LYDIAN_ANSWER_MODEL: `openai-compatible:${model.url}#m`, LYDIAN_ANSWER_THRESHOLD: "0" };
      const server = await start({ env: { ...env, LYDIAN_SERVER_TIMEOUT_SECONDS: "5" } });
      await followJob(server, await upload(server, [keys]));
      await server.call("POST", `${collection}/search`, { json: { query: "key" } });
      const abandoned = model.abandoned();
      // A slow machine may end the first calls before they reach the model.
      while (model.requests.length === 0) {
        const late = await ask(server, "What does a lost key cost?");
        expect([late.status, late.body]).toMatchObject([504, { code: "call-timeout" }]);
      }
      await abandoned;
    } finally {
      await model.close();
    }
  });

  it("serves other clients while one neither sends nor receives", async () => {
    const server = await start();
    await followJob(server, await upload(server, [keys]));
    const { hostname, port } = new URL(server.url);
    const slow = [
      "POST /api/v1/collections/default/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{",
      "GET /api/docs HTTP/1.1\r\nHost: ",
    ];
    const sockets = slow.map((begun) => {
      const socket = connect(Number(port), hostname, () => socket.write(begun));
      return socket.pause();
    });
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    expect(await ask(server, "What does a lost key cost?")).toMatchObject({ status: 200 });
    for (const socket of sockets) socket.destroy();
  });

  it("carries out a repeated write once if both have the same key, even on two servers", async () => {
    const servers = [await start(), await start()];
    const headers = { "idempotency-key": "one" };
    const jobs: string[] = [];
    for (const server of [...servers, ...servers]) jobs.push(await upload(server, [keys], headers));
    expect(new Set(jobs).size).toBe(1);
  });
});

describe("two servers on one store", () => {
  it("share jobs, and each finds what the other adds", async () => {
    const [one, other] = [await start(), await start()];
    const jobs = [await upload(one, [keys]), await upload(other, [badges])];
    for (const job of jobs) await waitForEnd(other, job);
    for (const server of [one, other]) {
      const found = await server.call("POST", `${collection}/search`, { json: { query: "lost badge" } });
      expect(found.body).toMatchObject({ hits: [{ uri: "upload:///badges.md" }, { uri: "upload:///keys.md" }] });
    }
  });
});

/** Waits for a job by asking for its state, since the event feed reports only jobs of its process. */
async function waitForEnd(server: LydianServer, id: string): Promise<void> {
  for (;;) {
    const { body } = await server.call("GET", `/api/v1/jobs/${id}`);
    const status = typeof body === "object" && body !== null && "status" in body ? body.status : undefined;
    if (status === "done") return;
    expect(["waiting", "running"]).toContain(status);
  }
}

describe("wrong secrets of a key", () => {
  it("make only their sender wait, and not the owner of the right secret", async () => {
    const made = await runLydian(["keys", "add", "front desk", "--json", "--store", folder.path], { cwd: folder.path });
    const { token } = JSON.parse(made.stdout);
    const server = await start({
      env: { LYDIAN_SERVER_REQUIRE_KEY: "true", LYDIAN_SERVER_TRUST_PROXY: "127.0.0.1" },
    });
    const wrong = `${token.slice(0, -43)}${"0".repeat(43)}`;
    const about = (sent: string, sender: string) =>
      server.fetch("GET", "/api/v1/about", { headers: { authorization: `Bearer ${sent}`, "x-forwarded-for": sender } });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) statuses.push((await about(wrong, "203.0.113.9")).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect((await about(token, "203.0.113.9")).status).toBe(200);
    expect((await about(wrong, "198.51.100.2")).status).toBe(401);
  });
});

describe("a server that cannot start", () => {
  it.each([
    ["server.allowedHosts", { LYDIAN_SERVER_ALLOWED_HOSTS: "answers.example" }],
    ["server.allowedOrigins", { LYDIAN_SERVER_ALLOWED_ORIGINS: "https://answers.example" }],
    ["server.trustProxy", { LYDIAN_SERVER_TRUST_PROXY: "127.0.0.1, 10.0.0.0/8" }],
  ])("explains that %s needs a key, because others call then", async (name, env) => {
    const parameters = ["serve", "--port", "0", "--store", folder.path];
    const refused = await runLydian(parameters, { cwd: folder.path, env });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(`because \`${name}\` is set`)]);
  });

  it("explains that a reachable address needs a key, and starts when there is one", async () => {
    const parameters = ["serve", "--host", "0.0.0.0", "--port", "0", "--store", folder.path];
    const refused = await runLydian(parameters, { cwd: folder.path });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/require keys[\s\S]*lydian keys add/)]);
    await runLydian(["keys", "add", "desk", "--store", folder.path], { cwd: folder.path });
    const server = await start({ parameters: ["--host", "0.0.0.0"] });
    const url = server.url.replace("0.0.0.0", "127.0.0.1");
    expect([(await fetch(`${url}/healthz`)).status, (await fetch(`${url}/api/v1/collections`)).status]).toEqual([
      200, 401,
    ]);
  });

  it("explains that another program uses its port", async () => {
    const server = await start();
    const { port } = new URL(server.url);
    const refused = await runLydian(["serve", "--port", port, "--store", folder.path], { cwd: folder.path });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("another program listens there")]);
  });
});
