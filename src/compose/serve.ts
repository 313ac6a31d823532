import { resolve } from "node:path";
import { systemClock } from "../adapters/system/index.ts";
import type { ServeOptions } from "../apps/cli/index.ts";
import {
  createApp,
  createJobFeed,
  createLog,
  createMetrics,
  createQueues,
  readPageFiles,
  type ServerHealth,
  type ServerOptions,
  startServer,
  staysAllowed,
} from "../apps/http/index.ts";
import { answerAgents } from "../apps/mcp/index.ts";
import { loadSettings, type Settings } from "../config/index.ts";
import { defined, InvalidSettingsError, type Job, MEGABYTE_BYTES, redactUser } from "../core/index.ts";
import { type LydianServer, queueQuestions } from "../server/index.ts";
import { composeParts } from "./compose-parts.ts";
import { endInTime } from "./end-in-time.ts";
import { findIgnored } from "./find-ignored.ts";
import { composeServer } from "./open.ts";
import { packageVersion } from "./package-version.ts";

const LOCAL = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** Time that answers in progress get after the server is stopped. */
const GRACE_MS = 30_000;
/**
 * Time that jobs, threads and the store get beyond it. A merge, a queue of model runs or another process that holds the
 * store can take longer. All of them may be cut off at any moment: committed work stays.
 */
const CLOSE_MS = 5_000;

/**
 * Serves a store until the signal is aborted. Answers in progress are finished first. Returns at most 35 seconds after
 * the signal, even if something has not ended by then.
 *
 * @throws {InvalidSettingsError} if others may call the server and there is no key, or if the
 *   server cannot listen on the address
 */
export async function serve(options: ServeOptions): Promise<void> {
  const log = createLog();
  const graceMs = GRACE_MS + CLOSE_MS;
  if (await endInTime(serveUntilStopped(options, log), graceMs, options.signal)) return;
  log.info(`The server stops after ${graceMs / 1_000} s, although some work has not ended. Committed work stays.`);
}

async function serveUntilStopped(
  { signal, onListening, onIgnored, ...options }: ServeOptions,
  log: ReturnType<typeof createLog>,
): Promise<void> {
  const configuration = await loadSettings(options);
  const { settings } = configuration;
  const server = serverOptions(settings.server);
  const parts = composeParts(configuration, { mayWalk: staysAllowed.bind(undefined, server) });
  const lydianServer = await composeServer(parts);
  try {
    // A policy that is not valid is reported now and not to the first caller.
    await parts.guard.policy();
    const ignored = await findIgnored(configuration, parts, signal);
    if (ignored.settings.length + ignored.parts.length > 0) onIgnored?.(ignored);
    if (!server.isOpen) await requireKeys(lydianServer, server);
    const jobs = createJobFeed(signal);
    const queues = createQueues(server, systemClock);
    const metrics = createMetrics({ ofProcess: true, queues });
    lydianServer.lydian.on((event) => {
      if (event.type === "guarded") metrics.guarded(event);
    });
    const failed = (error: unknown) => log.failed({ requestId: "mcp", error });
    const common = { lydian: queueQuestions(lydianServer.lydian, queues.questions), version: packageVersion() };
    const app = createApp({
      ...common,
      queues,
      server: lydianServer,
      options: server,
      log,
      jobs,
      answerAgent: answerAgents({ ...common, failed }),
      metrics,
      clock: systemClock,
      health: {
        settings: shapingSettings(settings),
        runDoctor: async (signal) => (await import("./doctor/doctor.ts")).runDoctor({ ...options, signal }),
      },
      page: await readPageFiles(),
    });
    const running = await startServer(app, server).catch((error: unknown) => {
      throw unreachable(server, error);
    });
    onListening?.(running.url);
    const onJob = (job: Job) => {
      jobs.tell(job);
      metrics.worked(job);
    };
    const cutOff = async (error: unknown): Promise<never> => {
      await running.stop(0);
      throw error;
    };
    // Jobs stop with the signal and wait for the next start; what they have committed stays.
    await Promise.all([
      lydianServer
        .runJobs({ signal, onJob, onFailure: (error) => log.failed({ requestId: "jobs", error }) })
        .catch(cutOff),
      lydianServer
        .watchSources({ signal, onFailure: (error) => log.failed({ requestId: "watch", error }) })
        .catch(cutOff),
      untilAborted(signal).then(() => running.stop(GRACE_MS)),
    ]);
  } finally {
    await lydianServer.close();
  }
}

function serverOptions({
  allowedHosts = [],
  allowedOrigins = [],
  trustProxy = [],
  allowedFolders,
  requireKey,
  maxUploadMegabytes,
  timeoutSeconds,
  ...same
}: Settings["server"]): ServerOptions {
  // A name, a site or a proxy that may call the server means callers from elsewhere.
  const isReachable = [allowedHosts, allowedOrigins, trustProxy].some(({ length }) => length > 0);
  const isOpen = LOCAL.test(same.host) && !isReachable && !requireKey;
  // Anyone who can call an open server could otherwise read the machine's files.
  const folders = allowedFolders ?? (isOpen ? undefined : []);
  return defined({
    ...same,
    allowedHosts,
    allowedOrigins,
    trustProxy,
    isOpen,
    allowedFolders: folders === undefined ? undefined : folders.map((folder) => resolve(folder)),
    maxUploadBytes: maxUploadMegabytes * MEGABYTE_BYTES,
    timeoutMs: timeoutSeconds * 1_000,
  });
}

/** Returns the settings that shape answers, for readers of the answers. */
function shapingSettings({ embedding, search, rerank, answer, verify }: Settings): ServerHealth["settings"] {
  const values = {
    "answer.model": answer.model,
    "answer.profile": answer.profile,
    "answer.threshold": answer.threshold,
    "answer.maxWrongRate": answer.maxWrongRate,
    "answer.unsupported": answer.unsupported,
    "search.mode": search.mode,
    "rerank.model": rerank.model,
    "embedding.model": embedding.model,
    "verify.entailment": verify.entailment,
    "verify.judge": verify.judge,
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: redactUser(`${value}`) }],
  );
}

/** Requires that there is a key, since every call must send one. */
async function requireKeys(server: Pick<LydianServer, "keys">, options: ServerOptions): Promise<void> {
  const keys = await server.keys();
  if (keys.some(({ revokedAt }) => revokedAt === undefined)) return;
  throw new InvalidSettingsError(
    `The server would listen on ${options.host} and require keys${reasonForKeys(options)}, but there are none.`,
    {
      hint: "Make one with `lydian keys add NAME`. Only a server on 127.0.0.1 without `allowedHosts`, `allowedOrigins`, `trustProxy` and `requireKey` needs none.",
    },
  );
}

function reasonForKeys({ allowedHosts, allowedOrigins, trustProxy }: ServerOptions): string {
  const name = Object.entries({ allowedHosts, allowedOrigins, trustProxy }).find(([, { length }]) => length > 0)?.[0];
  return name === undefined ? "" : ` because \`server.${name}\` is set`;
}

function unreachable({ host, port }: Pick<ServerOptions, "host" | "port">, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: "another program listens there",
    EACCES: "this user may not listen there",
    EADDRNOTAVAIL: "this machine has no such address",
    ENOTFOUND: "there is no such name",
  };
  const reason = typeof code === "string" ? reasons[code] : undefined;
  if (reason === undefined) return error instanceof Error ? error : new Error(String(error));
  return new InvalidSettingsError(`The server cannot listen on ${host}:${port}: ${reason}.`, {
    hint: "Choose another with `--port` or the settings `server.host` and `server.port`; port 0 chooses a free one.",
    cause: error,
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
