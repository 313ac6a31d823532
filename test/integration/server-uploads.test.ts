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

/** A part with its file's name as it stands, which no form would send. */
const part = (name: string, text = "A text.") =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
const end = `--${BOUNDARY}--\r\n`;

async function send(body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) {
  const response = await fetch(`${server.url}${path}`, { method: "POST", body, headers: { "content-type": type } });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Nothing of a refused upload is kept, and the server goes on. */
async function expectNothingKept(): Promise<void> {
  expect(waitingFiles()).toEqual([]);
  expect((await server.call("GET", "/healthz")).status).toBe(200);
}

describe("an upload", () => {
  it("by a name that leads out of its folder, or by none, is refused", async () => {
    for (const name of ["../../etc/passwd", "a/../../b", "..", "", ".", "/", "..\\..\\boot.ini"]) {
      const { status, body } = await send(part(name) + end);
      expect([name, status, body]).toMatchObject([name, 400, { code: "invalid-argument" }]);
    }
    await expectNothingKept();
  });

  it("by any other name stays within the store, whatever the name holds", async () => {
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

  it("that is too large, also as its second file, is refused, and none of it is kept", async () => {
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

  it("of too many files, fields instead of files, or no multipart at all is refused", async () => {
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
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400));
    await expectNothingKept();
  });

  it("with endless headers in a part is refused", async () => {
    const headers = Array.from({ length: 5_000 }, (_, index) => `X-${index}: ${"y".repeat(200)}`).join("\r\n");
    const { status } = await send(`--${BOUNDARY}\r\n${headers}\r\n\r\ntext\r\n${end}`);
    expect(status).toBe(400);
    await expectNothingKept();
  });

  it("that is cut off in the middle leaves nothing behind", async () => {
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

  it("of broken and hostile files is done, and says of each what is wrong", async () => {
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

/** Until a file that is being sent has begun to be kept. */
async function untilKept(): Promise<void> {
  while (waitingFiles().length === 0) await new Promise((resolve) => setImmediate(resolve));
}

async function untilLogged(status: number): Promise<void> {
  while (!server.log().includes(`"status":${status}`)) await new Promise((resolve) => setImmediate(resolve));
}
