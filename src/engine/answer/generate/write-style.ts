import type { Profile } from "../../../core/index.ts";

const readingLevels: Readonly<Record<NonNullable<Profile["readingLevel"]>, string>> = {
  plain: "Write short sentences and everyday words, as for a reader without a higher education.",
  general: "Write for a general reader.",
  expert: "Write for an expert of the field.",
};

/** Instructions for each format; JSON has its own prompt. */
const formats: Readonly<Record<NonNullable<Profile["format"]>, string | undefined>> = {
  prose: "Write running text, no list.",
  list: 'Write a list: each point on a separate line that begins with "- ", with its passage numbers at its end.',
  table:
    "Write one table in Markdown, and nothing else. Name its columns with words of the passages. Each row ends with the numbers of its passages behind its last bar: | Standard key | 20 euros | [2]",
  json: undefined,
};

const languages = new Intl.DisplayNames(["en"], { type: "language" });

/** Returns a profile's style as instructions for the prompt; empty if it has none. */
export function writeStyle(profile: Profile): string {
  const rules = listRules(profile);
  const { system, examples = [] } = profile;
  const shown = examples.map(({ question, answer }) => `Question: ${question}\nAnswer: ${answer}`);
  const parts = [
    rules.length === 0 ? undefined : ["How to write:", ...rules.map((rule) => `- ${rule}`)].join("\n"),
    system,
    shown.length === 0
      ? undefined
      : ["Examples of the style, whose facts and numbers do not count here:", ...shown].join("\n\n"),
  ];
  return parts.filter((part) => part !== undefined).join("\n\n");
}

function listRules({ tone, readingLevel, language, format, maxSentences }: Profile): readonly string[] {
  const unit = format === "table" ? "row" : "sentence";
  const rules = [
    tone === undefined ? undefined : `The tone is ${tone.replace(/\.$/u, "")}.`,
    readingLevel === undefined ? undefined : readingLevels[readingLevel],
    language === undefined ? undefined : `Write in ${languages.of(language) ?? language}.`,
    format === undefined ? undefined : formats[format],
    maxSentences === undefined ? undefined : `Write at most ${maxSentences} ${unit}${maxSentences === 1 ? "" : "s"}.`,
  ];
  return rules.filter((rule) => rule !== undefined);
}
