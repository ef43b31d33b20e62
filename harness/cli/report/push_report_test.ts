import { assertEquals, assertFalse, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { readPushTarget } from "./push_report.ts";

const SECRET = "s3cr3t-token";

function target(push: string, file?: string) {
  const host = { readSecret: () => Promise.resolve(file ?? "") };
  return readPushTarget(host, { push, ...(file === undefined ? {} : { pushCredentials: "FILE" }) });
}

Deno.test("--push takes the address of a host and nothing that is, or hides, another", async () => {
  for (const address of ["http://127.0.0.1:4318", "https://collector.example/otlp", "http://[::1]:4318/"]) {
    assertEquals((await target(`otlp=${address}`)).url.href, new URL(address).href);
  }
  const refused = [
    "https://collector.example",
    "otlp=",
    "otlp=file:///etc/passwd",
    "otlp=ftp://collector.example",
    "otlp=unix:/run/docker.sock",
    // A comma would name two hosts in the permission of the program that sends.
    "otlp=http://collector.example,other.example/",
    `otlp=https://user:${SECRET}@collector.example`,
    `otlp=https://${SECRET}@collector.example`,
    `otlp=https://collector.example/v1?key=${SECRET}`,
    `otlp=https://collector.example/#${SECRET}`,
    `${SECRET}`,
  ];
  for (const words of refused) {
    const { code, message, hint } = await assertRejects(() => target(words), HarnessError);
    assertEquals(code, "usage/invalid", words);
    assertFalse(`${message} ${hint}`.includes(SECRET), words);
  }
});

Deno.test("--push-credentials are headers, sent over TLS or to this machine alone, and never repeated", async () => {
  const file = `Authorization: Bearer ${SECRET}\r\n\nx-api-key:1\n`;
  const headers = { Authorization: `Bearer ${SECRET}`, "x-api-key": "1" };
  for (const address of ["https://collector.example", "http://127.0.0.1:4318", "http://localhost:1"]) {
    assertEquals((await target(`otlp=${address}`, file)).credentials, headers);
  }
  for (
    const address of ["http://collector.example", "http://127.0.0.1.example", "http://localhost.example"]
  ) {
    const { code } = await assertRejects(() => target(`otlp=${address}`, file), HarnessError);
    assertEquals(code, "usage/invalid", address);
  }
  for (const text of ["", SECRET, `a b: ${SECRET}`, `a: ${SECRET}\u0001`, `a: ${SECRET}\n${SECRET}`]) {
    const { code, message } = await assertRejects(() => target("otlp=https://a.example", text), HarnessError);
    assertEquals([code, message.includes(SECRET)], ["report/credentials-unusable", false]);
  }
});
