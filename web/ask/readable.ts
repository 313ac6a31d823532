/** A passage to be read over, without the signs of Markdown: its headings stand above it already. */
export function readable(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^#{1,6}\s/.test(line) && !/^\s*\|[\s:|-]+\|\s*$/.test(line))
    .map((line) => line.replace(/^\s*\|\s*|\s*\|\s*$/g, "").replaceAll(/\s+\|\s+/g, " · "))
    .join("\n")
    .replaceAll(/\*\*([^*\n]+)\*\*/g, "$1")
    .replaceAll(/\n{2,}/g, "\n")
    .trim();
}
