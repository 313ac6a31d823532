/** A passage as it is read: without the marks of Markdown's tables and headings, which say nothing in a few lines. */
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
