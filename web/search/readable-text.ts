/** Returns a passage without the signs of Markdown tables and headings, which only disturb in a short excerpt. */
export function readableText(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$/.test(line))
    .map((line) =>
      line
        .replace(/^#{1,6}\s+/, "")
        .replace(/^\s*\|\s*|\s*\|\s*$/g, "")
        .replace(/\s+\|\s+/g, " · "),
    )
    .join("\n");
}
