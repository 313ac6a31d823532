/**
 * Parses JSON. Returns `undefined` for invalid JSON; no JSON value is `undefined`, so the caller's schema rejects it.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
