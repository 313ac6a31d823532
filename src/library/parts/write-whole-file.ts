import type { NewFileOptions } from "../../core/index.ts";
import type { LydianParts } from "./lydian-parts.ts";

/**
 * Writes a file atomically.
 *
 * @throws {FileExistsError} if something exists at the path, unless it may be replaced
 */
export async function writeWholeFile(
  parts: Pick<LydianParts, "keeping">,
  { file, bytes, ...options }: NewFileOptions & { readonly file: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { createFile } = await parts.keeping();
  const created = await createFile(file, options);
  try {
    await created.write(bytes);
    await created.keep();
  } finally {
    await created.discard();
  }
}
