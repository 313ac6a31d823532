const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const EMPTY_TAG = /<([a-z][\w:-]*)((?:\s(?:[^<>"'/]|\/(?!>)|"[^"]*"|'[^']*'){0,100000})?)\/>/gi;

/** Writes XHTML's `<title/>` as `<title></title>`. In HTML it would begin a title that never ends. */
export function closeEmptyTags(source: string): string {
  return source.replaceAll(EMPTY_TAG, (tag, name: string, attributes: string) =>
    VOID.has(name.toLowerCase()) ? tag : `<${name}${attributes}></${name}>`,
  );
}
