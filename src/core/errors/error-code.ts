/** Returns the code of an error of Node.js, such as `ENOENT`, or an empty text for an error without one. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
