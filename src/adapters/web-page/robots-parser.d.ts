/** Types of the package. Its own declare a default export, which a CommonJS module does not have here. */
declare module "robots-parser" {
  interface Rules {
    isAllowed(url: string, userAgent: string): boolean | undefined;
    getCrawlDelay(userAgent: string): number | undefined;
    getSitemaps(): string[];
  }
  function parseRobots(url: string, text: string): Rules;

  // biome-ignore lint/style/noDefaultExport: it is the library's
  export { parseRobots as default };
}
