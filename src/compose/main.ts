#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { createTerminal, exitCodes, runCli } from "../apps/cli/index.ts";

const terminal = createTerminal();
const stop = new AbortController();

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    // Removes the progress bar first, so the message has a separate line.
    stop.abort();
    terminal.err.line("\nStopping. Press Ctrl-C again to stop at once.");
  });
}
// A program that has read enough (`| head`) closes the pipe; this is not an error.
process.stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit(exitCodes.ok);
  throw error;
});

const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const version =
  typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "unknown";

/** Time that threads and connections get to end by themselves after a stopped command. */
const EXIT_MS = 3_000;

process.exitCode = await runCli({
  args: process.argv.slice(2),
  version,
  unknownVariables: async () => (await import("../config/index.ts")).findUnknownVariables(),
  services: {
    terminal,
    signal: stop.signal,
    open: async (options) => (await import("./open.ts")).openLydian(options),
    openServer: async (options) => (await import("./open.ts")).openLydianServer(options),
    runDoctor: async (options) => (await import("./doctor/doctor.ts")).runDoctor(options),
    serve: async (options) => (await import("./serve.ts")).serve(options),
    serveMcp: async (options) => (await import("./serve-mcp.ts")).serveMcp(options),
    trustStore: async (request) => (await import("./trust-store.ts")).trustStore(request),
    repairStore: async (options) => (await import("./doctor/repair-store.ts")).repairStore(options),
    repairState: async (options) => (await import("./doctor/repair-state.ts")).repairState(options),
  },
});
// Something that does not end, such as a long run of a model, must not keep a process after a signal.
if (stop.signal.aborted) setTimeout(() => process.exit(), EXIT_MS).unref();
