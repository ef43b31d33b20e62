// Tells a remedy that is a command from one that is a path to click or a thing to ask for.

/** How a command begins: a program by name or by path, quoted or not. */
const COMMAND = /^(?:sudo|mdatp|bmverify|systemextensionsctl|systemctl|open|rm|chmod|xattr)\s|^'?\/[^\s]/;

/** The command of a remedy, to paste as it is; null when the remedy is no command. */
export function remedyCommand(remedy: string): string | null {
  return COMMAND.test(remedy) ? remedy : null;
}
