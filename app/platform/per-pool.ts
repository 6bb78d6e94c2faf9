import type pg from "pg";

/** What is made once for a pool, and shared by all who share the pool: they are one process. */
export function perPool<T>(make: (pool: pg.Pool) => T): (pool: pg.Pool) => T {
  const made = new WeakMap<pg.Pool, { one: T }>();
  return (pool) => {
    const known = made.get(pool) ?? { one: make(pool) };
    made.set(pool, known);
    return known.one;
  };
}
