const FILE_NAME = /^\S*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)$/i;

/** The description of a picture, or nothing where a program put a file name or an empty text there. */
export function readAlternativeText(...candidates: readonly (string | undefined)[]): string {
  const text = candidates.map((one) => one?.trim() ?? "").find((one) => one !== "" && !FILE_NAME.test(one)) ?? "";
  return text === "" ? "" : `[picture: ${text}]`;
}
