import { readFile } from "node:fs/promises";
import { FileUnreadableError, InvalidArgumentError } from "../../core/index.ts";

export interface PasswordOptions {
  readonly password?: string;
  readonly passwordFile?: string;
}

/**
 * The password itself, or the first line of the file that holds it, without its line end.
 *
 * @throws {InvalidArgumentError} when both are given, or the file begins with a line end
 * @throws {FileUnreadableError}  when the file can not be read
 */
export async function readPassword({ password, passwordFile }: PasswordOptions): Promise<string | undefined> {
  if (passwordFile === undefined) return password;
  if (password !== undefined) {
    throw new InvalidArgumentError("A password was given twice: by --password, and by --password-file.", {
      hint: "Leave one of them out.",
    });
  }
  const text = await readFile(passwordFile, "utf8").catch((cause: unknown) => {
    throw new FileUnreadableError(`The file of the password, ${passwordFile}, can not be read.`, {
      hint: "Check that it exists and that you may read it; /dev/stdin is standard input.",
      cause,
    });
  });
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  if (line !== "") return line;
  throw new InvalidArgumentError(`The first line of ${passwordFile} is empty; it is the password.`);
}
