// The content of the standard antivirus test file in short pieces, so that no file of ours is taken for it.

/** The content, cut so that no piece is recognised by itself. */
export const TEST_FILE_PIECES = [
  "X5O!P",
  "%@AP[4\\PZX",
  "54(P^)7CC)7}",
  "$EICAR-STAN",
  "DARD-ANTI",
  "VIRUS-TEST",
  "-FILE!$H+H*",
] as const;
