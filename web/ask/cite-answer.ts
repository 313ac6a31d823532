/** Copy of an answer for other programs: its sentences with the numbers of their sources, and the sources. */
export interface CitedText {
  readonly question: string;
  readonly sentences: readonly { readonly text: string; readonly numbers: readonly number[] }[];
  readonly sources: readonly CitedSource[];
}

export interface CitedSource {
  readonly number: number;
  readonly title: string;
  readonly heading: string;
  readonly at: string;
  readonly quote: string;
}

const placeOf = ({ title, heading, at }: CitedSource): string =>
  [title, heading, at].filter((part) => part !== "").join(", ");

export function citeAsMarkdown({ sentences, sources }: CitedText): string {
  const text = sentences.map((one) => one.text + one.numbers.map((number) => `[^${number}]`).join("")).join(" ");
  const notes = sources.map((source) => `[^${source.number}]: ${placeOf(source)}: “${onOneLine(source.quote)}”`);
  return `${text}\n\n${notes.join("\n")}\n`;
}

export function citeAsHtml({ sentences, sources }: CitedText): string {
  const text = sentences
    .map((one) => escapeHtml(one.text) + one.numbers.map((number) => `<sup>[${number}]</sup>`).join(""))
    .join(" ");
  const notes = sources.map(
    (source) =>
      `<li value="${source.number}">${escapeHtml(placeOf(source))}: <q>${escapeHtml(onOneLine(source.quote))}</q></li>`,
  );
  return `<p>${text}</p><ol>${notes.join("")}</ol>`;
}

/** Returns a BibTeX entry for each source. */
export function citeAsList({ sources }: CitedText): string {
  return sources
    .map((source) => {
      const where = [source.heading, source.at].filter((part) => part !== "").join(", ");
      const fields = [`  title = {${escapeTex(source.title)}}`, `  note = {${escapeTex(onOneLine(source.quote))}}`];
      if (where !== "") fields.splice(1, 0, `  howpublished = {${escapeTex(where)}}`);
      return `@misc{source${source.number},\n${fields.join(",\n")}\n}\n`;
    })
    .join("\n");
}

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const htmlSigns: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => htmlSigns[sign] ?? sign);

const texSigns: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};
const escapeTex = (text: string): string => text.replaceAll(/[\\{}$&#%_~^]/g, (sign) => texSigns[sign] ?? `\\${sign}`);
