/**
 * A small stand-in for the standard library: enough for the checker to follow types through promises, arrays and
 * the mapped types of flag objects. What is missing is missing before and after, so it adds no new error.
 */
export const miniLib = `
interface Array<T> { length: number; [n: number]: T; push(...items: T[]): number; pop(): T | undefined; concat(...items: any[]): T[]; join(separator?: string): string; slice(start?: number, end?: number): T[]; includes(item: T): boolean; indexOf(item: T): number; map<U>(f: (value: T, index: number, array: T[]) => U): U[]; filter<S extends T>(f: (value: T, index: number) => value is S): S[]; filter(f: (value: T, index: number) => unknown): T[]; find(f: (value: T, index: number) => unknown): T | undefined; some(f: (value: T, index: number) => unknown): boolean; every(f: (value: T, index: number) => unknown): boolean; forEach(f: (value: T, index: number) => void): void; reduce<U>(f: (left: U, value: T, index: number) => U, start: U): U; flatMap<U>(f: (value: T, index: number) => U | U[]): U[]; sort(f?: (a: T, b: T) => number): T[]; [Symbol.iterator](): IterableIterator<T>; }
interface ReadonlyArray<T> { readonly length: number; readonly [n: number]: T; includes(item: T): boolean; indexOf(item: T): number; slice(start?: number, end?: number): T[]; join(separator?: string): string; map<U>(f: (value: T, index: number) => U): U[]; filter(f: (value: T, index: number) => unknown): T[]; find(f: (value: T, index: number) => unknown): T | undefined; some(f: (value: T, index: number) => unknown): boolean; every(f: (value: T, index: number) => unknown): boolean; [Symbol.iterator](): IterableIterator<T>; }
interface IteratorResult<T> { done?: boolean; value: T; }
interface Iterator<T> { next(): IteratorResult<T>; }
interface Iterable<T> { [Symbol.iterator](): Iterator<T>; }
interface IterableIterator<T> extends Iterator<T> { [Symbol.iterator](): IterableIterator<T>; }
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol; }
declare var Symbol: SymbolConstructor;
interface Boolean { valueOf(): boolean; }
interface BooleanConstructor { <T>(value?: T): boolean; }
declare var Boolean: BooleanConstructor;
interface String { readonly length: number; includes(part: string): boolean; startsWith(part: string): boolean; endsWith(part: string): boolean; split(by: string): string[]; trim(): string; toLowerCase(): string; toUpperCase(): string; replace(what: any, by: any): string; slice(start?: number, end?: number): string; indexOf(part: string): number; toString(): string; }
interface Number { toFixed(digits?: number): string; toString(radix?: number): string; }
interface Symbol { readonly description: string | undefined; }
interface Object { hasOwnProperty(key: PropertyKey): boolean; toString(): string; }
interface Function { apply(self: any, args?: any): any; call(self: any, ...args: any[]): any; bind(self: any, ...args: any[]): any; }
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments { length: number; [n: number]: any; }
interface RegExp { test(text: string): boolean; exec(text: string): any; }
interface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[]; }
interface Error { name: string; message: string; stack?: string; }
interface PromiseLike<T> { then<A = T, B = never>(ok?: ((value: T) => A | PromiseLike<A>) | null, bad?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B>; }
interface Promise<T> { then<A = T, B = never>(ok?: ((value: T) => A | PromiseLike<A>) | null, bad?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>; catch<B = never>(bad?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>; finally(f?: (() => void) | null): Promise<T>; }
type Awaited<T> = T extends null | undefined ? T : T extends object & { then(onfulfilled: infer F, ...args: infer _): any } ? F extends (value: infer V, ...args: infer _) => any ? Awaited<V> : never : T;
interface PromiseConstructor { resolve(): Promise<void>; resolve<T>(value: T): Promise<Awaited<T>>; reject<T = never>(reason?: any): Promise<T>; all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>; new <T>(run: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>; }
declare var Promise: PromiseConstructor;
type PropertyKey = string | number | symbol;
type Partial<T> = { [K in keyof T]?: T[K] };
type Required<T> = { [K in keyof T]-?: T[K] };
type Readonly<T> = { readonly [K in keyof T]: T[K] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (...args: infer P) => any ? P : never;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
interface ThisType<T> {}
`;
