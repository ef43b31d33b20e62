// A signed bundle: with keys of `ssh-keygen` and of `openssl`, checked here and by `openssl` itself.
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { copyBundle, editEvents, forgeChain } from "./forge_bundle.ts";
import { makeScratch, runBmverify, type Scratch } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { verifyOnce } from "./stored_bundle.ts";

const SCENARIO = "behavior-monitoring.change-file-test";

async function run(command: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await new Deno.Command(command, { args: [...args], stderr: "piped" }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
}

/** False when the system has no such program: the test is then ignored under its name, not passed. */
function isThere(program: string): boolean {
  return new Deno.Command("sh", { args: ["-c", `command -v ${program}`], stdout: "null" }).outputSync()
    .success;
}

const TOOLS = ["ssh-keygen", "openssl"].filter((program) => !isThere(program));
const missing = TOOLS.length === 0 ? "" : ` (ignored: ${TOOLS.join(" and ")} not found)`;

async function makeKeys({ folder }: Scratch): Promise<void> {
  const path = (name: string) => `${folder}/${name}`;
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path("ssh")]);
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "secret", "-f", path("locked")]);
  await run("openssl", ["genpkey", "-algorithm", "ed25519", "-out", path("pem")]);
  await run("openssl", ["pkey", "-in", path("pem"), "-pubout", "-out", path("pem.pub")]);
}

async function makeSigned(scratch: Scratch, key: string): Promise<string> {
  const { code, stderr } = await verifyOnce(scratch, ["--quiet", "--sign", `${scratch.folder}/${key}`]);
  assertEquals(code, 0, stderr);
  assertMatch(stderr, /Signed by the key SHA256:/);
  return await Deno.realPath(`${scratch.out}/latest`);
}

Deno.test({
  name: `a signed bundle is believed with the key that signed it, and with no other${missing}`,
  ignore: TOOLS.length > 0,
  fn: async () => {
    await using scratch = await makeScratch();
    await makeKeys(scratch);
    const bundle = await makeSigned(scratch, "ssh");
    const verify = (folder: string, key: string) =>
      runHere(["report", folder, "--verify", "--key", `${scratch.folder}/${key}`]);
    const whole = await verify(bundle, "ssh.pub");
    assertEquals(whole.code, 0, whole.stdout);
    assertStringIncludes(whole.stdout, "which whoever changed a file can write too");
    assertMatch(whole.stdout, /to be quoted elsewhere: [0-9a-f]{64}\n/);
    assertMatch(whole.stdout, /The signature over SHA256SUMS is by the key SHA256:/);
    assertStringIncludes((await runHere(["report", bundle, "--verify"])).stdout, "it was not checked");

    const byOther = await verify(bundle, "pem.pub");
    assertEquals(byOther.code, 4);
    assertStringIncludes(byOther.stdout, "no signature in it is by the key");

    const forged = await copyBundle(bundle, `${scratch.folder}/forged`);
    await editEvents(
      forged,
      (events) => events.map((event) => ({ ...event, at: event.at.replace("2026", "2025") })),
    );
    await Deno.remove(`${forged}/run.json`);
    await forgeChain(forged);
    assertEquals(
      (await runHere(["report", forged, "--verify"])).code,
      0,
      "all digests were written anew",
    );
    const seen = await verify(forged, "ssh.pub");
    assertEquals(seen.code, 4, "the signature shows what the digests cannot");
    assertStringIncludes(seen.stdout, "another SHA256SUMS than the one beside it");

    await Deno.remove(`${forged}/SHA256SUMS.dsse.json`);
    const unsigned = await verify(forged, "ssh.pub");
    assertEquals([unsigned.code, unsigned.stdout], [4, "SHA256SUMS.dsse.json: the bundle is not signed\n"]);

    const inPlace = await runHere(["report", bundle, "--reporter", "junit"]);
    assertEquals(inPlace.code, 2, "other reports would need another signature");
    const again = await runBmverify(["report", bundle, "--sign", `${scratch.folder}/pem`]);
    assertEquals(again.code, 0, again.stderr);
    assertEquals((await verify(bundle, "pem.pub")).code, 0);
    assertEquals((await verify(bundle, "ssh.pub")).code, 4);
  },
});

Deno.test({
  name: `a key that cannot sign is refused before anything is done${missing}`,
  ignore: TOOLS.length > 0,
  fn: async () => {
    await using scratch = await makeScratch();
    await makeKeys(scratch);
    for (
      const [key, words] of [["locked", "it is encrypted"], ["ssh.pub", "no private key"], ["absent", ""]]
    ) {
      const { code, stderr } = await runBmverify([
        ...[
          "verify",
          "--device",
          "simulated",
          "--yes",
          "--sign",
          `${scratch.folder}/${key}`,
          ...scratch.options,
        ],
      ]);
      assertEquals(code, 2, stderr);
      assertStringIncludes(stderr, words ?? "");
    }
    assertEquals(await Deno.stat(scratch.out).then(() => true, () => false), false);
  },
});

Deno.test({
  name: `openssl finds the signature of a bundle good, over bytes put together without us${missing}`,
  ignore: TOOLS.length > 0,
  fn: async () => {
    await using scratch = await makeScratch();
    await makeKeys(scratch);
    const bundle = await makeSigned(scratch, "pem");
    const envelope = JSON.parse(await Deno.readTextFile(`${bundle}/SHA256SUMS.dsse.json`));
    const payload = atob(envelope.payload);
    const path = (name: string) => `${scratch.folder}/${name}`;
    await Deno.writeTextFile(
      path("signed"),
      `DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} ${payload}`,
    );
    await Deno.writeFile(path("sig"), Uint8Array.fromBase64(envelope.signatures[0].sig));
    const check = ["pkeyutl", "-verify", "-pubin", "-inkey", path("pem.pub"), "-rawin"];
    await run("openssl", [...check, "-in", path("signed"), "-sigfile", path("sig")]);

    const statement = JSON.parse(payload);
    assertEquals(statement._type, "https://in-toto.io/Statement/v1");
    assertEquals(statement.predicateType, "https://in-toto.io/attestation/test-result/v0.1");
    const { stdout } = await new Deno.Command("sha256sum", { args: [`${bundle}/SHA256SUMS`] }).output();
    const digest = new TextDecoder().decode(stdout).slice(0, 64);
    assertEquals(statement.subject, [{ name: "SHA256SUMS", digest: { sha256: digest } }]);
    assertEquals(statement.predicate.result, "WARNED", "a simulated pass is none");
    assertEquals(statement.predicate.passedTests, [SCENARIO]);
  },
});
