import { createHmac } from "node:crypto";
import { constants } from "node:fs";
import { link, mkdir, open, realpath, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCodeOf, InvalidSettingsError, type Secrets, type TrustMarks } from "../../core/index.ts";

const SECRET_BYTES = 32;
/** Codes of a configuration folder that cannot be written, as in a container that is read-only. */
const UNWRITABLE = ["EACCES", "EPERM", "EROFS", "ENOTDIR"];

interface MarkedStore {
  /** The store's folder. */
  readonly folder: string;
  /** Folder of the user's own settings, which holds the secret. */
  readonly userFolder: string;
  readonly areRequired: boolean;
  /** Makes the secret if there is none yet. Absent for a call that only reads. */
  readonly secrets?: Secrets | undefined;
}

/**
 * Opens the marks of the rows that this user makes or trusts in a store: HMAC-SHA-256 over the store's real path and
 * the row. Nobody else has the secret. So a mark is of no use in another folder, for another user, or after a change.
 *
 * @throws {InvalidSettingsError} if the user's secret cannot be read, or is not one
 */
export async function openTrustMarks({ folder, userFolder, areRequired, secrets }: MarkedStore): Promise<TrustMarks> {
  const path = await realPathOf(folder);
  const secret = await readSecret(userFolder, secrets);
  return {
    areRequired,
    markOf: (content) =>
      secret &&
      createHmac("sha256", secret)
        .update(JSON.stringify([path, content]))
        .digest("base64url"),
  };
}

async function readSecret(userFolder: string, secrets: Secrets | undefined): Promise<Buffer | undefined> {
  const path = join(userFolder, "trust-secret");
  return (await readSecretFile(path)) ?? (secrets && makeSecret(path, secrets));
}

/**
 * Reads the secret; undefined if there is none yet.
 *
 * @throws {InvalidSettingsError} if the file cannot be read, or is not a secret: anyone could guess a short one
 */
async function readSecretFile(path: string): Promise<Buffer | undefined> {
  try {
    // O_NONBLOCK: opening a pipe would otherwise wait for its writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(SECRET_BYTES + 1), 0, SECRET_BYTES + 1, 0);
      if (bytesRead === SECRET_BYTES) return buffer.subarray(0, SECRET_BYTES);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = errorCodeOf(cause);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new InvalidSettingsError(`The secret of your trusted stores, ${path}, cannot be read: ${code}.`, {
      hint: "Check that the file is yours.",
      cause,
    });
  }
  throw new InvalidSettingsError(`The secret of your trusted stores, ${path}, does not have ${SECRET_BYTES} bytes.`, {
    hint: "Delete the file, then trust your stores again with `lydian trust DIR`.",
  });
}

/** Writes a new file and links it, so that two processes that start at the same time use the same secret. */
async function makeSecret(path: string, secrets: Secrets): Promise<Buffer | undefined> {
  const temporaryPath = `${path}.${Buffer.from(secrets.bytes(8)).toString("hex")}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(temporaryPath, secrets.bytes(SECRET_BYTES), { mode: 0o600, flag: "wx" });
    await link(temporaryPath, path).catch((error: unknown) => {
      if (errorCodeOf(error) !== "EEXIST") throw error;
    });
    return await readSecretFile(path);
  } catch (error) {
    // Without a secret no row is marked. All rows of a store that its owner names count anyway.
    if (UNWRITABLE.includes(errorCodeOf(error))) return undefined;
    throw error;
  } finally {
    await rm(temporaryPath, { force: true });
  }
}

/** Returns the path with all links resolved. The last folders need not exist yet. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCodeOf(error) !== "ENOENT" || dirname(path) === path) throw error;
    return join(await realPathOf(dirname(path)), basename(path));
  }
}
