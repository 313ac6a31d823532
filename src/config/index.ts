export { type Configuration, loadSettings } from "./load-settings.ts";
export { BUNDLED_MODEL, type SettingsInput } from "./settings-schema.ts";
export { type TrustReport, trustStore } from "./trust-store.ts";
