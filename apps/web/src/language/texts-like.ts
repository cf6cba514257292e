/** The same keys as the Chinese texts, none left out and none added: a missing translation does not compile. */
export type TextsLike<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : TextsLike<Texts[Key]>;
};
