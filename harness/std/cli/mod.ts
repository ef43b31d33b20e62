// Stand-in for "@std/cli": only the argument parser, with the signature of the standard library.

export { type Args, parseArgs, type ParseOptions } from "./parse_args.ts";
