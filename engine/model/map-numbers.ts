// Replaces each of many period numbers by another, working out each different one once.

/** `to` of each number. Through a table of all numbers in between where these are few, else through a map. */
export function mapNumbers(numbers: Int32Array, to: (number: number) => number): Int32Array {
  const found = new Int32Array(numbers.length);
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i]! < least) least = numbers[i]!;
    if (numbers[i]! > most) most = numbers[i]!;
  }
  if (most - least <= numbers.length) {
    const table = Int32Array.from({length: numbers.length === 0 ? 0 : most - least + 1}, (_, i) => to(least + i));
    for (let i = 0; i < numbers.length; i++) found[i] = table[numbers[i]! - least]!;
    return found;
  }
  const known = new Map<number, number>();
  for (let i = 0; i < numbers.length; i++) {
    const value = known.get(numbers[i]!) ?? to(numbers[i]!);
    known.set(numbers[i]!, value);
    found[i] = value;
  }
  return found;
}
