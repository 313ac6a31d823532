const kinds: Readonly<Record<string, string>> = {
  "application/epub+zip": "EPUB",
  "application/json": "JSON",
  "application/pdf": "PDF",
  "application/vnd.ms-excel": "Excel",
  "application/vnd.ms-outlook": "E-mail",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
  "application/xhtml+xml": "HTML",
  "message/rfc822": "E-mail",
  "text/csv": "Table",
  "text/html": "HTML",
  "text/markdown": "Markdown",
  "text/plain": "Text",
  "text/tab-separated-values": "Table",
};

/** Returns a readable name of a media type. */
export function kindOf(mediaType: string): string {
  const [plain = mediaType] = mediaType.split(";");
  const known = kinds[plain.trim()];
  if (known !== undefined) return known;
  if (plain.startsWith("image/")) return "Picture";
  return (plain.split("/").at(-1) ?? plain).replace(/^x-/, "");
}
