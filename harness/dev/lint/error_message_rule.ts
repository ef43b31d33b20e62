// "house/error-message": the grammar of messages and hints of HarnessError.

const CONTRACTION =
  /\b(?:ain|aren|can|couldn|didn|doesn|don|hasn|haven|isn|mustn|shouldn|wasn|weren|won|wouldn)['’]t\b/i;

/** Reports messages and hints that break the grammar of CONTRIBUTING.md. */
export const errorMessageRule: Deno.lint.Rule = {
  create(context) {
    return {
      NewExpression(node) {
        if (node.callee.type !== "Identifier" || node.callee.name !== "HarnessError") return;
        const [, message, options] = node.arguments;
        for (const [what, part] of [["Message", message], ["Hint", hintOf(options)]] as const) {
          const fault = part ? faultOf(part) : null;
          if (part && fault) {
            context.report({ node: part, message: `${what} ${fault.message}`, hint: fault.hint });
          }
        }
      },
    };
  },
};

interface Fault {
  readonly message: string;
  readonly hint: string;
}

function hintOf(options: Deno.lint.Node | undefined): Deno.lint.Node | null {
  if (options?.type !== "ObjectExpression") return null;
  for (const property of options.properties) {
    if (property.type === "Property" && property.key.type === "Identifier" && property.key.name === "hint") {
      return property.value;
    }
  }
  return null;
}

function faultOf(node: Deno.lint.Node): Fault | null {
  const text = textOf(node);
  if (text === null) return null;
  if (/^[a-z]/.test(text)) {
    return { message: "starts with a small letter", hint: "Start it with a capital letter" };
  }
  if (/\.$/.test(text)) {
    return { message: "ends with a period", hint: "Leave the final period out" };
  }
  if (CONTRACTION.test(text)) {
    return { message: "has a contraction", hint: 'Write both words in full: "Cannot", "does not"' };
  }
  return null;
}

/** The text of a literal; of a template with a stand-in for each inserted value. */
function textOf(node: Deno.lint.Node): string | null {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis.map((part) => part.cooked).join("\u0000");
  return null;
}
