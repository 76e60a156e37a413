import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { AccountId, CredentialMode, MemberId } from '../../../lib/roles';
import { Callout } from '../../ui/callout';

interface CredentialsEffectProps {
  readonly member: { readonly id: MemberId; readonly name: string };
  readonly accountId: AccountId;
  /** What is chosen in the form, and not what holds. */
  readonly credentials: CredentialMode;
}

type Effect = { readonly rechecked: number; readonly withoutSignIn: number };

/** Says before it is saved which scheduled posts go out with another sign-in then, and whether there is one. */
export function CredentialsEffect({ member, accountId, credentials }: CredentialsEffectProps) {
  const [effect, setEffect] = useState<Effect>();
  useEffect(() => {
    let isWanted = true;
    setEffect(undefined);
    ask('assignment.preview', { memberId: member.id, accountId, credentials }).then(
      (answer) => isWanted && setEffect(answer),
      // Whoever may not set it is told so by the form itself.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [member.id, accountId, credentials]);
  if (!effect) return null;
  return (
    <Callout tone={effect.withoutSignIn > 0 ? 'warning' : 'info'} announced>
      <p>{effectSentence(effect, member.name, credentials)}</p>
    </Callout>
  );
}

/** What a change does, as a sentence: "2 scheduled posts will go out with Edi’s own sign-in, which is missing." */
export function effectSentence(
  { rechecked, withoutSignIn }: Effect,
  name: string,
  credentials: CredentialMode,
): string {
  const signIn = credentials === 'member' ? `${name}’s own sign-in` : 'the owner’s sign-in';
  if (rechecked === 0) return `No scheduled post is concerned. From now on posts go out with ${signIn}.`;
  const posts = rechecked === 1 ? 'One scheduled post' : `${rechecked} scheduled posts`;
  if (withoutSignIn === 0) return `${posts} will go out with ${signIn}.`;
  const remedy =
    credentials === 'member'
      ? `${name} has to sign in under Accounts before their time comes.`
      : 'An owner has to sign in under Accounts before their time comes.';
  return `${posts} will go out with ${signIn}, which is missing. ${remedy}`;
}
