/**
 * Prefixes that the code uses for namespaces, whatever the file uses. They hold for the transitional and the strict
 * spelling of OOXML. Namespaces that never occur together with others have no prefix.
 */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/(2006\/)?main$/, "w"],
  [/\/presentationml\/(2006\/)?main$/, "p"],
  [/\/drawingml\/(2006\/)?main$/, "a"],
  [/\/drawingml\/(2006\/)?chart$/, "c"],
  [/\/drawingml\/(2006\/)?diagram$/, "dgm"],
  [/\/drawingml\/(2006\/)?wordprocessingDrawing$/, "wp"],
  [/\/officeDocument\/(2006\/)?math$/, "m"],
  [/\/officeDocument\/(2006\/)?relationships$/, "r"],
  [/\/markup-compatibility\/2006$/, "mc"],
  [/^urn:schemas-microsoft-com:vml$/, "v"],
  [/\/package\/2006\/(relationships|content-types)$/, ""],
  [/\/(officeDocument\/(2006\/)?extended-[pP]roperties)$/, ""],
  [/\/metadata\/core-properties$/, "cp"],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, "dc"],
  [/^http:\/\/purl\.org\/dc\/terms\/$/, "dcterms"],
  [/^urn:oasis:names:tc:opendocument:xmlns:(office|text|table|meta|manifest|presentation):1\.0$/, "$1"],
  [/^urn:oasis:names:tc:opendocument:xmlns:drawing:1\.0$/, "draw"],
  [/^urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1\.0$/, "svg"],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, "xlink"],
  [/^http:\/\/www\.idpf\.org\/2007\/opf$/, ""],
  [/^urn:oasis:names:tc:opendocument:xmlns:container$/, ""],
];

/** Creates a function that finds the prefix of a URI. An unknown namespace keeps the prefix of the file. */
export function createPrefixFinder(): (uri: string, filePrefix: string) => string {
  const prefixes = new Map<string, string>();
  return (uri, filePrefix) => {
    const prefix = prefixes.get(uri) ?? findPrefix(uri, filePrefix);
    prefixes.set(uri, prefix);
    return prefix;
  };
}

function findPrefix(uri: string, filePrefix: string): string {
  const entry = PREFIXES.find(([pattern]) => pattern.test(uri));
  if (entry === undefined) return filePrefix;
  const [pattern, prefix] = entry;
  return prefix === "$1" ? (pattern.exec(uri)?.[1] ?? filePrefix) : prefix;
}
