export { CollectionProvider, useCollection } from "./collection.tsx";
export { type DocumentAddress, documentAddress, readDocumentAddress } from "./document-address.ts";
export { isTyped } from "./letter-keys.ts";
export { LetterKeys } from "./letter-keys-switch.tsx";
export { Link } from "./link.tsx";
export { goTo, replaceAddress, useAddress } from "./location.ts";
export { applyTheme, chooseTheme, chosenTheme, switchTheme, type Theme, useIsDark } from "./theme.ts";
