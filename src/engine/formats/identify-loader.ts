import type { IdentifiedLoader, Ocr } from "../../core/index.ts";
import { detectMediaType } from "./detect-media-type.ts";
import { findLoader } from "./find-loader.ts";
import { versionWith } from "./loaders.ts";

/**
 * Which loader would read these bytes, without reading them whole; safe for hostile files.
 *
 * @param ocr  what the loaders are given
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 */
export async function identifyLoader(
  input: { readonly bytes: Uint8Array; readonly uri: string },
  ocr?: Pick<Ocr, "id">,
): Promise<IdentifiedLoader> {
  const mediaType = await detectMediaType(input.bytes, input.uri);
  const loader = findLoader(mediaType);
  const { id, isContainer } = loader;
  return {
    mediaType,
    loader: { id, version: versionWith(loader, ocr) },
    ...(isContainer === true ? { isContainer } : {}),
  };
}
