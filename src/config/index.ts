export { PULLED_NAME, pulledPath } from "./answering-model.ts";
export { BUNDLED_MODEL, BUNDLED_RERANKER } from "./bundled-models.ts";
export { usualKeyName } from "./find-keys.ts";
export { findProfiles, type ProfileFolder, readProfile } from "./find-profiles.ts";
export { jsonSchemaSchema } from "./json-schema-schema.ts";
export { type Configuration, keyFile, loadSettings } from "./load-settings.ts";
export { readKeyFile } from "./read-key-file.ts";
export type { Settings, SettingsInput } from "./settings-schema.ts";
export { type TrustReport, trustStore } from "./trust-store.ts";
