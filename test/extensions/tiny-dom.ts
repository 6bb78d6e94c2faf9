/** As much of a document as Preact asks of one. Shopify's worker gives extensions no more than that either. */
export class TinyNode {
  parentNode: TinyElement | null = null;
  readonly childNodes: TinyNode[] = [];

  get firstChild(): TinyNode | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): TinyNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  get text(): string {
    return this.childNodes.map((child) => child.text).join("");
  }
}

export class TinyText extends TinyNode {
  readonly nodeType = 3;

  constructor(public data: string) {
    super();
  }

  override get text(): string {
    return this.data;
  }
}

export class TinyElement extends TinyNode {
  readonly nodeType = 1;
  readonly namespaceURI = "http://www.w3.org/1999/xhtml";
  readonly attributes = new Map<string, string>();
  readonly #listeners = new Map<string, (event: { type: string }) => void>();
  /** Preact writes an event's name in small letters where the element has a property of that name. */
  onclick = null;

  constructor(readonly localName: string) {
    super();
  }

  insertBefore(node: TinyNode, before: TinyNode | null): TinyNode {
    node.parentNode?.removeChild(node);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }

  appendChild(node: TinyNode): TinyNode {
    return this.insertBefore(node, null);
  }

  removeChild(node: TinyNode): TinyNode {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
    return node;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  addEventListener(type: string, listener: (event: { type: string }) => void): void {
    this.#listeners.set(type, listener);
  }

  removeEventListener(type: string): void {
    this.#listeners.delete(type);
  }

  click(): void {
    this.#listeners.get("click")?.call(this, { type: "click" });
  }

  /** This element and all below it of one name. */
  all(name: string): TinyElement[] {
    const below = this.childNodes.flatMap((child) => (child instanceof TinyElement ? child.all(name) : []));
    return this.localName === name ? [this, ...below] : below;
  }
}

export function tinyDocument() {
  return {
    body: new TinyElement("body"),
    createElementNS: (_: string, name: string) => new TinyElement(name),
    createElement: (name: string) => new TinyElement(name),
    createTextNode: (data: string) => new TinyText(data),
  };
}
