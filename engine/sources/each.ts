// Several things of one kind by name, to be taken apart by place.

/** What `read` gives for each name: `const [id, type] = each(["id", "type"], (name) => file.field(name))`. */
export function each<const N extends readonly string[], T>(
  names: N,
  read: (name: N[number]) => T,
): {readonly [I in keyof N]: T} {
  return names.map(read) as {readonly [I in keyof N]: T};
}
