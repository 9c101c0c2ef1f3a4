// A page on this machine that shows the report being worked on and loads it again when it was written.
import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {markup, own} from "../render/html.js";

export interface Preview {
  readonly address: string;
  /** Shows a page, or why there is none. */
  show(page: Uint8Array | null, message: string | null): void;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/** Starts the preview on the loopback address; `port` 0 takes any that is free. */
export async function startPreview(port: number): Promise<Preview> {
  let page: Uint8Array | null = null;
  let message: string | null = "The report is being written.";
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (!isOurs(request)) return void response.writeHead(403).end();
    if (request.url === "/changes") return follow(response, listeners);
    if (request.url === "/report" && page) return send(response, "text/html; charset=utf-8", page);
    if (request.url === "/follow.js") return send(response, "text/javascript; charset=utf-8", FOLLOW);
    if (request.url === "/")
      return send(response, "text/html; charset=utf-8", frame(message ?? (page ? null : "This run wrote no HTML.")));
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, HOST, resolve));
  return {
    address: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    show(next, said) {
      [page, message] = [next, said];
      for (const listener of listeners) listener.write("data: changed\n\n");
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// A page elsewhere may lead a browser here under a name of its own; it is not answered.
function isOurs({headers}: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "");
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  response
    .writeHead(200, {"content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff"})
    .end(body);
}

function follow(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, {"content-type": "text/event-stream", "cache-control": "no-store"});
  response.write(": here\n\n");
  listeners.add(response);
  response.on("close", () => listeners.delete(response));
}

const FOLLOW = `new EventSource("/changes").onmessage = () => location.reload();`;

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; style-src 'unsafe-inline'";

const STYLE = `html, body, iframe { margin: 0; block-size: 100%; inline-size: 100%; border: 0; display: block; }
pre { margin: 0; padding: 24px; font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; }`;

function frame(message: string | null): string {
  const content =
    message === null ? markup`<iframe src="/report" title="Report"></iframe>` : markup`<pre>${message}</pre>`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Report preview</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${own(STYLE)}</style></head>
<body>${content}<script src="/follow.js"></script></body></html>
`.text;
}
