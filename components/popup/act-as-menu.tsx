import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PersonView, SessionView } from '../../lib/messages/views';
import { say, sayWith } from '../../lib/words/say';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { describeRole } from '../ui/role-words';

export interface ActAsMenuProps {
  readonly session: SessionView;
  readonly me: PersonView;
  readonly onActAs: (person: PersonView) => void;
}

/** Who sits at this browser, and the way to let somebody else sit down. */
export function ActAsMenu({ session, me, onActAs }: ActAsMenuProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    setIsOpen(false);
    button.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu from anywhere in it
    <div class="act-as" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="act-as-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Avatar name={me.name} />
        {sayWith('<quiet>Acting as</quiet> {name}<quiet>, {role}</quiet>', {
          quiet: (parts) => <span class="visually-hidden">{parts}</span>,
          name: <bdi class="act-as-name">{me.name}</bdi>,
          role: describeRole(me),
        })}
        <Icon name="unfold" />
      </button>
      <div id={id} class="act-as-panel" hidden={!isOpen}>
        <h2 class="act-as-title">{say('Act as')}</h2>
        <ul class="act-as-list">
          {session.people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                class="act-as-person"
                aria-current={person.id === me.id ? 'true' : undefined}
                onClick={() => {
                  setIsOpen(false);
                  button.current?.focus();
                  if (person.id !== me.id) onActAs(person);
                }}
              >
                <Avatar name={person.name} />
                <span class="act-as-words">
                  <bdi class="act-as-person-name">{person.name}</bdi>
                  <span class="act-as-role">
                    {person.suspended
                      ? say('{role}, suspended', { role: describeRole(person) })
                      : describeRole(person)}
                  </span>
                </span>
                {person.id === me.id && <Icon name="approve" />}
              </button>
            </li>
          ))}
        </ul>
        <p class="act-as-plainly">
          {say(
            'Roles here guard against mistakes, not against whoever owns this browser, until the workspace is on a server.',
          )}
        </p>
      </div>
    </div>
  );
}
