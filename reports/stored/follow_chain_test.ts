import { assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { sha256 } from "../../harness/model/sha256.ts";
import { type ChainedLines, followChain } from "./follow_chain.ts";

/** Three answers and five events that name them. */
async function chained(): Promise<ChainedLines> {
  const evidence: string[] = [];
  const events: string[] = [];
  const hashes = new Map<string, string>();
  const digestOf = async (line: string | undefined) => line === undefined ? null : await sha256(line);
  for (const id of ["a", "b", "c"]) {
    const stdoutSha256 = await sha256(id);
    hashes.set(`evidence/${id}.txt`, stdoutSha256);
    const previous = await digestOf(evidence.at(-1));
    const files = { stdoutFile: `${id}.txt`, stderrFile: null, stdoutSha256, stderrSha256: null };
    evidence.push(JSON.stringify({ id, ...files, previous }));
  }
  for (const [seq, newest] of [undefined, 0, 0, 2, 2].entries()) {
    const link = {
      previous: await digestOf(events.at(-1)),
      newestAnswer: newest === undefined ? null : await digestOf(evidence[newest]),
    };
    events.push(JSON.stringify({ kind: seq === 4 ? "run-finished" : "problem", seq, ...link }));
  }
  return { events, evidence, hashes };
}

Deno.test("followChain() finds nothing in lines as they were written, nor in a run that was cut short", async () => {
  const whole = await chained();
  assertEquals(await followChain(whole), []);
  assertEquals(await followChain({ ...whole, events: whole.events.slice(0, 2) }), []);
});

Deno.test("followChain() says of lines without digests that they have none", async () => {
  const lines = {
    events: ['{"kind":"run-started"}'],
    evidence: ['{"id":"a","stdoutFile":null}'],
    hashes: new Map(),
  };
  assertEquals(await followChain(lines), null);
});

Deno.test("followChain() finds every change of one character, and every line that is gone, doubled or moved", async () => {
  const whole = await chained();
  await fc.assert(fc.asyncProperty(
    fc.constantFrom("events" as const, "evidence" as const),
    fc.nat(),
    fc.nat(),
    fc.constantFrom("edit", "remove", "double", "swap"),
    async (which, at, where, how) => {
      const lines = whole[which];
      const index = at % lines.length;
      const line = lines[index] ?? "";
      const isLast = index === lines.length - 1;
      const digits = [...line.matchAll(/\d/g)].map((match) => match.index);
      const place = digits[where % digits.length] ?? 0;
      const edited = `${line.slice(0, place)}${(Number(line[place]) + 1) % 10}${line.slice(place + 1)}`;
      const changed = {
        edit: lines.with(index, edited),
        remove: lines.toSpliced(index, 1),
        double: lines.toSpliced(index, 0, line),
        swap: lines.toSpliced(index, 2, ...lines.slice(index, index + 2).toReversed()),
      }[how] ?? lines;
      // Nothing follows on the last event: its text is held by the checksums and a signature alone.
      if (which === "events" && isLast && how !== "double") return;
      if (how === "swap" && isLast) return;
      const found = await followChain({ ...whole, [which]: changed });
      assertEquals((found ?? []).length > 0, true, `${how} ${which} ${index}`);
    },
  ));
});

Deno.test("followChain() names evidence that is not what was kept, is missing, or came from elsewhere", async () => {
  const whole = await chained();
  const changed = new Map(whole.hashes).set("evidence/b.txt", await sha256("other"));
  assertEquals(await followChain({ ...whole, hashes: changed }), [
    "evidence/b.txt is not what was kept as b",
  ]);
  const missing = new Map(whole.hashes);
  missing.delete("evidence/c.txt");
  assertEquals(await followChain({ ...whole, hashes: missing }), [
    "evidence/c.txt is not what was kept as c",
  ]);
  const [found] = await followChain({ ...whole, evidence: whole.evidence.slice(0, 2) }) ?? [];
  assertStringIncludes(found ?? "", "was written beside other evidence");
});
