import { type DocumentSummary, nearestNames } from "../../core/index.ts";

type Named = Pick<DocumentSummary, "uri" | "title">;

/**
 * The URI of the document that a mistyped name may have meant: by the name of its file, with and without its ending, by its
 * title, or by as much of its path as the name has; undefined where none is near.
 */
export function nearestDocument(name: string, documents: readonly Named[]): string | undefined {
  const depth = name.split(/[\\/]/u).length;
  const named = documents.flatMap(({ uri, title }) => {
    const path = readable(uri).split("/").slice(-depth).join("/");
    return [path, path.replace(/\.\w+$/u, ""), title].map((own) => ({ own, uri }));
  });
  const [near] = nearestNames(
    name.replaceAll("\\", "/"),
    named.map(({ own }) => own),
    1,
  );
  return named.find(({ own }) => own === near)?.uri;
}

/** A URI may hold what is no valid escape. */
function readable(uri: string): string {
  try {
    return decodeURI(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
