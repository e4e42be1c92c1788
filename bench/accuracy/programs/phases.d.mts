export function phase(name: string, ms: number, work: () => unknown): void;
export function times(n: number, work: (i: number) => unknown): void;
export function run(): Promise<void>;
