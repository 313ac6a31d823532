import { type Command, InvalidArgumentError } from "commander";
import { defined, METADATA_KEY, type Metadata, type MetadataValue, readMetadataValue } from "../../core/index.ts";
import type { AddOptions } from "../../library/index.ts";
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

/**
 * Adds one `key=value` to the metadata. Numbers and `true` or `false` are converted; everything else stays text, also
 * dates. A repeated key becomes a list of texts.
 */
function parseMetadata(text: string, before: Metadata = {}): Metadata {
  const [, key = "", value = ""] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? [];
  if (!METADATA_KEY.test(key))
    throw new InvalidArgumentError("Write key=value. A key consists of letters, digits, _, . and -.");
  const previous = Object.hasOwn(before, key) ? before[key] : undefined;
  return { ...before, [key]: previous === undefined ? readMetadataValue(value) : [...listOf(previous), value] };
}

function listOf(value: MetadataValue): readonly string[] {
  return typeof value === "object" ? value : [String(value)];
}
