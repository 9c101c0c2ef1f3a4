// The state of what a page put into a dashboard: filter bars, widgets beside the layout.
import type {StateDetail} from "../base/events.js";

interface Keeper extends Element {
  getState(): StateDetail;
  setState(state: StateDetail): void;
}

/** By place on the page, what each element that keeps a state says of it. */
export function slottedState(dashboard: Element): Record<string, StateDetail> {
  return Object.fromEntries(keepers(dashboard).map((keeper, i) => [String(i), keeper.getState()]));
}

/** Gives each element its state back; those not registered yet get theirs when they are. False when there is nobody to take it. */
export function restoreSlotted(dashboard: Element, kept: Readonly<Record<string, unknown>>): boolean {
  const coming = [...dashboard.querySelectorAll(":not(:defined)")].map(({localName}) => localName);
  const restore = () => {
    keepers(dashboard).forEach((keeper, i) => {
      const own = kept[String(i)];
      if (typeof own === "object" && own !== null) keeper.setState(own as StateDetail);
    });
  };
  if (coming.length > 0) void Promise.all(coming.map((name) => customElements.whenDefined(name))).then(restore);
  else restore();
  return coming.length > 0 || keepers(dashboard).length > 0;
}

function keepers(dashboard: Element): Keeper[] {
  return [...dashboard.querySelectorAll("*")].filter((element): element is Keeper => "getState" in element);
}
