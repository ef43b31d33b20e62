// Gives the metrics to Prometheus' own checker, where it is installed.
import { assertEquals } from "@std/assert";
import { findPromtool } from "../../harness/dev/find_program.ts";
import { goldenList } from "../invented/golden_list.ts";

async function promtool(text: string): Promise<{ readonly code: number; readonly said: string }> {
  const child = new Deno.Command(path ?? "promtool", {
    args: ["check", "metrics"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  })
    .spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

const path = await findPromtool();
const name = `metrics.prom of every golden passes promtool check metrics${
  path === null ? " (IGNORED: promtool is not installed)" : ""
}`;

Deno.test({ name, ignore: path === null }, async () => {
  const goldens = goldenList().filter(({ fileName }) => fileName.endsWith(".metrics.golden.prom"));
  assertEquals(goldens.length >= 2, true);
  for (const { render } of goldens) assertEquals(await promtool(await render()), { code: 0, said: "" });
  assertEquals(
    (await promtool("# TYPE bmverify_wrong_milliseconds counter\nbmverify_wrong_milliseconds 1\n")).code,
    3,
  );
});
