// A program of its own: posts what standard input says, `{ headers, body }`, to the address that it is given. The only one with network
// permission, and only for that host.

if (import.meta.main) {
  const [url = ""] = Deno.args;
  const { headers, body } = JSON.parse(await new Response(Deno.stdin.readable).text());
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      // A redirect would be another host than the one that was allowed.
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    // What it answers is not read, however long it is.
    await response.body?.cancel();
    if (!response.ok) end(`it answered ${response.status}`);
  } catch (error) {
    end(String(error));
  }
}

function end(why: string): never {
  Deno.stdout.writeSync(new TextEncoder().encode(`${why}\n`));
  Deno.exit(1);
}
