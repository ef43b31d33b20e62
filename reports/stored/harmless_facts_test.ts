// Health after a redaction: what is known to be harmless stays, every other value goes, and the rest reads as before.
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { isHarmlessKey, keepHarmlessFacts } from "./harmless_facts.ts";

const hide = (): string => "value-00000000";

Deno.test("keepHarmlessFacts() keeps what is known to be harmless, in its form", () => {
  const text =
    'ATTENTION: x\nhealthy        : true\napp_version : "101.25062.0005"\nbehavior_monitoring : "enabled" [managed]\n' +
    'edr_device_tags : []\nsomething_new : false\nhealth_issues : ["no license"]\n';
  assertEquals(keepHarmlessFacts(text, hide), text);
});

Deno.test("keepHarmlessFacts() hides tags, groups, addresses and what a later agent adds, in text and JSON", () => {
  const text = 'edr_device_tags : [{"key":"GROUP","value":"Finance"}]\nedr_group_ids : "emea-cfo"\r\n' +
    'definitions_update_source_uri : "https://mirror.contoso.de/x" [managed]\nowner_name : anna\n';
  assertEquals(
    keepHarmlessFacts(text, hide),
    'edr_device_tags : "value-00000000"\nedr_group_ids : "value-00000000"\r\n' +
      'definitions_update_source_uri : "value-00000000" [managed]\nowner_name : "value-00000000"\n',
  );
  const json = {
    healthy: true,
    edrDeviceTags: [{ key: "GROUP", value: "Finance" }],
    tamperProtection: { $type: "block", isManaged: true, value: "block" },
    edrGroupIds: "emea-cfo",
    edrConfiguration: { value: "" },
    number: 4711,
  };
  const hidden = JSON.parse(keepHarmlessFacts(JSON.stringify(json), hide));
  assertEquals(hidden.tamperProtection, json.tamperProtection);
  assertEquals([hidden.healthy, hidden.edrConfiguration], [true, { value: "" }]);
  assertEquals(/Finance|GROUP|emea|4711/.test(JSON.stringify(hidden)), false);
});

Deno.test("keepHarmlessFacts() leaves no value of a key that it does not know", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{3,12}_[a-z]{3,12}$/).filter((key) => !isHarmlessKey(key)),
      fc.stringMatching(/^[A-Za-z][\w .:/-]{4,30}[A-Za-z]$/),
      (key, value) => {
        if (/^(?:enabled|disabled|unavailable|unknown|not_applicable)$/.test(value)) return;
        const text = keepHarmlessFacts(`healthy : true\n${key}   : "${value}" [managed]\n`, hide);
        assertEquals(text, `healthy : true\n${key}   : "value-00000000" [managed]\n`);
        assertEquals(
          keepHarmlessFacts(JSON.stringify({ [key]: { deep: [value] } }), hide).includes(value),
          false,
        );
      },
    ),
    { numRuns: 200, seed: 7 },
  );
});
