import { LOCAL_REGION } from '../template/resource-identity.ts';

/** What an SDK client needs to reach an emulator; the credentials are those that every emulator takes. */
export const emulatorConnection = (endpoint: string) => ({
  endpoint,
  region: LOCAL_REGION,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
