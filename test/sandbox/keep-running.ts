/** Started as a process of its own by `persistence.test.ts`, and killed there: `node keep-running.ts <file>`. */
import { startWorkspace } from '../../src/sandbox/workspace.ts';

const workspace = await startWorkspace({ file: String(process.argv[2]), rates: false });
process.stdout.write(`${workspace.apiUrl}\n`);
