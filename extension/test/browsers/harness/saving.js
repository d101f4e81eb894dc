// Keeps what a real browser and the companion found as the evidence of a situation.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SITUATIONS = fileURLToPath(new URL('../../../../host/src/test/resources/situations/', import.meta.url));

/**
 * Writes a situation's folder, if WHY502_SAVE is set. Read it before you commit it.
 *
 * @param {string} situation
 * @param {import('./browser.d.ts').Incident} incident with its final diagnosis
 */
export async function keep(situation, incident) {
  if (!process.env['WHY502_SAVE'] || !incident.diagnosis) return;
  const { verdict, certainty, reasons, missing, remedies, archiveRequests } = incident.diagnosis;
  const folder = join(SITUATIONS, situation);
  const takenAt = new Date(incident.openedAt).toISOString();
  const evidence = {
    version: incident.companion,
    takenAt,
    sighting: incident.sighting,
    sightedByHost: false,
    observations: incident.observations,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'evidence.json'), `${JSON.stringify(evidence, null, 2)}\n`);
  await writeFile(
    join(folder, 'diagnosis.json'),
    `${JSON.stringify({ verdict, certainty, reasons, missing, remedies, archiveRequests }, null, 2)}\n`,
  );
}
