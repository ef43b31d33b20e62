// Properties over all requests: what is generated is clean and stable, and any single mutation of it is found.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { generateProfile, type ProfileRequest } from "../write/generate_profile.ts";
import { type LintedProfile, lintProfile } from "./lint_profile.ts";
import { mutate } from "../../testing/mutate_profile.ts";
import { mendProfile } from "./mend_profile.ts";
import { type DictNode, type ProfileNode, toPlainValue } from "../words/profile_node.ts";
import { readProfile } from "../read/read_profile.ts";
import { scanTags } from "./scan_tags.ts";
import { TOOLS } from "../words/tool.ts";
import { writePlistXml } from "../write/write_plist_xml.ts";

const SEED = { seed: 20240508, numRuns: 300 } as const;
const encode = (text: string) => new TextEncoder().encode(text);

const requests: fc.Arbitrary<ProfileRequest> = fc.record({
  tool: fc.constantFrom(...TOOLS),
  behaviorMonitoring: fc.constantFrom("enabled", "disabled"),
  previewKeys: fc.boolean(),
  realTimeProtection: fc.constantFrom("on", "off", null),
  cloudProtection: fc.constantFrom("on", "off", null),
  tamperProtection: fc.constantFrom("disabled", "audit", "block", null),
  organization: fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }),
  identifier: fc.stringMatching(/^[a-z][a-z0-9]{0,10}(\.[a-z][a-z0-9-]{0,10}){1,3}[a-z]$/),
}).map((request): ProfileRequest => {
  const isOn = request.behaviorMonitoring === "enabled";
  const isLinux = request.tool === "linux";
  return {
    ...request,
    previewKeys: request.previewKeys && !isLinux,
    tamperProtection: isLinux ? null : request.tamperProtection,
    realTimeProtection: isOn && request.realTimeProtection === "off" ? null : request.realTimeProtection,
    cloudProtection: isOn && request.cloudProtection === "off" ? null : request.cloudProtection,
  };
});

async function lintText(name: string, text: string): Promise<LintedProfile> {
  return await lintProfile({ name, bytes: encode(text) });
}

async function treeOf(name: string, text: string): Promise<DictNode> {
  const { root } = await readProfile({ name, bytes: encode(text) });
  assert(root?.kind === "dict");
  return root;
}

function write(name: string, root: ProfileNode): string {
  return name.endsWith(".json") ? `${toJson(root)}\n` : writePlistXml(root);
}

/** Unlike JSON.stringify it can write a key twice. */
function toJson(node: ProfileNode): string {
  if (node.kind === "dict") {
    return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}: ${toJson(value)}`).join(", ")}}`;
  }
  if (node.kind === "array") return `[${node.items.map(toJson).join(", ")}]`;
  return JSON.stringify(toPlainValue(node));
}

Deno.test("generateProfile() makes profiles in which the linter finds nothing", async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const { fileName, text } = await generateProfile(request);
      const { report } = await lintProfile({ name: fileName, bytes: encode(text) }, { tool: request.tool });
      assertEquals(report.findings, []);
      assertEquals((await lintText(fileName, text)).report.findings, []);
    }),
    SEED,
  );
});

Deno.test("generateProfile() gives the same bytes for the same request, and they survive reading and writing", async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const { fileName, text } = await generateProfile(request);
      assertEquals((await generateProfile(request)).text, text);
      const tree = await treeOf(fileName, text);
      const again = fileName.endsWith(".json")
        ? `${JSON.stringify(toPlainValue(tree), null, 4)}\n`
        : writePlistXml(tree);
      // Workspace ONE takes the <dict> alone.
      const isBare = request.tool === "workspace-one";
      assertEquals(isBare ? again.replace(/^[^]*?(?=<dict>)|<\/plist>\n$/g, "") : again, text);
    }),
    SEED,
  );
});

for (const kind of ["drop", "move", "retype", "rename"] as const) {
  Deno.test(`lintProfile() finds any single mutation of a good profile: ${kind}`, async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(requests, fc.nat(200), fc.nat(200), async (request, at, to) => {
        const { fileName, text } = await generateProfile(request);
        const mutated = mutate(await treeOf(fileName, text), request, { kind, at, to });
        if (mutated === null) return;
        tried++;
        const { report } = await lintText(fileName, write(fileName, mutated));
        assert(report.findings.length > 0 || report.problem !== null, write(fileName, mutated));
      }),
      { ...SEED, numRuns: 600 },
    );
    assert(tried > 300, `only ${tried} mutations were tried`);
  });
}

/** A tag put back may take blanks of the layout into a text, which changes nothing that anybody reads. */
async function meaningOf(name: string, text: string): Promise<unknown> {
  const plain = JSON.stringify(toPlainValue(await treeOf(name, text)));
  return JSON.parse(plain, (_key, value) => typeof value === "string" ? value.trim() : value);
}

Deno.test("lintProfile() finds any tag lost, doubled or swapped, and a mend it is certain of gives the profile back", async () => {
  let mends = 0;
  await fc.assert(
    fc.asyncProperty(
      requests,
      fc.constantFrom("lose", "double", "swap"),
      fc.nat(500),
      async (request, kind, at) => {
        const { fileName, text } = await generateProfile({
          ...request,
          tool: request.tool === "linux" ? "jamf" : request.tool,
        });
        const tags = [...scanTags(text)];
        const tag = tags[at % tags.length];
        const next = tags[(at % tags.length) + 1];
        if (tag === undefined || next === undefined) return;
        const own = text.slice(tag.start, tag.end);
        const other = text.slice(next.start, next.end);
        const between = text.slice(tag.end, next.start);
        const change =
          { lose: between + other, double: own + own + between + other, swap: other + between + own }[kind];
        if (change === own + between + other) return;
        const broken = text.slice(0, tag.start) + change + text.slice(next.end);
        const linted = await lintText(fileName, broken);
        assert(linted.report.findings.some(({ severity }) => severity === "error"), broken);
        const { text: mended, after } = await mendProfile(linted);
        if (mended === null || after.report.findings.length > 0) return;
        mends++;
        assertEquals(await meaningOf(fileName, mended), await meaningOf(fileName, text));
      },
    ),
    { ...SEED, numRuns: 400 },
  );
  assert(mends > 60, `only ${mends} were mended`);
});

Deno.test("lintProfile() finds any sign of JSON's structure lost", async () => {
  await fc.assert(
    fc.asyncProperty(requests, fc.nat(500), async (request, at) => {
      const { fileName, text } = await generateProfile({
        ...request,
        tool: "linux",
        previewKeys: false,
        tamperProtection: null,
      });
      const signs = [...text.matchAll(/[{}:,"]/g)];
      const index = signs[at % signs.length]?.index ?? 0;
      const { report } = await lintText(fileName, text.slice(0, index) + text.slice(index + 1));
      assert(report.findings.some(({ severity }) => severity === "error"));
    }),
    SEED,
  );
});
