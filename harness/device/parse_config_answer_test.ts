import { assertEquals } from "@std/assert";
import { parseConfigAnswer } from "./parse_config_answer.ts";

Deno.test("parseConfigAnswer() knows both spellings of a change, and the same value", () => {
  assertEquals(parseConfigAnswer("Configuration property updated\n"), {
    kind: "updated",
    message: "Configuration property updated",
  });
  assertEquals(parseConfigAnswer("Configuration property updated.").kind, "updated");
  assertEquals(parseConfigAnswer("New setting value is the same as the current value\n").kind, "unchanged");
  assertEquals(parseConfigAnswer("ATTENTION: expired\r\nConfiguration property updated\r\n").kind, "updated");
});

Deno.test("parseConfigAnswer() knows what is said of changed lists and levels", () => {
  for (
    const sentence of [
      "Extension exclusion configured successfully",
      "Folder exclusion removed successfully",
      "Log level configured successfully",
      "Configuration updated successfully.",
    ]
  ) {
    assertEquals(parseConfigAnswer(`${sentence}\n`), { kind: "updated", message: sentence });
  }
});

Deno.test("parseConfigAnswer() takes everything else for a refusal and tells its first line", () => {
  assertEquals(parseConfigAnswer("The setting is managed.\nAsk your administrator."), {
    kind: "refused",
    message: "The setting is managed.",
  });
  assertEquals(parseConfigAnswer("ATTENTION: No license found."), {
    kind: "refused",
    message: "No license found.",
  });
  for (const silent of ["", "\n", new Uint8Array(), "\0\u0001"]) {
    assertEquals(parseConfigAnswer(silent), { kind: "refused", message: "" });
  }
  for (
    const near of [
      "Configuration property not updated",
      "configuration property updated",
      "Configuration property updated?",
    ]
  ) {
    assertEquals(parseConfigAnswer(near).kind, "refused");
  }
  assertEquals(parseConfigAnswer("x".repeat(10_000)).message.length, 300);
});
