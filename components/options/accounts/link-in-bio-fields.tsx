import { say } from '../../../lib/words/say';
import { TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';
import { networkName } from '../role-words';
import type { PublishingDraft } from './publishing-draft';

interface LinkInBioFieldsProps {
  readonly draft: PublishingDraft;
  readonly network: string;
  readonly errors: FormErrors;
  readonly onChange: (draft: PublishingDraft) => void;
}

/** The page that a profile links to, for networks where no other link can be pressed. */
export function LinkInBioFields({ draft, network, errors, onChange }: LinkInBioFieldsProps) {
  const { linkInBio } = draft;
  return (
    <fieldset class="field__group link-fields">
      <legend class="field__label">{say('Link in bio')}</legend>
      <p class="field__hint">
        {say(
          'On {network} nobody can press a link in a text. With a page here, it stands in the place of the first link of a post, and further links are left out. Without one, links stay as they were written.',
          { network: networkName(network) },
        )}
      </p>
      <div class="options-form__pair">
        <TextField
          label={say('Page that the profile links to')}
          name="link-in-bio"
          type="url"
          optional
          value={linkInBio.address}
          placeholder="https://links.example.com/acme"
          error={errors.fields['linkInBio.address']}
          onInput={(address) => onChange({ ...draft, linkInBio: { ...linkInBio, address } })}
        />
        <TextField
          label={say('Words for readers')}
          name="link-in-bio-words"
          value={linkInBio.words}
          hint={say('In the language of your posts.')}
          error={errors.fields['linkInBio.words']}
          onInput={(typed) => onChange({ ...draft, linkInBio: { ...linkInBio, words: typed } })}
        />
      </div>
    </fieldset>
  );
}
