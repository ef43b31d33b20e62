// What identifies by its form alone is hidden, and what only looks like it stays.
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { hidePatterns, mailDomainsIn } from "./personal_patterns.ts";
import { createPseudonym, createRedactor } from "./redact.ts";

const pseudonym = createPseudonym("k");
const hide = (text: string): string => hidePatterns(text, pseudonym);

for (
  const [what, secret] of [
    ["a mail address", "anna.example+x@contoso-corp.de"],
    ["an address of IPv4", "10.20.30.40"],
    ["an address of IPv6", "fe80::1c2d:3e4f:5a6b:7c8d"],
    ["a whole address of IPv6", "2001:db8:85a3:8d3:1319:8a2e:370:7348"],
    ["a MAC address", "a4:83:e7:12:34:56"],
    ["a MAC address with dashes", "A4-83-E7-12-34-56"],
    ["a path of Windows", "C:\\Users\\anna\\secret.txt"],
    ["a path of Windows in JSON", "C:\\\\Users\\\\anna\\\\secret.txt"],
    ["a share of Windows", "\\\\fileserver\\finance$\\x.txt"],
    ["a host of a local network", "annas-mac.local"],
    ["a host of a company", "annas-mac.eu.corp"],
  ] as const
) {
  Deno.test(`hidePatterns() hides ${what}, once and for all`, () => {
    for (const text of [secret, `at ${secret} now`, `"${secret}"`, `(${secret})`, `x=${secret};`]) {
      const hidden = hide(text);
      assertEquals(hidden.includes(secret), false, hidden);
      assertEquals(hide(hidden), hidden);
    }
  });
}

Deno.test("hidePatterns() hides the names of volumes and of a user's temporary folder", () => {
  assertEquals(
    /Backup|zz\/abc/.test(hide("/Volumes/Anna Backup/x /private/var/folders/zz/abcdefgh12345/T")),
    false,
  );
  assertEquals(hide("/Volumes/Macintosh HD/x"), "/Volumes/Macintosh HD/x");
});

Deno.test("hidePatterns() leaves versions, times, digests, GUIDs and the vendor's addresses alone", () => {
  for (
    const text of [
      'engine_version : "1.1.25.1"',
      '{"definitionsVersion":"1.21.65.0"}',
      "1.1.26010.1",
      "10:21:03 and 00:11:22",
      "2026-03-01T12:00:00.000Z",
      "5a1c9f7e-4d0b-4a57-9f0e-3d2b7c6e8a10",
      "9d1f0e2c3b4a59687766554433221100ffeeddcc",
      "https://learn.microsoft.com/x",
      "support@microsoft.com",
      "127.0.0.1",
      "Behavior:MacOS/MacOSChangeFileTest",
      "step 3: x",
      "Deno::x std::y",
      "101.25062.0005",
    ]
  ) assertEquals(hide(text), text);
});

Deno.test("mailDomainsIn() finds the domains of mail addresses, but for public ones", () => {
  assertEquals(mailDomainsIn("a@contoso.de, b@contoso.de, c@microsoft.com, d@mac.local"), ["contoso.de"]);
});

const WORD = fc.stringMatching(/^[a-z]{4,10}$/);
const PART = fc.integer({ min: 1, max: 254 });
const HEX = fc.stringMatching(/^[0-9a-f]{2}$/);
const MADE_UP: Readonly<Record<string, fc.Arbitrary<string>>> = {
  mail: fc.tuple(WORD, WORD).map(([name, host]) => `${name}@${host}.de`),
  ipv4: fc.tuple(fc.integer({ min: 1, max: 120 }), PART, PART, PART).map((parts) => parts.join(".")),
  mac: fc.array(HEX, { minLength: 6, maxLength: 6 }).map((parts) => parts.join(":")),
  windows: fc.tuple(WORD, WORD).map(([folder, file]) => `D:\\${folder}\\${file}.txt`),
  home: fc.tuple(WORD, WORD).map(([user, file]) => `/Users/${user}/${file}.txt`),
};
const WRAPPED: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => `seen: ${text} there`,
  JSON: (text) => JSON.stringify({ path: text }),
  base64: (text) => `data ${new TextEncoder().encode(`name: ${text}`).toBase64()} end`,
  percent: (text) => `see https://portal.example.com/x?q=${encodeURIComponent(text).replaceAll(".", "%2E")}`,
};

Deno.test("createRedactor() finds a secret that goes on in the next line of base64", () => {
  const redact = createRedactor({ secrets: [], key: "k" });
  const text = `${"x".repeat(44)} /Users/annabelle/secret-report.txt and more of it ${"y".repeat(60)}`;
  const lines = new TextEncoder().encode(text).toBase64().replace(/.{64}/g, "$&\n");
  const hidden = redact(`-----BEGIN X-----\n${lines}\n-----END X-----\n`);
  assertEquals(/^-----BEGIN X-----\nencoded-[0-9a-f]{8}\n-----END X-----\n$/.test(hidden), true, hidden);
  assertEquals(redact(hidden), hidden);
});

for (const [form, arbitrary] of Object.entries(MADE_UP)) {
  for (const [where, wrap] of Object.entries(WRAPPED)) {
    Deno.test(`createRedactor() leaves no made-up secret of the form ${form} in ${where}, and redacts once`, () => {
      const redact = createRedactor({ secrets: [], key: "k" });
      fc.assert(
        fc.property(arbitrary, (secret) => {
          if (/^127\./.test(secret)) return;
          const hidden = redact(wrap(secret));
          assertEquals(reveals(hidden, secret), false, `${secret} in ${hidden}`);
          assertEquals(redact(hidden), hidden);
        }),
        { numRuns: 50, seed: 7 },
      );
    });
  }
}

/** Whether a secret stands in a text, as it is or in a form that anybody can decode. */
function reveals(text: string, secret: string): boolean {
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  const decoded = [...text.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([piece]) => {
    try {
      return new TextDecoder().decode(Uint8Array.fromBase64(piece));
    } catch {
      return "";
    }
  });
  return [text, ...decoded].some((one) => forms.some((form) => one.includes(form)));
}
