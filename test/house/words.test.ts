/** Everything that a person reads is said, stands in one message, and is translated. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import {
  englishMessages,
  keyOf,
  manifestKeys,
  missingIn,
  problemsOf,
  readMessages,
  TRANSLATED,
  templates,
  textOf,
  withoutUnused,
} from '../../scripts/words/messages-file';
import { parse, readSaidInCode, sourceFiles } from '../../scripts/words/said-in-code';

const said = readSaidInCode();
const english = englishMessages(said.messages);
const isTemplate = templates(said.messages);

describe('the code', () => {
  test('says each message in one literal', () => {
    expect(said.messages.length).toBeGreaterThan(500);
    expect(said.problems).toEqual([]);
  });

  test('says messages that can be filled', () => {
    const wrong = said.messages.flatMap(({ english: message, isTemplate: isRoleEngines }) =>
      problemsOf(message, message, 'de', isRoleEngines).map((problem) => `${message}: ${problem}`),
    );
    expect(wrong).toEqual([]);
  });

  test('leaves no words outside of them', () => {
    const wrong = sourceFiles()
      .filter((file) => file.startsWith('components/') && file.endsWith('.tsx'))
      .flatMap((file) => findUnsaid(parse(file)));
    expect(wrong).toEqual([]);
  });
});

test.each(['en', ...TRANSLATED])('the apostrophe of %s is the curly one', (language) => {
  const straight = Object.values(readMessages(language)).filter(({ message }) =>
    /\p{L}'|\}'\p{L}/u.test(message),
  );
  expect(straight).toEqual([]);
});

describe('English', () => {
  test('is what the code says: `npm run words` writes it', () => {
    expect(textOf(readMessages('en'))).toBe(textOf(english));
  });

  test('has the names that the manifest uses', () => {
    expect(manifestKeys()).toContain('extensionName');
  });
});

describe.each(TRANSLATED)('the language %s', (language) => {
  const translated = readMessages(language);

  test('has words for all that is said, and for nothing else', () => {
    expect(missingIn(language, english)).toEqual([]);
    expect(textOf(translated)).toBe(textOf(withoutUnused(language, english)));
  });

  test('fills the same places, with every form that its plurals have', () => {
    const wrong = Object.entries(translated).flatMap(([key, { message }]) => {
      const source = english[key]?.message ?? '';
      return problemsOf(source, message, language, isTemplate.has(source)).map(
        (problem) => `${key}: ${problem}`,
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** Whoever speaks to the browser says what stands on the button (WCAG 2.2, 2.5.3). */
describe('the name that a button is read out by', () => {
  const named = sourceFiles()
    .filter((file) => file.startsWith('components/') && file.endsWith('.tsx'))
    .flatMap((file) => findNamed(parse(file)));

  test('is found in the code', () => expect(named.length).toBeGreaterThan(30));

  test.each(['en', ...TRANSLATED])('has in %s the words that stand on it', (language) => {
    const messages = readMessages(language);
    // Whole words, one after another: with an article grown on to it, a word is another one to those who speak to it.
    const wordsOf = (message: string) => {
      const text = messages[keyOf(message)]?.message.toLowerCase() ?? '';
      return ` ${text.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(' ')} `;
    };
    const wrong = named.filter(({ name, shown }) => !wordsOf(name).includes(wordsOf(shown)));
    expect(wrong.map((each) => `${wordsOf(each.name)}|${wordsOf(each.shown)}`)).toEqual([]);
  });
});

test('a translation that cannot be said is found', () => {
  const posts = '{count, plural, one {One post of {name}} other {# posts of {name}}}';
  const problems = (translation: string) => problemsOf(posts, translation, 'ar', false);
  expect(problems('{count} منشور')).toEqual(['{name} is missing']);
  expect(problems('{count, plural, one {منشور {name}} other {# {name}}}')).toContain('a plural has no "few"');
  expect(problems('{count, plural, other {')).not.toEqual([]);
  expect(problemsOf('Ask <link>{name}</link>.', 'Frag {name}.', 'de', false)).toEqual(['<link> is missing']);
  expect(problemsOf('Save', '$SAVE$', 'de', false)).toEqual(['it has a $name$']);
  expect(problemsOf('Ask {people}.', 'Frag {leute}.', 'de', true)).toEqual(['there is no place {leute}']);
});

/** Attributes that are read out or shown. */
const SHOWN = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label', 'hint']);
/** Names and signs that are the same in every language. */
const SAME_EVERYWHERE = new Set(['Countersign', 'https://']);

function findUnsaid(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const look = (node: ts.Node, text: string): void => {
    // An address that shows what one looks like is the same in every language.
    if (!/\p{L}/u.test(text) || SAME_EVERYWHERE.has(text.trim()) || /^https:\/\/\S+$/.test(text)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${source.fileName}:${line + 1}: ${text.trim().slice(0, 60)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) look(node, node.text);
    if (
      ts.isJsxAttribute(node) &&
      SHOWN.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    )
      look(node, node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const BUTTONS = new Set(['Button', 'DecisionButton', 'PageButton', 'button', 'a']);

interface Named {
  readonly name: string;
  readonly shown: string;
}

/** Buttons that say something else to those who hear than to those who see, both in messages. */
function findNamed(source: ts.SourceFile): readonly Named[] {
  const found: Named[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && BUTTONS.has(node.openingElement.tagName.getText())) {
      const label = node.openingElement.attributes.properties
        .filter(ts.isJsxAttribute)
        .find((attribute) => ['aria-label', 'label'].includes(attribute.name.getText()));
      const names = label ? saidIn(label) : [];
      const shown = node.children.flatMap(saidIn);
      // Two by one condition belong together in their order.
      for (const [index, name] of names.entries()) {
        const here = shown.length === names.length ? shown[index] : shown[0];
        if (here !== undefined) found.push({ name, shown: here });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The messages that are said somewhere in a piece of code, in their order. */
function saidIn(node: ts.Node): readonly string[] {
  if (ts.isCallExpression(node) && node.expression.getText() === 'say') {
    const [message] = node.arguments;
    return message && ts.isStringLiteralLike(message) ? [message.text] : [];
  }
  const said: string[] = [];
  ts.forEachChild(node, (child) => {
    said.push(...saidIn(child));
  });
  return said;
}
