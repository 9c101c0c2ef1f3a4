/** Whether the preset that a map names is a file of one's own, not a tool that the kit knows. */
export const isPresetFile = (name: unknown): name is string =>
  typeof name === "string" && /\.(json|ya?ml)$/i.test(name);
