import { createHash } from "node:crypto";
import { mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { errorCodeOf, InvalidSettingsError, UntrustedStoreError } from "../core/index.ts";
import { BUNDLED_MODEL } from "./bundled-models.ts";
import type { SettingsLayer } from "./check-layer.ts";
import type { SettingsFile } from "./read-settings-file.ts";

/** SHA-256 of the trusted settings files, by the real paths of their stores. */
const listSchema = z.record(z.string(), z.string());
type TrustedStores = z.output<typeof listSchema>;

/**
 * Requires trust in the settings of a store found by walking up.
 *
 * A cloned repository may contain a store whose settings send texts and keys elsewhere, or allow private networks. Such a
 * store may set addresses, model paths, key names and access to private networks only if this settings file is trusted.
 *
 * @throws {UntrustedStoreError} naming the settings that need trust
 */
export async function requireTrust(file: SettingsFile, store: string, configFolder: string): Promise<void> {
  const names = settingsThatNeedTrust(file.layer);
  if (names.length === 0) return;
  const trusted = await readList(configFolder);
  const known = trusted[await realpath(store)];
  if (known === hashOf(file.bytes)) return;
  const what = names.map((name) => `"${name}"`).join(" and ");
  const why = known === undefined ? "has not been trusted" : "has changed since it was trusted";
  throw new UntrustedStoreError(`${file.path} sets ${what}, and ${why}.`, {
    hint: `Read the file. If you agree with it, run \`lydian trust ${JSON.stringify(store)}\`.`,
  });
}

function settingsThatNeedTrust({ values }: SettingsLayer): readonly string[] {
  const { model, keyName } = values.embedding ?? {};
  const { model: reranker = "auto", keyName: rerankerKey } = values.rerank ?? {};
  const { model: answerer = "extractive", keyName: answererKey } = values.answer ?? {};
  const { entailment, judge, keyName: judgeKey } = values.verify ?? {};
  const { allowPrivate } = values.web ?? {};
  const needsTrust: Readonly<Record<string, boolean>> = {
    "embedding.model": model !== undefined && model !== BUNDLED_MODEL,
    "embedding.keyName": keyName !== undefined,
    "rerank.model": !["auto", "off", "bundled"].includes(reranker),
    "rerank.keyName": rerankerKey !== undefined,
    "answer.model": answerer !== "extractive",
    "answer.keyName": answererKey !== undefined,
    "verify.entailment": entailment !== undefined,
    "verify.judge": judge !== undefined,
    "verify.keyName": judgeKey !== undefined,
    "web.allowPrivate": allowPrivate === true,
  };
  return Object.keys(needsTrust).filter((name) => needsTrust[name]);
}

/** Trusts a store's settings file as it is now. A changed file needs trust again. */
export async function recordTrust(store: string, bytes: Uint8Array, configFolder: string): Promise<void> {
  await writeList(configFolder, { ...(await readList(configFolder)), [await realpath(store)]: hashOf(bytes) });
}

/** Removes the trust in a store. Returns false if it was not trusted. */
export async function forgetTrust(store: string, configFolder: string): Promise<boolean> {
  const path = await realpath(store);
  const { [path]: known, ...others } = await readList(configFolder);
  if (known !== undefined) await writeList(configFolder, others);
  return known !== undefined;
}

const listPath = (configFolder: string) => join(configFolder, "trusted-stores.json");

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function readList(configFolder: string): Promise<TrustedStores> {
  const path = listPath(configFolder);
  try {
    return listSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return {};
    throw new InvalidSettingsError(`The list of trusted stores, ${path}, cannot be read.`, {
      hint: "Delete the file, then trust the stores again.",
      cause: error,
    });
  }
}

/** Writes a new file and renames it, so that an interruption leaves the old list intact. */
async function writeList(configFolder: string, trusted: TrustedStores): Promise<void> {
  await mkdir(configFolder, { recursive: true, mode: 0o700 });
  const path = listPath(configFolder);
  await writeFile(`${path}.new`, `${JSON.stringify(trusted, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
