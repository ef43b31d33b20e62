// Against the real thing: other people's programs read what is generated, and binary and signed forms that they made
// are read. A program that is missing is named in the name of the ignored test.
import { assert, assertEquals } from "@std/assert";
import { XmlDocument } from "libxml2-wasm";
import { generateProfile, type ProfileRequest } from "../write/generate_profile.ts";
import { lintProfile } from "./lint_profile.ts";
import { toPlainValue } from "../words/profile_node.ts";
import { readProfile } from "../read/read_profile.ts";
import { TOOLS } from "../words/tool.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const REQUESTS: readonly ProfileRequest[] = TOOLS.flatMap((tool) =>
  (["enabled", "disabled"] as const).map((behaviorMonitoring) => ({
    tool,
    behaviorMonitoring,
    previewKeys: tool !== "linux",
    realTimeProtection: "on" as const,
    cloudProtection: "on" as const,
    tamperProtection: tool === "linux" ? null : "block" as const,
    organization: `Ärzte & "Söhne" <GmbH> 😀`,
    identifier: "com.example.bm",
  }))
);

async function has(program: string, flag: string): Promise<boolean> {
  try {
    await new Deno.Command(program, { args: [flag], stdout: "null", stderr: "null" }).output();
    return true;
  } catch {
    return false;
  }
}

async function run(program: string, args: readonly string[], input: Uint8Array): Promise<Uint8Array> {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(input);
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  assertEquals(code, 0, `${program} ${args.join(" ")}: ${decode(stderr)}`);
  return stdout;
}

async function plainOf(bytes: Uint8Array): Promise<unknown> {
  const { root } = await readProfile({ name: "a.plist", bytes });
  assert(root !== null);
  return toPlainValue(root);
}

async function eachPlist(check: (text: string) => Promise<void>): Promise<void> {
  for (const request of REQUESTS.filter(({ tool }) => tool !== "linux")) {
    const { text } = await generateProfile(request);
    // Workspace ONE puts the rest around the bare <dict>.
    await check(request.tool === "workspace-one" ? `<plist version="1.0">${text}</plist>` : text);
  }
}

const programs = {
  xmllint: await has("xmllint", "--version"),
  plistutil: await has("plistutil", "--help"),
  python3: await has("python3", "--version"),
  openssl: await has("openssl", "version"),
};
const without = (program: keyof typeof programs) =>
  programs[program] ? "" : ` (IGNORED, NOT COMPARED: there is no ${program})`;

Deno.test("generateProfile() makes XML that libxml2 takes for well-formed", async () => {
  await eachPlist((text) => {
    using document = XmlDocument.fromString(text);
    assertEquals(document.root.name, "plist");
    return Promise.resolve();
  });
});

Deno.test({
  name: `generateProfile() makes XML that xmllint takes for well-formed${without("xmllint")}`,
  ignore: !programs.xmllint,
  fn: () => eachPlist(async (text) => void await run("xmllint", ["--noout", "--nonet", "-"], encode(text))),
});

Deno.test({
  name: `generateProfile() makes what plistutil reads alike, and its binary form is read back alike${
    without("plistutil")
  }`,
  ignore: !programs.plistutil,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      await eachPlist(async (text) => {
        await Deno.writeTextFile(`${folder}/a.plist`, text);
        await run(
          "plistutil",
          ["-i", `${folder}/a.plist`, "-f", "bin", "-o", `${folder}/b.plist`],
          new Uint8Array(),
        );
        const binary = await Deno.readFile(`${folder}/b.plist`);
        assertEquals(decode(binary.subarray(0, 6)), "bplist");
        assertEquals(await plainOf(binary), await plainOf(encode(text)));
        await run(
          "plistutil",
          ["-i", `${folder}/b.plist`, "-f", "xml", "-o", `${folder}/c.plist`],
          new Uint8Array(),
        );
        assertEquals(await plainOf(await Deno.readFile(`${folder}/c.plist`)), await plainOf(encode(text)));
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

const PYTHON = "import sys,json,plistlib; json.dump(plistlib.loads(sys.stdin.buffer.read()), sys.stdout)";

Deno.test({
  name: `generateProfile() makes what Python's plistlib reads alike${without("python3")}`,
  ignore: !programs.python3,
  fn: () =>
    eachPlist(async (text) => {
      const seen = JSON.parse(decode(await run("python3", ["-c", PYTHON], encode(text))));
      assertEquals(seen, await plainOf(encode(text)));
    }),
});

Deno.test({
  name: `readProfile() reads the binary form that Python's plistlib writes${without("python3")}`,
  ignore: !programs.python3,
  fn: () =>
    eachPlist(async (text) => {
      const program =
        "import sys,plistlib; sys.stdout.buffer.write(plistlib.dumps(plistlib.loads(sys.stdin.buffer.read()), fmt=plistlib.FMT_BINARY))";
      assertEquals(
        await plainOf(await run("python3", ["-c", program], encode(text))),
        await plainOf(encode(text)),
      );
    }),
});

Deno.test({
  name:
    `readProfile() unwraps what openssl signs, in DER, BER and PEM, and says of a detached signature that it is one${
      without("openssl")
    }`,
  ignore: !programs.openssl,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const { text } = await generateProfile({ ...REQUESTS[0] ?? never(), tool: "intune" });
      await Deno.writeTextFile(`${folder}/a.plist`, text);
      const subject = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        `${folder}/k.pem`,
        "-out",
        `${folder}/c.pem`,
        "-subj",
        "/CN=Test",
        "-days",
        "2",
      ];
      await run("openssl", subject, new Uint8Array());
      const sign = (...more: readonly string[]) =>
        run("openssl", [
          "cms",
          "-sign",
          "-binary",
          "-in",
          `${folder}/a.plist`,
          "-signer",
          `${folder}/c.pem`,
          "-inkey",
          `${folder}/k.pem`,
          ...more,
        ], new Uint8Array());
      for (const form of [["-outform", "DER"], ["-outform", "DER", "-stream"], ["-outform", "PEM"]]) {
        const bytes = await sign("-nodetach", ...form);
        const { report } = await lintProfile({ name: "a.mobileconfig", bytes });
        assertEquals(report.findings.map(({ rule }) => rule), ["signed-profile"]);
        assertEquals(await plainOf(bytes), await plainOf(encode(text)));
      }
      const { report } = await lintProfile({ name: "a.mobileconfig", bytes: await sign("-outform", "DER") });
      assertEquals(report.problem?.code, "profile/unreadable");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

function never(): never {
  throw new Error("there is a first request");
}
