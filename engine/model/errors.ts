// The kit's own errors: each says whose mistake it is, so that a command line can choose its exit code.

/** A query (or another instruction) that cannot be answered as written. `path` names the option, like `steps[1].within`. */
export class QueryError extends Error {
  override readonly name: string = "QueryError";
  constructor(
    message: string,
    readonly path: string = "",
  ) {
    super(path ? `${path}: ${message}` : message);
  }

  /** The same fault at another place. */
  at(path: string): QueryError {
    return new QueryError(this.path ? this.message.slice(this.path.length + 2) : this.message, path);
  }
}

/** A query that has not the form of one: what its schema says, a line a fault. */
export class FormError extends QueryError {}

/** A unit that the data does not have, as far as they are there. */
export class UnknownUnit extends QueryError {}

/** Data that cannot be used at all: unreadable, empty, or without a column that is needed. Bad rows are not errors, they go to the ledger. */
export class DataError extends Error {
  override readonly name: string = "DataError";
  constructor(
    message: string,
    readonly file: string = "",
  ) {
    super(file ? `${file}: ${message}` : message);
  }
}

/** The work was stopped on request. Named as the platform names it, so that callers can test `error.name === "AbortError"`. */
export class AbortError extends Error {
  override readonly name: string = "AbortError";
  constructor(message = "the question was cancelled") {
    super(message);
  }
}

/** Thrown by a slice when a question asks for what a slice does not have; the whole dataset can answer it. */
export class NeedsWhole extends Error {
  override readonly name: string = "NeedsWhole";
  constructor() {
    super("only the whole dataset can tell");
  }
}
