import { constants, type Stats } from "node:fs";
import { open } from "node:fs/promises";
import { z } from "zod";
import { InvalidSettingsError } from "../core/index.ts";

/** From the name of an environment variable to the key that it would hold. */
export type Keys = Readonly<Record<string, string>>;

const keysSchema = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().min(1));
const OTHERS = constants.S_IRWXG | constants.S_IRWXO;

/**
 * Reads the user's `keys.yaml`, one `NAME: key` a line. Only the user may be able to read it; Windows has no such modes.
 *
 * @returns undefined if there is no such file
 * @throws {InvalidSettingsError} if others may read it, or it has another form; nothing of it is in the message
 */
export async function readKeyFile(path: string): Promise<Keys | undefined> {
  const text = await readOwn(path);
  if (text === undefined) return undefined;
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: true, logLevel: "silent" });
  const line = document.errors[0]?.linePos?.[0].line;
  const keys = document.errors.length > 0 ? undefined : keysSchema.safeParse(plain(document)).data;
  if (keys !== undefined) return keys;
  // The parser's own message, and the schema's, would quote the file.
  throw new InvalidSettingsError(`${path} is no list of keys${line === undefined ? "" : ` (line ${line})`}.`, {
    hint: "Write one key a line, under the name of its environment variable: `OPENAI_API_KEY: …`.",
  });
}

function plain(document: { toJS(options: { readonly maxAliasCount: number }): unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    // An alias: the schema refuses what is no mapping.
    return undefined;
  }
}

/** The permissions are those of the file that is read, also where another takes its place meanwhile. */
async function readOwn(path: string): Promise<string | undefined> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw new InvalidSettingsError(`The file of keys ${path} can not be read.`, {
      hint: "Check that it is a file of your own.",
      cause: error,
    });
  });
  if (file === undefined) return undefined;
  try {
    requireOwn(path, await file.stat());
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function requireOwn(path: string, { mode, uid }: Pick<Stats, "mode" | "uid">): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  if (uid !== user)
    throw new InvalidSettingsError(`The file of keys ${path} belongs to another user.`, {
      hint: `Make a file of your own there, or \`chown\` it.`,
    });
  if ((mode & OTHERS) !== 0)
    throw new InvalidSettingsError(
      `The file of keys ${path} may be read or written by others (mode ${(mode & 0o777).toString(8).padStart(4, "0")}).`,
      { hint: `Run \`chmod 600 ${JSON.stringify(path)}\`.` },
    );
}
