// The 0–10 question of a survey: found by its text, scored, and what its score says about the stage.

/** How the question is worded in the surveys of the world; an option names it where this fails. */
const RECOMMEND = /likely.*recommend|recommend.*(friend|colleague)|weiterempfehl|recommander(ie|a)|recomendar/is;

/** Whether a question's text (or name) asks for the recommendation score. `option` is the user's own word for it. */
export function isNpsQuestion(text: string, option: string | undefined): boolean {
  return option === undefined
    ? RECOMMEND.test(text) || /(^|[ _])nps$/i.test(text)
    : text.toLowerCase().includes(option.toLowerCase());
}

/** A score of 0–10 from a cell like `9` or `10 - extremely likely`; null when it is none. */
export function npsScore(value: string | number | boolean | null | undefined): number | null {
  const match = /^\s*(\d{1,2})(?!\d|[.,]\d)/.exec(String(value ?? ""));
  const score = match ? Number(match[1]) : NaN;
  return score >= 0 && score <= 10 ? score : null;
}

/** Promoters are advocates; everyone else who answered is engaged. */
export function stageOfScore(score: number | null): "advocacy" | "engagement" {
  return score !== null && score >= 9 ? "advocacy" : "engagement";
}
