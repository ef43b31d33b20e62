// A collector for tests, on loopback, beside a stranger that nobody is to speak to. Prints both ports, then one JSON line
// for each request that either gets, and ends with its standard input.

if (import.meta.main) {
  const stranger = serve((request) => {
    print({ stranger: request.url });
    return new Response("{}");
  });
  const collector = serve(async (request) => {
    const { pathname } = new URL(request.url);
    const { authorization = null } = Object.fromEntries(request.headers);
    print({ path: pathname, authorization, body: await request.json() });
    if (pathname.startsWith("/moved")) {
      return Response.redirect(`http://127.0.0.1:${stranger.addr.port}${pathname}`, 307);
    }
    // What it answers has no end.
    return pathname.startsWith("/endless") ? new Response(endless()) : new Response("{}");
  });
  print({ port: collector.addr.port, strangersPort: stranger.addr.port });
  for await (const _ of Deno.stdin.readable);
  Deno.exit(0);
}

function serve(handler: (request: Request) => Response | Promise<Response>): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
}

function print(value: unknown): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}
