import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "lydian-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the audit. Returns its exit code and what it printed. */
function audit(env: NodeJS.ProcessEnv): Promise<{ readonly code: number; readonly stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/audit.mjs"], { env: { ...process.env, ...env } }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout });
    });
  });
}

/** Runs the audit with a command in the place of npm, which prints this. */
function auditOf(output: unknown, code = 1) {
  const text = typeof output === "string" ? output : JSON.stringify(output);
  writeFileSync(join(folder, "output"), text);
  writeFileSync(join(folder, "npm"), `#!/bin/sh\ncat ${join(folder, "output")}\nexit ${code}\n`);
  chmodSync(join(folder, "npm"), 0o755);
  return audit({ PATH: `${folder}${delimiter}${process.env.PATH}` });
}

const vulnerability = (severity: string) => ({
  name: "left-pad",
  severity,
  range: "<2.0.0",
  via: [{ title: "Pads too far", url: "https://example.org/advisories/1" }],
});
const reportOf = (...severities: readonly string[]) => ({
  auditReportVersion: 2,
  vulnerabilities: Object.fromEntries(severities.map((severity) => [severity, vulnerability(severity)])),
});

describe("the audit of the packages", () => {
  it.each(["high", "critical"])(
    "fails for a %s vulnerability, and names its package and advisory",
    async (severity) => {
      const { code, stdout } = await auditOf(reportOf("low", severity));
      expect(code).toBe(1);
      expect(stdout).toContain(`${severity}: left-pad <2.0.0: Pads too far https://example.org/advisories/1`);
    },
  );

  it("passes without vulnerabilities, and counts those of a lower severity", async () => {
    expect(await auditOf(reportOf(), 0)).toEqual({ code: 0, stdout: "ok      advisories\n" });
    const { code, stdout } = await auditOf(reportOf("low", "moderate"));
    expect([code, stdout]).toEqual([0, expect.stringContaining("2 with a lower severity")]);
  });

  it("fails if npm could not audit for another reason", async () => {
    for (const output of ["", "no JSON", { error: { code: "ENOLOCK", summary: "no lock file" } }]) {
      const { code, stdout } = await auditOf(output);
      expect([output, code, stdout]).toEqual([output, 1, expect.stringContaining("FAILED")]);
    }
  });

  it("is skipped with the reason if the registry refuses the call or is out of reach", async () => {
    const registry = createServer((_, response) => response.writeHead(405).end());
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
    const address = registry.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
    const refused = await audit({ npm_config_registry: url, npm_config_offline: "true" });
    await new Promise((resolve) => registry.close(resolve));
    const unreachable = await audit({ npm_config_registry: url, npm_config_fetch_retry_mintimeout: "1" });
    expect([refused, unreachable]).toEqual([
      { code: 0, stdout: expect.stringMatching(/skipped {2}advisories\nThe registry could not be asked: 405 /) },
      { code: 0, stdout: expect.stringMatching(/skipped {2}advisories\n.*ECONNREFUSED/) },
    ]);
  });
});
