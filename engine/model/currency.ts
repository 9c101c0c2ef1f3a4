// ISO 4217 exponents: how many decimals a currency's major unit has.

// Currencies whose minor unit is not a hundredth (ISO 4217 list one, as of 2026).
const NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ");
const THREE = "BHD IQD JOD KWD LYD OMR TND".split(" ");
const EXPONENTS = new Map<string, number>([
  ...NONE.map((code) => [code, 0] as const),
  ...THREE.map((code) => [code, 3] as const),
  ["CLF", 4],
  ["UYW", 4],
]);

/** Decimals of a currency; 2 where it is not one of the exceptions, or none is stated. */
export function exponentOf(currency: string | null): number {
  return EXPONENTS.get((currency ?? "").toUpperCase()) ?? 2;
}
