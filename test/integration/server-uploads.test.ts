import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followJob, formOf, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

const path = "/api/v1/collections/default/documents";
const BOUNDARY = "lydian-boundary";
let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startLydianServer({ store: folder.path, env: { LYDIAN_SERVER_MAX_UPLOAD_MEGABYTES: "1" } });
});
afterAll(async () => {
  expect(await server.stop("SIGTERM")).toBe(0);
  folder.remove();
});

const waitingFiles = () => {
  const uploads = join(folder.path, ".uploads");
  return existsSync(uploads) ? readdirSync(uploads) : [];
};

/** Returns a part with an unescaped file name, which no browser sends. */
const part = (name: string, text = "A text.") =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
const end = `--${BOUNDARY}--\r\n`;

async function send(body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) {
  const response = await fetch(`${server.url}${path}`, { method: "POST", body, headers: { "content-type": type } });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/**
 * Expects that nothing of an upload is left, and that the server still answers. A job's files are removed just after
 * its end is stored, so they may be there for a moment.
 */
async function expectNothingKept(): Promise<void> {
  await expect.poll(waitingFiles).toEqual([]);
  expect((await server.call("GET", "/healthz")).status).toBe(200);
}

describe("an upload", () => {
  it("is rejected if its file name is empty or leads out of the folder", async () => {
    for (const name of ["../../etc/passwd", "a/../../b", "..", "", ".", "/", "..\\..\\boot.ini"]) {
      const { status, body } = await send(part(name) + end);
      expect([name, status, body]).toMatchObject([name, 400, { code: "invalid-argument" }]);
    }
    await expectNothingKept();
  });

  it("stays within the store, whatever other file name it has", async () => {
    const names = [
      "/etc/absolute.md",
      "C:\\docs\\windows.md",
      "a\u0000b.md",
      `${"x".repeat(10_000)}.md`,
      "Fünf 🦊 % ?#.md",
      "ein/paar/Ordner/tief.md",
    ];
    const ids: string[] = [];
    for (const name of names) {
      const { status, body } = await send(part(name, `A text of ${names.indexOf(name)}.`) + end);
      expect([name.slice(0, 20), status]).toEqual([name.slice(0, 20), 202]);
      ids.push(body.id);
    }
    for (const id of ids) {
      const { status, outcomes } = await followJob(server, id);
      expect([status, outcomes]).toMatchObject(["done", [{ outcome: expect.stringMatching(/added|failed/) }]]);
    }
    expect(existsSync("/etc/absolute.md")).toBe(false);
    await expectNothingKept();
  });

  it("is rejected whole if a file is too large, even the second one", async () => {
    const large = "x".repeat(1_200_000);
    for (const files of [
      [{ name: "large.txt", text: large }],
      [
        { name: "small.txt", text: "x" },
        { name: "large.txt", text: large },
      ],
    ]) {
      const { status, body } = await server.call("POST", path, { form: formOf(files) });
      expect([status, body]).toMatchObject([413, { code: "body-too-large" }]);
    }
    await expectNothingKept();
  });

  it("is rejected with too many files, with fields instead of files, or without multipart", async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => part(`${index}.txt`, "x")).join("");
    const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\nwords\r\n`;
    const refused = [
      await send(many + end),
      await send(field.repeat(2_000) + end),
      await send(end),
      await send("no multipart"),
      await send(part("a.txt") + end, "multipart/form-data"),
      await send("{}", "text/plain"),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 415]);
    await expectNothingKept();
  });

  it("is rejected with endless headers in a part", async () => {
    const headers = Array.from({ length: 5_000 }, (_, index) => `X-${index}: ${"y".repeat(200)}`).join("\r\n");
    const { status } = await send(`--${BOUNDARY}\r\n${headers}\r\n\r\ntext\r\n${end}`);
    expect(status).toBe(413);
    await expectNothingKept();
  });

  it("leaves nothing behind when it breaks off", async () => {
    const whole = part("cut.txt", "x".repeat(10_000)) + end;
    // A body that ends before its last boundary, and a connection that breaks.
    expect((await send(whole.slice(0, 5_000))).status).toBe(400);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${whole.length}\r\n\r\n${whole.slice(0, 5_000)}`,
    );
    await untilKept();
    socket.destroy();
    await untilLogged(499);
    await expectNothingKept();
  });

  it("reports what is wrong with each broken or hostile file", async () => {
    const files = [
      { name: "broken.pdf", text: "%PDF-1.7\nno more" },
      { name: "broken.docx", text: "PK\u0003\u0004 broken" },
      { name: "page.html", text: "<p>Open on Monday.</p><script>alert(1)</script><img src=x onerror=alert(2)>" },
      { name: "unknown.bin", text: "\u0001\u0002\u0003" },
    ];
    const { status, outcomes } = await followJob(server, await upload(server, files));
    expect(status).toBe("done");
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "added", "failed"]);
    const id = outcomes[2]?.documentId;
    const original = await server.fetch("GET", `${path}/${id}/original`);
    expect(original.headers.get("content-disposition")).toContain("attachment");
    expect(original.headers.get("content-security-policy")).toContain("sandbox");
    expect(JSON.stringify((await server.call("GET", `${path}/${id}/text`)).body)).not.toContain("alert");
  });
});

/** Waits until the server has begun to store a file that is being sent. */
async function untilKept(): Promise<void> {
  while (waitingFiles().length === 0) await new Promise((resolve) => setImmediate(resolve));
}

async function untilLogged(status: number): Promise<void> {
  while (!server.log().includes(`"status":${status}`)) await new Promise((resolve) => setImmediate(resolve));
}
