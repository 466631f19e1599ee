import { examplesAmong, goldenFolder, olderFolder, writeGolden } from './golden-events.ts';
import { commandsIn, Played } from '../journeys/playing.ts';

// `npm run golden`: writes the golden files anew from the journey of every command. Read the difference.
const played = new Played();
const commands = commandsIn('test/journeys/every-command.ndjson');
const replies = await played.send(commands);
const refused = commands.filter((_, index) => replies[index]?.outcome !== 'accepted');
if (refused.length > 0) throw new Error(`Not accepted: ${refused.map(({ id }) => id).join(', ')}`);
const written = writeGolden(goldenFolder, olderFolder, examplesAmong(played.events));
process.stdout.write(written.length === 0 ? 'Nothing has changed.\n' : `${written.join('\n')}\n`);
