// "house/no-shared-process": what belongs to the whole process is changed nowhere, for many tests share one.

const CHANGERS = new Set(["Deno.chdir", "Deno.umask", "process.chdir", "process.umask"]);

/** Reports what moves the working folder of the process or the mode of the files it makes. */
export const sharedProcessRule: Deno.lint.Rule = {
  create(context) {
    return {
      CallExpression(node) {
        if (node.callee.type !== "MemberExpression") return;
        const name = context.sourceCode.getText(node.callee);
        if (!CHANGERS.has(name) || (name.endsWith("umask") && node.arguments.length === 0)) return;
        context.report({
          node,
          message: `"${name}" changes what all that runs beside it in this process shares`,
          hint:
            'Give the folder to the program that is started ("cwd"), or the mode to the file that is made',
        });
      },
    };
  },
};
