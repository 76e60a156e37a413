import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { run } from '../../lib/messages/client';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { SitePostView } from '../../lib/messages/page-views';
import type { MessageError } from '../../lib/messages/protocol';
import { say } from '../../lib/words/say';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useToast } from '../ui/toast';
import type { SitePostAddress } from './popup-address';
import { ProblemMessage } from './problem-message';
import { refusalId, SitePostField } from './site-post-field';
import { problemOf } from './use-ask';

/** More than these are found by typing, where typing is allowed. */
const MAX_OFFERED = 24;

export interface SitePostLabelsProps {
  readonly address: SitePostAddress;
  readonly view: SitePostView;
  readonly reload: () => void;
}

/** The labels of a post: taken off, put on, and made anew. */
export function SitePostLabels({ address, view, reload }: SitePostLabelsProps): JSX.Element {
  const { labels, knownLabels, label: mayLabel } = view;
  const showToast = useToast();
  const fieldId = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<MessageError>();
  const section = useRef<HTMLElement>(null);
  const pending = useRef(new Set<string>());
  const lost = useFocusOfChips(section, fieldId, `${labels.join('\n')}\n\n${knownLabels.join('\n')}`);
  // Whoever may not label at all may not make labels either; the nearer reason is said.
  const mayAdd = mayLabel.allowed ? view.newLabel : mayLabel;

  const put = (label: string, isOn: boolean, wishId?: string) =>
    run('engage.label', { ...address, label, isOn }, wishId).then(reload);

  const press = async (event: Event, label: string, isOn: boolean) => {
    const words = document.getElementById(refusalId(fieldId));
    if (!mayLabel.allowed) return words?.scrollIntoView({ block: 'nearest' });
    if (pending.current.has(label)) return;
    pending.current.add(label);
    lost.remember(event.currentTarget);
    setProblem(undefined);
    try {
      await put(label, isOn);
      if (isOn) showToast({ text: say('Put on: “{label}”.', { label }) });
      else
        showToast({
          text: say('Taken off: “{label}”.', { label }),
          action: { label: say('Undo'), onPress: undo },
        });
    } catch (error) {
      setProblem(problemOf(error));
    }
    pending.current.delete(label);

    function undo(): void {
      showToast(undefined);
      put(label, true).catch((error: unknown) =>
        showToast({ text: describeMessageError(problemOf(error)), tone: 'danger', durationMs: 10_000 }),
      );
    }
  };

  const typed = mayAdd.allowed ? text.trim().toLocaleLowerCase() : '';
  const others = knownLabels.filter(
    (label) => !labels.includes(label) && label.toLocaleLowerCase().includes(typed),
  );
  const offered = mayAdd.allowed ? others.slice(0, MAX_OFFERED) : others;
  const refusal = mayLabel.allowed
    ? {}
    : ({ 'aria-disabled': 'true', 'aria-describedby': refusalId(fieldId) } as const);
  return (
    <section class="site-post-section" aria-labelledby={`${fieldId}-title`} ref={section}>
      <h3 class="site-post-heading" id={`${fieldId}-title`}>
        {say('Labels')}
      </h3>
      {labels.length > 0 ? (
        <ul class="site-post-chips" aria-label={say('On this post')}>
          {labels.map((label) => (
            <li key={label} class="site-post-chip">
              <bdi>{label}</bdi>
              <button
                type="button"
                class="site-post-chip-off"
                aria-label={say('Take off {label}', { label })}
                title={say('Take off {label}', { label })}
                {...refusal}
                onClick={(event) => void press(event, label, false)}
              >
                <Icon name="decline" />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="site-post-quiet">{say('No labels yet.')}</p>
      )}
      <ProblemMessage problem={problem} />
      <SitePostField
        id={fieldId}
        label={say('New label')}
        addWords={say('Add label')}
        argument="label"
        answer={mayAdd}
        text={text}
        onText={setText}
        onAdd={async (wanted, wishId) => {
          const label = knownLabels.find((known) => isSameLabel(known, wanted)) ?? wanted;
          if (!labels.includes(label)) await put(label, true, wishId);
          showToast({ text: say('Put on: “{label}”.', { label }) });
        }}
      />
      {offered.length > 0 && (
        <div class="site-post-offered">
          <h4 class="site-post-quiet" id={`${fieldId}-offered`}>
            {say('Labels of the workspace')}
          </h4>
          <ul class="site-post-chips" aria-labelledby={`${fieldId}-offered`}>
            {offered.map((label) => (
              <li key={label}>
                <Button
                  aria-label={say('Put on {label}', { label })}
                  {...refusal}
                  onClick={(event) => void press(event, label, true)}
                >
                  <bdi>{label}</bdi>
                </Button>
              </li>
            ))}
          </ul>
          {others.length > offered.length && (
            <p class="site-post-quiet">
              {say('{count} more are found by typing.', { count: others.length - offered.length })}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

/** Two spellings that differ in capitals alone would be two labels for one thing. */
function isSameLabel(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}

/**
 * A chip that was pressed is gone with the focus on it: the next one takes it, or the one before; after the last, the
 * field.
 */
function useFocusOfChips(
  section: { readonly current: HTMLElement | null },
  fieldId: string,
  drawnFrom: string,
): { readonly remember: (chip: EventTarget | null) => void } {
  const place = useRef<{ readonly list: string; readonly index: number } | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other labels bring other chips
  useLayoutEffect(() => {
    if (!place.current || document.activeElement !== document.body) return;
    const { list, index } = place.current;
    place.current = undefined;
    const chips = findChips(section.current, list);
    (chips[Math.min(index, chips.length - 1)] ?? document.getElementById(fieldId))?.focus();
  }, [drawnFrom]);
  return {
    remember(chip) {
      if (!(chip instanceof HTMLElement)) return;
      const list = chip.matches('.site-post-chip-off') ? '.site-post-chip-off' : '.site-post-offered button';
      place.current = { list, index: findChips(section.current, list).indexOf(chip) };
    },
  };
}

function findChips(section: HTMLElement | null, list: string): HTMLElement[] {
  return [...(section?.querySelectorAll<HTMLElement>(list) ?? [])];
}
