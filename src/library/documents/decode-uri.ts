/** Decodes a URI as it is shown. One with invalid escapes is returned unchanged. */
export function decodeUri(uri: string): string {
  if (!uri.includes("%")) return uri;
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
