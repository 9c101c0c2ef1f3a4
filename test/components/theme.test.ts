// The colours keep what was measured: contrast on both surfaces, and categories that differ for all eyes.
import {expect} from "@esm-bundle/chai";
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
  type Color,
} from "culori";
import {categoryInk, onSequence, sequenceInk, stageInk} from "../../components/theme/palette.js";
import {COLOURS} from "../../components/theme/tokens.js";

const schemes = [
  ["light", 0],
  ["dark", 1],
] as const;
const names = (pattern: RegExp) => Object.keys(COLOURS).filter((name) => pattern.test(name));

describe("colours", () => {
  for (const [scheme, i] of schemes) {
    const colour = (name: string) => COLOURS[name]![i];
    const onSurface = (name: string, ground = "surface") => wcagContrast(colour(name), colour(ground));

    it(`${scheme}: text is read at 4.5:1 on both grounds`, () => {
      for (const name of ["text", "muted", "accent", "good", "bad"]) {
        expect(onSurface(name), name).to.be.at.least(4.5);
        if (name === "text" || name === "muted") expect(onSurface(name, "raised"), name).to.be.at.least(4.5);
      }
    });

    it(`${scheme}: marks stand out at 3:1, all but the stage inactive, which carries a label`, () => {
      for (const name of [...names(/^(category|stage)-/), "axis", "accent"]) {
        if (name !== "stage-inactive") expect(onSurface(name), name).to.be.at.least(3);
      }
    });

    it(`${scheme}: text on every heat cell is read at 4.5:1`, () => {
      for (let step = 1; step <= 9; step++) {
        const ground = colour(`sequence-${step}`);
        const surfaceOnIt = step > 5 || (step === 5 && scheme === "dark");
        expect(wcagContrast(surfaceOnIt ? colour("surface") : colour("text"), ground), `step ${step}`).to.be.at.least(
          4.5,
        );
      }
    });

    const eyes: [string, (colour: Color) => Color][] = [
      ["all", (seen) => seen],
      ["deuteranopia", filterDeficiencyDeuter(1)],
      ["protanopia", filterDeficiencyProt(1)],
      ["tritanopia", filterDeficiencyTrit(1)],
    ];
    for (const [eye, see] of eyes) {
      it(`${scheme}: any two categories differ for ${eye}`, () => {
        const seen = names(/^category-/).map((name) => see(parse(colour(name))!));
        const difference = differenceCiede2000();
        seen.forEach((a, x) =>
          seen.slice(x + 1).forEach((b, y) => expect(difference(a, b), `${x + 1} and ${x + y + 2}`).to.be.at.least(14)),
        );
      });
    }
  }
});

describe("inks", () => {
  it("repeat after eight categories", () =>
    expect([categoryInk(0), categoryInk(7), categoryInk(8)]).to.deep.equal(["category-1", "category-8", "category-1"]));
  it("give a stage the same colour everywhere, and a stage of somebody's own a category", () => {
    expect([stageInk("onboarding", 5), stageInk("trialling", 2)]).to.deep.equal(["stage-onboarding", "category-3"]);
  });
  it("spread fractions over nine steps", () => {
    expect([0, 0.12, 0.5, 1, -1, 2].map(sequenceInk)).to.deep.equal([
      "sequence-1",
      "sequence-2",
      "sequence-5",
      "sequence-9",
      "sequence-1",
      "sequence-9",
    ]);
    expect(onSequence(1)).to.equal("on sequence-9");
  });
});
