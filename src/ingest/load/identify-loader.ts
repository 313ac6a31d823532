import type { IdentifiedLoader } from "../../core/index.ts";
import { detectMediaType } from "./detect-media-type.ts";
import { findLoader } from "./find-loader.ts";

/**
 * Which loader would read these bytes, without reading them whole; safe for hostile files.
 *
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 */
export async function identifyLoader(input: {
  readonly bytes: Uint8Array;
  readonly uri: string;
}): Promise<IdentifiedLoader> {
  const mediaType = await detectMediaType(input.bytes, input.uri);
  const { id, version, isContainer } = findLoader(mediaType);
  return { mediaType, loader: { id, version }, ...(isContainer === true ? { isContainer } : {}) };
}
