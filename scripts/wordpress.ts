import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { howToInstallDebianPackages, installDebianPackages } from './debian-packages';
import { findQuietPort } from './quiet-port';

export type WordpressRole = 'administrator' | 'editor' | 'author' | 'contributor';

/** A user of the local site; `appPassword` is what a person would give to the extension. */
export interface LocalUser {
  readonly id: number;
  readonly login: string;
  readonly password: string;
  readonly appPassword: string;
}

/** A real WordPress on this machine, with a user of each role. */
export interface LocalWordpress {
  /** `http://localhost:PORT`, on the loopback interface alone. */
  readonly origin: string;
  readonly users: Readonly<Record<WordpressRole, LocalUser>>;
  /** Asks the site's REST interface as one of its users. @throws unless it answers with success. */
  ask(role: WordpressRole, path: string, input?: Readonly<Record<string, unknown>>): Promise<unknown>;
  stop(): Promise<void>;
}

const CACHE_DIR = path.join(import.meta.dirname, '../.output/wordpress');
const SITE_IN_CACHE = path.join(CACHE_DIR, 'usr/share/wordpress');

/** Programs and PHP's modules, installed; none of these packages starts a service. */
const PROGRAM_PACKAGES = [
  'php-cli',
  'php-mysql',
  'php-gd',
  'php-xml',
  'php-mbstring',
  'mariadb-server-core',
  'mariadb-client-core',
];
const PROGRAMS = ['php', 'mariadbd', 'mariadb-install-db', 'my_print_defaults'];
/** As `php -m` names them. */
const PHP_MODULES = ['mysqli', 'gd', 'xml', 'mbstring'];
/** Only unpacked: to install WordPress is to install Apache, which then serves port 80 of the whole machine. */
const FILE_PACKAGES = ['wordpress', 'wordpress-theme-twentytwentythree', 'php-getid3', 'libjs-underscore'];

/**
 * Sees that there is a WordPress that can be started, and installs what is missing where that is possible: on
 * Debian, as root.
 * @throws with the commands to run where it is not.
 */
export function ensureWordpress(): void {
  const missing = findMissing();
  if (missing.length > 0) {
    const whyNot = `Not installed: ${missing.join(', ')}. ${howToInstallDebianPackages(PROGRAM_PACKAGES)}`;
    installDebianPackages(PROGRAM_PACKAGES, whyNot);
    // Where another PHP than Debian's comes first, that one lacks a module still.
    if (findMissing().length > 0) throw new Error(whyNot);
  }
  if (!existsSync(SITE_IN_CACHE)) unpackSite();
}

/** Names the programs that are missing, and the modules that the PHP which is there lacks. */
function findMissing(): string[] {
  const programs = PROGRAMS.filter((program) => findProgram(program) === undefined);
  const php = findProgram('php');
  if (php === undefined) return programs;
  const present = execFileSync(php, ['-m'], { encoding: 'utf8', stdio: 'pipe' }).split('\n');
  const modules = PHP_MODULES.filter((module) => !present.includes(module));
  return [...programs, ...modules.map((module) => `the module ${module} of ${php}`)];
}

function unpackSite(): void {
  if (!existsSync('/usr/bin/apt-get'))
    throw new Error('WordPress itself comes from Debian: apt-get is missing.');
  mkdirSync(path.dirname(CACHE_DIR), { recursive: true });
  // Put in its place at once, so that a run that was broken off leaves no half a site.
  const dir = mkdtempSync(`${CACHE_DIR}-`);
  try {
    const download = () =>
      execFileSync('/usr/bin/apt-get', ['download', ...FILE_PACKAGES], { cwd: dir, stdio: 'pipe' });
    try {
      download();
    } catch {
      // The lists of packages are missing, or older than what the server has.
      execFileSync('/usr/bin/apt-get', ['update'], { stdio: 'pipe' });
      download();
    }
    for (const file of readdirSync(dir).filter((name) => name.endsWith('.deb'))) {
      execFileSync('dpkg-deb', ['-x', file, '.'], { cwd: dir });
    }
    if (!existsSync(CACHE_DIR)) renameSync(dir, CACHE_DIR);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function findProgram(name: string): string | undefined {
  const dirs = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/bin'];
  return dirs.map((dir) => path.join(dir, name)).find((file) => existsSync(file));
}

function getProgram(name: string): string {
  const found = findProgram(name);
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

/**
 * Starts a WordPress of Debian's (6.1.9 in 12, 2026-11) with a database of its own. Nothing goes out to the
 * network; the database has no port at all.
 */
export async function startWordpress(): Promise<LocalWordpress> {
  ensureWordpress();
  const dir = mkdtempSync(path.join(tmpdir(), 'countersign-wp-'));
  const processes: ChildProcess[] = [];
  const end = () => {
    for (const { pid } of processes) if (pid !== undefined) killGroup(pid);
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', end);
  try {
    const siteDir = path.join(dir, 'site');
    copySite(siteDir);
    const socket = await startDatabase(dir, processes);
    const port = await findQuietPort();
    const origin = `http://localhost:${port}`;
    writeFileSync(path.join(siteDir, 'wp-config.php'), configOf(origin, socket));
    mkdirSync(path.join(siteDir, 'wp-content/mu-plugins'), { recursive: true });
    writeFileSync(path.join(siteDir, 'wp-content/mu-plugins/classic-editor.php'), CLASSIC_EDITOR);
    writeFileSync(path.join(siteDir, 'wp-content/mu-plugins/no-sign-in-check.php'), NO_SIGN_IN_CHECK);
    writeFileSync(path.join(dir, 'install.php'), INSTALL);
    const printed = execFileSync(getProgram('php'), [path.join(dir, 'install.php'), siteDir], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const users = JSON.parse(printed.slice(printed.lastIndexOf('\n{'))) as LocalWordpress['users'];
    const php = spawn(getProgram('php'), [...PHP_OPTIONS, '-S', `127.0.0.1:${port}`, '-t', siteDir], {
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
    });
    processes.push(php);
    await waitUntil('WordPress answers', async () => (await fetch(`${origin}/wp-json/`)).ok);

    return {
      origin,
      users,
      async ask(role, route, input) {
        const { login, appPassword } = users[role];
        const response = await fetch(`${origin}/wp-json/${route}`, {
          method: input ? 'POST' : 'GET',
          headers: {
            authorization: `Basic ${Buffer.from(`${login}:${appPassword}`).toString('base64')}`,
            'content-type': 'application/json',
          },
          ...(input && { body: JSON.stringify(input) }),
        });
        if (!response.ok) throw new Error(`${route} answers ${response.status}: ${await response.text()}`);
        return response.json();
      },
      async stop() {
        process.off('exit', end);
        await Promise.all(processes.map(endProcess));
        end();
      },
    };
  } catch (error) {
    process.off('exit', end);
    end();
    throw error;
  }
}

/** Debian's files are links into other packages' folders; a site has files of its own. */
function copySite(siteDir: string): void {
  // Links to what was not unpacked (certificates, an Apache configuration) are left out, which `cp` calls a failure.
  spawnSync('cp', ['-rL', SITE_IN_CACHE, siteDir], { stdio: 'ignore' });
  if (!existsSync(path.join(siteDir, 'wp-settings.php')))
    throw new Error(`${SITE_IN_CACHE} cannot be copied`);
}

const PHP_OPTIONS = [
  '-d',
  'opcache.enable_cli=1',
  '-d',
  'upload_max_filesize=8M',
  '-d',
  'post_max_size=16M',
  '-d',
  'display_errors=0',
];

/** @returns the path of its socket. */
async function startDatabase(dir: string, processes: ChildProcess[]): Promise<string> {
  const dataDir = path.join(dir, 'data');
  const socket = path.join(dir, 'db.sock');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  execFileSync(
    getProgram('mariadb-install-db'),
    [
      '--no-defaults',
      `--datadir=${dataDir}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...asRoot,
    ],
    { stdio: 'pipe' },
  );
  const options = [
    '--no-defaults',
    `--datadir=${dataDir}`,
    `--socket=${socket}`,
    `--pid-file=${path.join(dir, 'db.pid')}`,
    '--skip-networking',
    // What is lost with the machine is a test's.
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=32M',
    ...asRoot,
  ];
  processes.push(spawn(getProgram('mariadbd'), options, { stdio: 'ignore', detached: true }));
  await waitUntil('the database is up', async () => existsSync(socket));
  return socket;
}

function configOf(origin: string, socket: string): string {
  const constants: Readonly<Record<string, string | boolean>> = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${socket}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: origin,
    WP_SITEURL: origin,
    // Else application passwords need https.
    WP_ENVIRONMENT_TYPE: 'local',
    WP_HTTP_BLOCK_EXTERNAL: true,
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
  };
  const lines = Object.entries(constants).map(
    ([name, value]) => `define('${name}', ${typeof value === 'string' ? `'${value}'` : String(value)});`,
  );
  return [
    '<?php',
    ...lines,
    "$table_prefix = 'wp_';",
    "if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');",
    "require_once ABSPATH . 'wp-settings.php';",
    '',
  ].join('\n');
}

/** The classic editor, as a plug-in of that name brings it back, on pages whose address says `classic`. */
const CLASSIC_EDITOR = `<?php
add_filter('use_block_editor_for_post', function ($uses) { return $uses && !isset($_GET['classic']); });
add_filter('redirect_post_location', function ($to) {
  return strpos($_POST['_wp_http_referer'] ?? '', 'classic') ? add_query_arg('classic', '1', $to) : $to;
});
`;

/**
 * Without the script that asks whether somebody is still signed in: it throws when the first answer comes before the
 * page is ready, on a slow machine that is (wp-auth-check.js of 6.1.9, 2026-11), and a test would take that for ours.
 */
const NO_SIGN_IN_CHECK = `<?php
add_filter('wp_auth_check_load', '__return_false');
`;

/** Makes the database, the site and a user of each role, and prints the users as JSON. */
const INSTALL = `<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost';
$site = $argv[1];
preg_match("/DB_HOST', 'localhost:([^']+)/", file_get_contents("$site/wp-config.php"), $found);
(new mysqli('localhost', 'root', '', '', 0, $found[1]))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
require "$site/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
wp_install('Harbour News', 'administrator', 'administrator@example.com', true, '', 'password of administrator');
update_option('permalink_structure', '/%postname%/');
flush_rewrite_rules();
$users = [];
foreach (['administrator', 'editor', 'author', 'contributor'] as $role) {
  $user = get_user_by('login', $role);
  $id = $user ? $user->ID : wp_insert_user(['user_login' => $role, 'user_email' => "$role@example.com",
    'user_pass' => "password of $role", 'role' => $role, 'display_name' => ucfirst($role) . ' of the Harbour']);
  [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Countersign']);
  $users[$role] = ['id' => $id, 'login' => $role, 'password' => "password of $role",
    'appPassword' => WP_Application_Passwords::chunk_password($password)];
}
echo "\\n" . json_encode($users);
`;

async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + 30_000;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadlineMs) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** PHP's server has workers, which do not end with it. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Asks a process to end, so that it sees its workers out, and makes it end when it does not. */
function endProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      resolve();
      return;
    }
    const { pid } = child;
    const timer = setTimeout(() => killGroup(pid), 3_000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGINT');
  });
}
