import { type CalibratedNow, calibratedNowSchema } from '../../infra/local/http/calibrate-now.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { askServer } from '../start/ask-server.ts';

/** Has the run that holds a data folder calibrate at once. Throws `CLI.NO_RUNNING_SHOP`, and what the run refuses with. */
export async function calibrateRunningShop(data: string): Promise<CalibratedNow> {
  const answer = await askServer(data, '/api/calibrate', calibratedNowSchema, {});
  if (answer !== undefined) return answer;
  throw new PerennialError('CLI.NO_RUNNING_SHOP', {
    message: `No shop runs on the data in ${data}. Start it with npm start, or name its folder with --data; or name an order file with --orders, for example --orders orders.csv.`,
  });
}
