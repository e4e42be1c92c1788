/** Where the rows live. Both backends hold the same JSON text, so what is read back is identical. */
export interface RowBackend {
  readonly name: 'sqlite' | 'memory';
  read(id: number): string | undefined;
  close(): void;
}

export type Row = readonly [id: number, body: string];

/** The part of `node:sqlite` used here: the type definitions of older Node versions lack the module. */
interface SqliteModule {
  readonly DatabaseSync: new (path: string) => SqliteDatabase;
}
interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}
interface SqliteStatement {
  run(...values: readonly (number | string)[]): unknown;
  get(...values: readonly (number | string)[]): Readonly<Record<string, unknown>> | undefined;
}

/** Undefined where this Node has no SQLite. */
function loadSqlite(): SqliteModule | undefined {
  // Absent before Node 20.16, as SQLite is.
  if (!('getBuiltinModule' in process)) return undefined;
  const emitWarning = process.emitWarning.bind(process);
  // Node 22 announces on stderr that the module is experimental; a service log is no place for that.
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule('node:sqlite') as unknown as SqliteModule | undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

function sqliteBackend(sqlite: SqliteModule, rows: Iterable<Row>): RowBackend {
  const database = new sqlite.DatabaseSync(':memory:');
  database.exec('CREATE TABLE features (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT; BEGIN');
  const insert = database.prepare('INSERT INTO features (id, body) VALUES (?, ?)');
  for (const [id, body] of rows) insert.run(id, body);
  database.exec('COMMIT');
  const select = database.prepare('SELECT body FROM features WHERE id = ?');
  return {
    name: 'sqlite',
    read: (id) => select.get(id)?.['body'] as string | undefined,
    close: () => {
      database.close();
    },
  };
}

function memoryBackend(rows: Iterable<Row>): RowBackend {
  const bodies = new Map(rows);
  return {
    name: 'memory',
    read: (id) => bodies.get(id),
    close: () => {
      bodies.clear();
    },
  };
}

export function createRowBackend(
  rows: Iterable<Row>,
  choice: 'auto' | 'memory' = 'auto',
): RowBackend {
  const sqlite = choice === 'auto' ? loadSqlite() : undefined;
  return sqlite ? sqliteBackend(sqlite, rows) : memoryBackend(rows);
}
