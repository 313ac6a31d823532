import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LydianServer, startLydianServer } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const uri = "file:///mail/parking.eml";
const staff = { kind: "labels", labels: ["staff"] } as const;

/** Returns an e-mail with two attachments. One is a broken PDF file unless it has a text. */
function mail(merger: string): string {
  return `From: ann@example.org
To: bob@example.org
Subject: Parking
Date: Fri, 1 Mar 2024 10:00:00 +0100
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/plain

Visitors park behind the pharmacy.
--B
Content-Type: text/markdown; name=bikes.md
Content-Disposition: attachment; filename=bikes.md

# Bicycles

Bicycles stand in the yellow shed.
--B
Content-Type: application/octet-stream; name=merger.md
Content-Disposition: attachment; filename=merger.md

${merger}
--B--
`;
}

const readableName = ({ uri: name }: { readonly uri: string }) => name.replace(uri, "mail");

/**
 * Adds the e-mail for the board, and later for the staff. The attachment that cannot be read any more keeps its former
 * labels.
 */
async function addMail(lydian: Lydian): Promise<void> {
  const merger = "# Merger\n\nThe zirconium deal costs 900 euros.";
  await lydian.add([{ uri, content: mail(merger) }], { accessLabels: ["board"], embed: false });
  await lydian.add([{ uri, content: mail("%PDF-1.4\nbroken") }], { accessLabels: ["staff"], embed: false });
  expect((await lydian.list()).map((document) => [readableName(document), document.accessLabels])).toEqual([
    ["mail", ["staff"]],
    ["mail!/bikes.md", ["staff"]],
    ["mail!/merger.md", ["board"]],
  ]);
}

describe("members of a container that the caller may not read", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;
  let server: LydianServer;
  let headers: Readonly<Record<string, string>>;

  beforeAll(async () => {
    lydian = await openLydian({ store: folder.path });
    await addMail(lydian);
    const added = ["keys", "add", "staff", "--permission", "write", "--label", "staff", "--json"];
    const { stdout } = await runLydian([...added, "--store", folder.path], { cwd: folder.path });
    headers = { authorization: `Bearer ${JSON.parse(stdout).token}` };
    server = await startLydianServer({ store: folder.path, env: { LYDIAN_SERVER_REQUIRE_KEY: "true" } });
  });
  afterAll(async () => {
    await server.stop("SIGTERM");
    await lydian.close();
    folder.remove();
  });

  it("are neither removed with the container nor named", async () => {
    const [container] = await lydian.list({ scope: staff });
    const path = `/api/v1/collections/default/documents/${container?.id}`;
    const { status, body } = await server.call("DELETE", path, { headers });
    expect(status).toBe(200);
    expect(body).toMatchObject({ removed: [{ uri }, { uri: `${uri}!/bikes.md` }] });
    expect(JSON.stringify(body)).not.toContain("merger");
    expect((await lydian.list()).map(readableName)).toEqual(["mail!/merger.md"]);
  });

  it("stay when the library removes a container within a scope, and go without one", async () => {
    expect(await lydian.remove(uri, { scope: staff })).toEqual({ removed: [], forgotten: [], notFound: [uri] });
    expect((await lydian.list()).map(readableName)).toEqual(["mail!/merger.md"]);
    expect((await lydian.remove(uri)).removed.map(readableName)).toEqual(["mail!/merger.md"]);
  });

  it("are reported with the labels that they had when their container loses them", async () => {
    await lydian.add([{ uri, content: mail("# Merger\n\nNone.") }], { accessLabels: ["board"], embed: false });
    const { outcomes } = await lydian.add([{ uri, content: "Subject: Parking\n\nNo attachments.\n" }], {
      accessLabels: ["staff"],
      embed: false,
    });
    expect(outcomes.filter(({ outcome }) => outcome === "removed")).toMatchObject([
      { uri: `${uri}!/bikes.md`, accessLabels: ["board"] },
      { uri: `${uri}!/merger.md`, accessLabels: ["board"] },
    ]);
  });
});
