/** What a text of JSON says; `undefined` for what is not JSON, which no value of JSON is: a schema behind it refuses it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
