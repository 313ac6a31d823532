import { type DocumentSummary, decodeAddress, nearestNames } from "../../core/index.ts";

type Named = Pick<DocumentSummary, "uri" | "title">;

/**
 * Finds the URI that a mistyped name may mean: by file name with or without ending, by title, or by as much of the path
 * as the name has. Returns undefined if none is similar.
 */
export function nearestDocument(name: string, documents: readonly Named[]): string | undefined {
  const depth = name.split(/[\\/]/u).length;
  const named = documents.flatMap(({ uri, title }) => {
    const path = decodeAddress(uri).split("/").slice(-depth).join("/");
    return [path, path.replace(/\.\w+$/u, ""), title].map((own) => ({ own, uri }));
  });
  const [near] = nearestNames(
    name.replaceAll("\\", "/"),
    named.map(({ own }) => own),
    1,
  );
  return named.find(({ own }) => own === near)?.uri;
}
