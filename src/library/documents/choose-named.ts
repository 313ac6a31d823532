import picomatch from "picomatch";
import { type DocumentSummary, decodeAddress, InvalidArgumentError } from "../../core/index.ts";

type Named = Pick<DocumentSummary, "id" | "uri">;

/** Name of a document as a user gives it. */
export interface GivenName {
  /**
   * Id, URI, local path, end of a URI after a `/`, or pattern such as `team.mbox!/*.eml`. Escapes of a URI may be
   * missing.
   */
  readonly name: string;
  /** URI of the file that the name means as a local path. */
  readonly uriAsPath: string;
}

/**
 * Chooses the documents that a name means: by id or URI, or else by path, or else the only one whose URI has this end,
 * or else all that match it as a pattern. A URI is compared as it is stored and as it is shown, without escapes.
 *
 * @throws {InvalidArgumentError} if the URIs of several documents have this end; the hint names the first of them
 */
export function chooseNamed<Item extends Named>(items: readonly Item[], given: GivenName): readonly Item[] {
  const { name, uriAsPath } = given;
  const isExact = ({ id, uri }: Item) => id === name || uri === name || uri === uriAsPath;
  const isShownSo = ({ uri }: Item) => decodeAddress(uri) === name || decodeAddress(uri) === decodeAddress(uriAsPath);
  const exact = items.find(({ id, uri }) => id === name || uri === name) ?? items.find(isExact);
  if (exact !== undefined) return [exact];

  // Names that differ only in bytes that are not UTF-8 look the same.
  const shownSo = items.filter(isShownSo);
  if (shownSo.length > 1) throw ambiguous(shownSo, `look like "${name}"`);
  if (shownSo.length === 1) return shownSo;

  const shownEnding = `/${name.replaceAll("\\", "/").replace(/^\/+/, "")}`;
  const storedEnding = encodeURI(shownEnding);
  const byStored = items.filter(({ uri }) => uri.endsWith(storedEnding) || uri.endsWith(shownEnding));
  const byEnding = byStored.length > 0 ? byStored : items.filter(({ uri }) => decodeAddress(uri).endsWith(shownEnding));
  if (byEnding.length > 1) throw ambiguous(byEnding, `end in "${shownEnding.slice(1)}"`);
  return byEnding.length === 1 ? byEnding : chooseByPattern(items, shownEnding.slice(1));
}

/**
 * Chooses one document by its name.
 *
 * @throws {InvalidArgumentError} as `chooseNamed`, and if several documents match the name as a pattern
 */
export function chooseOneNamed<Item extends Named>(items: readonly Item[], given: GivenName): Item | undefined {
  const [first, ...others] = chooseNamed(items, given);
  if (first === undefined || others.length === 0) return first;
  throw ambiguous([first, ...others], `match "${given.name}"`);
}

function chooseByPattern<Item extends Named>(items: readonly Item[], pattern: string): readonly Item[] {
  if (!picomatch.scan(pattern).isGlob) return [];
  // A pattern without a scheme fits at the end of a URI, as a name does.
  const isMatch = picomatch(pattern.includes("://") ? pattern : `**/${pattern}`, { dot: true, nonegate: true });
  return items.filter(({ uri }) => isMatch(decodeAddress(uri)));
}

function ambiguous(items: readonly Named[], what: string): InvalidArgumentError {
  const first = items.slice(0, 3).map(({ uri }) => uri);
  return new InvalidArgumentError(`The URIs of ${items.length} documents ${what}.`, {
    hint: `Give the whole URI of one of them: ${first.join(", ")}`,
  });
}
