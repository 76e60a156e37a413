import type { Answers } from '../../lib/messages/server';
import type { LabelView } from '../../lib/messages/views';
import { decideTextEdit, decideTextUse } from '../../lib/workspace/commands/text-commands';
import type { ReadTransaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';
import { type ActingDirectory, nameOf, readAsMember } from './session';

const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
  one.name.localeCompare(other.name);

/** The workspace's labels and saved texts, as far as the acting member has business with them. */
export function answerLabels(background: BackgroundContext): Pick<Answers, 'labels.list' | 'texts.list'> {
  return {
    'labels.list': () =>
      readAsMember(background, async (tx, directory) =>
        managesLabels(directory) ? listManaged(tx, directory) : listNames(tx, directory),
      ),

    'texts.list': () =>
      readAsMember(background, async (tx, directory) => {
        const { me } = directory;
        const use = decideTextUse(directory, me.id);
        if (!use.allowed) return { use, texts: [] };
        const texts = (await tx.all('texts')).map(({ addedBy, ...text }) => ({
          ...text,
          addedBy: nameOf(directory, addedBy),
          edit: decideTextEdit(directory, me.id, { ...text, addedBy }),
        }));
        return { use, texts: texts.sort(byName) };
      }),
  };
}

function managesLabels({ engine, me }: ActingDirectory): boolean {
  return (['label.edit', 'label.delete'] as const).some((right) =>
    engine.can(me.id, right, { type: 'workspace' }),
  );
}

/** Those who manage labels are told of every one that a post carries, kept or not, and on how many. */
async function listManaged(tx: ReadTransaction, { accounts }: ActingDirectory): Promise<LabelView[]> {
  const idByName = new Map((await tx.all('labels')).map(({ id, name }): [string, string] => [name, id]));
  for (const { id } of accounts)
    for (const post of await tx.list('sitePosts', 'byAccount', { prefix: [id] }))
      for (const label of post.labels) if (!idByName.has(label)) idByName.set(label, unkeptId(label));
  const labels = [...idByName].map(async ([name, id]) => ({
    id,
    name,
    posts: await tx.count('sitePosts', 'byLabel', { prefix: [name] }),
  }));
  return (await Promise.all(labels)).sort(byName);
}

/** Labels that only posts know, from before the workspace kept them, have no record and so no id. */
function unkeptId(name: string): string {
  return `post.${Array.from(name, (letter) => letter.codePointAt(0)?.toString(36)).join('.')}`.slice(0, 64);
}

/** The others learn the names, where they put labels on posts at all. */
async function listNames(
  tx: ReadTransaction,
  { accounts, engine, me }: ActingDirectory,
): Promise<LabelView[]> {
  const labels = accounts.some(({ id }) => engine.can(me.id, 'engage.label.apply', { type: 'account', id }));
  return labels ? (await tx.all('labels')).map(({ id, name }) => ({ id, name })).sort(byName) : [];
}
