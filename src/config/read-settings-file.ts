import { dirname } from "node:path";
import type { Document } from "yaml";
import { errorCodeOf, InvalidSettingsError } from "../core/index.ts";
import { checkLayer, type SettingsLayer } from "./check-layer.ts";
import { readLimitedFile } from "./read-limited-file.ts";

export interface SettingsFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly layer: SettingsLayer;
}

/**
 * Reads a `settings.yaml`.
 *
 * @returns undefined if there is no such file
 * @throws {InvalidSettingsError} if it cannot be read, is not YAML, or has an invalid setting
 */
export async function readSettingsFile(path: string): Promise<SettingsFile | undefined> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return undefined;
  // Loaded lazily: most stores have no settings, and loading the parser takes longer than everything else here.
  const { parseDocument } = await import("yaml");
  const document = parseDocument(bytes.toString("utf8"), { schema: "core", uniqueKeys: true, logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    const where = line === undefined ? "" : ` (line ${line})`;
    throw new InvalidSettingsError(`${path} is not valid YAML${where}.`, {
      hint: "Write one setting per line, such as `language: de`.",
    });
  }
  return { path, bytes, layer: checkLayer(plainValues(document, path), { origin: path, folder: dirname(path) }) };
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  try {
    return await readLimitedFile(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCodeOf(error))) return undefined;
    if (error instanceof InvalidSettingsError) throw error;
    throw new InvalidSettingsError(`The settings file ${path} cannot be read.`, {
      hint: "Check that it is a file and that you may read it.",
      cause: error,
    });
  }
}

function plainValues(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new InvalidSettingsError(`${path} uses YAML aliases, which are not allowed in settings.`, { cause: error });
  }
}
