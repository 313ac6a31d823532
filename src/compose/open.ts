import type { OpenOptions } from "../config/index.ts";
import { loadSettings } from "../config/index.ts";
import type { Lydian, LydianParts } from "../library/index.ts";
import { createLydian } from "../library/index.ts";
import type { LydianServer, ServerParts } from "../server/index.ts";
import { composeParts } from "./compose-parts.ts";

export type { OpenOptions };

/**
 * Opens Lydian on a store. This is cheap: the first call that needs the store, the index or a model opens it and loads
 * its code. The first `add` creates a missing store.
 *
 * @throws {InvalidSettingsError} naming the setting, its bounds and where it is set
 * @throws {UntrustedStoreError} if a store that was found by walking up has settings that need trust, or another owner
 */
export async function openLydian(options: OpenOptions = {}): Promise<Lydian> {
  return createLydian(composeParts(await loadSettings(options)));
}

/**
 * Opens Lydian on a store with the functions of a server: keys, jobs, watched sources and feedback. It is as cheap as
 * `openLydian`, and throws the same errors.
 */
export async function openLydianServer(options: OpenOptions = {}): Promise<LydianServer> {
  return composeServer(composeParts(await loadSettings(options)));
}

/** Makes a server of its parts. */
export async function composeServer(parts: LydianParts & ServerParts): Promise<LydianServer> {
  const { createServer } = await import("../server/index.ts");
  return createServer(parts, createLydian(parts));
}
