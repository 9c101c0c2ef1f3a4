// The file that runs inside a worker.
import {openDataset} from "../sources/open-dataset.js";
import {readPath} from "../ingest/read-path.js";
import type {Input} from "../ingest/options.js";
import {incoming} from "./worker-input.js";
import {serve} from "./worker-server.js";
import type {Endpoint} from "./wire.js";

serve(self as unknown as Endpoint, (input, {base, ...options}) =>
  openDataset(incoming(input) as Input, {
    ...(incoming(options) as object),
    // Addresses are relative to the page, not to this file.
    readPath: (path, signal) => readPath(new URL(path, base).href, signal),
  }),
);
