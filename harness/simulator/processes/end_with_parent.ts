// Ends a process when whoever started it is gone, by whatever means: its standard input, on which nothing is ever
// written, then comes to its end.

/** Resolves when standard input ends or a request to end arrives. */
export async function untilParentEnds(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) Deno.addSignalListener(signal, resolve);
  });
  await Promise.race([asked, readToEnd()]);
}

async function readToEnd(): Promise<void> {
  try {
    for await (const _ of Deno.stdin.readable);
  } catch {
    // A broken pipe is an end as well.
  }
}
