// Types read off a schema, made as immutable as the values are.

/** The type with every field and every list in it readonly, however deep. */
export type DeepReadonly<T> = T extends readonly (infer Item)[] ? readonly DeepReadonly<Item>[]
  : T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
  : T;
