import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { say } from '../../lib/words/say';
import type { LinkCard } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import './link-card-fields.css';

export interface LinkCardFieldsProps {
  readonly link: LinkCard;
  /** On this network a post with images shows no card. */
  readonly isHiddenByImages: boolean;
  readonly onChange: (link: LinkCard | undefined) => void;
}

/** The link of a composition: what its card says, and a way to leave it out. */
export function LinkCardFields({ link, isHiddenByImages, onChange }: LinkCardFieldsProps): JSX.Element {
  const id = useId();
  return (
    <div class="link-card-fields">
      <div class="link-card-fields-head">
        <span class="link-card-fields-words">
          <span class="link-card-fields-title">{say('Link card')}</span>
          <bdi class="link-card-fields-url">{link.url}</bdi>
        </span>
        <Button
          look="quiet"
          icon="decline"
          aria-label={say('Remove the link card')}
          onClick={() => onChange(undefined)}
        />
      </div>
      {isHiddenByImages && (
        <p class="compose-hint">
          {say('A post shows either images or a link card: the images go out, the card does not.')}
        </p>
      )}
      <details class="link-card-fields-edit">
        <summary>{say('Change its words')}</summary>
        <label class="compose-label" for={`${id}-title`}>
          {say('Title')}
        </label>
        <input
          id={`${id}-title`}
          class="text-field"
          dir="auto"
          maxLength={500}
          value={link.title}
          onInput={(event) => onChange({ ...link, title: event.currentTarget.value })}
        />
        <label class="compose-label" for={`${id}-description`}>
          {say('Description')}
        </label>
        <textarea
          id={`${id}-description`}
          class="text-field"
          dir="auto"
          rows={2}
          maxLength={2_000}
          value={link.description}
          onInput={(event) => onChange({ ...link, description: event.currentTarget.value })}
        />
      </details>
    </div>
  );
}
