// The two roundings of the kit: durations half up, money half to even.

/** To the nearest whole number, halves up (−2.5 gives −2); never −0. For durations in ms. */
export function roundHalfUp(value: number): number {
  return Math.round(value) + 0;
}

/** To the nearest whole number, halves to the even one (2.5 gives 2, 3.5 gives 4); never −0. For minor units of money. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value) + 0;
  return (below % 2 === 0 ? below : below + 1) + 0;
}
