/** A module as Node's hooks give it to Node. */
export interface LoadedModule {
  readonly format?: string | null | undefined;
  readonly source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined;
}

/** ES modules; what is CommonJS reaches the hook by another way. */
const ES_MODULES: ReadonlySet<string> = new Set(['module', 'module-typescript']);

/** A module with its text as `textFor` wants it; what is no ES module of a file stays as it is. */
export function loadedModule<Loaded extends LoadedModule>(
  loaded: Loaded,
  file: string,
  textFor: (file: string, text: string) => string,
): Loaded {
  const { format, source } = loaded;
  if (file === '' || source == null || !ES_MODULES.has(format ?? '')) return loaded;
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  const wanted = textFor(file, text);
  return wanted === text ? loaded : { ...loaded, source: wanted };
}
