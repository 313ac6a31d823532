import { createHash } from "node:crypto";

/** Hashes a text as UTF-8: SHA-256, 64 hexadecimal digits. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
