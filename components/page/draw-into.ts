import { type ComponentChild, render } from 'preact';
import { speakIn } from './speak-in';

/** Draws components into an element of ours; null takes away what was drawn there. */
export function drawInto(root: HTMLElement, content: ComponentChild): void {
  speakIn(root);
  render(content, root);
}
