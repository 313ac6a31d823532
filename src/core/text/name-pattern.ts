/** Form of the names of collections and profiles. */
export const NAME_PATTERN = /^[a-z0-9][a-z0-9_-]{0,62}$/;
