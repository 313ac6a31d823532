import { UnsupportedMediaTypeError } from "../../core/index.ts";
import { type BoundedLoader, loaders } from "./loaders.ts";

/**
 * Finds the loader for a media type.
 *
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 */
export function findLoader(mediaType: string): BoundedLoader {
  const loader = loaders.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  if (loader !== undefined) return loader;
  const kind = mediaType === "application/octet-stream" ? "binary data of an unknown kind" : mediaType;
  const formats = loaders.map(({ id }) => id).filter((id) => id !== "encrypted-office");
  throw new UnsupportedMediaTypeError(`No loader reads ${kind}.`, {
    hint: `Convert it to a supported format (${formats.join(", ")}), or leave it out.`,
  });
}
