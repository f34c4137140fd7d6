import type { CampaignControl } from '../../domain/campaign/campaign-control.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Rules } from '../../domain/rules.ts';

/** What people have decided about the campaigns of a scenario so far, by the campaign's present name. */
export class ScenarioControls {
  private readonly controls = new Map<string, CampaignControl>();
  private files: Rules;

  /** What is not to be published yet holds from never, the rest from ever. */
  constructor(files: Rules, unpublished: readonly string[]) {
    this.files = files;
    for (const { name } of files.campaigns) {
      const since = unpublished.includes(name) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      this.controls.set(name, { campaign: name, since, halts: [] });
    }
  }

  all(): CampaignControl[] {
    return [...this.controls.values()];
  }

  publish(campaign: string, at: Instant): void {
    this.controls.set(campaign, { ...this.of(campaign, at), since: at });
  }

  /** A halt takes the place of one that has not ended. */
  halt(campaign: string, kind: 'paused' | 'stopped', at: Instant): void {
    this.resume(campaign, at);
    const control = this.of(campaign, at);
    this.controls.set(campaign, { ...control, halts: [...control.halts, { kind, from: at }] });
  }

  resume(campaign: string, at: Instant): void {
    const control = this.of(campaign, at);
    const halts = control.halts.map((halt) => (halt.to === undefined ? { ...halt, to: at } : halt));
    this.controls.set(campaign, { ...control, halts });
  }

  /** A trigger that has changed holds from now on; a campaign of another name keeps what was decided about it. */
  follow(files: Rules, at: Instant): void {
    for (const { name, formerNames, trigger } of files.campaigns) {
      const names = [name, ...formerNames];
      const before = this.files.campaigns.find((campaign) => names.includes(campaign.name));
      const control = before && this.controls.get(before.name);
      const isSame = JSON.stringify(before?.trigger) === JSON.stringify(trigger);
      const since = isSame && control !== undefined ? control.since : at;
      this.controls.set(name, { campaign: name, since, halts: control?.halts ?? [] });
    }
    this.files = files;
  }

  private of(campaign: string, at: Instant): CampaignControl {
    return this.controls.get(campaign) ?? { campaign, since: at, halts: [] };
  }
}
