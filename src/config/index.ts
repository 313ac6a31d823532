export type { EmbeddingModelChoice } from "./embedding-model.ts";
export { findStore, type StoreLocation, type StoreRequest } from "./find-store.ts";
export { type Configuration, type LoadSettingsRequest, loadSettings } from "./load-settings.ts";
export type { Environment } from "./read-environment.ts";
export { type SettingField, settingFields } from "./setting-fields.ts";
export { BUNDLED_MODEL, type Settings, type SettingsInput } from "./settings-schema.ts";
export { type TrustReport, type TrustRequest, trustStore } from "./trust-store.ts";
export { type UserFolders, userFolders } from "./user-folders.ts";
