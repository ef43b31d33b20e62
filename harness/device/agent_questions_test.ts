import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseDetections } from "./parse_detections.ts";
import { rememberLast } from "./agent_questions.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const LIST = 'Id: "a"\nName: Behavior:MacOS/MacOSChangeFileTest\nType: "behavior"\n' +
  'Detection time: Tue Aug 26 11:26:41 2025\nStatus: "quarantined"\n';

Deno.test("rememberLast() parses the same bytes once, and others anew", () => {
  let parsed = 0;
  const parse = rememberLast((stdout) => {
    parsed += 1;
    return parseDetections(stdout);
  });
  const first = parse(bytes(LIST));
  assert(parse(bytes(LIST)) === first);
  assertEquals(parsed, 1);
  const other = parse(bytes(LIST.replace("quarantined", "allowed")));
  assertEquals([parsed, first[0]?.status, other[0]?.status], [2, "quarantined", "allowed"]);
  assertEquals(parse(bytes(LIST)), first);
  assertEquals(parsed, 3);
});

Deno.test("rememberLast() throws for what cannot be parsed, each time, and goes on", () => {
  const parse = rememberLast(parseDetections);
  for (let count = 0; count < 2; count += 1) assertThrows(() => parse(bytes("nonsense")));
  assertEquals(parse(bytes(LIST)).length, 1);
});
