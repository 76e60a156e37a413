import { type ComponentChild, render } from 'preact';

/** Draws components into an element of ours; null takes away what was drawn there. */
export function drawInto(root: Element, content: ComponentChild): void {
  render(content, root);
}
