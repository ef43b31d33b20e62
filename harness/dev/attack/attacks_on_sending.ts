// A collector that is not the one that was named, and others who look at what is started.
import { copyBundle } from "../../testing/e2e/forge_bundle.ts";
import { MAIN } from "../../testing/e2e/run_bmverify.ts";
import type { Attack } from "./attack.ts";
import { withBundle } from "./with_bundle.ts";

const onSending: Attack = {
  classOf: 11,
  name: "proxies in the environment, and a password in the address, of report --push",
  run: (arena) =>
    withBundle(async (stored) => {
      await arena.clear();
      const bundle = await copyBundle(stored, `${arena.own}/bundle`);
      const collector = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () =>
        new Response("{}"));
      let proxied = 0;
      const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const accept = (async () => {
        for await (const connection of listener) {
          proxied += 1;
          connection.close();
        }
      })().catch(() =>
        undefined
      );
      const proxy = `http://127.0.0.1:${listener.addr.port}`;
      const env = {
        HTTP_PROXY: proxy,
        http_proxy: proxy,
        HTTPS_PROXY: proxy,
        ALL_PROXY: proxy,
        all_proxy: proxy,
      };
      const address = `http://user:s3cret@127.0.0.1:${collector.addr.port}`;
      const run = new Deno.Command(MAIN, {
        args: ["report", bundle, "--push", `otlp=${address}`],
        env: { ...env, NO_COLOR: "1" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      const shown = new Set<string>();
      const watch = watchArguments("s3cret", shown, run.pid);
      const { stdout, stderr } = await run.output();
      await watch.stop();
      const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
      listener.close();
      await accept;
      await collector.shutdown();
      const seen = [
        ...(proxied > 0 ? [`${proxied} connections to the proxy`] : []),
        ...(text.includes("s3cret") ? ["the password printed"] : []),
        ...(shown.size > 0 ? ["the password in the arguments of a process that we start"] : []),
      ];
      return {
        tries: 3,
        successes: seen.length,
        seen: seen.join("; ") || "a connection to the proxy, the password shown",
      };
    }),
};

/** Looks at the arguments of all processes but one, whose arguments a person has typed. */
function watchArguments(word: string, shown: Set<string>, typedBy: number): { stop: () => Promise<void> } {
  let isOver = false;
  const look = async (): Promise<void> => {
    while (!isOver) {
      for await (const { name } of Deno.readDir("/proc")) {
        if (!/^\d+$/.test(name) || Number(name) === typedBy || Number(name) === Deno.pid) continue;
        const text = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
        if (text.includes(word)) shown.add(name);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const looking = look();
  return {
    stop: async () => {
      isOver = true;
      await looking;
    },
  };
}

/** Attacks on what is sent. */
export const ATTACKS_ON_SENDING: readonly Attack[] = [onSending];
