// How much room text takes, estimated without a document, so that layouts are pure and the same on every machine.

/** Widths in em of a plain sans-serif, by kind of character; a little generous, so that text never runs into its neighbour. */
function emWidth(char: string): number {
  if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60\u{1f000}-\u{1faff}]/u.test(char)) return 1.02;
  // Marks of direction and accents stand on their neighbours.
  if (/[\p{Cf}\p{M}]/u.test(char)) return 0;
  if (/[iljtfrI.,:;!'’|()[\] ·]/.test(char)) return 0.37;
  if (/[mwMW%@—]/.test(char)) return 0.92;
  if (/[A-ZÄÖÜ&]/.test(char)) return 0.72;
  return 0.61;
}

/** Estimated width of one line in px. `bold` for weight 600. */
export function textWidth(text: string, size = 12, bold = false): number {
  let em = 0;
  for (const char of text) em += emWidth(char);
  return em * size * (bold ? 1.06 : 1);
}

/** `text` in lines that are at most `width` px wide, broken between words; a longer word is cut. */
export function wrapText(text: string, width: number, size = 12): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]!} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => fitText(line, width, size));
}

/** `text`, cut with "…" where it is wider than `width` px. Shows the whole text elsewhere: in the tooltip and the name. */
export function fitText(text: string, width: number, size = 12, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  const chars = Array.from(text);
  while (chars.length > 1 && textWidth(`${chars.join("")}…`, size, bold) > width) chars.pop();
  return `${chars.join("").trimEnd()}…`;
}
