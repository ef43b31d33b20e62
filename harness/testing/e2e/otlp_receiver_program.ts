// A collector for one test, on loopback: prints its port, then one JSON line per request, and ends by itself.
const REQUESTS = 2;
const LIMIT_MS = 30_000;

if (import.meta.main) {
  let left = REQUESTS;
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: ({ port }) => print({ port }),
  }, async (request) => {
    print({ path: new URL(request.url).pathname, body: await request.json() });
    left -= 1;
    if (left === 0) queueMicrotask(() => server.shutdown());
    return new Response("{}");
  });
  const limit = setTimeout(() => Deno.exit(1), LIMIT_MS);
  await server.finished;
  clearTimeout(limit);
}

function print(value: unknown): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}
