import "@e965/xlsx";

/** Functions that the library exports, but its types lack. */
declare module "@e965/xlsx" {
  export function parse_zip(container: object, options: ParsingOptions): WorkBook;
  export function set_cptable(table: object): void;
}
