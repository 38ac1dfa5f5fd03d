/** What is wrong with the setting of a local model. */
export const models = {
  badName: (name: string) =>
    `"${name}" is not a model's name. A name looks like owner/name, or is a folder in MODELS_DIR.`,
} as const;
