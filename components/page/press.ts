/** For tests: a person's own event. A browser alone can make one elsewhere. */
export function trusted<Made extends Event>(event: Made): Made {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}

/** For tests: finds a button by its name and presses it as a person does. */
export function press(within: ParentNode, name: string): void {
  findButton(within, name).dispatchEvent(
    trusted(new MouseEvent('click', { bubbles: true, cancelable: true })),
  );
}

/** For tests: presses a key as a person does. */
export function pressKey(element: Element, key: string, init: KeyboardEventInit = {}): void {
  element.dispatchEvent(
    trusted(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })),
  );
}

/** For tests: writes into a field as a person does. */
export function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(trusted(new Event('input', { bubbles: true })));
}

/** For tests: a button by its name, as a person finds it. */
export function findButton(within: ParentNode, name: string): HTMLButtonElement {
  const button = [...within.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
  if (!button) throw new Error(`there is no button “${name}”`);
  return button;
}
