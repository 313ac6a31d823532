import { existsSync } from "node:fs";
import { access, constants, statfs } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DoctorOptions } from "../../apps/cli/index.ts";
import { type Configuration, loadSettings } from "../../config/index.ts";
import {
  append,
  type DoctorCheck,
  type DoctorReport,
  defined,
  errorCodeOf,
  LydianError,
  never,
  OcrUnavailableError,
} from "../../core/index.ts";
import { vectorScan } from "../../engine/kernel/index.ts";
import type { ModelInfo } from "../../library/index.ts";
import { listWritersAndJudges } from "../list-models.ts";
import { modelFolder, rerankerFolder } from "../model-folder.ts";
import { openLydian } from "../open.ts";
import { prepareGuard } from "../prepare-guard.ts";
import { hasState } from "../prepare-state.ts";
import { prepareThreads } from "../prepare-threads.ts";
import { checkKeys, describeListed, describeProvider, type Finding } from "./doctor-findings.ts";
import { checkStoreHealth } from "./store-health.ts";

const OLDEST_NODE = [20, 20] as const;
const MIN_FREE_BYTES = 500_000_000;
const BYTES_A_GIGABYTE = 1_000_000_000;

/**
 * Checks everything that Lydian needs, and names the fix of each problem. Changes nothing and contacts no network. Each
 * check imports its adapters, so an adapter that cannot be loaded is one problem and does not stop the others.
 */
export async function runDoctor(options: DoctorOptions = {}): Promise<DoctorReport> {
  const checks: DoctorCheck[] = [await check("Node.js", checkNode), await check("SQLite", checkSqlite)];
  checks.push(await check("vector scan", async () => scanFinding()));
  try {
    const configuration = await loadSettings(options);
    checks.push({ name: "settings", status: "ok", message: `The store is ${configuration.store.folder}.` });
    checks.push(await check("embedding model", () => checkModel(configuration)));
    checks.push(await check("reranker", () => checkReranker(configuration)));
    append(checks, await checkWritersAndJudges(configuration, options.signal));
    checks.push(await check("keys", () => checkKeys(configuration)));
    checks.push(await check("guard policy", () => checkGuardPolicy(configuration)));
    checks.push(await check("OCR", () => checkOcr(configuration)));
    checks.push(await check("store", () => checkStore(configuration, options.signal ?? never)));
    checks.push(await check("stored data", () => checkHealth(configuration, options.signal ?? never)));
    checks.push(await check("saved answers", () => checkState(configuration)));
    checks.push(await check("calibration", () => checkCalibration(options)));
    checks.push(await check("write access", () => checkAccess(configuration)));
    checks.push(await check("disk space", () => checkSpace(configuration)));
  } catch (error) {
    checks.push(asProblem("settings", error));
  }
  return { checks };
}

async function check(name: string, find: () => Promise<Finding>): Promise<DoctorCheck> {
  try {
    const finding = await find();
    if (typeof finding === "string") return { name, status: "ok", message: finding };
    const { problem: message, ...cure } = finding;
    return { name, status: "problem", message, ...cure };
  } catch (error) {
    return asProblem(name, error);
  }
}

function asProblem(name: string, error: unknown): DoctorCheck {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof LydianError ? error.hint : undefined;
  return defined({ name, status: "problem", message, hint });
}

async function checkNode(): Promise<Finding> {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (isNewEnough) return `Version ${node}.`;
  return { problem: `Version ${node} is too old.`, hint: `Install Node.js ${OLDEST_NODE.join(".")} or newer.` };
}

async function checkSqlite(): Promise<Finding> {
  try {
    const { sqliteVersion } = await import("../../adapters/sqlite/index.ts");
    return `Version ${sqliteVersion()}.`;
  } catch (error) {
    return {
      problem: `SQLite's module cannot be loaded: ${error instanceof Error ? error.message : error}`,
      hint: "Run `npm rebuild better-sqlite3`; that needs python3, make and g++.",
    };
  }
}

/** Names the kind of vector scan. It is never a problem, because all kinds find the same passages. */
function scanFinding(): Finding {
  const scan = vectorScan();
  if (scan !== "JavaScript") return `${scan}.`;
  return "JavaScript, several times slower: this processor or this Node.js runs no WebAssembly SIMD.";
}

async function checkModel(configuration: Configuration): Promise<Finding> {
  const folder = modelFolder(configuration);
  if (folder === undefined) {
    const { model, keyName } = configuration.settings.embedding;
    const { apiKey: key, keyProblems } = configuration;
    return describeProvider({ model, keyName, key, keyProblem: keyProblems.embedding, setting: "embedding.keyName" });
  }
  return checkModelFiles(configuration.settings.embedding.model, folder);
}

async function checkModelFiles(name: string, folder: string): Promise<string> {
  const { verifyModelFiles } = await import("../../adapters/onnx/index.ts");
  const files = await verifyModelFiles(folder);
  if (files.length === 0) return `${folder}; it has no card, so its hashes were not compared.`;
  return `${name}; ${files.join(" and ")} have the SHA-256 of the card.`;
}

/** Checks the reranker even while it is off, since a call may use the bundled one. */
async function checkReranker(configuration: Configuration): Promise<Finding> {
  const { model, keyName } = configuration.settings.rerank;
  const folder = rerankerFolder(configuration);
  if (folder !== undefined) return checkModelFiles(`${model}: ${basename(folder)}`, folder);
  const { rerankingKey: key, keyProblems } = configuration;
  return describeProvider({ model, keyName, key, keyProblem: keyProblems.reranking, setting: "rerank.keyName" });
}

const names: Readonly<Partial<Record<ModelInfo["job"], string>>> = {
  answering: "language model",
  entailment: "entailment model",
  judging: "judge",
};

async function checkWritersAndJudges(
  configuration: Configuration,
  signal: AbortSignal = never,
): Promise<readonly DoctorCheck[]> {
  try {
    const { verifyModelFiles } = await import("../../adapters/onnx/index.ts");
    const listed = await listWritersAndJudges(configuration, verifyModelFiles, signal);
    return Promise.all(
      listed.map((one) => check(names[one.job] ?? one.job, async () => describeListed(configuration, one))),
    );
  } catch (error) {
    return [asProblem("language model", error)];
  }
}

async function checkGuardPolicy(configuration: Configuration): Promise<Finding> {
  const { name, version } = await prepareGuard(configuration, prepareThreads(configuration)).guard.policy();
  const { policy } = configuration.guardPolicy;
  return `${name}, with the fingerprint ${version}${typeof policy === "string" ? "" : `, from ${policy.path}`}.`;
}

/** Checks OCR. A missing package is a problem only if OCR is on. */
async function checkOcr({ settings }: Configuration): Promise<Finding> {
  const isOn = settings.ingest.ocr !== "off";
  try {
    const { findTesseract } = await import("../../adapters/tesseract/index.ts");
    const { requireCanvas } = await import("../../engine/formats/index.ts");
    const { id } = findTesseract();
    requireCanvas();
    return `${id}, for English; ${isOn ? "on" : "off unless a call says `--ocr`, or ingest.ocr is tesseract"}.`;
  } catch (error) {
    if (isOn || !(error instanceof OcrUnavailableError)) throw error;
    return `Off, and not installed. ${error.hint ?? ""}`;
  }
}

async function checkStore({ store, settings }: Configuration, signal: AbortSignal): Promise<Finding> {
  const directory = store.folder;
  if (!existsSync(join(directory, "store.db"))) return "There is none yet; the first `lydian add` creates it.";
  const { openSqliteStore } = await import("../../adapters/sqlite/index.ts");
  const opened = await openSqliteStore({ directory, waitMs: settings.store.waitSeconds * 1_000, mode: "read" });
  try {
    const { formatVersion, documents, chunks } = await opened.statistics(signal);
    return `Format ${formatVersion}, ${documents} documents, ${chunks} chunks.`;
  } finally {
    await opened.close();
  }
}

/** Checks the stored data. Reads the whole store. */
async function checkHealth({ store, settings }: Configuration, signal: AbortSignal): Promise<Finding> {
  const directory = store.folder;
  if (!existsSync(join(directory, "store.db"))) return "There is none yet.";
  const { damages, count } = await checkStoreHealth(directory, settings.store.waitSeconds * 1_000, signal);
  if (count === 0) return "Every block matches its checksum, and every document matches the index.";
  return {
    problem: count === 1 ? "1 thing is damaged." : `${count} things are damaged.`,
    details: damages,
    hint: "Run `lydian doctor --repair` to rebuild the store from everything that can be read, or restore a backup.",
  };
}

async function checkState({ store, settings }: Configuration): Promise<Finding> {
  const directory = store.folder;
  if (!hasState(directory)) return "There are none yet; `lydian ask --save` saves one.";
  const { findStateDamage, openSqliteState } = await import("../../adapters/sqlite/index.ts");
  const waitMs = settings.store.waitSeconds * 1_000;
  const details = await findStateDamage({ directory, waitMs });
  if (details.length > 0)
    return {
      problem: "state.db is damaged, or another program has changed it.",
      details,
      hint: "Run `lydian doctor --repair` to save what can be read to a new file, or restore state.db from a backup. The documents are in store.db and stay as they are.",
    };
  const state = await openSqliteState({ directory, waitMs, mode: "read" });
  await state.close();
  return `Format ${state.formatVersion}; they are in state.db.`;
}

/** Finds calibrations that no longer fit. */
async function checkCalibration(options: DoctorOptions): Promise<Finding> {
  const { signal = never, ...opened } = options;
  const lydian = await openLydian(opened);
  try {
    const { collections } = await lydian.status({ signal });
    const calibrated = collections.filter(({ calibration }) => calibration !== undefined);
    const outdated = calibrated.filter(({ calibration }) => calibration?.isOutdated === true);
    if (calibrated.length === 0) return "None; `lydian calibrate` chooses a threshold that limits wrong answers.";
    const names = (some: typeof collections) => some.map(({ name }) => name).join(", ");
    if (outdated.length === 0) return `It fits: ${names(calibrated)}.`;
    return {
      problem: `Models, settings or documents have changed since it was made: ${names(outdated)}.`,
      hint: "Run `lydian calibrate --collection NAME`; it asks the same questions again.",
    };
  } finally {
    await lydian.close();
  }
}

async function checkAccess({ store }: Configuration): Promise<Finding> {
  const folder = nearestFolder(store.folder);
  try {
    await access(folder, constants.W_OK);
    return `${folder} may be written.`;
  } catch (error) {
    return {
      problem: `${folder} may not be written (${errorCodeOf(error)}).`,
      hint: "Change its permissions, or name another store with `--store DIR`.",
    };
  }
}

async function checkSpace({ store }: Configuration): Promise<Finding> {
  const { bavail, bsize } = await statfs(nearestFolder(store.folder));
  const free = `${((bavail * bsize) / BYTES_A_GIGABYTE).toFixed(1)} GB are free.`;
  if (bavail * bsize >= MIN_FREE_BYTES) return free;
  return { problem: `Only ${free}`, hint: "Free some space, or put the store on another disk with `--store DIR`." };
}

/** Returns the store's folder, or the nearest existing one above it. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
