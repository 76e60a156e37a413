import { useState } from 'preact/hooks';
import type { SavedTextsView, SavedTextView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { TextField } from '../../ui/field';
import { wordFinder } from '../find-words';
import { goTo } from '../route';
import { refusalIn } from '../use-decisions';

/** Longer lists are searched. */
const MANY = 6;

/** The texts that the composer puts in. */
export function TextsPanel({ view: { use, texts } }: { readonly view: SavedTextsView }) {
  const [search, setSearch] = useState('');
  const isFound = wordFinder(search);
  const found = texts.filter(({ name, text }) => isFound(`${name}\n${text}`));
  const refusal = refusalIn(use);
  return (
    <section class="options-panel" aria-labelledby="texts">
      <div class="options-panel__head">
        <h2 id="texts">{say('Saved texts')}</h2>
        <DecisionButton decision={use} onPress={() => goTo('#/labels/new-text')}>
          {say('New text')}
        </DecisionButton>
      </div>
      <p class="options-quiet">
        {say('What you write often. The composer puts one in with its button “Saved texts”.')}
      </p>
      {refusal !== undefined && (
        <Callout tone="info">
          <p>{refusal}</p>
        </Callout>
      )}
      {texts.length > MANY && (
        <TextField
          label={say('Search texts')}
          name="search-texts"
          type="search"
          value={search}
          onInput={setSearch}
        />
      )}
      {use.allowed && found.length === 0 && (
        <p class="options-quiet" role="status">
          {texts.length === 0 ? say('There are no saved texts yet.') : say('No text has these words.')}
        </p>
      )}
      {found.length > 0 && (
        <ul class="labels-list" aria-label={say('Saved texts')}>
          {found.map((text) => (
            <TextRow key={text.id} text={text} />
          ))}
        </ul>
      )}
    </section>
  );
}

function TextRow({ text: { id, name, text, addedBy, edit } }: { readonly text: SavedTextView }) {
  return (
    <li class="labels-row">
      <div class="labels-row__words">
        <h3 class="labels-row__name" dir="auto">
          {name}
        </h3>
        <p class="labels-row__text" dir="auto">
          {text}
        </p>
        <p class="options-quiet labels-row__by">{say('Saved by {name}', { name: addedBy })}</p>
      </div>
      <span class="labels-row__deeds">
        <DecisionButton
          decision={edit}
          label={say('Edit {name}', { name })}
          onPress={() => goTo(`#/labels/${id}/edit-text`)}
        >
          {say('Edit')}
        </DecisionButton>
        <DecisionButton
          decision={edit}
          look="quiet"
          label={say('Delete {name}', { name })}
          onPress={() => goTo(`#/labels/${id}/delete-text`)}
        >
          {say('Delete')}
        </DecisionButton>
      </span>
    </li>
  );
}
