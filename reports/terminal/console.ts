// The terminal as an effect: results to standard output, everything else to standard error.

export interface Terminal {
  /** Text of the answer itself. Resolves when it is written, so that a pipe that is slow or closed is respected. */
  out(text: string): Promise<void>;
  /** A message for people, with a line end. */
  note(text: string): void;
  /** A bar on a terminal, plain lines elsewhere, nothing when quiet. */
  progress(label: string): Progress;
  /** Whether standard output is a terminal. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface Progress {
  /** Share done in [0, 1], with a word on what is happening. */
  tell(done: number, detail?: string): void;
  end(): void;
}

/** The real terminal of this process. */
export function processTerminal({quiet = false, verbose = false} = {}): Terminal {
  const {stdout, stderr} = process;
  for (const stream of [stdout, stderr]) outliveReader(stream);
  const note = (text: string) => {
    if (!quiet) stderr.write(`${text}\n`);
  };
  return {
    out: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
      }),
    note,
    progress: (label) => (quiet ? silent : stderr.isTTY ? bar(label, stderr) : lines(label, note)),
    interactive: Boolean(stdout.isTTY),
    columns: columnsOf(stdout, 100),
    quiet,
    verbose,
  };
}

/** Characters of a line; `usual` where the terminal does not say, or says 0 as one without a window does. */
export function columnsOf({columns}: {readonly columns?: number | undefined}, usual: number): number {
  return columns || usual;
}

function isClosedPipe({code = ""}: NodeJS.ErrnoException): boolean {
  return code === "EPIPE" || code === "ERR_STREAM_DESTROYED";
}

// Whoever reads may have seen enough (`| head`): the write says so, and the stream says it once more as an event, which unheard would
// end the process.
const outlived = new WeakSet<NodeJS.WriteStream>();
function outliveReader(stream: NodeJS.WriteStream): void {
  if (outlived.has(stream)) return;
  outlived.add(stream);
  stream.on("error", (error: Error) => {
    if (!isClosedPipe(error)) throw error;
  });
}

const silent: Progress = {tell: () => {}, end: () => {}};

function bar(label: string, stream: NodeJS.WriteStream): Progress {
  let shown = "";
  return {
    tell(done, detail = "") {
      const columns = columnsOf(stream, 80);
      const width = Math.max(10, Math.min(30, columns - label.length - 30));
      const full = Math.round(Math.min(1, Math.max(0, done)) * width);
      const text = `${label} ${"█".repeat(full)}${"░".repeat(width - full)} ${String(Math.round(done * 100)).padStart(3)} % ${detail}`;
      if (text === shown) return;
      shown = text;
      stream.write(`\r\u001b[2K${text.slice(0, columns - 1)}`);
    },
    end: () => void (shown && stream.write("\r\u001b[2K")),
  };
}

// A log gets a line at each quarter, and none for work that is over at once.
function lines(label: string, note: (text: string) => void): Progress {
  let next = 0.25;
  return {
    tell(done, detail = "") {
      if (done < next || done >= 1) return;
      note(`${label}: ${Math.round(done * 100)} %${detail ? ` ${detail}` : ""}`);
      while (next <= done) next += 0.25;
    },
    end: () => {},
  };
}
