/** Records by id, and as an array in the order they came (ids only ever grow); the array is made once per change. */
export class CachedList<T extends { id: string }> {
  readonly #byId = new Map<string, T>();
  #list: readonly T[] | undefined;

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  add(record: T): void {
    this.#byId.set(record.id, record);
    this.#list = undefined;
  }

  delete(id: string): void {
    this.#byId.delete(id);
    this.#list = undefined;
  }

  get size(): number {
    return this.#byId.size;
  }

  get all(): readonly T[] {
    return (this.#list ??= [...this.#byId.values()]);
  }
}
