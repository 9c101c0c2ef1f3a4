// Where the rows of a quality answer lie: sections of labelled bars under each other. Pure.
import type {Row} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {fitText, textWidth} from "../parts/text.js";

export type SectionName = "sources" | "issues" | "conflicts" | "columns";

/** One row as a section wants it drawn. */
export interface QualityItem {
  readonly row: Row;
  readonly label: string;
  /** Lengths of the bar's parts, as shares of the longest bar of the section. */
  readonly parts: readonly {readonly ink: string; readonly share: number}[];
  /** The figure at the bar's end, and what is said after it. */
  readonly figure: string;
  readonly remark: string;
}

export interface QualitySection {
  readonly name: SectionName;
  readonly title: string;
  readonly items: readonly QualityItem[];
}

export interface PlacedItem {
  readonly key: string;
  readonly section: SectionName;
  readonly item: QualityItem;
  readonly label: {readonly x: number; readonly text: string};
  readonly bars: readonly {readonly ink: string; readonly x: number; readonly width: number}[];
  readonly figure: {readonly x: number; readonly text: string};
  readonly remark: {readonly x: number; readonly text: string};
  /** Middle of the row. */
  readonly y: number;
  readonly hit: {readonly y: number; readonly height: number};
}

export interface QualityLayout {
  readonly height: number;
  readonly titles: readonly {readonly key: string; readonly x: number; readonly y: number; readonly text: string}[];
  readonly items: readonly PlacedItem[];
  readonly barHeight: number;
  /** Where the room begins that was asked for. */
  readonly roomTop: number;
}

const TITLE = 30;
const SPACE = 14;

/** Pitch of rows in px. */
export const qualityPitch = (compact: boolean): number => (compact ? 24 : 26);

/** Sections under each other; `room` px are left free under the sources. */
export function layoutQuality(sections: readonly QualitySection[], size: Size, room = 0): QualityLayout {
  const pitch = qualityPitch(size.compact);
  const barred = columns(
    sections.filter(({name}) => name !== "conflicts"),
    size,
  );
  const titles: QualityLayout["titles"][number][] = [];
  const items: PlacedItem[] = [];
  let [top, roomTop] = [0, 0];
  for (const {name, title, items: own} of sections) {
    const grid = name === "conflicts" ? words(own, size) : barred;
    titles.push({key: name, x: 0, y: top + TITLE / 2 - 2, text: title});
    own.forEach((item, i) => items.push(placed(name, item, i, top + TITLE + i * pitch, pitch, grid)));
    top += TITLE + own.length * pitch + SPACE;
    if (name !== "sources" || room === 0) continue;
    roomTop = top;
    top += room + SPACE;
  }
  const layout = {height: Math.max(TITLE, top - SPACE), titles, items, barHeight: size.compact ? 8 : 10, roomTop};
  return size.rtl ? mirror(layout, size.width) : layout;
}

interface Grid {
  readonly start: number;
  readonly length: number;
  readonly remark: number;
  readonly width: number;
}

// Labels, bars, then words; on a narrow page the words after the figure go.
function columns(sections: readonly QualitySection[], {width}: Size): Grid {
  const all = sections.flatMap(({items}) => items);
  const label = Math.min(width * 0.34, Math.max(60, ...all.map((item) => textWidth(item.label, 12))) + 14);
  const figure = Math.max(0, ...all.map((item) => textWidth(item.figure, 12, true))) + 14;
  const wanted = Math.max(0, ...all.map((item) => textWidth(item.remark, 11))) + 4;
  const remark = width < 480 ? 0 : Math.min(wanted, width * 0.44);
  return {start: label, length: Math.max(20, width - label - figure - remark), remark, width};
}

// Contradictions are words alone: keys may be long.
function words(items: readonly QualityItem[], {width}: Size): Grid {
  const label = Math.max(0, ...items.map((item) => textWidth(item.label, 12))) + 14;
  return {
    start: Math.min(width * (width < 480 ? 0.54 : 0.4), label),
    length: 0,
    remark: width < 480 ? 0 : width,
    width,
  };
}

function placed(section: SectionName, item: QualityItem, i: number, y: number, pitch: number, grid: Grid): PlacedItem {
  let x = grid.start;
  const bars = item.parts.map(({ink, share}) => {
    const bar = {ink, x, width: share > 0 ? Math.max(1, share * grid.length) : 0};
    x += bar.width;
    return bar;
  });
  const end = bars.length > 0 ? x + 8 : x;
  const after = end + textWidth(item.figure, 12, true) + (bars.length > 0 ? 8 : 16);
  return {
    key: `${section}/${i}/${item.label}`,
    section,
    item,
    label: {x: 0, text: fitText(item.label, grid.start - 12, 12)},
    bars,
    figure: {x: end, text: item.figure},
    remark: {x: after, text: grid.remark > 0 ? fitText(item.remark, grid.width - after, 11) : ""},
    y: y + pitch / 2,
    hit: {y, height: pitch},
  };
}

function mirror(layout: QualityLayout, width: number): QualityLayout {
  const turn = <T extends {readonly x: number}>(at: T): T => ({...at, x: width - at.x});
  return {
    ...layout,
    titles: layout.titles.map(turn),
    items: layout.items.map((found) => ({
      ...found,
      label: turn(found.label),
      bars: found.bars.map((bar) => ({...bar, x: width - bar.x - bar.width})),
      figure: turn(found.figure),
      remark: turn(found.remark),
    })),
  };
}
