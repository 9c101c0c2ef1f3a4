// MD5 of a text, for matching addresses that a system names by this hash (RFC 1321). Nothing here is kept secret by it.

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
// Whole parts of 2^32 · |sin(k)|, k = 1 … 64, as the RFC lists them.
const SINES = Int32Array.from(
  (
    "d76aa478e8c7b756242070dbc1bdceeef57c0faf4787c62aa8304613fd469501698098d88b44f7afffff5bb1895cd7be6b901122fd987193a679438e49b40821" +
    "f61e2562c040b340265e5a51e9b6c7aad62f105d02441453d8a1e681e7d3fbc821e1cde6c33707d6f4d50d87455a14eda9e3e905fcefa3f8676f02d98d2a4c8a" +
    "fffa39428771f6816d9d6122fde5380ca4beea444bdecfa9f6bb4b60bebfbc70289b7ec6eaa127fad4ef308504881d05d9d4d039e6db99e51fa27cf8c4ac5665" +
    "f4292244432aff97ab9423a7fc93a039655b59c38f0ccc92ffeff47d85845dd16fa87e4ffe2ce6e0a30143144e0811a1f7537e82bd3af2352ad7d2bbeb86d391"
  ).match(/.{8}/g)!,
  (hex) => parseInt(hex, 16) | 0,
);

/** The hash of the text's UTF-8 bytes as 32 hex digits. */
export function md5(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < words.length; at += 16) mix(state, words.subarray(at, at + 16));
  return Array.from(new Uint8Array(state.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A one bit, zeros, and the length in bits fill up the last block of 64 bytes.
function padded(bytes: Uint8Array): Int32Array {
  const buffer = new ArrayBuffer(((bytes.length + 72) >> 6) << 6);
  const out = new Uint8Array(buffer);
  out.set(bytes);
  out[bytes.length] = 0x80;
  new DataView(buffer).setUint32(buffer.byteLength - 8, bytes.length * 8, true);
  return new Int32Array(buffer);
}

function mix(state: Int32Array, block: Int32Array): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let k = 0; k < 64; k++) {
    const round = k >> 4;
    const [f, g] = step(round, k, b, c, d);
    const sum = (a + f + SINES[k]! + block[g]!) | 0;
    const shift = SHIFTS[round]![k & 3]!;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  state.set([state[0]! + a, state[1]! + b, state[2]! + c, state[3]! + d]);
}

function step(round: number, k: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (round === 0) return [(b & c) | (~b & d), k];
  if (round === 1) return [(d & b) | (~d & c), (5 * k + 1) & 15];
  return round === 2 ? [b ^ c ^ d, (3 * k + 5) & 15] : [c ^ (b | ~d), (7 * k) & 15];
}
