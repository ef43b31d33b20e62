import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import { sha256 } from "../../model/sha256.ts";
import { FileBundle, openFileBundle } from "./file_bundle.ts";
import { SafeWriter } from "../files/safe_writer.ts";
import { SystemClock } from "../system/system_clock.ts";

const clock = new SystemClock();
const RULES = { trusted: null, owner: null, remedy: "" };

async function withOut(test: (out: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-bundle-" }));
  try {
    await test(`${folder}/out`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function eventsOf(folder: string): Promise<readonly RunEvent[]> {
  const text = await Deno.readTextFile(`${folder}/events.ndjson`);
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

Deno.test("FileBundle has an event on disk before append resolves, and tells listeners only then", async () => {
  await withOut(async (out) => {
    const bundle = await openFileBundle(clock, { out, runId: "run-1" }, RULES);
    const heard: string[] = [];
    bundle.follow(({ kind }) => heard.push(kind));
    const appended = bundle.append({ kind: "restore-started", wanted: "disabled" });
    assertEquals(heard, []);
    await appended;
    assertEquals([heard, (await eventsOf(bundle.folder)).map(({ kind }) => kind)], [
      ["restore-started"],
      ["restore-started"],
    ]);
    await bundle.seal();
  });
});

Deno.test("FileBundle numbers events and keeps their order, also when nobody waits", async () => {
  await withOut(async (out) => {
    const bundle = await openFileBundle(clock, { out, runId: "run-1" }, RULES);
    await Promise.all(
      Array.from(
        { length: 50 },
        (_unused, index) => bundle.append({ kind: "attempt-started", scenarioId: "s", index: index + 1 }),
      ),
    );
    const events = await eventsOf(bundle.folder);
    assertEquals(events.map(({ seq }) => seq), events.map((_event, index) => index));
    const lines = (await Deno.readTextFile(`${bundle.folder}/events.ndjson`)).trimEnd().split("\n");
    const before = [null, ...await Promise.all(lines.map((line) => sha256(line)))];
    const told = bundle.events().map((event, index) => ({
      ...event,
      previous: before[index],
      newestAnswer: null,
    }));
    assertEquals(events, told, "each line carries the digest of the one before");
    assert(events.every(({ atMs }, index) => index === 0 || atMs >= (events[index - 1]?.atMs ?? 0)));
    await bundle.seal();
  });
});

Deno.test("FileBundle writes nothing behind an event that was cut short by a full disk, and says so to the end", async () => {
  await withOut(async (out) => {
    await Deno.mkdir(`${out}/run-1/evidence`, { recursive: true });
    const path = `${out}/run-1/events.ndjson`;
    const file = await Deno.open(path, { create: true, append: true });
    const write = file.write.bind(file);
    let room = 20;
    file.write = (bytes) => {
      if (room === 0) return Promise.reject(new Error("No space left on device"));
      const part = bytes.subarray(0, room);
      room = Math.max(0, room - part.length);
      return write(part);
    };
    const bundle = new FileBundle(clock, { out, runId: "run-1", owner: null }, {
      writer: new SafeWriter(`${out}/run-1`),
      events: file,
    });
    const heard: string[] = [];
    bundle.follow(({ kind }) => heard.push(kind));
    await assertRejects(() => bundle.append({ kind: "run-finished" }), HarnessError, "No space left");
    room = 10_000;
    const error = await assertRejects(() => bundle.append({ kind: "run-finished" }), HarnessError);
    assertEquals([error.code, heard, bundle.events().length], ["output/not-writable", [], 2]);
    assertEquals((await Deno.readFile(path)).length, 20);
    await assertRejects(() => bundle.seal(), HarnessError, "events.ndjson");
    assert((await Deno.readTextFile(`${bundle.folder}/SHA256SUMS`)).includes("events.ndjson"));
  });
});

Deno.test("FileBundle syncs nothing between a trigger and its judgement, which takes all before it to the disk", async () => {
  await withOut(async (out) => {
    await Deno.mkdir(`${out}/run-1/evidence`, { recursive: true });
    const file = await Deno.open(`${out}/run-1/events.ndjson`, { create: true, append: true });
    const done: string[] = [];
    const { write, syncData } = file;
    file.write = (bytes) => {
      done.push("write");
      return write.call(file, bytes);
    };
    file.syncData = () => {
      done.push("sync");
      return syncData.call(file);
    };
    const bundle = new FileBundle(clock, { out, runId: "run-1", owner: null }, {
      writer: new SafeWriter(`${out}/run-1`),
      events: file,
    });
    await bundle.append({ kind: "attempt-started", scenarioId: "s", index: 1 });
    await bundle.append({ kind: "trigger-started", scenarioId: "s", pid: 7, command: "c", script: [] });
    await bundle.append({ kind: "trigger-ended", scenarioId: "s", child: null });
    await bundle.append({ kind: "detection-seen", scenarioId: "s", name: "n", afterMs: 7 });
    await bundle.append({ kind: "scenario-finished", scenarioId: "s" });
    assertEquals(done, ["write", "sync", "write", "write", "write", "write", "sync"]);
    await bundle.seal();
  });
});

Deno.test("FileBundle seals with checksums that sha256sum accepts, and with a link to the newest run", async () => {
  await withOut(async (out) => {
    for (const runId of ["run-1", "run-2"]) {
      const bundle = await openFileBundle(clock, { out, runId }, RULES);
      await bundle.append({ kind: "run-finished" });
      await bundle.write("run.json", "{}\n");
      await bundle.write("pixel.bin", new Uint8Array([0, 255]));
      await bundle.seal();
    }
    assertEquals(await Deno.readLink(`${out}/latest`), "run-2");
    const [program, ...args] = Deno.build.os === "darwin" ? ["shasum", "-a", "256"] : ["sha256sum"];
    const { success, stdout } = await new Deno.Command(program ?? "", {
      args: [...args, "--check", "SHA256SUMS"],
      cwd: `${out}/latest`,
    }).output();
    const said = new TextDecoder().decode(stdout);
    assert(success, said);
    for (const name of ["events.ndjson", "run.json", "pixel.bin"]) assertStringIncludes(said, `${name}: OK`);
    const names = (await Array.fromAsync(Deno.readDir(out), ({ name }) => name)).sort();
    assertEquals(names, ["latest", "run-1", "run-2"]);
  });
});

Deno.test("FileBundle says that a folder named latest stands in the way of the link", async () => {
  await withOut(async (out) => {
    await Deno.mkdir(`${out}/latest/mine`, { recursive: true });
    const bundle = await openFileBundle(clock, { out, runId: "run-1" }, RULES);
    await bundle.append({ kind: "run-finished" });
    assertEquals((await assertRejects(() => bundle.seal(), HarnessError)).code, "output/not-writable");
    assert((await Deno.readTextFile(`${bundle.folder}/SHA256SUMS`)).includes("events.ndjson"));
  });
});

Deno.test("openFileBundle() says that the output folder cannot be written", async () => {
  await withOut(async (out) => {
    await Deno.writeTextFile(out, "a file, no folder");
    const error = await assertRejects(
      () => openFileBundle(clock, { out, runId: "run-1" }, RULES),
      HarnessError,
    );
    assertEquals(error.code, "output/not-writable");
    assertStringIncludes(error.hint, "--out");
  });
});
