import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defined, errorCodeOf } from "../../../core/index.ts";

export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly etag: string;
  readonly compressed?: Uint8Array<ArrayBuffer>;
}

/** Files of the page by their paths, such as `/assets/main.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const mediaTypes: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
  }),
);

/** Folder of the built page, beside the compiled modules. */
const builtPage = fileURLToPath(new URL("../../../web", import.meta.url));

/**
 * Reads all files of the built page into memory, so no address can reach any other file.
 *
 * @returns  empty if the page was not built
 */
export async function readPageFiles(folder: string = builtPage): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  for (const entry of await listFiles(folder)) {
    if (entry.endsWith(".gz")) continue;
    const bytes = new Uint8Array(await readFile(entry));
    const compressed = await readOrNothing(`${entry}.gz`);
    files.set(
      `/${relative(folder, entry).split(sep).join("/")}`,
      defined({
        bytes,
        mediaType: mediaTypes.get(extname(entry)) ?? "application/octet-stream",
        etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
        compressed,
      }),
    );
  }
  return files;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await orNothing(readdir(folder, { recursive: true, withFileTypes: true }));
  return (entries ?? []).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function readOrNothing(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await orNothing(readFile(file));
  return bytes === undefined ? undefined : new Uint8Array(bytes);
}

/** Returns the content, or undefined if the file or folder does not exist. */
async function orNothing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
