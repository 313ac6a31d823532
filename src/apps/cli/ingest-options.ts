import type { Command } from "commander";
import type { Metadata } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { AddOptions } from "../../library/index.ts";
import { parseMetadata } from "./parse-metadata.ts";
import { type PasswordOptions, readPassword } from "./read-password.ts";

/** Options of the commands that read documents. */
export interface IngestOptions extends PasswordOptions {
  readonly meta?: Metadata;
  readonly metaFrom?: readonly string[];
  readonly label?: readonly string[];
  readonly embed: boolean;
}

export function addIngestOptions(command: Command): Command {
  return command
    .option("--meta <key=value>", "metadata for all documents of this call; repeat a key for a list", parseMetadata)
    .option(
      "--meta-from <rule>",
      "take metadata from the path below the named folder, as in path:{year}/{team}/*; repeatable",
      collect,
    )
    .option("--label <label>", "access label: who may read the documents; repeatable", collect)
    .option("--no-embed", "index words only; `lydian embed` computes the vectors later")
    .option("--ocr", "read pictures and scanned pages with OCR (English); needs two packages, see `lydian doctor`")
    .option("--password <password>", "password of encrypted PDFs; other programs and the shell history can see it")
    .option("--password-file <file>", "file whose first line is the password; /dev/stdin is standard input");
}

export async function toAddOptions(options: IngestOptions): Promise<AddOptions> {
  const { meta, metaFrom, label, embed } = options;
  const password = await readPassword(options);
  return defined({ embed, metadata: meta, metadataRules: metaFrom, accessLabels: label, password });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
