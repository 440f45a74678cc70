import type { Json } from './json.js';

/** A type whose members cannot be assigned to, all the way down to what may be any JSON, which is readonly already and has no end. */
export type DeepReadonly<Value> = Json extends Value
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
      : Value;
