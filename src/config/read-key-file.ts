import { constants, type Stats } from "node:fs";
import { z } from "zod";
import { errorCodeOf, InvalidSettingsError } from "../core/index.ts";
import { openSettingsFile, readOpenFile } from "./read-limited-file.ts";

/** Keys by the names of their environment variables. */
export type Keys = Readonly<Record<string, string>>;

const keysSchema = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().min(1));
const OTHERS = constants.S_IRWXG | constants.S_IRWXO;

/**
 * Reads the user's `keys.yaml`, one `NAME: key` per line. Only the user may have access to
 * it; Windows has no such modes.
 *
 * @returns undefined if there is no such file
 * @throws {InvalidSettingsError} if others have access to it, it is larger than 4 MB, or it is malformed; the message
 *   quotes nothing of it
 */
export async function readKeyFile(path: string): Promise<Keys | undefined> {
  const text = await readPrivateFile(path);
  if (text === undefined) return undefined;
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: true, logLevel: "silent" });
  const line = document.errors[0]?.linePos?.[0].line;
  const keys = document.errors.length > 0 ? undefined : keysSchema.safeParse(plain(document)).data;
  if (keys !== undefined) return keys;
  // The parser's own message, and the schema's, would quote the file.
  throw new InvalidSettingsError(`${path} is not a list of keys${line === undefined ? "" : ` (line ${line})`}.`, {
    hint: "Write one key per line, with the name of its environment variable: `OPENAI_API_KEY: …`.",
  });
}

function plain(document: { toJS(options: { readonly maxAliasCount: number }): unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    // The file has an alias. The schema rejects `undefined`.
    return undefined;
  }
}

/** Reads a file after checking the permissions of the open file, so that another file cannot replace it in between. */
async function readPrivateFile(path: string): Promise<string | undefined> {
  const file = await openSettingsFile(path).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(errorCodeOf(error))) return undefined;
    if (error instanceof InvalidSettingsError) throw error;
    throw new InvalidSettingsError(`The key file ${path} cannot be read.`, {
      hint: "Check that the file is yours.",
      cause: error,
    });
  });
  if (file === undefined) return undefined;
  try {
    requireOwn(path, await file.stat());
    return (await readOpenFile(file, path)).toString("utf8");
  } finally {
    await file.close();
  }
}

function requireOwn(path: string, { mode, uid }: Pick<Stats, "mode" | "uid">): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  if (uid !== user)
    throw new InvalidSettingsError(`The key file ${path} belongs to another user.`, {
      hint: `Create your own file there, or change its owner with \`chown\`.`,
    });
  if ((mode & OTHERS) !== 0)
    throw new InvalidSettingsError(
      `Others may read or write the key file ${path} (mode ${(mode & 0o777).toString(8).padStart(4, "0")}).`,
      { hint: `Run \`chmod 600 ${JSON.stringify(path)}\`.` },
    );
}
