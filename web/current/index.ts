export { CollectionProvider, useCollection } from "./collection.tsx";
export { areKeysOn, isTyped, switchKeys } from "./letter-keys.ts";
export { Link } from "./link.tsx";
export { goTo, replaceAddress, useAddress } from "./location.ts";
export { applyTheme, chooseTheme, chosenTheme, switchTheme, type Theme, useIsDark } from "./theme.ts";
