// Runs every example of the rules' pages in the README, and holds the pages against the list of rules.
import { assert, assertEquals } from "@std/assert";
import readme from "../README.md" with { type: "text" };
import { RULE_IDS } from "../words/finding.ts";
import { lintProfile } from "./lint_profile.ts";
import { type DictNode, entryOf } from "../words/profile_node.ts";
import { readProfile } from "../read/read_profile.ts";
import { RULE_TITLES } from "./rule_titles.ts";
import { writePlistXml } from "../write/write_plist_xml.ts";

interface Example {
  readonly info: string;
  readonly text: string;
}

const encode = (text: string) => new TextEncoder().encode(text);
const pages = new Map(
  readme.slice(readme.indexOf("## Rules")).split(/^### /m).slice(1).map((page) => {
    const examples = [...page.matchAll(/^```(\w+ (?:bad|good).*)\n([\s\S]*?)^```$/gm)]
      .map((match): Example => ({ info: match[1] ?? "", text: match[2] ?? "" }));
    return [page.slice(0, page.indexOf("\n")).trim(), examples] as const;
  }),
);
const base = /^```xml base\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? "";

async function dictOf(text: string): Promise<DictNode> {
  const { root } = await readProfile({ name: "example", bytes: encode(text) });
  assert(root?.kind === "dict");
  return root;
}

/** The base profile with the keys of a fragment in the place of its own. */
async function wholeProfile({ info, text }: Example): Promise<string> {
  const fragment = await dictOf(`<plist version="1.0"><dict>${text}</dict></plist>`);
  const without = /without=(\S+)/.exec(info)?.[1]?.split(",") ?? [];
  const change = (dict: DictNode): DictNode => ({
    ...dict,
    entries: [
      ...dict.entries.filter(({ key }) => !without.includes(key)).map((entry) =>
        entryOf(fragment, key(entry)) ?? entry
      ),
      ...fragment.entries.filter(({ key }) => entryOf(dict, key) === null),
    ],
  });
  const key = (entry: { readonly key: string }) => entry.key;
  const root = await dictOf(base);
  if (info.includes("at=profile")) return writePlistXml(change(root));
  const entries = root.entries.map((entry) => {
    if (entry.key !== "PayloadContent" || entry.value.kind !== "array") return entry;
    return {
      ...entry,
      value: {
        ...entry.value,
        items: entry.value.items.map((item) => item.kind === "dict" ? change(item) : item),
      },
    };
  });
  return writePlistXml({ ...root, entries });
}

async function lintExample(example: Example): Promise<readonly string[]> {
  const isFragment = /at=/.test(example.info);
  const fallback = isFragment
    ? "example.mobileconfig"
    : example.info.startsWith("json")
    ? "mdatp_managed.json"
    : "com.microsoft.wdav.plist";
  const name = /name=(\S+)/.exec(example.info)?.[1] ?? fallback;
  const text = isFragment ? await wholeProfile(example) : example.text;
  const { report } = await lintProfile({ name, bytes: encode(text) });
  assertEquals(report.problem, null);
  return report.findings.map(({ rule }) => rule);
}

Deno.test("README has one page for each rule, in the order of the list, and each rule a title", () => {
  assertEquals([...pages.keys()], [...RULE_IDS]);
  assertEquals(Object.keys(RULE_TITLES), [...RULE_IDS]);
});

Deno.test("README names on each page the severity, and a source with its date or version", () => {
  for (const page of readme.slice(readme.indexOf("## Rules")).split(/^### /m).slice(1)) {
    const rule = page.slice(0, page.indexOf("\n"));
    const source = /^\*\*Source:\*\*([^]*?)\n\n/m.exec(page)?.[1] ?? "";
    assert(/^\*\*Severity:\*\*/m.test(page), `${rule} has no severity`);
    assert(/\b20\d\d\b/.test(source), `${rule} has no source with a date`);
  }
});

Deno.test("README's base example has no finding", async () => {
  const { report } = await lintProfile({ name: "base.mobileconfig", bytes: encode(base) });
  assertEquals(report.findings, []);
});

for (const rule of RULE_IDS) {
  Deno.test(`README's bad examples of ${rule} are found by it, and its good ones by no rule`, async () => {
    const examples = pages.get(rule) ?? [];
    const bad = examples.filter(({ info }) => / bad/.test(info));
    const good = examples.filter(({ info }) => / good/.test(info));
    assert(bad.length > 0 && good.length > 0, `${rule} lacks an example`);
    for (const example of bad) {
      const found = await lintExample(example);
      assert(found.includes(rule), `${rule} is not among ${found.join(", ") || "no findings"}`);
    }
    for (const example of good) assertEquals(await lintExample(example), []);
  });
}
