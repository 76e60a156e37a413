/**
 * Runs as the service worker of a tiny extension: the workspace is there before the clock starts, then the engine is
 * loaded and answers its first question. Whoever asks by message is told how long that took.
 */
import type { ColdInput } from './bundles';
import type { CreateEngine } from './contestant';
import type { Question } from './workload';

interface WorkerScope {
  importScripts(...files: string[]): void;
  readonly benchInput: ColdInput & { readonly question: Question };
  readonly benchEngine: { readonly createEngine: CreateEngine };
}
interface ChromeApi {
  runtime: {
    onMessage: {
      addListener(
        answer: (message: unknown, sender: unknown, respond: (value: unknown) => void) => void,
      ): void;
    };
  };
}
declare const chrome: ChromeApi;

const scope = globalThis as unknown as WorkerScope;
scope.importScripts('input.js');
const input = scope.benchInput;
const { actorId, action, resource } = input.question;

const startMs = performance.now();
scope.importScripts('engine.js');
const allowed = scope.benchEngine.createEngine(input).can(actorId, action, resource);
const ms = performance.now() - startMs;

chrome.runtime.onMessage.addListener((_, __, respond) => respond({ ms, allowed }));
