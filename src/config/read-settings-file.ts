import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Document } from "yaml";
import { InvalidSettingsError } from "../core/index.ts";
import { checkLayer, type SettingsLayer } from "./check-layer.ts";

export interface SettingsFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly layer: SettingsLayer;
}

/**
 * Reads a `settings.yaml`.
 *
 * @returns undefined if there is no such file
 * @throws {InvalidSettingsError} if it can not be read, is not YAML, or sets what can not be set
 */
export async function readSettingsFile(path: string): Promise<SettingsFile | undefined> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return undefined;
  // Most stores have no settings, and the parser takes longer to load than all else of this room.
  const { parseDocument } = await import("yaml");
  const document = parseDocument(bytes.toString("utf8"), { schema: "core", uniqueKeys: true, logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    const where = line === undefined ? "" : ` (line ${line})`;
    throw new InvalidSettingsError(`${path} is not valid YAML${where}.`, {
      hint: "Write one setting a line, such as `language: de`.",
    });
  }
  return { path, bytes, layer: checkLayer(plainValues(document, path), { origin: path, folder: dirname(path) }) };
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw new InvalidSettingsError(`The settings file ${path} can not be read.`, {
      hint: "Check that it is a file that you may read.",
      cause: error,
    });
  }
}

function plainValues(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new InvalidSettingsError(`${path} uses YAML aliases, which settings may not.`, { cause: error });
  }
}
