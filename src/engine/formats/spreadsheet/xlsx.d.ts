import "@e965/xlsx";

/** Exported by the library's module, but missing in its types. */
declare module "@e965/xlsx" {
  export function parse_zip(container: object, options: ParsingOptions): WorkBook;
  export function set_cptable(table: object): void;
}
