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
  throw new UnsupportedMediaTypeError(`No loader reads ${kind}.`, {
    hint: "Markdown, plain text, HTML and PDF are read, whatever the file is called; convert it, or leave it out.",
  });
}
