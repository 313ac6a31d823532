export { createWebPages } from "./create-web-pages.ts";
