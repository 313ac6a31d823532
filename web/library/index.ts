export { LibraryView } from "./library-view.tsx";
export { upload } from "./work.ts";
