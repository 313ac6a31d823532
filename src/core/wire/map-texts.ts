/** Returns a JSON value with each of its texts changed, names of fields included. */
export async function mapTexts(value: unknown, change: (text: string) => string | Promise<string>): Promise<unknown> {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await mapTexts(item, change));
    return items;
  }
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) entries.push([await change(name), await mapTexts(inner, change)]);
  return Object.fromEntries(entries);
}
