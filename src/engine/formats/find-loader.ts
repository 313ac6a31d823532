import { UnsupportedMediaTypeError } from "../../core/index.ts";
import { type BoundedLoader, loaders } from "./loaders.ts";

/**
 * The loader for a media type.
 *
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 */
export function findLoader(mediaType: string): BoundedLoader {
  const loader = loaders.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  if (loader !== undefined) return loader;
  const kind = mediaType === "application/octet-stream" ? "binary data of no known kind" : mediaType;
  const read = loaders.map(({ id }) => id).filter((id) => id !== "encrypted-office");
  throw new UnsupportedMediaTypeError(`No loader reads ${kind}.`, {
    hint: `Convert it to a format that is read (${read.join(", ")}), or leave it out.`,
  });
}
