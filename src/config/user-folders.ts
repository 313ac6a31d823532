import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./read-environment.ts";

/** Where a user's own settings and store lie. */
export interface UserFolders {
  /** Holds `settings.yaml` and the list of trusted stores. */
  readonly config: string;
  /** The store that is used when no other is named or found. */
  readonly store: string;
  /** Of the models' files that were pulled. */
  readonly models: string;
}

/** By the rules of the platform: XDG on Linux, Application Support on macOS, AppData on Windows. */
export function userFolders(environment: Environment, platform: NodeJS.Platform = process.platform): UserFolders {
  const home = environment.HOME ?? environment.USERPROFILE ?? homedir();
  if (platform === "win32") {
    const roaming = environment.APPDATA ?? join(home, "AppData", "Roaming");
    const local = environment.LOCALAPPDATA ?? join(home, "AppData", "Local");
    return {
      config: join(roaming, "lydian"),
      store: join(local, "lydian", "store"),
      models: join(local, "lydian", "models"),
    };
  }
  if (platform === "darwin") {
    const support = join(home, "Library", "Application Support", "lydian");
    return { config: support, store: join(support, "store"), models: join(support, "models") };
  }
  const config = absolute(environment.XDG_CONFIG_HOME) ?? join(home, ".config");
  const data = absolute(environment.XDG_DATA_HOME) ?? join(home, ".local", "share");
  return {
    config: join(config, "lydian"),
    store: join(data, "lydian", "store"),
    models: join(data, "lydian", "models"),
  };
}

/** The XDG specification says that a relative path is to be ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith("/") ? path : undefined;
}
