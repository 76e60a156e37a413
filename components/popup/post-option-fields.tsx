import { say } from '../../lib/words/say';
import './post-option-fields.css';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageError } from '../../lib/messages/protocol';
import type { ChoiceView } from '../../lib/messages/views';
import type { ListField, PostField, PostOptions, TextField } from '../../lib/networks/post-fields';
import type { AccountId, PostId } from '../../lib/workspace/records';
import { optionWords, withOption } from './option-words';
import { ProblemMessage } from './problem-message';
import { problemOf } from './use-ask';

export interface PostOptionFieldsProps {
  readonly networkName: string;
  readonly fields: readonly PostField[];
  readonly options: PostOptions;
  /** Whose server is asked for what it offers. */
  readonly accountId: AccountId;
  /** The post that is being edited. */
  readonly postId: PostId | undefined;
  readonly onChange: (options: PostOptions) => void;
}

/** Entries longer than this have a line of their own. */
const SHORT_ENTRY = 60;

/** What a post has on one network beside text, images and link: folded away, unless something was chosen. */
export function PostOptionFields(props: PostOptionFieldsProps): JSX.Element | null {
  const { networkName, fields, options, accountId, postId, onChange } = props;
  const chosen = optionWords(fields, options);
  const [startsOpen] = useState(chosen.length > 0);
  const [isOpen, setIsOpen] = useState(startsOpen);
  if (fields.length === 0) return null;
  return (
    <details
      class="option-fields"
      open={startsOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        {say('More for {network}', { network: networkName })}
        {!isOpen && chosen.length > 0 && (
          <span class="option-fields-chosen">
            {' '}
            · <bdi>{chosen.map(({ label, words }) => `${label}: ${words}`).join(', ')}</bdi>
          </span>
        )}
      </summary>
      {/* What a server offers is asked for when somebody looks. */}
      {isOpen && (
        <div class="option-fields-list">
          {fields.map((field) => (
            <OptionField
              key={field.id}
              field={field}
              value={options[field.id]}
              accountId={accountId}
              postId={postId}
              onChange={(value) => onChange(withOption(options, field, value))}
            />
          ))}
        </div>
      )}
    </details>
  );
}

interface OptionFieldProps {
  readonly field: PostField;
  readonly value: PostOptions[string] | undefined;
  readonly accountId: AccountId;
  readonly postId: PostId | undefined;
  readonly onChange: (value: PostOptions[string]) => void;
}

function OptionField(props: OptionFieldProps): JSX.Element {
  const { field, value, onChange } = props;
  const id = useId();
  const helpId = field.help === '' ? undefined : `${id}-help`;
  const words = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'switch':
      return (
        <div class="option-field option-field-switch">
          <label>
            <input
              type="checkbox"
              checked={value === true}
              aria-describedby={helpId}
              onChange={(event) => onChange(event.currentTarget.checked)}
            />
            {say(field.label)}
          </label>
          <Help id={helpId} words={say(field.help)} />
        </div>
      );
    case 'text':
      return (
        <Labelled id={id} field={field} helpId={helpId}>
          <TextInput id={id} field={field} helpId={helpId} value={words} onChange={onChange} />
        </Labelled>
      );
    case 'choice':
      return (
        <Labelled id={id} field={field} helpId={helpId}>
          <select
            id={id}
            class="text-field"
            aria-describedby={helpId}
            value={words || field.choices[0]?.value}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            <Options choices={field.choices} />
          </select>
        </Labelled>
      );
    case 'serverChoice':
      return <ServerChoice {...props} id={id} helpId={helpId} without={field.without} />;
    case 'list':
      return field.isFromServer ? (
        <ServerList {...props} field={field} id={id} helpId={helpId} />
      ) : (
        <List {...props} field={field} id={id} helpId={helpId} />
      );
  }
}

function TextInput(props: {
  readonly id: string;
  readonly field: TextField;
  readonly helpId: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const { id, field, helpId, value, onChange } = props;
  const shared = {
    id,
    class: 'text-field',
    dir: 'auto',
    maxLength: field.maxLength,
    value,
    'aria-describedby': helpId,
  } as const;
  return field.isLong ? (
    <textarea {...shared} rows={3} onInput={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <input {...shared} onInput={(event) => onChange(event.currentTarget.value)} />
  );
}

interface WiredProps extends OptionFieldProps {
  readonly id: string;
  readonly helpId: string | undefined;
}

interface AskedChoices {
  readonly choices?: readonly ChoiceView[];
  readonly problem?: MessageError;
}

/** What the server offers: asked once, and again when somebody wants it so. A server is not asked at every change. */
function useChoices({ field, accountId, postId }: OptionFieldProps): AskedChoices & { reload: () => void } {
  const [asked, setAsked] = useState<AskedChoices>({});
  const [turn, setTurn] = useState(0);
  const fieldId = field.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    let isCurrent = true;
    setAsked({});
    ask('composition.choices', { accountId, fieldId, ...(postId && { postId }) }).then(
      (choices) => isCurrent && setAsked({ choices }),
      (error: unknown) => isCurrent && setAsked({ problem: problemOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [accountId, fieldId, postId, turn]);
  return { ...asked, reload: () => setTurn((before) => before + 1) };
}

function ServerChoice(props: WiredProps & { readonly without: string }): JSX.Element {
  const { field, value, id, helpId, without, onChange } = props;
  const { choices, problem, reload } = useChoices(props);
  const chosen = typeof value === 'string' ? value : '';
  const isOffered = chosen === '' || choices?.some((choice) => choice.value === chosen);
  return (
    <Labelled id={id} field={field} helpId={helpId}>
      <select
        id={id}
        class="text-field"
        aria-describedby={helpId}
        aria-busy={!choices && !problem}
        value={chosen}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{say(without)}</option>
        {!isOffered && (
          <option value={chosen}>
            {choices ? say('{choice} (not offered now)', { choice: chosen }) : chosen}
          </option>
        )}
        <Options choices={choices ?? []} />
      </select>
      {!choices && !problem && <Asking />}
      <ProblemMessage problem={problem} onRetry={reload} />
    </Labelled>
  );
}

function ServerList(props: WiredProps & { readonly field: ListField }): JSX.Element {
  const { choices, problem, reload } = useChoices(props);
  return (
    <List {...props} choices={choices}>
      {!choices && !problem && <Asking />}
      <ProblemMessage problem={problem} onRetry={reload} />
    </List>
  );
}

/** One input for each entry, and an empty one after them: what is typed is kept at once, without a button. */
function List(
  props: WiredProps & {
    readonly field: ListField;
    readonly choices?: readonly ChoiceView[] | undefined;
    readonly children?: ComponentChildren;
  },
): JSX.Element {
  const { field, value, id, helpId, choices = [], onChange, children } = props;
  // An entry that was emptied keeps its place while somebody is at it; kept are those with words.
  const [entries, setEntries] = useState<readonly string[]>(Array.isArray(value) ? value : []);
  const shown = entries.length < field.maxEntries ? [...entries, ''] : entries;
  const setEntry = (index: number, typed: string) => {
    const entry = choices.find(({ words }) => words === typed)?.value ?? typed;
    const next = shown.map((each, at) => (at === index ? entry : each));
    while (next.length > 0 && next.at(-1)?.trim() === '') next.pop();
    setEntries(next);
    onChange(next.map((each) => each.trim()).filter((each) => each !== ''));
  };
  return (
    <fieldset class="option-field" aria-describedby={helpId}>
      <legend>{say(field.label)}</legend>
      <div
        class={
          field.maxEntryLength > SHORT_ENTRY
            ? 'option-field-entries option-field-entries-long'
            : 'option-field-entries'
        }
      >
        {shown.map((entry, index) => (
          <input
            key={index}
            class="text-field"
            dir="auto"
            aria-label={say('{field} {number}', { field: say(field.label), number: index + 1 })}
            maxLength={field.maxEntryLength}
            list={choices.length > 0 ? `${id}-choices` : undefined}
            value={choices.find((choice) => choice.value === entry)?.words ?? entry}
            onInput={(event) => setEntry(index, event.currentTarget.value)}
          />
        ))}
      </div>
      {choices.length > 0 && (
        <datalist id={`${id}-choices`}>
          {choices
            .filter((choice) => !entries.includes(choice.value))
            .map((choice) => (
              <option key={choice.value} value={choice.words} />
            ))}
        </datalist>
      )}
      <Help id={helpId} words={say(field.help)} />
      {children}
    </fieldset>
  );
}

function Labelled(props: {
  readonly id: string;
  readonly field: PostField;
  readonly helpId: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { id, field, helpId, children } = props;
  return (
    <div class="option-field">
      <label for={id}>{say(field.label)}</label>
      {children}
      <Help id={helpId} words={say(field.help)} />
    </div>
  );
}

function Help({
  id,
  words,
}: {
  readonly id: string | undefined;
  readonly words: string;
}): JSX.Element | null {
  return id === undefined ? null : (
    <span class="compose-hint" id={id}>
      {words}
    </span>
  );
}

function Asking(): JSX.Element {
  return (
    <span class="compose-hint" role="status">
      {say('Asking the server what it offers…')}
    </span>
  );
}

function Options({ choices }: { readonly choices: readonly ChoiceView[] }): JSX.Element {
  return (
    <>
      {choices.map(({ value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </>
  );
}
