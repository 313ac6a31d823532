/**
 * Makes a function that opens something once. A failed attempt is repeated. `opened` returns the opened thing, or
 * undefined if it was not opened.
 */
export function once<T>(open: () => Promise<T>): (() => Promise<T>) & { opened(): Promise<T | undefined> } {
  let opening: Promise<T> | undefined;
  const get = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return Object.assign(get, { opened: async () => opening });
}
