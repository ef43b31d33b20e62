// Reading what a file takes and offers, in every form that imports and exports have.

import { assertEquals } from "@std/assert";
import { readSource } from "./read_source.ts";

function usesOf(text: string) {
  return readSource("harness/run/a.ts", text).uses;
}

function exportsOf(text: string) {
  return readSource("harness/run/a.ts", text).exports;
}

Deno.test("readSource() names what is taken from a file of ours, types included, and leaves packages out", () => {
  assertEquals(
    usesOf('import one, { two as three, type four } from "../model/x.ts"; import { z } from "zod";'),
    [
      { path: "harness/model/x.ts", names: ["default", "two", "four"] },
    ],
  );
  assertEquals(usesOf('import type { T } from "./x.ts"; export { a as b } from "./y.ts";'), [
    { path: "harness/run/x.ts", names: ["T"] },
    { path: "harness/run/y.ts", names: ["a"] },
  ]);
});

Deno.test("readSource() takes what cannot be told apart for all of a file", () => {
  for (const text of ['import * as x from "./x.ts";', 'export * from "./x.ts";', 'use(import("./x.ts"));']) {
    assertEquals(usesOf(text), [{ path: "harness/run/x.ts", names: null }], text);
  }
});

Deno.test("readSource() reads the names off an import at run time", () => {
  const late = 'import(import.meta.resolve("./x.ts"))';
  for (
    const value of ['await import("./x.ts")', `await ${late} as typeof import("./x.ts")`, `await ${late}`]
  ) {
    assertEquals(usesOf(`const { a, b: c } = ${value};`), [
      { path: "harness/run/x.ts", names: ["a", "b"] },
    ], value);
  }
  assertEquals(usesOf(`use(${late});`), [{ path: "harness/run/x.ts", names: null }]);
});

Deno.test("readSource() names everything that is exported", () => {
  const text = `export const a = 1, b = 2; export function c() {} export class D {} export interface E {}
    export type F = 1; export default 1; const g = 1; export { g as h }; export { i } from "./i.ts";`;
  assertEquals(exportsOf(text), ["a", "b", "c", "D", "E", "F", "default", "h", "i"]);
});

Deno.test("readSource() leaves out what the file itself refers to", () => {
  const text = "export interface E {} export function f(e: E): void { g(e); } export function g() {}";
  assertEquals(exportsOf(text), ["f"]);
  assertEquals(exportsOf("export interface E {} export interface F extends E {}"), ["F"]);
});

Deno.test("readSource() reads files with markup", () => {
  assertEquals(readSource("reports/a.tsx", "export const a = <p>{b}</p>;").exports, ["a"]);
});
