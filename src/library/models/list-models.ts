import type { Profile } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { ModelInfo, ProfileInfo } from "../parts/model-info.ts";

/** Lists the bundled and configured models. */
export async function models({ parts }: CallContext, options: StopOptions = {}): Promise<readonly ModelInfo[]> {
  return parts.models(signalOf(options));
}

/** Lists the profiles that `answer.profile` can name. */
export async function profiles({ parts }: CallContext): Promise<readonly ProfileInfo[]> {
  return parts.profiles();
}

/** Reads one profile, by default the configured one. */
export async function profile({ parts }: CallContext, name: string = parts.settings.answer.profile): Promise<Profile> {
  return parts.readProfile(name);
}
