import * as z from 'zod/mini';
import { MemberId, RoleModel, rulesFor, Settings } from '../../roles';
import { say } from '../../words/say';
import { conflict, defineCommand, invalid } from '../command';
import { MediaId, Member, Name, type Workspace, WorkspaceId } from '../records';

export const createWorkspace = defineCommand({
  name: 'workspace.create',
  args: z.object({
    workspaceId: WorkspaceId,
    name: Name,
    roleModel: RoleModel,
    ownerId: MemberId,
    ownerName: Name,
    ownerEmail: Member.shape.email,
  }),
  async needs(_args, tx) {
    const [existing] = await tx.all('workspace');
    if (existing)
      throw conflict(
        say('There is a workspace in this browser already: {workspace}.', { workspace: existing.name }),
        say('Open it on the options page.'),
      );
    const rule = { table: 'workspace', row: 'workspace.create', decidedBy: 'the first member' } as const;
    return [
      { decision: { allowed: true, reason: say('Whoever creates a workspace owns it.'), rule, remedy: '' } },
    ];
  },
  async apply(tx, { workspaceId, name, roleModel, ownerId, ownerName, ownerEmail }, context) {
    const workspace: Workspace = {
      id: workspaceId,
      name,
      roleModel,
      settings: z.parse(Settings, {}),
      createdAtMs: context.nowMs,
    };
    const owner = z.parse(Member, {
      id: ownerId,
      name: ownerName,
      email: ownerEmail,
      role: rulesFor(roleModel).keeperRole,
      addedAtMs: context.nowMs,
    });
    await tx.put('workspace', workspace);
    await tx.put('members', owner);
    await context.log({ name: 'workspace.created', memberId: ownerId, details: { name } });
    return { workspaceId };
  },
});

/** The workspace's name and picture. What holds in it is another right: `workspace.settings.edit`. */
export const editWorkspace = defineCommand({
  name: 'workspace.edit',
  args: z.object({
    name: z.optional(Name),
    /** An image that was added before; null takes the picture away. */
    pictureId: z.optional(z.nullable(MediaId)),
  }),
  needs: async () => [{ action: 'workspace.edit', resource: { type: 'workspace' } }],
  async apply(tx, { name, pictureId }, context) {
    const {
      workspace: { pictureId: formerId, ...workspace },
    } = await context.directory();
    if (name === undefined && pictureId === undefined) return;
    if (pictureId && !(await tx.get('media', pictureId))?.type.startsWith('image/'))
      throw invalid('pictureId', say('there is no such image'));
    const kept = pictureId === undefined ? formerId : (pictureId ?? undefined);
    await tx.put('workspace', {
      ...workspace,
      ...(name !== undefined && { name }),
      ...(kept !== undefined && { pictureId: kept }),
    });
    await context.log({
      name: 'workspace.edited',
      details: {
        ...(name !== undefined && { name }),
        ...(pictureId !== undefined && { hasPicture: pictureId !== null }),
      },
    });
  },
});
