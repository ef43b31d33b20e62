import { assertEquals } from "@std/assert";
import { beyondKeeping, pruneBundles } from "./prune_bundles.ts";

const NOW = "2026-03-10T03:00:00.000Z";
const RUN = "20260310T030000Z-0000000000000009";
const nights = (count: number): string[] =>
  Array.from({ length: count }, (_, night) => `2026030${9 - night}T030000Z-000000000000000${9 - night}`);

Deno.test("beyondKeeping() keeps the newest, or those of the last days, and what is no run", () => {
  const names = [RUN, ...nights(4), "latest", "notes", "20260301T030000Z", "../20260301T030000Z-00000000"];
  const beyond = (keep: number | null, keepDays: number | null) =>
    beyondKeeping(names, { keep, keepDays }, { runId: RUN, now: NOW });
  assertEquals(beyond(3, null), nights(4).slice(2));
  assertEquals(beyond(1, null), nights(4));
  assertEquals(beyond(null, 2), nights(4).slice(2));
  // What one of two rules keeps is kept.
  assertEquals(beyond(4, 1), nights(4).slice(3));
  assertEquals(beyond(100, null), []);
  // Another run that is younger than this one is none of its business.
  assertEquals(
    beyondKeeping([...names, "20260311T030000Z-00000000"], { keep: 1, keepDays: null }, {
      runId: RUN,
      now: NOW,
    }),
    nights(4),
  );
});

/** A bundle as a run leaves it, but for what `more` changes. */
async function bundle(
  out: string,
  runId: string,
  { exitCode = 0, restore = "restored", files = {}, unlisted = {} }: {
    readonly exitCode?: number;
    readonly restore?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly unlisted?: Readonly<Record<string, string>>;
  } = {},
): Promise<void> {
  const record = JSON.stringify({ runId, exitCode, restore: { status: restore } });
  const listed = { "events.ndjson": "", "run.json": record, "evidence/0001.txt": "", ...files };
  const sums = Object.keys(listed).map((path) => `${"0".repeat(64)}  ${path}\n`).join("");
  await Deno.mkdir(`${out}/${runId}/evidence`, { recursive: true });
  for (const [path, text] of Object.entries({ ...listed, SHA256SUMS: sums, ...unlisted })) {
    await Deno.writeTextFile(`${out}/${runId}/${path}`, text);
  }
}

Deno.test("pruneBundles() removes whole bundles of runs that ended well, and nothing else", async () => {
  const out = await Deno.makeTempDir({ prefix: "bmverify-prune-" });
  const userIds = new Set([Deno.uid() ?? 0]);
  const id = (nth: number) => `2026010${nth}T030000Z-000000000000000${nth}`;
  try {
    await bundle(out, RUN);
    await bundle(out, id(1));
    await bundle(out, id(2), { exitCode: 1 });
    await bundle(out, id(3), { restore: "failed" });
    await bundle(out, id(4), { unlisted: { "notes.txt": "mine" } });
    await bundle(out, id(5), { unlisted: { "run.json": JSON.stringify({ runId: "another", exitCode: 0 }) } });
    await bundle(out, id(6));
    await Deno.remove(`${out}/${id(6)}/SHA256SUMS`);
    await bundle(out, id(7));
    await Deno.symlink(out, `${out}/${id(7)}/evidence/link`);
    await Deno.mkdir(`${out}/elsewhere`);
    await bundle(`${out}/elsewhere`, id(8));
    await Deno.symlink(`${out}/elsewhere/${id(8)}`, `${out}/${id(8)}`);
    await Deno.mkdir(`${out}/${id(9)}`);
    await Deno.mkdir(`${out}/.${id(1)}.pruned/evidence`, { recursive: true });
    const prune = (who: ReadonlySet<number>) =>
      pruneBundles(out, { keep: 1, keepDays: null }, { runId: RUN, now: NOW, userIds: who });
    assertEquals(await prune(new Set([4242])), [], "of somebody else");
    assertEquals(await prune(userIds), [`${out}/${id(1)}`]);
    const left = await Array.fromAsync(Deno.readDir(out), ({ name }) => name);
    assertEquals(left.toSorted(), [...[2, 3, 4, 5, 6, 7, 8, 9].map(id), RUN, "elsewhere"].toSorted());
    assertEquals((await Deno.stat(`${out}/elsewhere/${id(8)}/run.json`)).isFile, true);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
