/** The name of a person by id. Whoever was forgotten, or is not shown, is words that say so. */
export type NameOf = (person: string) => string;
