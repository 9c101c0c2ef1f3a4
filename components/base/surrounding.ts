// Follows a value provided by an ancestor, also when that ancestor is upgraded after the element inside it.
import {ContextEvent, type Context} from "@lit/context";
import type {ReactiveController, ReactiveControllerHost} from "lit";

/** Keeps `value` equal to what the nearest provider of `context` says; null without one. */
export class Surrounding<T> implements ReactiveController {
  value: T | null = null;
  #unsubscribe: (() => void) | undefined;

  constructor(
    private readonly owner: ReactiveControllerHost & HTMLElement,
    private readonly context: Context<unknown, T>,
    private readonly changed: () => void,
  ) {
    owner.addController(this);
  }

  hostConnected(): void {
    this.#request();
    if (!this.#unsubscribe) document.addEventListener("context-provider", this.#onProvider);
  }

  hostDisconnected(): void {
    document.removeEventListener("context-provider", this.#onProvider);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.value = null;
  }

  #request(): void {
    this.owner.dispatchEvent(new ContextEvent(this.context, this.owner, this.#receive, true));
  }

  readonly #receive = (value: T, unsubscribe?: () => void): void => {
    if (this.#unsubscribe && unsubscribe !== this.#unsubscribe) this.#unsubscribe();
    this.#unsubscribe = unsubscribe;
    if (!this.owner.isConnected) return unsubscribe?.();
    this.value = value;
    this.changed();
  };

  readonly #onProvider = (event: Event): void => {
    if ((event as Event & {context?: unknown}).context !== this.context) return;
    this.#request();
    if (this.#unsubscribe) document.removeEventListener("context-provider", this.#onProvider);
  };
}
