import type { PostField, PostOptions } from '../../lib/networks/post-fields';
import { say } from '../../lib/words/say';

export interface OptionWords {
  readonly id: string;
  readonly label: string;
  /** What was chosen, as it is read. */
  readonly words: string;
}

/** What was chosen of a network's fields, in their order. What the network has no field for any more stands last. */
export function optionWords(
  fields: readonly PostField[],
  options: PostOptions | undefined,
): readonly OptionWords[] {
  if (!options) return [];
  const known = fields.flatMap((field) => {
    const value = options[field.id];
    return value === undefined
      ? []
      : [{ id: field.id, label: say(field.label), words: wordsOf(field, value) }];
  });
  const unknown = Object.entries(options)
    .filter(([id]) => !fields.some((field) => field.id === id))
    .map(([id, value]) => ({ id, label: id, words: wordsOf(undefined, value) }));
  return [...known, ...unknown];
}

function wordsOf(field: PostField | undefined, value: PostOptions[string]): string {
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  if (typeof value !== 'string') return value.join(', ');
  const choice = field?.kind === 'choice' ? field.choices.find((each) => each.value === value) : undefined;
  return choice ? say(choice.words) : value;
}

/** The options with one of them chosen anew. What holds anyway when nothing is said is left out. */
export function withOption(options: PostOptions, field: PostField, value: PostOptions[string]): PostOptions {
  const { [field.id]: _before, ...rest } = options;
  return isDefault(field, value) ? rest : { ...rest, [field.id]: value };
}

function isDefault(field: PostField, value: PostOptions[string]): boolean {
  if (field.kind === 'choice') return value === field.choices[0]?.value;
  if (typeof value === 'boolean') return !value;
  return value.length === 0;
}
