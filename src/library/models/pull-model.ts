import { type DownloadProgress, InvalidArgumentError } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { PullRequest } from "../parts/lydian-parts.ts";
import type { PullReport } from "../parts/model-info.ts";

export interface PullOptions extends StopOptions {
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Name of the model. Default: the file's name in the URL. */
  readonly as?: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u;
const ENDING = /\.gguf$/iu;

export async function pullModel({ parts, emit }: CallContext, url: string, options: PullOptions): Promise<PullReport> {
  const { name, sha256 } = namePull(url, options);
  const onProgress = (progress: DownloadProgress) => emit({ type: "model-fetched", name, ...progress });
  return parts.pullModel({ url, sha256, name, onProgress }, signalOf(options));
}

/**
 * Chooses the name of a pulled model, and checks its hash.
 *
 * @throws {InvalidArgumentError} if the name or the hash is not valid
 */
export function namePull(
  url: string,
  options: Pick<PullOptions, "sha256" | "as">,
): Pick<PullRequest, "name" | "sha256"> {
  const sha256 = options.sha256.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/u.test(sha256)) {
    throw new InvalidArgumentError(`A SHA-256 has 64 hexadecimal digits, not "${options.sha256.slice(0, 80)}".`, {
      hint: "Copy it from the page that offers the file. Without it, a wrong file would not be noticed.",
    });
  }
  const name = (options.as ?? fileOf(url)).replace(ENDING, "");
  if (!NAME.test(name)) {
    throw new InvalidArgumentError(`"${name.slice(0, 80)}" cannot be the name of a model.`, {
      hint: "Name it with --as: up to 100 letters, digits, dots, - and _, beginning with a letter or a digit.",
    });
  }
  return { name, sha256 };
}

/** Returns the last part of a URL's path. */
function fileOf(url: string): string {
  return URL.canParse(url) ? (new URL(url).pathname.split("/").at(-1) ?? "") : "";
}
