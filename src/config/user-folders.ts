import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./read-environment.ts";

/** Folders of a user's own settings, store and models. */
export interface UserFolders {
  /** Holds `settings.yaml` and the list of trusted stores. */
  readonly config: string;
  /** Store that is used if no other is named or found. */
  readonly store: string;
  /** Folder of pulled models. */
  readonly models: string;
}

/** Returns the folders by the rules of the platform: XDG on Linux, Application Support on macOS, AppData on Windows. */
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

/** Ignores a relative path, as the XDG specification demands. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith("/") ? path : undefined;
}
