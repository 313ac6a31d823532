import { readFile } from "node:fs/promises";
import { FileUnreadableError, InvalidArgumentError } from "../../core/index.ts";

export interface PasswordOptions {
  readonly password?: string;
  readonly passwordFile?: string;
}

/**
 * Returns the password, or the first line of the password file.
 *
 * @throws {InvalidArgumentError} if both options are given, or the first line of the file is empty
 * @throws {FileUnreadableError}  if the file cannot be read
 */
export async function readPassword({ password, passwordFile }: PasswordOptions): Promise<string | undefined> {
  if (passwordFile === undefined) return password;
  if (password !== undefined) {
    throw new InvalidArgumentError("A password was given twice, with --password and with --password-file.", {
      hint: "Use only one of them.",
    });
  }
  const text = await readFile(passwordFile, "utf8").catch((cause: unknown) => {
    throw new FileUnreadableError(`The password file ${passwordFile} cannot be read.`, {
      hint: "Check that it exists and that you may read it. /dev/stdin is standard input.",
      cause,
    });
  });
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  if (line !== "") return line;
  throw new InvalidArgumentError(`The first line of ${passwordFile} is empty, but must be the password.`);
}
