import { type IncomingMessage, type ServerResponse, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** One address in front of several processes of the app, as a load balancer has it. */
export interface Balancer {
  origin: string;
  close(): Promise<void>;
}

/**
 * Hands each call to the next process in turn; where nothing listens, to the one after. A process that dies in the
 * middle of a call takes the call along: the caller's connection breaks.
 */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer((request, response) => {
    turn += 1;
    const [first, ...rest] = targets.map((_, at) => targets[(turn + at) % targets.length] ?? "");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => void forward(request, response, Buffer.concat(parts), first ?? "", rest));
    request.on("error", () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  target: string,
  others: readonly string[],
): void {
  const { method, headers } = request;
  const forwarded = send(new URL(request.url ?? "/", target), { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on("error", () => response.destroy());
    answer.pipe(response);
  });
  forwarded.on("error", (error: Error & { code?: string }) => {
    const [next, ...rest] = others;
    if (error.code === "ECONNREFUSED" && next !== undefined) return forward(request, response, body, next, rest);
    response.destroy();
  });
  response.on("close", () => forwarded.destroy());
  forwarded.end(body);
}
