import { Command, InvalidArgumentError } from "commander";
import type { Span } from "../../../core/index.ts";
import { sanitizeText } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly span?: Span;
}

export function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("print the text of a document")
      .description(
        "Prints the text of a document as Lydian read it. The spans of citations count in this text. On a terminal, the language of the document is printed above it.",
      )
      .argument("<document>", "id, URI, path, or end of the path of the document")
      .option("--span <a:b>", "only the characters from a up to, but not including, b (UTF-16)", parseSpan),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian show policies.md
  lydian show handbook/fees.pdf --span 120:240`,
    )
    .action((document: string, options: Options) => show(context, document, options));
}

function parseSpan(text: string): Span {
  const [, start = "", end = ""] = /^(\d+):(\d+)$/.exec(text) ?? [];
  const span = { start: Number(start), end: Number(end) };
  if (start === "" || span.start > span.end) throw new InvalidArgumentError("Write a:b with a ≤ b, as in 120:240.");
  return span;
}

/** Describes the language for a user at a terminal; a pipe receives only the text. */
function describeLanguage(language: string | undefined): string {
  if (language === undefined) return "language: not recognised";
  return `language: ${language} (${new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language})`;
}

async function show(context: CommandContext, name: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const document = await withLydian(context, options, (lydian) => lydian.read(name, { signal }));
  if (document === undefined) {
    const { DocumentNotFoundError } = await import("../../../core/index.ts");
    throw new DocumentNotFoundError(`No document is called "${name}".`, { hint: "`lydian list` shows all of them." });
  }
  const text = document.text.slice(options.span?.start, options.span?.end);
  const value = options.span === undefined ? document : { ...document, text, span: options.span };
  if (terminal.out.isTerminal && !options.json) terminal.err.line(describeLanguage(document.language));
  print(context, options, { value, lines: () => [terminal.out.isTerminal ? sanitizeText(text) : text] });
}
