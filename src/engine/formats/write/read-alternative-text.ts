const FILE_NAME = /^\S*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)$/i;

/** Returns a picture's description; empty if there is none, or if a program wrote a file name there. */
export function readAlternativeText(...candidates: readonly (string | undefined)[]): string {
  const text = candidates.map((raw) => raw?.trim() ?? "").find((raw) => raw !== "" && !FILE_NAME.test(raw)) ?? "";
  return text === "" ? "" : `[picture: ${text}]`;
}
