import { createReadStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import { FileUnreadableError, InvalidArgumentError } from "../../core/index.ts";

/** Number of bytes of a password file that are read: a device never ends. */
const MAX_BYTES = 65_536;

export interface PasswordOptions {
  readonly password?: string;
  readonly passwordFile?: string;
}

/**
 * Returns the password, or the first line of the password file.
 *
 * @throws {InvalidArgumentError} if both options are given, or the first line of the file is empty or longer than 64 KB
 * @throws {FileUnreadableError}  if the file cannot be read
 */
export async function readPassword({ password, passwordFile }: PasswordOptions): Promise<string | undefined> {
  if (passwordFile === undefined) return password;
  if (password !== undefined) {
    throw new InvalidArgumentError("A password was given twice, with --password and with --password-file.", {
      hint: "Use only one of them.",
    });
  }
  const stream = createReadStream(passwordFile, { end: MAX_BYTES });
  const bytes = await buffer(stream).catch((cause: unknown) => {
    throw new FileUnreadableError(`The password file ${passwordFile} cannot be read.`, {
      hint: "Check that it exists and that you may read it. /dev/stdin is standard input.",
      cause,
    });
  });
  const line =
    bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/, 1)[0] ?? "";
  if (line === "")
    throw new InvalidArgumentError(`The first line of ${passwordFile} is empty, but must be the password.`);
  if (Buffer.byteLength(line) < MAX_BYTES) return line;
  throw new InvalidArgumentError(`The first line of ${passwordFile} is too long for a password.`, {
    hint: "Check that it is the right file.",
  });
}
