// `report` on a stored bundle: checked, written again, redacted, packed and sent.
import { assertEquals, assertFalse, assertNotEquals, assertStringIncludes } from "@std/assert";
import { NO_PRIVATE_MOUNTS, startWithMounts } from "./private_mounts.ts";
import { endOf, makeScratch, runBmverify } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { StoredBundle } from "./stored_bundle.ts";

const RECEIVER = decodeURIComponent(new URL("./otlp_receiver_program.ts", import.meta.url).pathname);

const STORED = new StoredBundle();
Deno.test.afterAll(() => STORED[Symbol.asyncDispose]());

/** Every file of a folder as text, by path. */
async function textsBelow(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (!isDirectory) texts.set(name, await Deno.readTextFile(`${folder}/${name}`));
    else for (const [path, text] of await textsBelow(`${folder}/${name}`)) texts.set(`${name}/${path}`, text);
  }
  return texts;
}

Deno.test("report --verify names the file that changed, and report does not hide the change", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  assertEquals((await runBmverify(["report", bundle, "--verify"])).code, 0);
  assertEquals((await runHere(["report", bundle])).code, 0);
  assertEquals((await runHere(["report", bundle, "--verify"])).code, 0);
  await Deno.writeTextFile(`${bundle}/events.ndjson`, "\n", { append: true });
  const changed = await runHere(["report", bundle, "--verify"]);
  assertEquals([changed.code, changed.stdout], [4, "events.ndjson was changed\n"]);
  const refused = await runHere(["report", bundle]);
  assertEquals(refused.code, 4);
  assertStringIncludes(refused.stderr, "events.ndjson was changed");
});

Deno.test("report --redact leaves no id of the device in any file, and keeps the verdict", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  const { device } = JSON.parse(await Deno.readTextFile(`${bundle}/run.json`));
  const { code, stderr } = await runBmverify(["report", bundle, "--redact", "--reporter", "all"]);
  assertEquals(code, 0, stderr);
  const texts = await textsBelow(`${bundle}-redacted`);
  for (const secret of [device.orgId, device.machineGuid, device.edrMachineId]) {
    const found = [...texts].filter(([, text]) => text.includes(secret)).map(([path]) => path);
    assertEquals(found, [], `"${secret}" stands in a redacted file`);
  }
  const redacted = JSON.parse(texts.get("run.json") ?? "");
  assertNotEquals(redacted.device.hostName, device.hostName);
  assertEquals([redacted.verdict, redacted.reason], ["pass", "blocked-and-recorded"]);
  const judged = await runHere(["judge", `${bundle}-redacted`]);
  assertEquals(judged.code, 0, judged.stderr);
});

Deno.test("report --archive prints a path that names the host, packs the same bytes twice, and reads its archive again", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  const { device: { hostName } } = JSON.parse(await Deno.readTextFile(`${bundle}/run.json`));
  const pack = async (): Promise<string> => {
    const { code, stdout, stderr } = await runHere(["report", bundle, "--reporter", "json", "--archive"]);
    assertEquals(code, 0, stderr);
    return stdout.trimEnd().split("\n").at(-1) ?? "";
  };
  const archive = await pack();
  assertEquals(archive, `${scratch.folder}/${hostName}-bundle.tar.gz`);
  const bytes = await Deno.readFile(archive);
  assertEquals(await pack(), archive);
  assertEquals(await Deno.readFile(archive), bytes);
  const listed = await new Deno.Command("tar", { args: ["-tzf", archive] }).output();
  assertStringIncludes(new TextDecoder().decode(listed.stdout), "/evidence/index.ndjson");

  const verified = await runHere(["report", archive, "--verify"]);
  assertEquals([verified.code, verified.stderr], [0, ""]);
  assertEquals(verified.stdout, (await runHere(["report", bundle, "--verify"])).stdout);
  const judged = await runHere(["judge", archive, "--quiet"]);
  assertEquals([judged.code, judged.stdout], [0, "SIMULATED pass blocked-and-recorded\n"]);
  const again = await runHere(["report", archive, "--reporter", "json", "--json"]);
  const { folder, failures } = JSON.parse(again.stdout);
  assertEquals([again.code, folder, failures], [0, `${scratch.folder}/${hostName}-bundle-reports`, 0]);
  assertEquals(await Deno.readTextFile(`${folder}/run.json`), await Deno.readTextFile(`${bundle}/run.json`));
  const redacted = await runHere(["report", archive, "--redact", "--reporter", "json", "--quiet"]);
  assertEquals(redacted.stdout, `${scratch.folder}/${hostName}-bundle-redacted\n`);
  await Deno.writeFile(`${scratch.folder}/cut.tar.gz`, bytes.subarray(0, bytes.length / 2));
  assertEquals((await runHere(["report", `${scratch.folder}/cut.tar.gz`, "--verify"])).code, 2);
});

Deno.test({
  name:
    `report on a disk that fills up says so once, and leaves bundle and folder as they were${NO_PRIVATE_MOUNTS}`,
  ignore: NO_PRIVATE_MOUNTS !== "",
  fn: async () => {
    await using scratch = await makeScratch();
    const bundle = await STORED.copyTo(scratch.folder);
    const [disk, said, left] = ["disk", "said", "left"].map((name) => `${scratch.folder}/${name}`);
    await Deno.mkdir(disk ?? "");
    const shell = [
      `mount -t tmpfs -o size=4m tmpfs ${disk}`,
      `cp -R ${bundle} ${disk}/b`,
      // Room for some of the reports, and not for all.
      `{ dd if=/dev/zero of=${disk}/full bs=4k 2>/dev/null; truncate -s -80k ${disk}/full; }`,
      `{ "$0" report ${disk}/b 2>${said} >/dev/null; echo $? >>${said}; }`,
      `{ "$0" report ${disk}/b --redact --out ${disk}/copy 2>>${said} >/dev/null; echo $? >>${said}; }`,
      `ls -A ${disk} ${disk}/b >${left}`,
    ].join(" && ");
    const verified = await endOf(startWithMounts(shell, ["report", `${disk}/b`, "--verify", "--quiet"]));
    assertEquals([verified.code, verified.stdout, verified.stderr], [0, "unchanged\n", ""]);
    const lines = (await Deno.readTextFile(said ?? "")).trimEnd().split("\n");
    assertEquals(lines.filter((line) => line.includes("No space left")).length, 2, lines.join("\n"));
    assertEquals([lines.length, lines[1], lines[3]], [4, "2", "2"], lines.join("\n"));
    const names = (await Deno.readTextFile(left ?? "")).split("\n");
    assertEquals(names.filter((name) => name === "copy" || name.startsWith(".")), []);
  },
});

Deno.test("report --push reaches the one host that was named, whatever the environment and that host say, and tells no secret", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  const receiver = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net=127.0.0.1", RECEIVER],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = receiver.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes("\n")) said += (await reader.read()).value ?? "";
  const { port, strangersPort } = JSON.parse(said.split("\n", 1)[0] ?? "");
  const proxy = `http://127.0.0.1:${strangersPort}`;
  const proxies = Object.fromEntries(
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"].map((name) => [name, proxy]),
  );
  const credentials = `${scratch.folder}/credentials`;
  await Deno.writeTextFile(credentials, "Authorization: Bearer s3cr3t\n", { mode: 0o600 });
  const push = (path: string) =>
    runBmverify([
      ...["report", bundle, "--reporter", "json", "--push", `otlp=http://127.0.0.1:${port}${path}`],
      ...["--push-credentials", credentials],
      // The runtime's own look for a newer one goes where the environment says, and is not ours.
    ], { ...proxies, DENO_NO_UPDATE_CHECK: "1" });
  const [sent, moved] = [await push("/endless"), await push("/moved")];
  await receiver.stdin.close();
  for (let next = await reader.read(); !next.done; next = await reader.read()) said += next.value;
  await receiver.status;
  assertEquals([sent.code, moved.code], [0, 4], sent.stderr);
  assertStringIncludes(moved.stderr, "[report/not-sent]");
  assertFalse([sent, moved].some(({ stdout, stderr }) => `${stdout}${stderr}`.includes("s3cr3t")));
  const requests = said.trimEnd().split("\n").slice(1).map((line) => JSON.parse(line));
  assertEquals(requests.map(({ path }) => path), [
    "/endless/v1/logs",
    "/endless/v1/metrics",
    "/moved/v1/logs",
  ]);
  assertEquals(requests.every(({ authorization }) => authorization === "Bearer s3cr3t"), true);
  assertEquals(requests[0].body.resourceLogs.length > 0, true);
});

Deno.test("--quiet is the result in one line or nothing, in judge, report and scenarios too", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  const says = async (...args: string[]) => (await runHere([...args, "--quiet"])).stdout;
  assertEquals(await says("judge", bundle), "SIMULATED pass blocked-and-recorded\n");
  assertEquals(await says("report", bundle, "--reporter", "console,json"), `${bundle}\n`);
  assertEquals(
    await says("scenarios", "show", "*.test-file"),
    "The standard antivirus test file is removed and recorded\n",
  );
  assertStringIncludes(await says("scenarios", "list"), "\nantivirus.test-file\n");
});
