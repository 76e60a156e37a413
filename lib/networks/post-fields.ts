/**
 * What a post has on one network beside its text, images and link: who may answer it, a content warning, the
 * categories of a site. A network says it as data; the composer draws it, the workspace checks it, the
 * approval seals it, and `publish` gets it.
 */
import { say } from '../words/say';

/** What was chosen, by the field's id. What is absent is as the network has it when nothing is said. */
export type PostOptions = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface Choice {
  readonly value: string;
  readonly words: string;
}

interface FieldBase {
  /** Its key in `PostOptions`, in camel case. */
  readonly id: string;
  readonly label: string;
  /** One sentence; empty where the label says it all. */
  readonly help: string;
}

/** A word or some lines. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  /** In UTF-16 units. */
  readonly maxLength: number;
  readonly isLong?: boolean;
}

/** One of several. The first is what holds when nothing is said. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

/** One of what the server offers to the signed-in person (see `Network.listChoices`), or nothing. */
export interface ServerChoiceField extends FieldBase {
  readonly kind: 'serverChoice';
  /** What holds when nothing is chosen, in words. */
  readonly without: string;
}

/** Yes or no; no when nothing is said. */
export interface SwitchField extends FieldBase {
  readonly kind: 'switch';
}

/** Several short texts. With `isFromServer` the server's own are offered (see `Network.listChoices`). */
export interface ListField extends FieldBase {
  readonly kind: 'list';
  readonly maxEntries: number;
  readonly maxEntryLength: number;
  readonly isFromServer?: boolean;
}

export type PostField = TextField | ChoiceField | ServerChoiceField | SwitchField | ListField;

/**
 * What is wrong with options of a post, as sentences for its author; empty when they fit the fields.
 * @param fields the network's.
 */
export function findOptionProblems(fields: readonly PostField[], options: PostOptions): readonly string[] {
  const problems: string[] = [];
  for (const [id, value] of Object.entries(options)) {
    const field = fields.find((one) => one.id === id);
    if (!field) {
      problems.push(say('There is no “{id}” on this network.', { id }));
      continue;
    }
    const problem = findProblem(field, value);
    if (problem !== undefined) problems.push(say('{label}: {problem}', { label: say(field.label), problem }));
  }
  return problems;
}

function findProblem(field: PostField, value: PostOptions[string]): string | undefined {
  switch (field.kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : say('must be yes or no.');
    case 'text':
      if (typeof value !== 'string') return say('must be a text.');
      return value.length > field.maxLength
        ? say('must be at most {maxLength} characters.', { maxLength: String(field.maxLength) })
        : undefined;
    case 'choice':
      return field.choices.some((choice) => choice.value === value)
        ? undefined
        : say('must be one of {names}.', { names: field.choices.map(({ words }) => say(words)).join(', ') });
    case 'serverChoice':
      return typeof value === 'string' && value.length <= 200 ? undefined : say('must be one of the list.');
    case 'list': {
      if (!Array.isArray(value)) return say('must be a list.');
      if (value.length > field.maxEntries)
        return say('must have at most {maxEntries} entries.', { maxEntries: field.maxEntries });
      return value.every((entry) => typeof entry === 'string' && entry.length <= field.maxEntryLength)
        ? undefined
        : say('an entry must be at most {maxEntryLength} characters.', {
            maxEntryLength: field.maxEntryLength,
          });
    }
  }
}
