// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { findKeyDeed } from './approval-keys';

afterEach(() => document.body.replaceChildren());

function press(key: string, options: KeyboardEventInit & { on?: string } = {}) {
  const { on = '<p></p>', ...init } = options;
  document.body.innerHTML = on;
  const target = document.body.querySelector('[data-target]') ?? document.body.firstElementChild;
  let deed: ReturnType<typeof findKeyDeed>;
  document.body.addEventListener(
    'keydown',
    (event) => {
      deed = findKeyDeed(event);
    },
    { once: true },
  );
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
  return deed;
}

test('each key does its deed anywhere on the page', () => {
  const deeds = ['j', 'k', 'a', 'd', 'u', 'Enter', '?'].map((key) => press(key));
  expect(deeds).toEqual(['next', 'previous', 'approve', 'decline', 'undo', 'details', 'keys']);
  expect(press('x')).toBeUndefined();
});

describe('a key belongs to the field it is typed into', () => {
  test.each([
    '<input>',
    '<textarea></textarea>',
    '<select></select>',
    '<div contenteditable="true"><b data-target>x</b></div>',
    '<div contenteditable><i data-target>x</i></div>',
  ])('%s', (on) => {
    expect(press('a', { on })).toBeUndefined();
  });
});

test('with a modifier it is a shortcut of the browser', () => {
  expect(press('a', { ctrlKey: true })).toBeUndefined();
  expect(press('d', { metaKey: true })).toBeUndefined();
  expect(press('k', { altKey: true })).toBeUndefined();
  expect(press('?', { shiftKey: true })).toBe('keys');
});

test('a key that is held down moves on, and decides nothing', () => {
  expect(press('j', { repeat: true })).toBe('next');
  expect(press('a', { repeat: true })).toBeUndefined();
  expect(press('u', { repeat: true })).toBeUndefined();
});

test('a key in the course of composing a character is not ours', () => {
  expect(press('a', { isComposing: true })).toBeUndefined();
});

test('Enter presses the button that has the focus, and opens details from the head of the open post', () => {
  expect(press('Enter', { on: '<button>Approve</button>' })).toBeUndefined();
  expect(press('Enter', { on: '<a href="#x">x</a>' })).toBeUndefined();
  expect(press('Enter', { on: '<button data-enter-opens="">Edda for Acme</button>' })).toBe('details');
  expect(press('j', { on: '<button>Approve</button>' })).toBe('next');
});
