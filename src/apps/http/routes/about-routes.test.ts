import { describe, expect, it } from "vitest";
import type { AccessScope, DoctorReport } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { emptyStatus } from "../fixtures/empty-status.ts";
import { callerOf } from "../fixtures/server-of.ts";

const board: AccessScope = { kind: "labels", labels: ["board"] };
const status: Partial<Lydian> = {
  status: async () => ({ ...emptyStatus, store: "/srv/store", sizeBytes: 7 }),
};
const settings = [{ name: "answer.model", value: "extractive" }];

describe("GET about, POST health and GET calibration", () => {
  it("returns the permission of the caller, and the store to administrators of the whole store", async () => {
    const health = { settings, runDoctor: async () => ({ checks: [] }) };
    const reader = await callerOf({ scope: board }, status, health)("GET", "/about");
    expect(reader.body).toEqual({ version: "1.2.3", permission: "read", seesAll: false, maxUploadBytes: 1_000 });
    const part = await callerOf({ permission: "admin", scope: board }, status, health)("GET", "/about");
    expect(JSON.stringify(part.body)).not.toContain("/srv/store");
    const admin = await callerOf({ permission: "admin" }, status, health)("GET", "/about");
    expect(admin.body).toMatchObject({
      settings,
      store: { folder: "/srv/store", sizeBytes: 7, guardPolicy: { name: "default", origin: "default" } },
    });
  });

  it("runs one health check for simultaneous callers, and only for administrators of the whole store", async () => {
    const release: ((report: DoctorReport) => void)[] = [];
    const runDoctor = () => new Promise<DoctorReport>((resolve) => release.push(resolve));
    const call = callerOf({ permission: "admin" }, status, { settings, runDoctor });
    const both = [call("POST", "/health"), call("POST", "/health")];
    await expect.poll(() => release.length).toBe(1);
    release[0]?.({ checks: [{ name: "SQLite", status: "ok", message: "Version 3." }] });
    for (const { status: code, body } of await Promise.all(both))
      expect([code, body]).toEqual([200, { checks: [{ name: "SQLite", status: "ok", message: "Version 3." }] }]);
    for (const key of [{ permission: "write" }, { permission: "admin", scope: board }] as const)
      expect((await callerOf(key, status, { settings, runDoctor })("POST", "/health")).status).toBe(403);
    expect(release).toHaveLength(1);
  });

  it("returns the calibration, or nothing if there is none, to callers who may read all documents", async () => {
    const calls: Partial<Lydian> = { calibration: async () => undefined };
    const read = await callerOf({}, calls)("GET", "/collections/handbook/calibration");
    expect([read.status, read.body]).toEqual([200, {}]);
    const part = await callerOf({ scope: board }, calls)("GET", "/collections/handbook/calibration");
    expect(part.status).toBe(403);
  });
});
