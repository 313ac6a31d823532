import { defined, type IdentifiedLoader, type LoadInput, type Ocr } from "../../core/index.ts";
import { detectMediaType } from "./detect-media-type.ts";
import { findLoader } from "./find-loader.ts";
import { loaders, versionWith } from "./loaders.ts";

/**
 * Identifies the loader for a file, without loading it. Safe for hostile files.
 *
 * @param ocr  the OCR that loaders would use
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 */
export async function identifyLoader(
  input: Pick<LoadInput, "bytes" | "uri">,
  ocr?: Pick<Ocr, "id">,
): Promise<IdentifiedLoader> {
  const mediaType = await detectMediaType(input.bytes, input.uri);
  const loader = findLoader(mediaType);
  const { id, isContainer } = loader;
  return defined({
    mediaType,
    loader: { id, version: versionWith(loader, ocr) },
    isContainer: isContainer === true ? isContainer : undefined,
  });
}

/**
 * Tests whether there is a loader with this id and version.
 *
 * @param ocr  the OCR that loaders would use
 */
export function isCurrentLoader(loader: IdentifiedLoader["loader"], ocr?: Pick<Ocr, "id">): boolean {
  return loaders.some((current) => current.id === loader.id && versionWith(current, ocr) === loader.version);
}
